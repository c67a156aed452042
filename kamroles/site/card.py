"""The picture that stands for a posting where somebody shares its address: title, place, pay."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from kamroles.theme.fonts import UPRIGHT

if TYPE_CHECKING:
    from PIL import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
_MARGIN = 80
_BAR = 18
_LEVELS = 0xF0
"""So few shades keep a card small; edges of letters need no more."""
_BLACK, _GRAY, _WHITE, _ACCENT = 32, 96, 240, 1
"""Shades of the picture; the last is no shade, but the place of the accent color."""


def card(title: str, place: str, pay: str, employer: str, accent: str) -> bytes:
    """Return the picture as PNG, with the accent color as an edge.

    It is drawn in shades of gray, which is quick, and gets its one color by its palette.
    """
    from PIL import Image, ImageDraw

    picture = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(picture)
    draw.text((_MARGIN, 64), _cut(employer, 34, 400), font=_font(34, 400), fill=_GRAY)
    lines, size = _title(title)
    top = 150
    for line in lines:
        draw.text((_MARGIN, top), line, font=_font(size, 600), fill=_BLACK)
        top += round(size * 1.16)
    low = SIZE[1] - 90
    if pay:
        low = _upwards(draw, pay, low, 44, 600, _BLACK)
    _upwards(draw, place, low, 36, 400, _GRAY)
    picture = picture.point([shade & _LEVELS for shade in range(256)])
    picture.paste(_ACCENT, (0, 0, _BAR, SIZE[1]))
    picture.putpalette(_palette(accent))
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _palette(accent: str) -> list[int]:
    shades = [[min(255, shade * 255 // _WHITE)] * 3 for shade in range(256)]
    shades[_ACCENT] = [int(accent[at : at + 2], 16) for at in (1, 3, 5)]
    return [part for color in shades for part in color]


def _upwards(
    draw: ImageDraw.ImageDraw, text: str, low: int, size: int, weight: int, shade: int
) -> int:
    """Draw one line above ``low``; return where the one above it may end."""
    font = _font(size, weight)
    draw.text((_MARGIN, low - size), _cut(text, size, weight), font=font, fill=shade)
    return low - round(size * 1.5)


def _title(title: str) -> tuple[list[str], int]:
    """Return the title in at most three lines, as large as it fits."""
    for size in (84, 72, 60, 48):
        lines = _wrapped(title, size)
        if len(lines) * size * 1.16 <= 280:
            return lines, size
    return [*lines[:4], _cut(" ".join(lines[4:]), 48, 600)][:5], 48


def _wrapped(text: str, size: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _font(size, 600).getlength(longer) > SIZE[0] - 2 * _MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_cut(line, size, 600) for line in lines]


def _cut(text: str, size: int, weight: int) -> str:
    """Return as much of a text as a line takes; what is cut shows by its dots."""
    font, room = _font(size, weight), SIZE[0] - 2 * _MARGIN
    if font.getlength(text) <= room:
        return text
    for length in range(len(text) - 1, 0, -1):
        shown = textwrap.shorten(text, length, placeholder=" …") or text[:length]
        if font.getlength(shown) <= room:
            return shown
    return ""


@lru_cache(maxsize=16)
def _font(size: int, weight: int) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(str(UPRIGHT.path), size)
    font.set_variation_by_axes([weight])
    return font
