"""PDF through WeasyPrint: prints the very page that ``render.html`` makes.

The result is tagged, PDF/A-3a and PDF/UA-1 at once. Importing this module needs Pango.
"""

from __future__ import annotations

import logging
import re
import threading
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import weasyprint
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from kamroles.diagnostics import Problems, error
from kamroles.render import html
from kamroles.render.pdf.pdfua import finish
from kamroles.render.pdf.size import check_pages
from kamroles.theme import Asset, custom_properties, fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kamroles.diagnostics import Diagnostic
    from kamroles.document import Document
    from kamroles.theme import Theme

_SCHEME = "kamroles:"
_RUNNING = "body{string-set:running attr(data-running)}\n"
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_MOST_SHEETS = 64
_MOST_TOLD = 3
_LONGEST = 300
_ROOM = 38.0
"""Pixels of CSS, about 1 cm, that a page of any size has to have for words each way."""


def render(document: Document, theme: Theme) -> bytes:
    """Return the document as PDF.

    Raises:
        Problems: the engine reports something that would make the file incomplete.

    """
    document = replace(document, action=())
    with _Complaints() as complaints:
        try:
            content, pages = _laid_out(document, theme)
        except FatalURLFetchingError as fault:
            message = f"A picture or style of the document refers to something outside: {fault}"
            hint = "Put what it needs into the picture itself."
            raise Problems([error("KR405", message, hint=hint)]) from fault
    if complaints.messages:
        _KEPT.start()  # what could not be loaded would be left out next time without a word
        raise Problems(_told(complaints.messages, theme))
    check_pages(pages, document, theme)
    return content


def _laid_out(document: Document, theme: Theme) -> tuple[bytes, int]:
    """Return the file, and how many pages it has."""
    text = html.page(document, theme, "", _asset_address)
    italic = html.needs_italic(document, theme)
    faces = fonts.print_faces(html.shown_text(document), italic=italic)
    mark = _watermark(document, theme)
    style = _style(document, theme, faces, mark)
    return _print(text, style, _Shipped(theme, faces, mark))


def _told(messages: Sequence[str], theme: Theme) -> Iterator[Diagnostic]:
    """Yield what the engine logs as findings; a picture is called by its name."""
    said = list(dict.fromkeys(messages))
    for number, each in enumerate(said[:_MOST_TOLD], 1):
        shown = each
        for asset in theme.assets.values():
            shown = shown.replace(_asset_address(asset), asset.file or asset.name)
        rest = len(said) - number if number == _MOST_TOLD else 0
        more = f" (and {rest} more such things)" if rest else ""
        yield error("KR405", f"The PDF engine said: {shown[:_LONGEST]}{more}")


def _print(text: str, style: str, fetcher: _Shipped) -> tuple[bytes, int]:
    """Return the file, and how many pages it has."""
    pages = 0

    def finisher(laid_out: Any, pdf: Any) -> None:
        nonlocal pages
        pages = len(laid_out.pages)
        _check_room(each._page_box for each in laid_out.pages)  # noqa: SLF001 - told nowhere else
        finish(laid_out, pdf)

    sheet = _KEPT.sheet(style, fetcher)
    page = weasyprint.HTML(string=text, url_fetcher=fetcher)
    for link in page.etree_element.iter():
        if "attachment" in link.get("rel", "").lower():
            del link.attrib["rel"]  # the engine would put the file it names into the PDF
    content: bytes = page.write_pdf(
        font_config=_KEPT.fonts,
        stylesheets=[sheet],
        cache=_KEPT.pictures,
        pdf_variant="pdf/a-3a",
        finisher=finisher,
    )
    return content, pages


def _check_room(pages: Iterable[Any]) -> None:
    """Refuse pages whose margins leave no room for words, however they were written.

    Raises:
        Problems: there is one.

    """
    for page in pages:
        margins = page.margin_top, page.margin_right, page.margin_bottom, page.margin_left
        if min(margins) < 0 or min(page.width, page.height) < _ROOM:
            message = "no page can be set with these margins"
            hint = "write margins that leave a page, such as 17mm 20mm"
            raise Problems([error("KR765", message, hint=hint)])


