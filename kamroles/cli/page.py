"""Text for a person: wrapped to the width of the terminal, in plain characters when piped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kamroles.cli.tables import table
from kamroles.cli.terminal import visible, width
from kamroles.diagnostics.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.cli.session import Session


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

    def line(self, text: str, *, strong: bool = False) -> None:
        """Add a line that is not wrapped, such as one to copy."""
        shown = visible(text)
        self._lines.append(click.style(shown, bold=True) if strong else shown)

    def text(self, text: str, *, indent: int = 0, hanging: int = 0, strong: bool = False) -> None:
        """Add text, wrapped; lines after the first go in by ``hanging`` more."""
        for paragraph in text.splitlines() or [""]:
            lines = self._wrapped(paragraph, indent, hanging)
            self._lines += [click.style(line, bold=True) if strong else line for line in lines]

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
        """Add rows in columns, as tables of the command line have them."""
        shown = [tuple(map(visible, row)) for row in rows]
        self._lines += [" " * indent + line for line in table(shown, self.width - indent)]

    def print(self, session: Session) -> None:
        """Print it as the result of the command."""
        session.result("\n".join(self._lines))

    def _wrapped(self, text: str, indent: int, hanging: int) -> list[str]:
        return wrapped(visible(text), self.width, indent, hanging)
