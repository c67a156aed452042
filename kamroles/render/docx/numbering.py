"""The list markers of a Word document: bullets, numbers and boxes to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.render.docx.markup import root, w
from kamroles.render.docx.styles import BULLETS, INDENT, LEVELS, style_id
from kamroles.theme.page_words import TICKED, UNTICKED

if TYPE_CHECKING:
    from kamroles.theme.lengths import Look

_NUMBERS, EMPTY_BOX, TICKED_BOX = 2, 3, 4
_FIRST_LIST = 10
_SYMBOLS = "Segoe UI Symbol"
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_BULLETS = (("\u2022", 150), *(("\u2013", INDENT),) * (LEVELS - 1))
"""The sign of each level, as in the other formats, and how far before its words it stands."""


def numbering(look: Look, lists: int) -> str:
    """Return the numbering part; each of so many numbered lists counts from one."""
    ink = w("color", val=look.color["accent-text"])
    bullets = (
        _level(at, "bullet", sign, "List Bullet", ink, before)
        for at, (sign, before) in enumerate(_BULLETS)
    )
    numbers = (_level(at, _FORMATS[at], f"%{at + 1}.", "", ink) for at in range(LEVELS))
    boxes = {EMPTY_BOX: UNTICKED, TICKED_BOX: TICKED}
    abstract = [_abstract(BULLETS, *bullets), _abstract(_NUMBERS, *numbers)]
    for own, sign in boxes.items():
        font = w("rFonts", ascii=_SYMBOLS, hAnsi=_SYMBOLS, eastAsia=_SYMBOLS, cs=_SYMBOLS)
        abstract.append(_abstract(own, _level(0, "bullet", sign, "", font + ink)))
    plain = (w("num", w("abstractNumId", val=own), numId=own) for own in (BULLETS, *boxes))
    starts = [w("lvlOverride", w("startOverride", val=1), ilvl=level) for level in range(LEVELS)]
    counting = w("abstractNumId", val=_NUMBERS)
    restarted = (w("num", counting, *starts, numId=list_number(at)) for at in range(lists))
    return root("numbering", *abstract, *plain, *restarted)


def list_number(at: int) -> int:
    """Return the id under which the numbered list at this place counts."""
    return _FIRST_LIST + at


def _abstract(own: int, *levels: str) -> str:
    return w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=own)


def _level(at: int, form: str, text: str, style: str, face: str, before: int = INDENT) -> str:
    linked = w("pStyle", val=style_id(f"{style} {at + 1}" if at else style)) if style else ""
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        linked,
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=INDENT * (at + 1), hanging=before)),
        w("rPr", face),
        ilvl=at,
    )
