"""The line a finding points at, cut to fit a terminal, with carets under the place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kamroles.diagnostics import Span

_ELLIPSIS = "…"
_INVISIBLE = {"Mn", "Me", "Cf"}
# Direction marks would reorder what a person sees, so they are spelled out like controls.
_DIRECTION = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


def safe(text: str) -> str:
    """Return text that a terminal shows and does not obey."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    point = ord(character)
    if character in "\t\n":
        return character.replace("\t", " ")
    if unicodedata.category(character) in {"Cc", "Cs", "Co", "Zl", "Zp"} or point in _DIRECTION:
        return f"\\u{{{point:x}}}"
    return character


def cells(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in _INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def excerpt(span: Span, widest: int = 100) -> tuple[str, int, int]:
    """Return a span's first line as shown, at most ``widest`` cells around the span's start.

    Also return in which cell (from 0) its carets start, and how many there are.
    """
    line = span.source.line(span.line)
    start = span.column - 1
    end = len(line) if span.end_line > span.line else max(start, span.end_column - 1)
    before, covered, after = map(safe, (line[:start], line[start:end], line[end:]))
    if cells(before + covered + after) > widest:
        if cells(before) > (most := widest * 2 // 5):
            before = _ELLIPSIS + _last(before, most - 1)
        room = widest - cells(before)
        if cells(covered) > room:
            covered, after = _first(covered, room - 1), _ELLIPSIS
        elif cells(covered) + cells(after) > room:
            after = _first(after, room - cells(covered) - 1) + _ELLIPSIS
    return before + covered + after, cells(before), max(cells(covered), 1)


def _first(text: str, room: int) -> str:
    """Return as much of the start of ``text`` as fits into ``room`` cells."""
    used = 0
    for position, character in enumerate(text):
        used += _width(character)
        if used > room:
            return text[:position]
    return text


def _last(text: str, room: int) -> str:
    return _first(text[::-1], room)[::-1]
