"""The one type for everything kamroles tells a person about their input, and hints for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ENOUGH = 200
"""So many findings of one kind, and nobody reads the hints of others, which take time to find."""
_SURE = 0.7  # so like it that a second one is worth telling too
_MOST_COMPARED = 500
_LONGEST = 100
_LONGEST_MESSAGE = 2_000
"""A message may quote a value that goes on for pages."""


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

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line starts, and that of the end."""
        return [0, *accumulate(map(len, self.text.splitlines(keepends=True)))]

    def span(self, start: int, end: int) -> Span:
        """Return the stretch from one offset to another."""
        line, end_line = (bisect_right(self.starts, at) for at in (start, end - 1))
        column, end_column = start - self.starts[line - 1] + 1, end - self.starts[end_line - 1] + 1
        return Span(self, line, column, end_line, end_column)


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
    def offsets(self) -> tuple[int, int]:
        """Return where it starts and ends in the text."""
        starts = self.source.starts
        return starts[self.line - 1] + self.column - 1, starts[
            self.end_line - 1
        ] + self.end_column - 1

    def within(self, words: str) -> Span:
        """Return the place of ``words`` inside it, or all of it if they are not there.

        White space between words may be of any kind, such as the end of a line.
        """
        pattern = r"\s+".join(map(re.escape, words.split()))
        found = re.compile(pattern, re.IGNORECASE).search(self.source.text, *self.offsets)
        return self.source.span(*found.span()) if pattern and found else self

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
    cut = f"{message[:_LONGEST_MESSAGE]}…" if len(message) > _LONGEST_MESSAGE else message
    return Diagnostic(code, severity, cut, span, hint, related)


error = partial(_finding, Severity.ERROR)
warning = partial(_finding, Severity.WARNING)
note = partial(_finding, Severity.NOTE)


def nearest(word: str, known: Iterable[str], limit: int = 3, cutoff: float = 0.6) -> list[str]:
    """Return the known words most like ``word``, best first; empty when none is close."""
    from difflib import get_close_matches

    return get_close_matches(word[:_LONGEST], [*known][:_MOST_COMPARED], limit, cutoff)


def suggest(
    word: str, known: Iterable[str], otherwise: str | None = None, *, listed: bool = False
) -> str | None:
    """Return which known words may be meant by ``word``; else ``otherwise``, or what there is.

    With ``listed``, what there is follows in any case.
    """
    names = list(known)
    near = nearest(word, names, 2, _SURE) or nearest(word, names, 1)
    hint = did_you_mean(f"`{name}`" for name in near) or otherwise
    if hint is None or (listed and names != near):
        hint = f"{hint or ''} {there_is(names)}".strip()
    return hint or None


def did_you_mean(shown: Iterable[str]) -> str:
    """Return what may be meant as a question; empty where that is nothing."""
    either = " or ".join(shown)
    return f"did you mean {either}?" if either else ""


def there_is(known: Iterable[str], most: int = 50) -> str:
    """Return what there is, the first of it where it is much; empty where there is nothing."""
    names = list(known)
    shown = [*names[:most], *(["…"] if len(names) > most else [])]
    return f"there {'is' if len(names) == 1 else 'are'}: {', '.join(shown)}" if shown else ""
