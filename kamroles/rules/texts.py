"""The texts that rules read: what people wrote in a role, a posting or about an employer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamroles.model.base import Model
from kamroles.model.walk import members

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kamroles.diagnostics import Span
    from kamroles.model.job import Job

_PROSE = frozenset(
    {
        *("summary", "purpose", "opening", "wants_review", "text", "how", "because", "grace"),
        *("listen_for", "evidence", "accountable", "environment", "hours", "reports_to"),
        *("direct_reports", "definition", "about", "note", "office_days"),
        *(f"level_{number}" for number in range(1, 6)),
        *("internal", "external", "before", "after"),
    }
)
_NAMES = frozenset({"title", "name"})
_NOT_WRITTEN_HERE = frozenset({"sources", "codes", "statements", "locations", "places"})
"""Titles of others, and words of the law."""
_OF_A_POSTING = ("title", "office_days", "pay", "pay_zones", "benefits", "apply")
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
    return span.within(words) if span else None


def _texts(job: Job) -> Iterator[Written]:
    yield from _inside(job, "role", job.role)
    if job.employer:
        yield from _inside(job, "employer.about", job.employer.about, "about")
    for name in _OF_A_POSTING if job.posting else ():
        yield from _inside(job, f"posting.{name}", getattr(job.posting, name), name)


def _inside(job: Job, path: str, value: Any, key: str = "") -> Iterator[Written]:
    is_name = key in _NAMES or path.startswith("role.aliases.")
    if isinstance(value, str) and (is_name or key in _PROSE):
        yield Written(path, value, job.place(path), is_name)
    for name, inner in members(value):
        field = name if isinstance(value, Model) else key
        if field not in _NOT_WRITTEN_HERE:
            yield from _inside(job, f"{path}.{name}", inner, field)
