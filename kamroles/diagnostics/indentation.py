"""How the lines of a YAML text go in, so that what is suggested looks like what is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_USUAL = 2
_LINE = re.compile(r"(?P<margin> *)(?P<dash>-(?=\s|$))? *(?P<rest>[^\s#].*)?")
_NUMBERS = {1: "one space", 2: "two spaces", 3: "three spaces", 4: "four spaces"}


@dataclass(frozen=True, slots=True)
class Indentation:
    """By how many spaces the fields of a group go in, and by how many the dashes of a list."""

    step: int = _USUAL
    dash: int = _USUAL

    @property
    def in_words(self) -> str:
        """The step as it is told, such as "two spaces"."""
        return _NUMBERS.get(self.step, f"{self.step} spaces")


@lru_cache(maxsize=32)
def indentation_of(text: str) -> Indentation:
    """Return how a text is indented; where it does not show, by two spaces as in shipped files.

    The first group and the first list decide, so that it is known of a broken text too.
    """
    step = dash = None
    above: int | None = None  # the margin of a line that ends in a colon, if it is the last one
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found is None or not (found["dash"] or found["rest"]):
            continue  # a comment, an empty line, or one with a tab
        margin = len(found["margin"])
        if above is not None and found["dash"]:
            dash = margin - above if dash is None and margin >= above else dash
        elif above is not None:
            step = margin - above if step is None and margin > above else step
        ends = not found["dash"] and re.search(r":\s*(?:#.*)?$", line)
        above = margin if ends else None
    return Indentation(step or dash or _USUAL, _first(dash, step, _USUAL))


def _first(*widths: int | None) -> int:
    return next(width for width in widths if width is not None)
