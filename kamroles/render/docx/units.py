"""A theme's tokens in the units of Word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.theme.lengths import lengths_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_USUAL = {
    "size.body": 10,
    "size.small": 8.5,
    "size.heading": 12.5,
    "size.title": 22,
    "space.line": 13.6,
    "space.paragraph": 4,
    "space.item": 1.5,
    "space.section": 11,
    "space.part": 7,
    "space.panel": 8,
    "space.cell": 2.5,
    "page.margin": 56.7,
}
"""What stands in for a length in a unit that Word lacks, in points."""
_TWIPS = 20


@dataclass(frozen=True, slots=True)
class WordTheme:
    """What styles and page layout need, by the names of the theme; lengths in twips.

    A line is at least as high as ``line``; a font that needs more gets it.
    """

    font: str
    color: Mapping[str, str]
    size: Mapping[str, int]
    space: Mapping[str, int]
    line: int
    sheet: tuple[int, ...]
    margins: tuple[int, ...]

    @property
    def text_width(self) -> int:
        """Return the width between the margins."""
        _, right, _, left = self.margins
        return self.sheet[0] - left - right


def in_word(tokens: Mapping[str, str]) -> WordTheme:
    """Return the tokens as Word wants them."""
    lengths = lengths_of(tokens, _USUAL)
    size = _each_in_twips(lengths.size)
    colors = (name for name in tokens if name.startswith("color."))
    return WordTheme(
        tokens["font.body"],
        {name.removeprefix("color."): tokens[name][1:].upper() for name in colors},
        size,
        _each_in_twips(lengths.space),
        round(lengths.line * size["body"]),
        tuple(map(_in_twips, lengths.sheet)),
        tuple(map(_in_twips, lengths.margins)),
    )


def _in_twips(points: float) -> int:
    return round(points * _TWIPS)


def _each_in_twips(lengths: Mapping[str, float]) -> dict[str, int]:
    return {name: _in_twips(each) for name, each in lengths.items()}
