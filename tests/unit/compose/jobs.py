"""Jobs and templates for the tests of composing; the employers are made up."""

from __future__ import annotations

import dataclasses
import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kamroles.compose import Composition, compose
from kamroles.diagnostics import Diagnostic, Problems, Source
from kamroles.model import infer
from kamroles.model.employer import Employer
from kamroles.model.job import Job
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from kamroles.resources import bundled
from tests.values import model_of
from tests.wording import pinned

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kamroles.compose import Lookup

AS_OF = datetime.date(2026, 11, 2)

ROLE: dict[str, Any] = {
    "id": "key-account-manager",
    "title": "Key Account Manager",
    "family": "commercial",
    "summary": "Owns the plan and the relationship for a few customers that matter most.",
    "purpose": "Coordinates the whole company around each key account for long-term value.",
    "opening": "You will own the plan for eight business clients that this agency cannot lose.",
    "responsibilities": [
        {"id": "plan", "text": "Write and keep a yearly plan for each key account", "share": 30},
        {"id": "negotiate", "text": "Negotiate programs, fees and terms.", "share": 25},
        {"id": "review", "text": "Hold a review with each client every quarter.", "share": 25},
        {"id": "report", "text": "Faults results to the agency.", "essential": False, "share": 20},
    ],
    "measures": [
        {"id": "retention", "text": "Premium kept at renewal", "how": "renewed over expiring"},
        {"id": "growth", "text": "New lines sold to existing clients"},
    ],
    "requirements": [
        {"id": "years", "text": "Five years in commercial accounts"},
        {"id": "negotiation", "text": "Negotiation of contracts with several parts"},
        {"id": "spanish", "text": "Spoken Spanish", "need": "preferred"},
    ],
    "competencies": [
        {"id": "negotiation", "name": "Negotiation", "level": "4", "text": "Trades, never gives"},
        {"id": "planning", "name": "Planning", "level": "3"},
    ],
    "tools": [{"id": "crm", "text": "CRM, such as Salesforce"}],
    "credentials": [
        {
            "id": "pc-license",
            "text": "Property and casualty (P&C) license",
            "kind": "license",
            "need": "must",
            "by_state": True,
            "grace": "or obtained before licensed duties begin",
        },
        {"id": "cic", "text": "CIC", "kind": "designation"},
    ],
    "reports_to": "Head of key accounts",
    "direct_reports": "None",
    "interfaces": {
        "internal": ["underwriting support", "claims", "finance"],
        "external": ["clients' risk managers", "carriers"],
    },
    "book": {"text": "5 to 15 key accounts", "min": 5, "max": 15},
    "flsa_tendency": {"leans": "exempt", "because": "Judgment on matters of weight."},
    "conditions": {
        "environment": "Office and home",
        "travel": {"min": 20, "max": 40, "text": "To client sites in the region"},
        "hours": "Some evening events",
    },
    "career_path": {"before": ["senior account manager"], "after": ["head of key accounts"]},
}
EMPLOYER: dict[str, Any] = {
    "id": "cedar-main",
    "name": "Cedar & Main Insurance",
    "legal_name": "Cedar & Main Insurance, Inc.",
    "sample": True,
    "site": "https://cedar-main.example",
    "country": "US",
    "about": "Cedar & Main insures **family businesses** in Oregon.\n\nIt has 60 people.",
    "benefits": [
        {"id": "health", "text": "Medical, dental and vision plan"},
        {"id": "retirement", "text": "401(k) with a 4% match"},
        {"id": "holidays", "text": "30 days of leave", "when": {"country": ["DE"]}},
    ],
    "statements": [
        {
            "id": "eeo",
            "title": "Equal opportunity",
            "text": "We hire without regard to any status protected by law.",
            "when": {"country": ["US"]},
        },
        {"id": "privacy", "text": "See our [notice](https://cedar-main.example/privacy)."},
    ],
    "locations": [
        {"id": "portland", "city": "Portland", "region": "OR", "country": "US"},
        {"id": "munich", "city": "Munich", "country": "DE"},
    ],
    "apply": [
        {
            "id": "online",
            "text": "Send a resume. We answer within ten days.",
            "url": "https://cedar-main.example/careers",
        }
    ],
}
POSTING: dict[str, Any] = {
    "id": "kam-portland",
    "role": "key-account-manager",
    "employer": "cedar-main",
    "places": [{"id": "portland"}],
    "workplace": "hybrid",
    "office_days": "two days a week",
    "pay": {"min": 78000, "max": 96000, "note": "plus a yearly bonus of up to 10%"},
    "posted": "2026-11-02",
    "closes": "2026-12-18",
    "starts": "as soon as possible",
    "contact": "Hiring team",
    "contact_email": "jobs@cedar-main.example",
    "requisition": "REQ-2026-014",
    "job_code": "KA-2",
    "grade": "G7",
    "department": "Commercial lines",
    "flsa": {
        "status": "exempt",
        "decided_by": "Director of Human Resources",
        "decided_on": "2026-10-01",
    },
    "approval": {"by": "Director of Human Resources", "on": "2026-10-05"},
}


