"""The steps from a job and a template to a document, and what can go wrong on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, UndefinedError

from kamroles.compose.bare_links import with_links
from kamroles.compose.building import build
from kamroles.compose.environment import Sandbox
from kamroles.compose.faults import Fault, Faults
from kamroles.compose.filling import shown_text
from kamroles.compose.gaps import gaps_in_words
from kamroles.compose.labels import load_labels
from kamroles.compose.limits import OverTimeError, limited
from kamroles.compose.slips import slips
from kamroles.compose.template_values import Missing, Text, items, record
from kamroles.compose.terms import with_terms
from kamroles.compose.unknown import FAILURES, not_known, not_worked_out
from kamroles.diagnostics import Diagnostic, Problems, Source
from kamroles.model.employer import Employer
from kamroles.model.infer import countries_of
from kamroles.model.own_data import lines_of_own_data
from kamroles.model.posting import Posting
from kamroles.model.role import Role

if TYPE_CHECKING:
    import datetime

    from kamroles.document import Document
    from kamroles.model.job import Job

Lookup = Callable[[str], Source | None]
"""Gives the text of a template by name; ``shipped/`` names reach what ships only."""

_UNDEFINED = re.compile(r"'([^']+)' is undefined")


@dataclass(frozen=True, slots=True)
class Author:
    """Who reads what helps to write; with ``ids``, also by what other files name an entry.

    With ``brief``, there is also a section that says the most important of it.
    ``approved`` says who approved which documents of the posting, ``left_out`` the paths of the
    duties and measures that the posting does not print.
    """

    ids: bool = False
    brief: bool = False
    approved: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composition:
    """A finished document, what was noticed while it was made, and the templates it came from."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    templates: dict[str, Source]


def compose(
    job: Job, kind: str, lookup: Lookup, *, as_of: datetime.date, author: Author | None = None
) -> Composition:
    """Return the document of a job, made by the template of ``kind``.

    What an ``author`` reads may hold fields that are never printed, and is no draft.

    Raises:
        Problems: the template or a value cannot be used.

    """
    report = Faults(job.span)
    document = None
    try:
        with limited():
            made = _made(job, kind, lookup, report, author)
            document = _complete(made, job, kind, as_of, report)
    except OverTimeError as failure:
        hint = "loop over fewer values"
        report.raised(Fault("KR313", "this template takes too much time", hint), failure)
    except MemoryError as failure:
        hint = "let it make less text at once"
        report.raised(Fault("KR313", "this template takes too much memory", hint), failure)
    if report.failed or document is None:
        raise Problems(report.found)
    sentence = "" if author else _draft_sentence(job, document)
    return Composition(replace(document, draft=sentence), tuple(report.found), report.sources)


def _made(job: Job, kind: str, lookup: Lookup, report: Faults, author: Author | None) -> Document:
    """Return what the template says: all of a document but its metadata."""
    readers = countries_of(job.posting)
    payer = job.employer.country if job.employer else None
    sandbox = Sandbox(lookup, report, load_labels(lookup), job.country, readers, payer)
    sandbox.globals.update(
        role=record(Role, job.role, "role", unprinted=author is not None),
        employer=record(Employer, job.employer, "employer", own=job.own_data),
        posting=record(Posting, job.posting, "posting", unprinted=bool(author), own=job.own_data),
        country=Text(job.country) if job.country else Missing("country"),
    )
    if author:
        said = {"approved": author.approved, "left_out": author.left_out}
        said["own_data"] = tuple(lines_of_own_data(job))
        told = {name: items(map(Text, texts), None) for name, texts in said.items()}
        sandbox.globals.update(ids=author.ids, brief=author.brief, **told)
    text = _text(sandbox, f"kinds/{kind}.md", report)
    if text is None:
        raise Problems(report.found)
    for slip in slips(report.sources, sandbox.join_path):
        report.raised(slip)
    report.origin = sandbox.origins.places
    return build(text, sandbox.values, report)


def _text(sandbox: Sandbox, name: str, report: Faults) -> str | None:
    """Return what a template writes; None after a fault that it cannot go on from."""
    try:
        return "".join(sandbox.stream(name))
    except Fault as fault:
        report.raised(fault)
    except TemplateNotFound as failure:
        report.raised(_no_template(str(failure.name or name)), failure)
    except UndefinedError as failure:
        found = _UNDEFINED.search(failure.message or "")
        word = found[1] if found else "this name"
        report.raised(not_known(word, sandbox.globals), failure)
    except RecursionError as failure:
        hint = "look for a template or macro that leads back to itself"
        report.raised(Fault("KR314", "this calls itself without end", hint), failure)
    except FAILURES as failure:
        report.raised(not_worked_out(failure, "", sandbox), failure)
    return None


def _no_template(name: str) -> Fault:
    bare = name.removeprefix("shipped/")
    if bare == name:
        return Fault("KR301", f"there is no template `{bare}`", None, bare)
    message = f"no `{bare}` ships with kamroles, so this template cannot lead to it"
    return Fault("KR301", message, "a template that names itself means the shipped one", bare)


def _complete(
    made: Document, job: Job, kind: str, as_of: datetime.date, report: Faults
) -> Document:
    brand = shown_text(job.employer.name if job.employer else "", "employer.name", report)
    posted = job.posting.posted if job.posting else None
    document = replace(
        made,
        kind=kind,
        date=(posted or as_of).isoformat(),
        running=" · ".join(part for part in (made.title, brand) if part),
        brand=brand,
        description=shown_text(job.role.summary or "", "role.summary", report),
    )
    return with_links(with_terms(document, job.role.glossary))


def _draft_sentence(job: Job, document: Document) -> str:
    """Return why the document is not final; empty if it is."""
    gaps = gaps_in_words(document, job)
    if job.employer is None:
        reason = "Draft template: no employer"
        return f"{reason}; {gaps}." if gaps else f"{reason}."
    if job.posting is None:
        return f"Draft: there is no posting yet; {gaps}." if gaps else "Draft: no posting yet."
    approved = job.posting.approval
    if gaps:
        return f"Draft: {gaps}." if approved else f"Draft, not approved: {gaps}."
    return "" if approved else "Draft: this posting has not been approved."
