"""Findings and the places they point at."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How much a finding matters: an error stops its document, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Source:
    """A text that was read, under the name a person knows it by."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their endings; each finding asks for one."""
        return self.text.splitlines()

    def line(self, number: int) -> str:
        """Return line ``number`` (from 1) without its line ending; empty past the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source; lines and columns count characters from 1, the end is exclusive."""

    source: Source
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"

    def __contains__(self, other: Span) -> bool:
        """Tell whether another stretch of the same source lies in this one."""
        return (
            self.source == other.source
            and (self.line, self.column) <= (other.line, other.column)
            and (other.end_line, other.end_column) <= (self.end_line, self.end_column)
        )

    @property
    def text(self) -> str:
        """Return the characters covered on the first line."""
        first = self.source.line(self.line)
        end = self.end_column - 1 if self.end_line == self.line else len(first)
        return first[self.column - 1 : end]


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong, where, and how to mend it.

    ``code`` is stable and never reused (see ``codes``); ``basis`` names where the rule comes from.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str | None = None
    related: tuple[Related, ...] = ()
    basis: str | None = None


class Problems(Exception):  # noqa: N818 - it carries findings and is not itself a fault
    """Input that cannot be used; carries every finding made before giving up."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(f"{d.code}: {d.message}" for d in self.diagnostics))


def _finding(
    severity: Severity,
    code: str,
    message: str,
    span: Span | None = None,
    hint: str | None = None,
    *related: Related,
) -> Diagnostic:
    return Diagnostic(code, severity, message, span, hint, related)


error = partial(_finding, Severity.ERROR)
warning = partial(_finding, Severity.WARNING)
note = partial(_finding, Severity.NOTE)
