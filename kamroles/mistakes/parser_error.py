"""Where the YAML parser gave up, seen from the lines around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.diagnostics import Source, Span, error

if TYPE_CHECKING:
    from yaml import Mark, MarkedYAMLError

    from kamroles.diagnostics import Diagnostic


@dataclass(frozen=True)
class ParserError:
    """Where the parser gave up and what it was doing; lines and columns count from 0."""

    source: Source
    lines: list[str]
    doing: str
    problem: str
    line: int
    column: int
    from_line: int
    from_column: int

    @property
    def row(self) -> str:
        """Return the line where the parser gave up."""
        return self.lines[self.line]

    @property
    def from_row(self) -> str:
        """Return the line where the parser began what it could not end."""
        return self.lines[self.from_line]

    @property
    def character(self) -> str:
        """Return the character there; empty at the end of a line."""
        return self.row[self.column : self.column + 1]

    @property
    def at_end(self) -> bool:
        """Tell whether nothing follows."""
        return not any(
            row.strip() for row in (self.row[self.column :], *self.lines[self.line + 1 :])
        )

    def above(self, line: int) -> int | None:
        """Return the nearest line above with something on it."""
        for number in range(line - 1, -1, -1):
            if self.lines[number].strip() and not self.lines[number].lstrip().startswith("#"):
                return number
        return None

    def error(
        self, code: str, message: str, hint: str, line: int | None = None, column: int | None = None
    ) -> Diagnostic:
        """Return a finding at the fault, or at another line and column."""
        line = self.line if line is None else line
        column = self.column if column is None else column
        span = Span(self.source, line + 1, column + 1, line + 1, column + 2)
        return error(code, message, span, hint)


def parser_error(source: Source, fault: MarkedYAMLError) -> ParserError:
    """Return the parser's error with its places moved into the text."""
    lines = source.text.splitlines() or [""]
    place = _within(fault.problem_mark, lines) or _within(fault.context_mark, lines) or (0, 0)
    begun = _within(fault.context_mark, lines) or place
    return ParserError(source, lines, fault.context or "", fault.problem or "", *place, *begun)


def _within(mark: Mark | None, lines: list[str]) -> tuple[int, int] | None:
    """Return the mark's line and column, moved back to the last line when it lies past it."""
    if mark is None:
        return None
    if mark.line >= len(lines):
        return len(lines) - 1, len(lines[-1])
    return mark.line, mark.column
