"""The terminal: how wide it is, and text that fits it and does not steer it."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata

from kamroles.diagnostics.wrapping import wrapped

_PIPED = 100
_WIDEST = 100
_NARROWEST = 40
_TURNS = {chr(point) for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
"""Characters that turn the direction of writing, which can make one text look like another."""


def width() -> int:
    """Return how many characters a line has."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return _PIPED
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


def edge(*, err: bool = False) -> int | None:
    """Return how many cells a line of the terminal has; None where there is no terminal.

    What goes into a file or another program keeps its lines: a row is one, a finding is one.
    """
    stream = sys.stderr if err else sys.stdout
    if not stream.isatty():
        return None
    size = shutil.get_terminal_size() if not err or sys.stdout.isatty() else None
    return max(_NARROWEST, size.columns if size else os.get_terminal_size(stream.fileno()).columns)


def fitted(text: str, *, err: bool = False) -> str:
    """Return a text with its lines wrapped to the terminal, if there is one."""
    room = edge(err=err)
    if room is None:
        return text
    return "\n".join(
        line
        for each in text.split("\n")
        for line in wrapped(each.lstrip(" "), room, len(each) - len(each.lstrip(" ")), 2)
    )


def visible(text: str) -> str:
    """Return the text without characters that could steer the terminal."""
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" or c in _TURNS else c for c in text)