def make_job(
    role: Mapping[str, Any] | None = None,
    employer: Mapping[str, Any] | None = None,
    posting: Mapping[str, Any] | None = None,
    own: Collection[str] = (),
) -> Job:
    """Return the sample job with some fields changed; ``own`` are duties the employer worded."""
    full_role = model_of(Role, {**ROLE, **(role or {})})
    duties = (replace(duty, own=duty.id in own) for duty in full_role.responsibilities)
    full_role = replace(full_role, responsibilities=tuple(duties))
    full_employer = model_of(Employer, {**EMPLOYER, **(employer or {})})
    written = {**POSTING, **(posting or {})}
    shared = {
        name: getattr(full_employer, name)
        for name in ("benefits", "statements", "apply")
        if name not in written
    }
    full_posting = replace(model_of(Posting, written), **shared)
    full_posting = infer.complete(full_posting, full_role, full_employer)
    country = infer.country_of(full_posting, full_employer)
    return Job("kam-portland", full_role, full_employer, full_posting, country)


def titled(title: str) -> Job:
    """Return the sample job with any characters for its title, also those no file may have."""
    job = make_job()
    return dataclasses.replace(job, role=replace(job.role, title=title))


def bare_job(employer: Mapping[str, Any] | None = None) -> Job:
    """Return a job without a posting, and without an employer unless one is given."""
    role = model_of(Role, ROLE)
    firm = model_of(Employer, employer) if employer else None
    return Job("key-account-manager", role, firm, None, firm.country if firm else None)


@cache
def _shipped(name: str) -> Source | None:
    path = bundled("templates") / name
    if not path.is_file():  # a kind is a folder with its template
        path = path.with_suffix("") / "template.md"
    return Source(f"templates/{name}", path.read_text("utf-8")) if path.is_file() else None


def lookup(**own: str) -> Lookup:
    """Return a lookup with some templates of a workspace; ``kinds__x`` is ``kinds/x.md``."""
    mine = {f"{name.replace('__', '/')}.md": text for name, text in own.items()}

    def find(name: str) -> Source | None:
        if name in mine:
            return Source(f"workspace/{name}", mine[name])
        return _shipped(name.removeprefix("shipped/"))

    return find


def made(template: str, job: Job | None = None, **own: str) -> Composition:
    """Return what a template makes; it gets a title if it has none."""
    text = template if template.startswith("# ") else f"# Title\n\n{template}"
    return compose(job or make_job(), "trial", lookup(kinds__trial=text, **own), as_of=AS_OF)


def problems(template: str, job: Job | None = None, **own: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a template, taken exactly as it is given."""
    try:
        found = compose(
            job or make_job(), "trial", lookup(kinds__trial=template, **own), as_of=AS_OF
        )
    except Problems as failure:
        pinned(failure.diagnostics)
        return failure.diagnostics
    raise AssertionError(f"nothing was found, and this was made: {found.document}")
