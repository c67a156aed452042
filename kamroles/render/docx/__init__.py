"""Write a document as a Word file with real styles, lists, tables and page numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from kamroles.document import printable
from kamroles.formats import Format
from kamroles.render.docx.archive import packed
from kamroles.render.docx.body import BodyWriter
from kamroles.render.docx.empty import empty_file, set_content
from kamroles.render.docx.markup import characters, root, w
from kamroles.render.docx.numbering import numbering
from kamroles.render.docx.package import Package
from kamroles.render.docx.styles import style_id
from kamroles.render.docx.units import in_word
from kamroles.theme.page_words import page_words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from kamroles.document import Document
    from kamroles.theme import Theme

_LONGEST_PROPERTY = 255


def render(document: Document, theme: Theme) -> bytes:
    """Return the document as a Word file.

    Raises:
        Problems: the document shows a picture that the theme does not hold.

    """
    import docx

    look = in_word(theme.tokens)
    word = docx.Document(BytesIO(empty_file(frozenset(theme.tokens.items()), document.lang)))
    body = BodyWriter(Package(word.part, theme, look), look)
    _fill_body(word, body.xml(document))
    set_content(word.part.numbering_part.element, numbering(look, body.lists))
    _fill_margins(word, document, look.room)
    _describe(word, document)
    return packed(word.part.package)


def _fill_body(word: WordDocument, content: str) -> None:
    """Put the content before the section properties, which stay last."""
    from docx.oxml.parser import parse_xml

    layout = word.element.body[-1]
    for each in list(parse_xml(root("body", content))):
        layout.addprevious(each)


def _fill_margins(word: WordDocument, document: Document, width: float) -> None:
    """Write the running header, the mark of a draft and the page numbers."""
    section = word.sections[0]
    words = page_words(document.lang)
    edge = w("tabs", w("tab", val="right", pos=width))
    mark = ""
    if document.draft:
        style = w("rPr", w("rStyle", val="DraftMark"))
        mark = w("r", w("tab")) + w("r", style, characters(words.draft.upper()))
    running = _text(printable(document.running))
    set_content(section.first_page_header.part.element, _line("hdr", "header", edge, mark))
    set_content(section.header.part.element, _line("hdr", "header", edge, running + mark))
    count = _text(f"{words.page} ") + _number("PAGE")
    count += _text(f" {words.of} ") + _number("NUMPAGES")
    for footer in (section.first_page_footer, section.footer):
        set_content(footer.part.element, _line("ftr", "footer", w("jc", val="right"), count))


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
    draws=True,
    packages=("docx",),
    made_by="python-docx",
)
