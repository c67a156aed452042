"""A theme's tokens in the units of Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.theme.lengths import Look, in_points

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


def in_word(tokens: Mapping[str, str]) -> Look:
    """Return a theme's look in twips, its colors as Word writes them.

    A line is at least as high as ``line``; a font that needs more gets it.
    """
    look = in_points(tokens, _USUAL)
    size = _in_twips(look.size)
    return Look(
        {name: color[1:].upper() for name, color in look.color.items()},
        look.font,
        size,
        _in_twips(look.space),
        round(look.line * size["body"]),
        tuple(round(each * _TWIPS) for each in look.sheet),
        tuple(round(each * _TWIPS) for each in look.margins),
    )


def _in_twips(lengths: Mapping[str, float]) -> dict[str, float]:
    return {name: round(each * _TWIPS) for name, each in lengths.items()}
