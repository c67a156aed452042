"""Where each line that a template made was written: in which file, and on which line."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from types import GeneratorType
from typing import TYPE_CHECKING, Any

from kamroles.compose.tokens import literal
from kamroles.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import FrameType

    from kamroles.diagnostics import Source

_LINES_AHEAD = 200
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

    def last(self) -> tuple[str, int]:
        """Return the template that wrote the last piece, and the line."""
        _, frame, code_line = self._pieces[-1]
        template = frame.f_globals["__jinja_template__"]
        return template.name, template.get_corresponding_lineno(code_line)

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
        template = frame.f_globals.get("__jinja_template__")
        source = self._sources.get(template.name) if template else None
        if template is None or source is None:
            return None
        return _found(source, template.get_corresponding_lineno(code_line), literal(line))


def _found(source: Source, first: int, words: str) -> Span | None:
    """Return the nearest line from ``first`` on that has the words."""
    lines = source.text.splitlines()
    for number in range(first, min(first + _LINES_AHEAD, len(lines)) + 1):
        column = lines[number - 1].find(words) if words else -1
        if column >= 0:
            return Span(source, number, column + 1, number, column + len(words) + 1)
    return None
