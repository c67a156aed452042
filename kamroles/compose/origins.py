"""Where each line that a template made was written: in which file, and on which line."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from types import GeneratorType
from typing import TYPE_CHECKING, Any

from kamroles.compose.tokens import literal
from kamroles.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import FrameType

    from kamroles.diagnostics import Source

_LINES_AHEAD = 200
"""A piece of text is told by the line of what stands before it; it begins so far below at most."""


class Origins:
    """The pieces that templates wrote, in order, each with the place it was written from."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._pieces: list[tuple[str, FrameType, int]] = []

    def follow(self, running: Iterator[str]) -> Iterator[str]:
        """Yield what a running template yields, and remember from where."""
        remember = self._pieces.append
        for piece in running:
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

    def span(self, number: int) -> Span | None:
        """Return where line ``number`` (from 0) of the text was written."""
        lines = "".join(piece for piece, _, _ in self._pieces).split("\n")
        line = lines[number] if number < len(lines) else ""
        start = sum(len(each) + 1 for each in lines[:number]) + len(line) - len(line.lstrip())
        ends = list(accumulate(len(piece) for piece, _, _ in self._pieces))
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
