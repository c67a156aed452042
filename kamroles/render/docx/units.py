"""A theme's tokens in the units of Word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.render.docx.markup import color

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAPER = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_TWIPS = {"pt": 20.0, "px": 15.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0}
_LENGTH = re.compile(r"([0-9]*\.?[0-9]+)(pt|px|mm|cm|in|rem)")
_MARGIN = 1134


@dataclass(frozen=True, slots=True)
class WordTheme:
    """What styles and page layout need; lengths in twips, twentieths of a point.

    Attributes:
        body, small, heading, title: sizes of text.
        line: the height of a line at least; a font that needs more gets it.
        paragraph, item, section, part, panel, cell: distances, as the theme describes them.
        margins: top, right, bottom, left.

    """

    font: str
    ink: str
    quiet: str
    accent: str
    accent_text: str
    surface: str
    hairline: str
    mark: str
    mark_text: str
    body: int
    small: int
    heading: int
    title: int
    line: int
    paragraph: int
    item: int
    section: int
    part: int
    panel: int
    cell: int
    paper: tuple[int, int]
    margins: tuple[int, int, int, int]

    @property
    def text_width(self) -> int:
        """Return the width between the margins."""
        _, right, _, left = self.margins
        return self.paper[0] - left - right


def in_word(tokens: Mapping[str, str]) -> WordTheme:
    """Return the tokens as Word wants them; a length in a unit it lacks becomes a usual one."""
    body = twips(tokens["size.body"], 200)

    def shade(name: str) -> str:
        return color(tokens[f"color.{name}"])

    def space(name: str, usual: int) -> int:
        return twips(tokens[f"space.{name}"], usual, body)

    return WordTheme(
        font=tokens["font.body"],
        ink=shade("text"),
        quiet=shade("muted"),
        accent=shade("accent"),
        accent_text=shade("accent-text"),
        surface=shade("surface"),
        hairline=shade("line"),
        mark=shade("mark"),
        mark_text=shade("mark-text"),
        body=body,
        small=twips(tokens["size.small"], 170),
        heading=twips(tokens["size.heading"], 250),
        title=twips(tokens["size.title"], 440),
        line=_line(tokens["space.line"], body),
        paragraph=space("paragraph", 80),
        item=space("item", 30),
        section=space("section", 220),
        part=space("part", 140),
        panel=space("panel", 160),
        cell=space("cell", 50),
        paper=_PAPER[tokens["page.size"]],
        margins=_sides(tokens["page.margin"]),
    )


def twips(length: str, usual: int, rem: int = 0) -> int:
    """Return a CSS length in twips, or the usual one where Word has no such unit."""
    found = _LENGTH.fullmatch(length)
    return round(float(found[1]) * (_TWIPS | {"rem": rem})[found[2]]) if found else usual


def _line(height: str, body: int) -> int:
    """Return the height of a line, which CSS gives as a number or a length."""
    is_number = re.fullmatch(r"[0-9]*\.?[0-9]+", height)
    return round(float(height) * body) if is_number else twips(height, round(1.36 * body), body)


def _sides(margin: str) -> tuple[int, int, int, int]:
    """Return the page margins as CSS reads them."""
    said = [twips(each, _MARGIN) for each in margin.split()]
    top = said[0]
    right = said[1] if len(said) > 1 else top
    bottom = said[2] if len(said) > 2 else top
    return top, right, bottom, said[3] if len(said) > 3 else right
