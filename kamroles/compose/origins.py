"""Where each line that a template made was written: in which file, and on which line."""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from types import GeneratorType
from typing import TYPE_CHECKING, Any

from kamroles.compose.faults import running_template, template_line
from kamroles.compose.tokens import TOKEN
from kamroles.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import FrameType

    from kamroles.compose.faults import Place
    from kamroles.diagnostics import Source

_LINES_AHEAD = 201
"""A piece of text is told by the line of what stands before it; it begins so far below at most."""


LINE_END = "\ue002"
"""A piece of its own after a tag that stands alone on its line, whatever the tag wrote."""


class Piece(str):
    """A piece of text that a template wrote.

    ``running`` is the template's code, ``line`` the line of it that wrote the piece; of what was
    gathered first, such as the words of a macro, it is None.
    """

    __slots__ = ("line", "running")
    running: FrameType | None
    line: int | None

    def lines(self) -> tuple[str, range]:
        """Return the template, and the lines of it in which the piece may begin."""
        if self.line is not None:
            name, first = template_line(self.running, self.line) or ("", 1)
            return name, range(first, first + _LINES_AHEAD)
        code = self.running.f_code if self.running else None
        numbers = [number for *_, number in code.co_lines() if number] if code else [0]
        name, first = template_line(self.running, min(numbers)) or ("", 1)
        _, last = template_line(self.running, max(numbers)) or ("", 1)
        return name, range(first, last + _LINES_AHEAD)


def _piece(text: str, running: FrameType | None, line: int | None) -> Piece:
    made = Piece(text)
    made.running = running
    made.line = line
    return made


def placed(writing: Callable[..., Iterator[str]]) -> Callable[..., Iterator[Piece]]:
    """Return what a template writes with, so that each piece knows where it was written."""
    return lambda *given: _placed(writing(*given))


def _placed(running: Iterator[str]) -> Iterator[Piece]:
    for text in running:
        if isinstance(text, Piece):
            yield text
            continue
        inner: Any = running
        while (deeper := inner.gi_yieldfrom).__class__ is GeneratorType:
            inner = deeper
        frame = inner.gi_frame
        yield _piece(text, frame, frame.f_lineno)


def _with_line_ends(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces of text, with a line end for each mark that does not begin a line."""
    ended = True
    for piece in pieces:
        if piece == LINE_END:
            if not ended and isinstance(piece, Piece):
                yield _piece("\n", piece.running, piece.line)
            elif not ended:
                yield "\n"
            ended = True
        else:
            ended = piece.endswith("\n") if piece else ended
            yield piece


class Writing:
    """Pieces in the order in which they were written: a document, or a passage of it.

    ``running`` is what gathered those that do not know where they were written.
    """

    def __init__(self, pieces: list[str], running: FrameType | None = None) -> None:
        self.pieces = pieces
        self._running = running

    @cached_property
    def text(self) -> str:
        """All of it; asked for at the end only."""
        return "".join(self.pieces)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self.pieces)))

    def at(self, offset: int) -> tuple[Piece, int]:
        """Return the piece with the character at an offset, and which one of the piece it is."""
        number = min(bisect_right(self._ends, offset), len(self.pieces) - 1)
        piece = self.pieces[number]
        placed = piece if isinstance(piece, Piece) else _piece(piece, self._running, None)
        return placed, offset - self._ends[number] + len(piece)


class Origins:
    """The pieces that templates wrote, in order, each with the place it was written from."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._all = Writing([])
        self._passages: dict[str, Writing] = {}

    def follow(self, pieces: Iterator[Any]) -> Iterator[str]:
        """Yield what a template writes, and remember from where."""
        for piece in _with_line_ends(pieces):
            self._all.pieces.append(piece)
            yield piece

    def gather(self, parts: Iterable[str]) -> str:
        """Return a passage, such as the words of a macro, and remember who wrote them."""
        if isinstance(parts, GeneratorType):  # a block that is called by its name
            parts = _placed(parts)
        pieces = list(_with_line_ends(parts))
        text = "".join(pieces)
        if (key := text.strip()) not in self._passages:
            running = running_template(sys._getframe(1))  # noqa: SLF001 - no public way up
            self._passages[key] = Writing(pieces, running)
        return text

    def last(self) -> Place | None:
        """Return the template that wrote the last piece, and the line."""
        piece, _ = self._all.at(len(self._all.text))
        name, lines = piece.lines()
        return name, lines[0]

    def places(self, number: int, needle: str = "") -> tuple[Span, ...]:
        """Return where line ``number`` (from 0) of the text was written, or ``needle`` in it.

        Where a macro or the like wrote it, the place that it was written from comes second.
        """
        if not self._all.pieces or number >= len(self._all.starts) - 1:
            return ()
        start, end = self._all.starts[number : number + 2]
        line = self._all.text[start : end - 1]
        at = line.find(needle) if needle else -1
        outer, offset = self._all.at(start + (at if at >= 0 else _indent(line)))
        piece, offset = self._innermost(outer, offset)
        found = [self._span(piece, offset, line, needle)]
        name, lines = outer.lines()
        if piece is not outer and name in self._sources:
            found.append(_narrowed(self._sources[name], lines[0], ""))
        return tuple(span for span in found if span)

    def _innermost(self, piece: Piece, offset: int) -> tuple[Piece, int]:
        """Return the piece of a passage that wrote a character, if it is a passage."""
        inside = None
        while (found := self._passages.get(piece.strip())) not in {None, inside} and piece.strip():
            inside = found
            piece, offset = found.at(offset + _indent(found.text) - _indent(piece))
        return piece, offset

    def _span(self, piece: Piece, offset: int, line: str, needle: str) -> Span | None:
        name, wanted = piece.lines()
        if not (source := self._sources.get(name)):
            return None
        words = [part.strip() for part in TOKEN.split(line.strip())[::2]]
        own = piece[piece.rfind("\n", 0, offset) + 1 :].partition("\n")[0]
        own = TOKEN.sub("", own).strip()
        # what ends a line in the piece ended one in the template
        first = min(wanted.start + piece.count("\n", 0, offset), len(source.lines))
        within = range(first, min(wanted.stop, len(source.lines) + 1))
        for fits in (_whole, _in_order, _own):
            for at in within:
                if fits(source.line(at).strip(), words, own):
                    return _narrowed(source, at, needle or max(words, key=len))
        return _narrowed(source, first, needle)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


# How a line of a template can be one of the text it made, the surest first; values stand between
# the words of such a line.


def _in_order(line: str, words: list[str], _: str) -> bool:
    at = 0
    for word in words:
        if (found := line.find(word, at)) < 0:
            return False
        at = found + len(word)
    return any(words)


def _whole(line: str, words: list[str], own: str) -> bool:
    ends = line.startswith(words[0]) and line.endswith(words[-1])
    return ends and _in_order(line, words, own) and (len(words) > 1 or line == words[0])


def _own(line: str, _: list[str], own: str) -> bool:
    """Tell whether a line has what its piece of text has of it."""
    return bool(own) and own in line


def _narrowed(source: Source, number: int, needle: str) -> Span:
    """Return the place of ``needle`` in a line, or all of the line where it is not there."""
    line = source.line(number)
    at = line.find(needle) if needle else -1
    start, text = (at, needle) if at >= 0 else (_indent(line), line.strip())
    return Span(source, number, start + 1, number, start + max(len(text), 1) + 1)
