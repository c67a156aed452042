"""Where text stands on a page, and the runs of text that fill its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kamroles.document import fold, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kamroles.document import Inline, Run
    from kamroles.theme import Theme

_WIDE, _BROAD, _USUAL = 0.87, 0.65, 0.53
"""Widths of letters in em; a little more than they are, as a word is to fit for sure."""
_SURE, _TOO_MANY = 0.52, 2.5
"""What fits on a page, and what does not, as shares of its lines; what is between is measured."""


@dataclass(frozen=True, slots=True)
class TextArea:
    """Where a block stands: how wide a line is there, in em, and what may be linked to.

    ``lines`` is how many lines a page has, ``depth`` how many lists the block stands in.
    """

    width: float
    lines: float
    theme: Theme
    ids: frozenset[str]
    depth: int = 0

    def inside(self, *, less: float = 0.0, share: float = 1.0) -> TextArea:
        """Return a narrower area within this one: so many em less, of that the share."""
        width = max(1.0, (self.width - less) * share)
        return TextArea(width, self.lines, self.theme, self.ids, self.depth)

    def whole(self, lines: float) -> bool | None:
        """Tell whether so many lines fit on a page; None if they have to be measured.

        Lines are estimated, in doubt too many.
        """
        if self.lines * _SURE < lines < self.lines * _TOO_MANY:
            return None
        return lines <= self.lines * _SURE


def plain_runs(text: str, area: TextArea) -> list[Any]:
    """Return plain text as runs."""
    words = printable(text).strip(" ")
    return list(_pieces(words, {}, _loose(words, area), 0))


def inline_runs(runs: Inline, area: TextArea) -> list[Any]:
    """Return the runs; neighbors with the same target make one link."""
    if len(runs) == 1 and not (_styles(runs[0]) or runs[0].href):
        return plain_runs(runs[0].text, area)
    folded = fold(runs, links_within=True)
    loose = _loose("".join(run.text for run in folded), area)
    found: list[Any] = []
    at = 0
    for href, group in groupby(folded, lambda run: run.href):
        words: list[Any] = []
        for run in group:
            words += _pieces(run.text, _styles(run), loose, at)
            at += len(run.text)
        within = href is None or not href.startswith("#") or href[1:] in area.ids
        found += [{"to": href, "runs": words}] if href and within else words
    return found


def _styles(run: Run) -> dict[str, Any]:
    if not (run.bold or run.italic or run.blank):
        return {}
    return {"bold": run.bold, "italic": run.italic, "blank": run.blank}


def _loose(text: str, area: TextArea) -> list[tuple[int, int]]:
    """Return where the words stand that are wider than their line."""
    least = int(area.width / _WIDE) + 1
    if len(text) < least:
        return []
    words = re.finditer(rf"[^ ]{{{least},}}", text)
    return [word.span() for word in words if _width(word[0]) > area.width]


def _pieces(
    text: str, styles: dict[str, Any], loose: Sequence[tuple[int, int]], begin: int
) -> Iterator[Any]:
    """Yield a run in pieces, those within loose words marked; it begins there in the whole text."""
    at, end = begin, begin + len(text)
    for start, stop in loose:
        if start < end and stop > at:
            if before := text[at - begin : max(start, at) - begin]:
                yield {"text": before, **styles} if styles else before
            piece = text[max(start, at) - begin : min(stop, end) - begin]
            yield {"text": piece, "loose": True, **styles}
            at = min(stop, end)
    if rest := text[at - begin :]:
        yield {"text": rest, **styles} if styles else rest


def _width(word: str) -> float:
    """Return how wide the word is in em, at most."""
    wide = sum(letter in "mwMW@%" or letter > "\u2000" for letter in word)
    usual = sum(letter.islower() for letter in word)
    return wide * _WIDE + usual * _USUAL + max(0, len(word) - wide - usual) * _BROAD


def lines_of(runs: Inline, area: TextArea) -> float:
    """Return about how many lines the runs take, rather more in a narrow area."""
    width = sum(len(run.text) for run in runs) * _USUAL / area.width
    return 1 + width * (1 + 6 / area.width)
