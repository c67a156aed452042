"""Where each line that a template made was written: in which file, and on which line."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from types import GeneratorType
from typing import TYPE_CHECKING, Any

from kamroles.compose.faults import spans, template_line
from kamroles.compose.tokens import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import FrameType

    from kamroles.diagnostics import Source, Span

_LINES_AHEAD = 201
"""A piece of text is told by the line of what stands before it; it begins so far below at most."""


LINE_END = "\ue002"
"""A piece of its own after a tag that stands alone on its line, whatever the tag wrote."""


def with_line_ends(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces of text, with a line end for each mark that does not begin a line."""
    ended = True
    for piece in pieces:
        written = ("" if ended else "\n") if piece == LINE_END else piece
        ended = written.endswith("\n") if written else ended
        yield written


class Origins:
    """The pieces that templates wrote, in order, each with the place it was written from."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._pieces: list[tuple[str, FrameType, int]] = []

    def follow(self, running: Iterator[str]) -> Iterator[str]:
        """Yield what a running template yields, and remember from where."""
        remember = self._pieces.append
        for piece in with_line_ends(running):
            inner: Any = running
            while (deeper := inner.gi_yieldfrom).__class__ is GeneratorType:
                inner = deeper
            frame = inner.gi_frame
            remember((piece, frame, frame.f_lineno))
            yield piece

    def last(self) -> tuple[str, int] | None:
        """Return the template that wrote the last piece, and the line."""
        _, frame, code_line = self._pieces[-1]
        return template_line(frame, code_line)

    @cached_property
    def _written(self) -> tuple[list[str], list[int], list[int]]:
        """The lines, where each begins, and where each piece ends; asked for at the end only."""
        pieces = [piece for piece, _, _ in self._pieces]
        lines = "".join(pieces).split("\n")
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        return lines, starts, list(accumulate(map(len, pieces)))

    def span(self, number: int) -> Span | None:
        """Return where line ``number`` (from 0) of the text was written."""
        lines, starts, ends = self._written
        if number >= len(lines):
            return None
        line = lines[number]
        start = starts[number] + len(line) - len(line.lstrip())
        at = min(bisect_right(ends, start), len(ends) - 1)
        _, frame, code_line = self._pieces[at]
        name, first = template_line(frame, code_line) or ("", 0)
        source, words = self._sources.get(name), re.escape(literal(line))
        return next(spans(source, words, first, _LINES_AHEAD), None) if source and words else None
