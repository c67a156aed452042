"""Where the YAML parser gave up, seen from the lines around it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from kamroles.diagnostics import Related, Span, error
from kamroles.mistakes.lines import write_quoted

if TYPE_CHECKING:
    from yaml import Mark, MarkedYAMLError

    from kamroles.diagnostics import Diagnostic, Source


_SILENT = re.compile(r"\s*(?:#|$)")


class ParserError:
    """Where the parser gave up and what it was doing; lines and columns count from 0.

    Attributes:
        doing, problem: the parser's own words.
        line, column: where it gave up; marks past the end are moved back to it.
        from_line, from_column: where it began what it could not end.

    """

    def __init__(self, source: Source, fault: MarkedYAMLError) -> None:
        self.source = source
        self.lines = source.text.splitlines() or [""]
        self.doing, self.problem = fault.context or "", fault.problem or ""
        here = self._place(fault.problem_mark) or self._place(fault.context_mark) or (0, 0)
        self.line, self.column = here
        self.from_line, self.from_column = self._place(fault.context_mark) or here
        self.row, self.from_row = self.lines[self.line], self.lines[self.from_line]
        self.before = self.row[: self.column]
        self.character = self.row[self.column : self.column + 1]

    def _place(self, mark: Mark | None) -> tuple[int, int] | None:
        if mark and mark.line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        return (mark.line, mark.column) if mark else None

    @property
    def at_end(self) -> bool:
        """Tell whether nothing follows."""
        rest = (self.row[self.column :], *self.lines[self.line + 1 :])
        return not any(row.strip() for row in rest)

    @cached_property
    def above(self) -> list[int]:
        """The lines above it that say something, the next one first."""
        return [n for n in range(self.line - 1, -1, -1) if not _SILENT.match(self.lines[n])]

    def error(
        self,
        code: str,
        message: str,
        hint: str,
        line: int | None = None,
        column: int | None = None,
        *related: Related,
    ) -> Diagnostic:
        """Return a finding at the fault, or at another line and column."""
        line = self.line if line is None else line
        column = self.column if column is None else column
        span = Span(self.source, line + 1, column + 1, line + 1, column + 2)
        return error(code, message, span, hint, *related)

    def beside_above(self, message: str) -> Related:
        """Return the line above, which may be what is wrong, as a second place."""
        return self.beside(self.above[0], message)

    def beside(self, number: int, message: str) -> Related:
        """Return a line, which may be what is wrong, as a second place."""
        row = self.lines[number]
        start, end = len(row) - len(row.lstrip()), len(row.rstrip())
        return Related(message, Span(self.source, number + 1, start + 1, number + 1, end + 1))

    def beginnings(self) -> list[Related]:
        """Return the line above, and the first of those above that start further in."""
        found = [self.beside_above("the line above starts here")]
        column, first = self._indent(self.line), self.above[0]
        for number in self.above:
            if self._indent(number) <= column:
                break
            first = number
        if first != self.above[0]:
            found.append(self.beside(first, "from here on, lines start further in"))
        return found

    def _indent(self, number: int) -> int:
        return len(self.lines[number]) - len(self.lines[number].lstrip())

    def needs_quotes(self, message: str, start: int, end: int | None = None) -> Diagnostic:
        """Return the finding for a text that ``start`` begins and only quotes can hold."""
        return self.error("KR008", message, write_quoted(self.row, start, end))
