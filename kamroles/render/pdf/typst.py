"""PDF through Typst: the theme's face sets the document, which it gets as data.

The result is tagged, PDF/A-3a and PDF/UA-1 at once, and the same bytes on every system.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error
from kamroles.render.pdf.compiler import compiled, no_glyph
from kamroles.render.pdf.rowheaders import mark_row_headers
from kamroles.render.pdf.size import check_pages
from kamroles.render.pdf.tree import picture_file, tree
from kamroles.render.pdf.watermark import watermark
from kamroles.theme import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.diagnostics import Diagnostic
    from kamroles.document import Document
    from kamroles.theme import Theme

_STANDARDS = ("ua-1", "a-3a")
_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")


def render(document: Document, theme: Theme) -> bytes:
    """Return the document as PDF.

    Raises:
        Problems: the document or the theme cannot be set, and why.

    """
    if found := [*_unfit(theme), *_unsettable(document)]:
        raise Problems(found)
    data = tree(document, theme) | {"watermark": watermark(document, theme)}
    day = datetime.fromisoformat(document.date).replace(tzinfo=UTC)
    pictures = {
        picture_file(asset): asset.content
        for asset in theme.assets.values()
        if asset.media_type != "image/svg+xml"
    }
    pdf = compiled(
        next((each for each in theme.own if each.text == theme.face), theme.face),
        {"document": json.dumps(data, ensure_ascii=False, separators=(",", ":"))},
        pictures,
        format="pdf",
        pdf_standards=list(_STANDARDS),
        timestamp=int(day.timestamp()),
    )
    if pages := _PAGES.search(pdf):
        check_pages(int(pages[1]), document, theme)
    return mark_row_headers(pdf)


def _unfit(theme: Theme) -> Iterator[Diagnostic]:
    hint = "Use --pdf-engine weasyprint, which sets pages by the theme's style sheet."
    if not theme.face:
        message = f"The theme {theme.name} has no face.typ, which Typst sets pages by."
        yield error("KR402", message, hint=hint)
    family = theme.tokens["font.body"]
    if family != fonts.FAMILY:
        message = f"Typst sets pages in {fonts.FAMILY} only; the theme asks for {family}."
        yield error("KR402", message, theme.places.get("font.body"), hint)


def _unsettable(document: Document) -> Iterator[Diagnostic]:
    """Yield a finding for a missing title, and each text that the fonts lack a character for."""
    if not document.title.strip():
        yield error("KR405", "The document has no title, which a PDF has to have.")
    lacking: dict[tuple[str, str | None], str] = {}
    for run, characters in fonts.missing(document):
        at = run.text, run.path
        lacking[at] = lacking.get(at, "") + characters
    yield from (no_glyph(characters, path) for (_, path), characters in lacking.items())
