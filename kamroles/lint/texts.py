"""The texts that rules read: what people wrote in a role, a posting or about an employer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Span
from kamroles.model.base import Model
from kamroles.model.walk import members

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kamroles.model.job import Job

_PROSE = frozenset(
    {
        *("summary", "purpose", "opening", "wants_review", "text", "how", "because", "grace"),
        *("listen_for", "evidence", "accountable", "environment", "hours", "reports_to"),
        *("direct_reports", "definition", "about", "extra", "office_days"),
        *(f"level_{number}" for number in range(1, 6)),
    }
)
_NAMES = frozenset({"title", "name"})
_LISTS = frozenset({"internal", "external", "before", "after"})
_NOT_WRITTEN_HERE = frozenset({"sources", "codes", "statements", "locations", "places"})
"""Titles of others, and words of the law."""
_END = re.compile(r"(?<=[.!?])[\"')\]\u201d]*\s+(?=[\"'(\[\u201c]?[A-Z0-9])")
_STILL_GOES_ON = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|Inc|Ltd|Co|No|St|Dr|Mr|Ms)|\b[A-Z])\.$"
)
_WORD = re.compile(r"\w[\w'\u2019&/.,%-]*")


@dataclass(frozen=True, slots=True)
class Written:
    """A text with its place; ``is_name`` for a title, in which all words may be capitals."""

    path: str
    text: str
    span: Span | None
    is_name: bool = False

    def at(self, words: str) -> Span | None:
        """Return where these words stand in the file, or the whole text's place."""
        return within(self.span, words)


@dataclass(frozen=True, slots=True)
class Subject:
    """A resolved job as rules see it.

    Attributes:
        job: with the places of its values.
        called: title and aliases of every role, by id.
        texts: every text of the job once: the role's, and what employer and posting add.

    """

    job: Job
    called: Mapping[str, tuple[str, ...]]
    texts: tuple[Written, ...]


def subject_of(job: Job, called: Mapping[str, tuple[str, ...]]) -> Subject:
    """Return a job ready for rules."""
    return Subject(job, called, tuple(_texts(job)))


def _texts(job: Job) -> Iterator[Written]:
    yield from _inside(job, "role", job.role)
    if job.employer:
        yield from _inside(job, "employer.about", job.employer.about, key="about")
    if job.posting:
        for name in ("title", "office_days", "pay", "benefits", "apply"):
            yield from _inside(job, f"posting.{name}", getattr(job.posting, name), key=name)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; an abbreviation's full stop ends none."""
    found: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        start = len(found)
        for part in _END.split(line):
            if len(found) > start and _STILL_GOES_ON.search(found[-1]):
                found[-1] += f" {part}"
            else:
                found.append(part)
    return found


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def within(span: Span | None, words: str) -> Span | None:
    """Return the place of ``words`` inside a written value, or all of it if they are not there."""
    if span is None:
        return None
    lines = span.source.text.splitlines(keepends=True)
    start = sum(map(len, lines[: span.line - 1])) + span.column - 1
    end = sum(map(len, lines[: span.end_line - 1])) + span.end_column - 1
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.compile(pattern, re.IGNORECASE).search(span.source.text, start, max(start, end))
    if not found or not pattern:
        return span
    first, last = _place(lines, found.start()), _place(lines, found.end())
    return Span(span.source, *first, *last)


def _place(lines: list[str], offset: int) -> tuple[int, int]:
    for number, line in enumerate(lines, 1):
        if offset < len(line) or number == len(lines):
            return number, offset + 1
        offset -= len(line)
    return 1, 1


def _inside(job: Job, path: str, value: Any, *, key: str = "") -> Iterator[Written]:
    if isinstance(value, Model):
        for name, inner in members(value):
            if name not in _NOT_WRITTEN_HERE:
                yield from _inside(job, f"{path}.{name}", inner, key=name)
    elif isinstance(value, tuple):
        for name, inner in members(value):
            if isinstance(inner, Model) or key in _LISTS or path == "role.aliases":
                yield from _inside(job, f"{path}.{name}", inner, key=key)
    elif isinstance(value, str) and (key in _PROSE or key in _LISTS):
        yield Written(path, value, job.place(path))
    elif isinstance(value, str) and (key in _NAMES or key == "aliases"):
        yield Written(path, value, job.place(path), is_name=True)
