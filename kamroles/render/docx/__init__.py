"""Write a document as a Word file with real styles, lists, tables and page numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote

from kamroles.diagnostics import Problems, error
from kamroles.document import printable
from kamroles.formats import Format
from kamroles.render.docx.body import Body
from kamroles.render.docx.drawing import drawing
from kamroles.render.docx.empty import archive, blank, fill
from kamroles.render.docx.markup import characters, root, w
from kamroles.render.docx.numbering import numbering
from kamroles.render.docx.styles import style_id
from kamroles.render.docx.units import look
from kamroles.theme.page_words import page_words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from kamroles.document import Document
    from kamroles.theme import Asset, Theme

_LOGO_HEIGHT = 560
_LOGO_WIDTH = 3400
_FIGURE_HEIGHT = 4500
_LONGEST_PROPERTY = 255


def render(document: Document, theme: Theme) -> bytes:
    """Return the document as a Word file.

    Raises:
        Problems: the document shows a picture that the theme does not hold.

    """
    import docx

    face = look(theme.tokens)
    word = docx.Document(BytesIO(blank(face, document.lang)))
    body = Body(_Package(word, theme), face)
    _fill_body(word, body.xml(document))
    fill(word.part.numbering_part.element, numbering(face, body.lists))
    _fill_margins(word, document, face.text_width)
    _describe(word, document)
    written = BytesIO()
    word.save(written)
    return archive(written.getvalue())


class _Package:
    """The addresses and pictures of one Word file."""

    def __init__(self, word: WordDocument, theme: Theme) -> None:
        self._part = word.part
        self._assets = theme.assets
        self._pictures = 0

    def link(self, href: str) -> str:
        """Return the id that stands for an address."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        address = quote(printable(href), safe="%/:?#[]@!$&'()*+,;=~._-")
        return self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def picture(self, name: str, alt: str, width: int) -> str:
        """Return a run that shows a picture at most so wide."""
        asset = self._assets.get(name)
        if asset is None:
            message = f"The document shows the picture {name!r}, which its theme does not hold."
            known = ", ".join(self._assets) or "none"
            raise Problems([error("KR404", message, hint=f"Pictures there are: {known}.")])
        return self._drawing(asset, alt, width, _FIGURE_HEIGHT)

    def logo(self, alt: str) -> str:
        """Return a run that shows the employer's logo, if there is one."""
        asset = self._assets.get("logo")
        return self._drawing(asset, alt or "Logo", _LOGO_WIDTH, _LOGO_HEIGHT) if asset else ""

    def _drawing(self, asset: Asset, alt: str, width: int, height: int) -> str:
        self._pictures += 1
        return drawing(
            self._part, asset, printable(alt), self._pictures, width=width, height=height
        )


def _fill_body(word: WordDocument, content: str) -> None:
    """Put the content before the section properties, which stay last."""
    from docx.oxml.parser import parse_xml

    body = word.element.body
    layout = body[-1]
    for each in list(parse_xml(root("body", content))):
        layout.addprevious(each)


def _fill_margins(word: WordDocument, document: Document, width: int) -> None:
    """Write the running header, the mark of a draft and the page numbers."""
    section = word.sections[0]
    words = page_words(document.lang)
    edge = w("tabs", w("tab", val="right", pos=width))
    mark = ""
    if document.draft:
        style = w("rPr", w("rStyle", val="DraftMark"))
        mark = w("r", w("tab")) + w("r", style, characters(words.draft.upper()))
    running = _text(printable(document.running))
    fill(section.first_page_header.part.element, _line("hdr", "header", edge, mark))
    fill(section.header.part.element, _line("hdr", "header", edge, running + mark))
    count = _text(f"{words.page} ") + _number("PAGE")
    count += _text(f" {words.of} ") + _number("NUMPAGES")
    for footer in (section.first_page_footer, section.footer):
        fill(footer.part.element, _line("ftr", "footer", w("jc", val="right"), count))


def _line(part: str, style: str, layout: str, content: str) -> str:
    """Return a page header or footer of one paragraph."""
    layout = w("pPr", w("pStyle", val=style_id(style)), layout)
    return root(part, w("p", layout, content))


def _text(text: str) -> str:
    return w("r", characters(text))


def _number(field: str) -> str:
    """Return a field that Word counts itself."""
    return w("fldSimple", _text("1"), instr=f" {field} ")


def _describe(word: WordDocument, document: Document) -> None:
    """Set what the file says about itself; its dates are the document's own."""
    about = word.core_properties
    brand = _short(document.brand)
    about.title, about.comments = _short(document.title), _short(document.description)
    about.author = about.last_modified_by = brand
    about.language, about.category = _short(document.lang), _short(document.kind)
    about.created = about.modified = _date(document.date)
    about.revision = 1


def _short(text: str) -> str:
    return printable(text)[:_LONGEST_PROPERTY]


def _date(text: str) -> datetime:
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        day = datetime(1980, 1, 1)  # noqa: DTZ001 - made aware below
    return day.replace(tzinfo=UTC)


FORMAT = Format(
    name="docx",
    title="Word",
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    render=render,
    called=("word",),
    slow=True,
    binary=True,
    packages=("docx",),
    made_by="python-docx",
)
