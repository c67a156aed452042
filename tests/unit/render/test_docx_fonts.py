"""Word files carry the typeface, so that they look the same wherever they are opened."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from lxml import etree

from kamroles.render.docx import render
from tests.unit.render.samples import POSTING
from tests.unit.render.test_docx import parts
from tests.unit.render.themes import plain


def test_the_typeface_is_in_the_file() -> None:
    """In four styles, as ECMA-376 hides fonts; the words are the same length everywhere."""
    files = parts(render(POSTING, plain()))
    table = etree.fromstring(files["word/fontTable.xml"])
    targets = {each.get("Id"): each.get("Target")
               for each in etree.fromstring(files["word/_rels/fontTable.xml.rels"])}  # fmt: skip
    found = {}
    for each in table[0]:
        if (place := targets.get(each.get(qn("r:id")))) is None:
            continue
        content = bytearray(files[f"word/{place}"])
        key = bytes.fromhex(each.get(qn("w:fontKey")).strip("{}").replace("-", ""))[::-1]
        content[:32] = (byte ^ key[at % 16] for at, byte in enumerate(content[:32]))
        font = TTFont(BytesIO(content))
        said = [font["name"].getDebugName(number) for number in (1, 2, 4)]
        assert set(map(ord, "Aé€→")) <= font.getBestCmap().keys()
        assert font["OS/2"].fsType == 0  # may be embedded, and edited
        found[etree.QName(each).localname] = said
    assert found == {
        f"embed{style.replace(' ', '')}": ["Source Sans 3", style, f"Source Sans 3 {style}"]
        for style in ("Regular", "Bold", "Italic", "Bold Italic")
    }
    assert b"<w:embedTrueTypeFonts" in files["word/settings.xml"]


def test_another_typeface_is_only_named() -> None:
    """It is not ours to give away."""
    theme = replace(plain(), tokens={**plain().tokens, "font.body": "Georgia"})
    files = parts(render(POSTING, theme))
    assert not [name for name in files if name.endswith(".odttf")]
    assert b'<w:font w:name="Georgia"' in files["word/fontTable.xml"]
