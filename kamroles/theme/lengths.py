"""A theme's tokens as pages need them: lengths as numbers, the sheet and its margins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHEETS = {"A4": (595.276, 841.89), "Letter": (612.0, 792.0)}
_UNITS = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_NUMBER = re.compile(r"[0-9]+|[0-9]*\.[0-9]+")
_LENGTH = re.compile(rf"({_NUMBER.pattern})(pt|px|mm|cm|in|rem|em)")
_SIDES = ((0, 0, 0, 0), (0, 1, 0, 1), (0, 1, 2, 1), (0, 1, 2, 3))
"""Which of one to four values of CSS is top, right, bottom and left."""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme's tokens for paper, by group and name; lengths in points or in twips.

    A line is ``line`` times as high as its text, or so many twips. ``sheet`` is width and height
    of the paper, ``margins`` are top, right, bottom and left.
    """

    color: Mapping[str, str]
    font: Mapping[str, str]
    size: Mapping[str, float]
    space: Mapping[str, float]
    line: float
    sheet: tuple[float, ...]
    margins: tuple[float, ...]

    @property
    def room(self) -> float:
        """Return the width between the margins."""
        _, right, _, left = self.margins
        return self.sheet[0] - left - right


def in_points(tokens: Mapping[str, str], usual: Mapping[str, float] | None = None) -> Look:
    """Return a theme's look; with ``usual`` lengths, these stand in for what is no length.

    Raises:
        Problems: a token is no length, and nothing stands in for it.

    """

    def length(name: str, written: str, em: float) -> float:
        if found := _LENGTH.fullmatch(written.strip()):
            return float(found[1]) * _UNITS.get(found[2], em)
        if usual is not None:
            return usual.get(name, em)
        message = f"The theme's {name} is not a length that pages can be set with: {written!r}."
        hint = "Write a number and pt, mm, cm, in, px or rem, such as 10.5pt."
        raise Problems([error("KR406", message, hint=hint)])

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
        raise Problems([error("KR406", message, hint=hint)])
    sides = [length("page.margin", each, body) for each in tokens["page.margin"].split()][:4]
    return Look(
        group("color"),
        group("font"),
        lengths("size"),
        lengths("space"),
        float(line) if _NUMBER.fullmatch(line) else length("space.line", line, body) / body,
        _SHEETS[tokens["page.size"]],
        tuple(sides[at] for at in _SIDES[len(sides) - 1]),
    )
