"""An empty Word file in a theme's styles, prepared once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kamroles.render.docx.archive import packed
from kamroles.render.docx.font_table import add_font_table
from kamroles.render.docx.markup import root, w
from kamroles.render.docx.styles import styles
from kamroles.render.docx.units import in_word

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

    from kamroles.theme.lengths import Look

_WORD = "http://schemas.microsoft.com/office/word"


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
    add_font_table(document.part, look.font["body"])
    _set_page(document, look)
    return packed(document.part.package)


def set_content(part: BaseOxmlElement, xml: str) -> None:
    """Give a part the content of another root element."""
    from docx.oxml.parser import parse_xml

    for old in list(part):
        part.remove(old)
    for new in list(parse_xml(xml)):
        part.append(new)


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
        w("embedTrueTypeFonts"),
        w("saveSubsetFonts"),
        w("defaultTabStop", val=720),
        w("autoHyphenation", val=False),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", modern),
        w("themeFontLang", val=lang),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


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
