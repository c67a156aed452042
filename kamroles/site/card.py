"""The picture that stands for a posting where somebody shares its address: title, place, pay."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from kamroles.theme import fonts

if TYPE_CHECKING:
    from PIL import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
_MARGIN = 80
_ROOM = SIZE[0] - 2 * _MARGIN
_BAR, _TOP, _GAP = 18, 142, 12
_TITLE_SIZES = (84, 72, 60, 48)
_LEVELS = 0xF0
"""So few shades keep a card small; edges of letters need no more."""
_BLACK, _GRAY, _WHITE, _ACCENT = 32, 96, 240, 1
"""Shades of the picture; the last is no shade, but the place of the accent color."""


def lacks(*texts: str) -> str:
    """Return the characters of texts that the typeface of cards has no glyph for."""
    return "".join(dict.fromkeys(each for text in texts for each in text if fonts.lacks(each)))


def card(title: str, place: str, pay: str, employer: str, accent: str) -> bytes:
    """Return the picture as PNG, with the accent color as an edge.

    It is drawn in shades of gray, which is quick, and gets its one color by its palette.
    """
    from PIL import Image, ImageDraw

    picture = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(picture)
    draw.text((_MARGIN, 64), _cut(employer, 34, 400), font=_font(34, 400), fill=_GRAY)
    low = SIZE[1] - 66
    for text, size, weight, shade in ((pay, 44, 600, _BLACK), (place, 36, 400, _GRAY)):
        lines = _wrapped(text, size, weight, 2) if text else []
        low -= round(size * 1.16) * len(lines) + _GAP
        _downwards(draw, lines, low, size, weight, shade)
    lines, size = _title(title, low - _TOP - 2 * _GAP)
    _downwards(draw, lines, _TOP, size, 600, _BLACK)
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


def _downwards(
    draw: ImageDraw.ImageDraw, lines: list[str], top: int, size: int, weight: int, shade: int
) -> None:
    for number, line in enumerate(lines):
        place = (_MARGIN, top + number * round(size * 1.16))
        draw.text(place, line, font=_font(size, weight), fill=shade)


def _title(title: str, room: int) -> tuple[list[str], int]:
    """Return the title as large as it fits into ``room`` pixels of height."""
    for size in _TITLE_SIZES:
        lines = _wrapped(title, size, 600)
        if len(lines) * round(size * 1.16) <= room:
            break
    return _wrapped(title, size, 600, max(1, room // round(size * 1.16))), size


def _wrapped(text: str, size: int, weight: int, most: int | None = None) -> list[str]:
    """Return a text in lines; what is more than the ``most`` lines shows by its dots."""
    font, lines = _font(size, weight), [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > _ROOM:
            lines.append("")
            longer = word
        while font.getlength(longer) > _ROOM:  # a word that no line takes
            part = _fitting(longer, font)
            lines[-1:] = [part, ""]
            longer = longer.removeprefix(part)
        lines[-1] = longer
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size, weight)]
    return lines


def _cut(text: str, size: int, weight: int) -> str:
    """Return as much of a text as a line takes; what is cut shows by its dots."""
    font = _font(size, weight)
    if font.getlength(text) <= _ROOM:
        return text
    shown = _fitting(text, font, " …")
    words = shown.rpartition(" ")[0].rstrip(" ;,") if text[len(shown)] != " " else shown
    return f"{words or shown} …"


def _fitting(text: str, font: FreeTypeFont, end: str = "") -> str:
    """Return as many characters of a text, at least one, as a line takes before an end."""
    lengths = range(1, len(text) + 1)
    length = bisect_left(lengths, True, key=lambda n: font.getlength(text[:n] + end) > _ROOM)
    while length > 1 and font.getlength(text[:length] + end) > _ROOM:
        length -= 1  # two letters that stand close together may make a longer text shorter
    return text[: max(1, length)]


@lru_cache(maxsize=16)
def _font(size: int, weight: int) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(str(fonts.UPRIGHT.path), size)
    font.set_variation_by_axes([weight])
    return font
