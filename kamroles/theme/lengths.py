"""A theme's sizes, distances and paper as numbers, in points."""

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
class Lengths:
    """Sizes and distances by name; a line is ``line`` times as high as its text.

    ``sheet`` is width and height of the paper, ``margins`` are top, right, bottom and left.
    """

    size: Mapping[str, float]
    space: Mapping[str, float]
    line: float
    sheet: tuple[float, float]
    margins: tuple[float, ...]


def lengths_of(tokens: Mapping[str, str], usual: Mapping[str, float] | None = None) -> Lengths:
    """Return a theme's lengths; with ``usual`` ones, these stand in for what is no length.

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

    def lengths(group: str) -> dict[str, float]:
        names = (name for name in tokens if name.startswith(group) and name != "space.line")
        return {name.removeprefix(group): length(name, tokens[name], body) for name in names}

    body = length("size.body", tokens["size.body"], 12.0)
    line = tokens["space.line"]
    if not _NUMBER.fullmatch(line) and usual is None:
        message = f"The theme's space.line is not a number: {line!r}."
        hint = "Write how many times its own size a line is high, such as 1.4."
        raise Problems([error("KR406", message, hint=hint)])
    sides = [length("page.margin", each, body) for each in tokens["page.margin"].split()][:4]
    return Lengths(
        lengths("size."),
        lengths("space."),
        float(line) if _NUMBER.fullmatch(line) else length("space.line", line, body) / body,
        _SHEETS[tokens["page.size"]],
        tuple(sides[at] for at in _SIDES[len(sides) - 1]),
    )
