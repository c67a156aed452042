"""The fonts of a Word file: the typeface itself, and what takes its place where it is another."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from kamroles.render.docx.markup import attribute, root, w
from kamroles.theme import fonts

if TYPE_CHECKING:
    from docx.opc.part import Part

_SUBSTITUTES = "Calibri,Arial"
_LIKENESS = "020B0503030403020204"
"""The shape of the letters, by which a word processor finds the installed font most like them."""
_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
"""The first 32 bytes are mixed with a key (ECMA-376, part 1, 17.8.1)."""


def add_font_table(document: Part, family: str) -> None:
    """Name the theme's font and its substitutes; our own typeface goes into the file as well."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml

    about = w("altName", val=_SUBSTITUTES) + w("panose1", val=_LIKENESS)
    about += w("family", val="swiss") + w("pitch", val="variable")
    content = parse_xml(root("fonts", w("font", about, name=family)))
    place = PackURI("/word/fontTable.xml")
    table = XmlPart(place, CONTENT_TYPE.WML_FONT_TABLE, content, document.package)
    document.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    if family == fonts.FAMILY:
        faces = "".join(_embedded(table, *each) for each in fonts.office_faces().items())
        content[0].extend(parse_xml(root("fonts", faces)))


def _embedded(table: Part, style: str, content: bytes) -> str:
    """Put a font file into the package, and return the element that refers to it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    key = UUID(bytes=sha256(content).digest()[:16])
    start = bytes(a ^ b for a, b in zip(content, key.bytes[::-1] * 2, strict=False))
    name = style.replace(" ", "")
    place = PackURI(f"/word/fonts/{name}.odttf")
    part = Part(place, _OBFUSCATED, start + content[len(start) :], table.package)
    relation = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
    said = f"{{{key}}}".upper()
    return f"<w:embed{name} r:id={attribute(relation)} w:fontKey={attribute(said)}/>"
