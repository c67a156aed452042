"""Text for a person: wrapped to the width of the terminal, in plain characters when piped."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
import unicodedata
from typing import TYPE_CHECKING

import click

from kamroles.cli.session import columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.cli.session import Session

_PIPED = 100
_WIDEST = 100
_NARROWEST = 40
_COMMAND = re.compile(r"`kamroles [^`]*`")
_GLUE = "\0"
"""Stands for a space that is not the end of a line; `visible` leaves none in a text."""
_ROOM = 30
"""So many characters the last column of a table has, or it stands below the others."""
_TURNS = {chr(point) for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
"""Characters that turn the direction of writing, which can make one text look like another."""


def width() -> int:
    """Return how many characters a line has."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return _PIPED
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


class Page:
    """Lines that are gathered and printed at once."""

    def __init__(self) -> None:
        self.width = width()
        self._lines: list[str] = []

    def heading(self, text: str) -> None:
        """Start a part, with a blank line above it."""
        self.gap()
        self._lines += [click.style(line, bold=True) for line in self._wrapped(text, 0, 0)]

    def gap(self) -> None:
        """Leave one line blank, unless nothing stands above."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def line(self, text: str, *, strong: bool = False, cut: bool = False) -> None:
        """Add a line that is not wrapped; ``cut`` ends it at the edge of a terminal."""
        shown = visible(text)
        edge = max(_NARROWEST, shutil.get_terminal_size().columns)
        if cut and sys.stdout.isatty() and len(shown) > edge:
            shown = f"{shown[: edge - 1].rstrip()}…"
        self._lines.append(click.style(shown, bold=True) if strong else shown)

    def text(self, text: str, *, indent: int = 0, hanging: int = 0) -> None:
        """Add text, wrapped; lines after the first go in by ``hanging`` more."""
        for paragraph in text.splitlines() or [""]:
            self._lines += self._wrapped(paragraph, indent, hanging)

    def bullet(self, text: str, *, mark: str = "-", aside: str = "") -> None:
        """Add an entry of a list after its ``mark``; ``aside`` follows it, less strong."""
        self._lines += self._wrapped(f"{mark} {text}", 2, len(mark) + 1)
        lines = self._wrapped(aside, 3 + len(mark), 0) if aside else []
        self._lines += [click.style(line, dim=True) for line in lines]

    def fact(self, label: str, value: str, *, label_width: int = 16) -> None:
        """Add a label with its value beside it."""
        start = f"{label}:".ljust(label_width) + " "
        self._lines += self._wrapped(start + value, 2, len(start))

    def rows(self, rows: Iterable[tuple[str, ...]], *, indent: int = 2) -> None:
        """Add rows in columns; the last cell wraps in its column.

        Where the others leave it no room, it stands below them.
        """
        found = list(rows)
        most = self.width - indent - 2 - _ROOM
        short = [row for row in found if len("  ".join(row[:-1])) <= most]
        aligned = dict(zip(short, columns([row[:-1] for row in short]), strict=True))
        start = max(map(len, aligned.values()), default=0) + 2
        for row in found:
            if row in aligned:
                line = aligned[row].ljust(start) + row[-1]
                self._lines += self._wrapped(line, indent, start)
            else:
                self._lines += self._wrapped("  ".join(filter(None, row[:-1])), indent, 0)
                self._lines += self._wrapped(row[-1], indent + 4, 0)

    def print(self, session: Session) -> None:
        """Print it as the result of the command."""
        session.result("\n".join(self._lines))

    def _wrapped(self, text: str, indent: int, hanging: int) -> list[str]:
        room = self.width - indent - hanging
        lines = textwrap.wrap(
            _COMMAND.sub(lambda hit: _held_together(hit[0], room), visible(text)),
            self.width,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hanging),
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [line.replace(_GLUE, " ") for line in lines] or [""]


def _held_together(command: str, room: int) -> str:
    """Return a command that is not wrapped if it has room in a line, for it is to be copied."""
    return command.replace(" ", _GLUE) if len(command) + 2 <= room else command


def visible(text: str) -> str:
    """Return the text without characters that could steer the terminal."""
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" or c in _TURNS else c for c in text)
