"""An empty Word file in a theme's styles, prepared once, and its bytes made repeatable."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kamroles.render.docx.markup import root, w
from kamroles.render.docx.styles import styles
from kamroles.render.docx.units import in_word

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

    from kamroles.theme.lengths import Look

_SUBSTITUTES = "Calibri,Arial"
_LIKENESS = "020B0503030403020204"
"""The shape of the letters, by which a word processor finds the installed font most like them."""
_WORD = "http://schemas.microsoft.com/office/word"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")


@lru_cache(maxsize=16)
def empty_file(tokens: frozenset[tuple[str, str]], lang: str) -> bytes:
    """Return a Word file with styles, settings and page layout, and no text.

    Reading the library's own empty file takes most of the time a short document needs, since it
    brings 800 kB of styles; a file read from these bytes has only ours.
    """
    import docx

    look = in_word(dict(tokens))
    document = docx.Document()
    _drop_what_is_not_ours(document)
    set_content(document.styles.element, styles(look, lang))
    set_content(document.settings.element, _settings(lang))
    _add_fonts(document, look.font["body"])
    _set_page(document, look)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def set_content(part: BaseOxmlElement, xml: str) -> None:
    """Give a part the content of another root element."""
    from docx.oxml.parser import parse_xml

    for old in list(part):
        part.remove(old)
    for new in list(parse_xml(xml)):
        part.append(new)


def archive(content: bytes) -> bytes:
    """Return the file with its parts in a fixed order and without the time they were written."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name not in _FIRST, name)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return written.getvalue()


def _drop_what_is_not_ours(document: WordDocument) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE as RT

    kept = {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES, RT.STYLES, RT.SETTINGS, RT.NUMBERING}
    for relations in (document.part.package.rels, document.part.rels):
        for own, relation in list(relations.items()):
            if relation.reltype not in kept:
                del relations[own]


def _settings(lang: str) -> str:
    modern = w("compatSetting", name="compatibilityMode", uri=_WORD, val=15)
    return root(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("autoHyphenation", val=False),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", modern),
        w("themeFontLang", val=lang),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _add_fonts(document: WordDocument, font: str) -> None:
    """Name the fonts that take the place of the theme's where it is not installed."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    about = w("altName", val=_SUBSTITUTES) + w("panose1", val=_LIKENESS)
    about += w("family", val="swiss") + w("pitch", val="variable")
    named = w("font", about, name=font)
    content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root("fonts", named)}'
    place, package = PackURI("/word/fontTable.xml"), document.part.package
    part = Part(place, CONTENT_TYPE.WML_FONT_TABLE, content.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _set_page(document: WordDocument, look: Look) -> None:
    from docx.shared import Twips

    section = document.sections[0]
    width, height = look.sheet
    top, right, bottom, left = look.margins
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.top_margin, section.bottom_margin = Twips(top), Twips(bottom)
    section.left_margin, section.right_margin = Twips(left), Twips(right)
    section.header_distance, section.footer_distance = Twips(top // 2), Twips(bottom // 2)
    section.different_first_page_header_footer = True
    for edge in ("header", "footer", "first_page_header", "first_page_footer"):
        getattr(section, edge).is_linked_to_previous = False
