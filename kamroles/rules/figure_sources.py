"""Figures: where they come from, and of when they are."""

import re
from collections.abc import Iterator

from kamroles.model.guidance import Outlook, PayReference
from kamroles.model.job import Job
from kamroles.model.role import Book
from kamroles.rules import Findings, Found, Severity, Subject, rule

_FIGURE = re.compile(r"\d")


@rule(
    "S002",
    "figure-without-source",
    Severity.NOTE,
    meaning="A figure has no source, or its source no date.",
    basis="a figure that nobody can trace is a rumor",
)
def figure_without_source(subject: Subject) -> Findings:
    """Name the source of every figure, and the date of the source.

    Why: Whoever reads the figure later cannot tell whether it still holds. An employer's own
    figures, in its file or a posting, need no source.

    Bad: A book of 30 to 100 accounts, with no `source`.

    Good: `source: account-numbers`, and among the `sources` one with that id, a text and a date.
    """
    job = subject.job
    sources = {source.id: source for source in job.role.sources}
    for path, figure in _figures(job):
        cited = sources.get(figure.source or "")
        if cited is None:
            hint = "add `source: …` with the id of one of the role's `sources`"
            yield Found("this figure has no source", job.place(path), hint)
        elif not cited.date:
            place = job.place(f"role.sources.{cited.id}")
            message = f"a figure comes from `{cited.id}`, which has no date"
            yield Found(message, place, "add `date: …`, or `date: undated` if it says none")


def _figures(job: Job) -> Iterator[tuple[str, Book | Outlook | PayReference]]:
    """Yield what holds a figure, by the path of the figure."""
    book, outlook = job.role.book, job.role.outlook
    if book:
        told = (name for name in ("min", "max", "text") if _FIGURE.search(str(getattr(book, name))))
        paths = (f"role.book.{name}" for name in told)
        yield from [(path, book) for path in paths if not _of_employer(job, path)][:1]
    if outlook:
        yield "role.outlook.text", outlook
    for pay in job.role.pay_references:
        yield f"role.pay_references.{pay.id}.low", pay


def _of_employer(job: Job, path: str) -> bool:
    """Tell whether an employer's file, a posting or the command line says so."""
    span = job.place(path)
    if span is None or span.source.name.startswith("--set"):
        return True
    own = (job.span(part) for part in ("employer", "posting"))
    return any(file and file.source.name == span.source.name for file in own)