def _watermark(document: Document, theme: Theme) -> Asset | None:
    """Return the drawing behind the pages of a draft; none where what draws it cannot run."""
    try:
        from kamroles.render.pdf.watermark import watermark

        drawing = watermark(document, theme)
    except (ImportError, Problems):
        return None
    return Asset("watermark", "image/svg+xml", drawing.encode("utf-8")) if drawing else None


def _style(
    document: Document, theme: Theme, faces: Sequence[fonts.PrintFace], mark: Asset | None
) -> str:
    """Return the style sheet with each variable replaced, which the engine reads faster."""
    tokens = custom_properties(theme)
    text = html.stylesheet(theme) + html.page_rules(document, theme, "string(running)")
    if mark:
        paper = theme.tokens["color.paper"]
        ground = f'{paper} url("{_asset_address(mark)}") no-repeat center/72% auto'
        text += f"html,body{{background:none}}@page{{background:{ground}}}\n"
    text = _VARIABLE.sub(lambda match: tokens.get(match[1], match[0]), text)
    families = ",".join(dict.fromkeys(f'"{each.family}"' for each in faces))
    rules = "".join(
        f'@font-face{{font-family:"{each.family}";font-style:{each.face.style};'
        f'font-weight:{each.weight};src:url("{_font_address(each)}")}}\n'
        for each in faces
    )
    return rules + _RUNNING + text.replace(f'"{fonts.FAMILY}"', families)


class _Shipped(URLFetcher):  # type: ignore[misc]
    """Fetches our fonts, the theme's pictures and what an address holds itself; nothing else."""

    def __init__(
        self, theme: Theme, faces: Sequence[fonts.PrintFace], mark: Asset | None = None
    ) -> None:
        super().__init__(allowed_protocols=frozenset({"data"}), allow_redirects=False)
        assets = filter(None, (*theme.assets.values(), mark))
        self._assets = {_asset_address(asset): asset for asset in assets}
        self._faces = {_font_address(face): face for face in faces}

    def fetch(self, url: str, headers: object = None) -> Any:
        if asset := self._assets.get(url):
            return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})
        if face := self._faces.get(url):
            return URLFetcherResponse(url, face.content(), {"Content-Type": "font/ttf"})
        if url[:5].lower() == "data:":
            return super().fetch(url)
        raise FatalURLFetchingError(url[:200])


def _font_address(each: fonts.PrintFace) -> str:
    return f"{_SCHEME}font/{each.face.name}-{each.weight}-{each.key}"


def _asset_address(asset: Asset) -> str:
    """Return a name that changes with the content, so that pictures can be kept by it."""
    return f"{_SCHEME}asset/{sha256(asset.content).hexdigest()}/{asset.media_type}"


class _Kept(threading.local):
    """Fonts, parsed style sheets and pictures, apart for each thread: Pango fonts shared
    between threads corrupt memory.
    """  # noqa: D205

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Begin anew, with nothing kept."""
        self.fonts = FontConfiguration()
        self.pictures: dict[object, object] = {}
        self._sheets: dict[str, Any] = {}

    def sheet(self, style: str, fetcher: _Shipped) -> Any:
        if style not in self._sheets:
            if len(self._sheets) >= _MOST_SHEETS:
                self.start()
            self._sheets[style] = weasyprint.CSS(
                string=style, font_config=self.fonts, url_fetcher=fetcher
            )
        return self._sheets[style]


_KEPT = _Kept()


class _Complaints(logging.Handler):
    """Collects what the engine reports as errors; it logs them and prints an incomplete file."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if threading.get_ident() == self._thread:
            self.messages.append(record.getMessage())

    def __enter__(self) -> _Complaints:
        LOGGER.addHandler(self)
        return self

    def __exit__(self, *fault: object) -> None:
        LOGGER.removeHandler(self)
