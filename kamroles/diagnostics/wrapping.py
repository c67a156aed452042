"""Text broken into lines between words, by the cells that a terminal gives each character."""

from __future__ import annotations

import re

from kamroles.diagnostics.excerpt import cells

_PIECE = re.compile(r"(\s*)((?:[^\s`]+|`[^`]*`|`)+)")
_WORD = re.compile(r"(\s*)(\S+)")


def wrapped(text: str, width: int, indent: int = 0, hanging: int = 0) -> list[str]:
    """Return a text as lines of at most ``width`` cells.

    The first goes in by ``indent``, the others by ``hanging`` more. No word is broken, and what
    stands in backticks, which somebody may copy, only where no line is long enough for it; so a
    line is wider than ``width`` only where one word is.
    """
    lines = [" " * indent]
    fresh = True
    for space, piece in _pieces(text, width - indent - hanging):
        gap = "" if fresh else space
        if not fresh and cells(lines[-1] + gap + piece) > width:
            lines.append(" " * (indent + hanging))
            gap = ""
        lines[-1] += gap + piece
        fresh = False
    return [line.rstrip() for line in lines]


def _pieces(text: str, room: int) -> list[tuple[str, str]]:
    """Return what stays in one line, each with the space before it."""
    found: list[tuple[str, str]] = []
    for space, piece in _PIECE.findall(text):
        words = _WORD.findall(space + piece) if cells(piece) > room else [(space, piece)]
        found += words
    return found
