"""The text of files that commands write: short, commented, and true to what was answered."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamroles.source.scalar import written

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from kamroles.model.role import Responsibility

MOST_LINES = 25
"""How long a file may be that a command writes: what fits on one screen is read."""
_EUROPE = frozenset(
    {"AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"}
    | {"HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE"}
    | {"SI", "SK"}
)


@dataclass(frozen=True, slots=True)
class EmployerDraft:
    """What is known of an employer; None where nothing was answered."""

    id: str
    name: str
    country: str
    city: str | None = None
    region: str | None = None
    site: str | None = None
    apply: str | None = None
    industry: str | None = None

    @property
    def place(self) -> str | None:
        """The id of its place of work."""
        from kamroles.source.ids import slug

        return slug(self.city) if self.city else None


@dataclass(frozen=True, slots=True)
class PostingDraft:
    """What is known of a posting; None where nothing was answered."""

    id: str
    role: str
    employer: str
    country: str | None
    workplace: str
    place: str | None = None
    pay: Mapping[str, Any] | None = None
    closes: str | None = None
    requisition: str | None = None
    email: str | None = None
    reports_to: str | None = None


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """What is known of a role, and of the one it is a difference on."""

    id: str
    title: str
    base: str
    summary: str | None = None
    reports_to: str | None = None
    duties: Sequence[Responsibility] = ()


def workspace_text(name: str) -> str:
    """Return ``kamroles.yaml``."""
    return _lines(
        _schema_line("workspace", ".kamroles"),
        *_comment(
            "What `kamroles build` makes in this folder. A line left out means the value shown."
        ),
        "format: 1                       # the form of these files",
        f"name: {written(f'{name} jobs')}",
        "kinds: [posting, description]   # documents for each posting; `kamroles list kinds`",
        "formats: [html, pdf, docx]      # also md, txt and json",
        "output: output                  # the folder that documents are written into",
        "postings: all                   # or a list, such as [account-manager-portland]",
        "# theme: plain                  # how documents look; `kamroles list themes`",
        "# roles: [account-manager]      # roles to build without an employer as well",
    )


def employer_text(draft: EmployerDraft, industries: Sequence[str]) -> str:
    """Return the file of an employer."""
    return _lines(
        _schema_line("employer"),
        *_comment(
            f"Who hires. A posting that says `employer: {draft.id}` takes all of this; nothing "
            "here is inherited. Lines with `# ` say nothing yet: write your own, and take the "
            "`# ` away."
        ),
        f"name: {written(draft.name)}",
        _given("site", draft.site, "https://example.com"),
        f"country: {written(draft.country)}",
        _given("industry", draft.industry, industries[0] if industries else "insurance")
        + "   # adds what its trade asks for; `kamroles list packs`",
        "# logo: assets/logo.svg   # a picture file in this workspace",
        '# color: "#0b5c5a"',
        "# about: …   # two or three plain sentences on who you are",
        *_locations(draft),
        *_apply(draft),
        "# benefits:",
        "#   - …   # one line for each benefit",
        f"# statements:   # your own wording, such as {_usual_statements(draft.country)}",
        *_statement(draft.country),
    )


def _locations(draft: EmployerDraft) -> list[str]:
    mark = "" if draft.city else "# "
    region = f"    region: {written(draft.region)}" if draft.region else ""
    return [
        f"{mark}locations:   # `street` and `postal_code` can stand here too",
        f"{mark}  - id: {draft.place or 'head-office'}",
        f"{mark}    city: {written(draft.city or 'Portland')}",
        *([mark + region] if region else []),
        f"{mark}    country: {written(draft.country)}",
    ]


def _apply(draft: EmployerDraft) -> list[str]:
    mark = "" if draft.apply else "# "
    paper = "résumé" if draft.country in {"US", "CA"} else "CV"
    if draft.apply and "@" not in draft.apply:
        way, text, field = "online", "Please use the form on our website.", "url"
    else:
        way, text, field = "email", f"Please send your {paper}.", "email"
    address = written(draft.apply or "jobs@example.com")
    return [
        f"{mark}apply:",
        f"{mark}  - id: {way}",
        f"{mark}    text: {text}",
        f"{mark}    {field}: {address}",
    ]


def _usual_statements(country: str) -> str:
    if country == "US":
        return "equal opportunity and accommodation"
    return "privacy and equal treatment" if country in _EUROPE else "privacy"


def _statement(country: str) -> list[str]:
    name = "equal-opportunity" if country == "US" else "privacy"
    return [f"#   - id: {name}", "#     text: …"]


def posting_text(draft: PostingDraft, as_of: datetime.date) -> str:
    """Return the file of a posting."""
    return _lines(
        _schema_line("posting"),
        *_comment(
            f"A job to fill. What the job is comes from the role {draft.role}, who hires from "
            f"employers/{draft.employer}.yaml; `kamroles show` and this file's name show the "
            "whole. Lines with `# ` say nothing yet: fill them in, and take the `# ` away."
        ),
        f"role: {draft.role}",
        f"employer: {draft.employer}",
        *_where(draft),
        "# employment_type: full_time   # so without this line; or part_time, contract …",
        *_pay(draft),
        _closes(draft, as_of),
        "# starts: as soon as possible   # or a date",
        _given("requisition", draft.requisition, "REQ-2026-014"),
        "# contact: Recruiting team",
        f"# contact_email: {written(draft.email or 'jobs@example.com')}",
        *_decision(draft),
        "# confirmed: [requirements, travel, book]   # once checked; `kamroles review` lists them",
        "# approval: {by: …, on: 2026-11-20}   # a draft until somebody releases it",
        "# overrides:   # role fields that differ in this job",
        f"#   reports_to: {written(draft.reports_to or 'Head of Account Management')}",
        "#   conditions:",
        "#     physical:",
        "#       - …   # what the job asks of the body, task by task",
    )


def _where(draft: PostingDraft) -> list[str]:
    lines = [f"places: [{draft.place}]"] if draft.place else []
    lines.append(f"workplace: {draft.workplace}   # onsite, hybrid or remote")
    if draft.workplace == "remote":
        country = written(draft.country or "US", flow=True)
        lines.append(f"remote_from: [{country}]   # countries it can be done from")
    if draft.workplace == "hybrid":
        lines.append("# office_days: two days a week")
    return lines


def _pay(draft: PostingDraft) -> list[str]:
    from kamroles.model.places import currency_of

    currency = currency_of(draft.country) if draft.country else None
    money = f"in {currency}" if currency else "add the currency"
    if draft.pay:
        parts = ", ".join(f"{name}: {value}" for name, value in draft.pay.items())
        return [f"pay: {{{parts}}}"]
    return [f"# pay: {{min: …, max: …, period: year}}   # {money}; digits only, such as 92000"]


def _decision(draft: PostingDraft) -> list[str]:
    if draft.country != "US":
        return []
    return [
        "# flsa: {status: …, decided_by: …, decided_on: …}   # exempt or non-exempt: you decide"
    ]


def _closes(draft: PostingDraft, as_of: datetime.date) -> str:
    if draft.closes:
        return f"closes: {draft.closes}   # last day to apply"
    return f"# closes: {_weeks(as_of, 4)}   # last day to apply"


def _weeks(as_of: datetime.date, weeks: int) -> str:
    import datetime

    try:
        return (as_of + datetime.timedelta(weeks=weeks)).isoformat()
    except OverflowError:
        return as_of.isoformat()


def role_text(draft: RoleDraft) -> str:
    """Return the file of a role."""
    duties = draft.duties
    return _lines(
        _schema_line("role"),
        *_comment(
            f"A difference on the role {draft.base}: what is not written here is inherited from it "
            f"and its family. `kamroles show {draft.id}` shows the whole."
        ),
        f"extends: {draft.base}",
        f"title: {written(draft.title)}",
        _given("summary", draft.summary, "What the job is, in one sentence."),
        f"# reports_to: {written(draft.reports_to or 'Head of Sales')}",
        "# responsibilities:",
        *(_duties(duties[0], duties[-1]) if duties else []),
        "#   - …   # a duty that only this role has, starting with a verb",
        "# requirements:   # `need: preferred` for what only helps",
        "#   - …   # something people must bring, so that it can be tested",
        "# book:",
        "#   text: About 40 accounts",
        "#   min: 35",
        "#   max: 45",
    )


def _duties(known: Responsibility, dropped: Responsibility) -> list[str]:
    share = f"#     share: {known.share}" if known.share is not None else ""
    return [
        f"#   - id: {known.id}   # an inherited duty: only what is written here changes",
        *([share] if share else ["#     essential: yes"]),
        f"#   - {{id: {dropped.id}, remove: true}}   # an inherited duty that does not apply",
    ]


def _given(name: str, value: str | None, otherwise: str) -> str:
    """Return a field's line; a comment with an example where there is no value."""
    return f"{name}: {written(value)}" if value else f"# {name}: {written(otherwise)}"


def _schema_line(kind: str, folder: str = "../.kamroles") -> str:
    return f"# yaml-language-server: $schema={folder}/schemas/{kind}.json"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(
        text, 98, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
