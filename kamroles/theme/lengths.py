"""A theme's tokens as pages need them: lengths as numbers, the sheet and its margins."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.diagnostics import Span

_SHEETS = {"A4": (595.276, 841.89), "Letter": (612.0, 792.0)}
_UNITS = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_NUMBER = re.compile(r"[0-9]+|[0-9]*\.[0-9]+")
_LENGTH = re.compile(rf"({_NUMBER.pattern})(pt|px|mm|cm|in|rem|em)")
SIDES = ("top", "right", "bottom", "left")
_SIDES = ((0, 0, 0, 0), (0, 1, 0, 1), (0, 1, 2, 1), (0, 1, 2, 3))
"""Which of one to four values of CSS is top, right, bottom and left."""

_BOUNDS = {
    "size": (4.0, 72.0),
    "space": (0.0, 144.0),
    "size.logo": (14.0, 145.0),
    "size.logo-width": (28.0, 430.0),
}
"""Least and most of a length, in points, by group or name: a logo is to be seen, and no picture."""
_LOGO = {"size.logo": "4rem", "size.logo-width": "16rem"}
_COUNTS = {"page.columns": ("1", "2"), "page.most": tuple("123456789")}
_LINE = (0.8, 4.0)
_ROOM = 200.0
"""Points of width and height that margins have to leave on a sheet, about 7 cm."""
_EM = 10.0
"""Points of running text on paper, where a length in rem is held against its bounds."""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme's tokens for paper, by group and name; lengths in points or in twips.

    A line is ``line`` times as high as its text, or so many twips. ``sheet`` is width and height
    of the paper, ``margins`` are top, right, bottom and left; its text is set in ``columns``.
    """

    color: Mapping[str, str]
    font: Mapping[str, str]
    size: Mapping[str, float]
    space: Mapping[str, float]
    line: float
    sheet: tuple[float, ...]
    margins: tuple[float, ...]
    columns: int = 1

    @property
    def room(self) -> float:
        """Return the width between the margins."""
        _, right, _, left = self.margins
        return self.sheet[0] - left - right


def in_points(
    tokens: Mapping[str, str],
    usual: Mapping[str, float] | None = None,
    places: Mapping[str, Span] = MappingProxyType({}),
) -> Look:
    """Return a theme's look; with ``usual`` lengths, these stand in for what is no length.

    ``places`` are where tokens were written.

    Raises:
        Problems: a token is no length, and nothing stands in for it.

    """

    def length(name: str, written: str, em: float) -> float:
        if (found := length_in_points(written, em)) is not None:
            return found
        if usual is not None:
            return usual.get(name, em)
        message = f"The theme's {name} is not a length that pages can be set with: {written!r}."
        hint = "Write a number and pt, mm, cm, in, px or rem, such as 10.5pt."
        raise Problems([error("KR406", message, places.get(name), hint)])

    def group(name: str) -> dict[str, str]:
        named = (each.partition(".") for each in tokens)
        return {own: tokens[f"{name}.{own}"] for start, _, own in named if start == name}

    def lengths(name: str) -> dict[str, float]:
        own = group(name).items()
        return {n: length(f"{name}.{n}", each, body) for n, each in own if n != "line"}

    body = length("size.body", tokens["size.body"], 12.0)
    line = tokens["space.line"]
    if not _NUMBER.fullmatch(line) and usual is None:
        message = f"The theme's space.line is not a number: {line!r}."
        hint = "Write how many times its own size a line is high, such as 1.4."
        raise Problems([error("KR406", message, places.get("space.line"), hint)])
    sides = [length("page.margin", each, body) for each in tokens["page.margin"].split()][:4]
    return Look(
        group("color"),
        group("font"),
        lengths("size"),
        lengths("space"),
        float(line) if _NUMBER.fullmatch(line) else length("space.line", line, body) / body,
        _SHEETS[tokens["page.size"]],
        tuple(sides[at] for at in _SIDES[len(sides) - 1]),
        int(tokens["page.columns"]),
    )


def out_of_bounds(name: str, written: str, *, ours: bool) -> str | None:
    """Return what a token has to be, where no page can be set with it; None where one can.

    A name that ``ours`` is not, but the theme's own, may have any value, which its own style sheet
    reads.
    """
    if name in _COUNTS:
        return None if written in _COUNTS[name] else f"one of {', '.join(_COUNTS[name])}"
    if name == "space.line":
        low, high = _LINE
        height = length_in_points(written)
        times = float(written) if _NUMBER.fullmatch(written) else (height or 0.0) / _EM
        return None if low <= times <= high else f"a number from {low} to {high}"
    lengths = [length_in_points(each, _EM) for each in written.split()]
    points = [each for each in lengths if each is not None]
    if name == "page.margin":
        fits = len(points) == len(lengths) and leave_a_page(points)
        return None if fits else "margins that leave a page, such as 17mm 20mm"
    if ours and name.startswith(("size.", "space.")) and (len(points), len(lengths)) != (1, 1):
        return f"one length, such as {_LOGO.get(name, '10.5pt')}"
    least, most = _BOUNDS.get(name) or _BOUNDS.get(name.partition(".")[0]) or (0.0, math.inf)
    fits = all(least <= each <= most for each in points)
    return None if fits else f"a length from {least:g}pt to {most:g}pt"


def leave_a_page(margins: list[float]) -> bool:
    """Tell whether one to four margins leave room for words."""
    if not 1 <= len(margins) <= 4:
        return False
    top, right, bottom, left = (margins[at] for at in _SIDES[len(margins) - 1])
    wide, high = map(min, zip(*_SHEETS.values(), strict=True))
    return bool(left + right <= wide - _ROOM and top + bottom <= high - _ROOM)


def length_in_points(written: str, em: float = _EM) -> float | None:
    """Return a length in points; None if it is none."""
    if written.strip() == "0":
        return 0.0
    found = _LENGTH.fullmatch(written.strip())
    return float(found[1]) * _UNITS.get(found[2], em) if found else None
