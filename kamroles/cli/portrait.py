"""A role or posting in sections, as its author reads it on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.model.levels import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kamroles.cli.page import Page
    from kamroles.model.job import Job
    from kamroles.model.posting import Pay, Place, Posting
    from kamroles.model.role import Credential, Reference, Travel


def title(page: Page, job: Job) -> None:
    """Add what it is called, and what has to be known before all else."""
    role, firm = job.role, job.employer
    name = (job.posting or role).title
    page.heading(f"{name}, {firm.name}" if firm else str(name))
    if firm and firm.sample:
        page.text("This employer is a sample and does not exist.", indent=2)
    if role.status == "draft":
        page.text(
            "DRAFT: it rests on judgment, and a practitioner should check it before use.", indent=2
        )
    if role.wants_review:
        page.text(f"To be checked: {role.wants_review}", indent=2)


def _about(page: Page, job: Job) -> None:
    role = job.role
    for said in (role.summary, role.purpose, role.opening):
        if said:
            page.text(said, indent=2)
    page.gap()
    _facts(
        page,
        ("Role", role.id + (f", extends {role.extends}" if role.extends else "")),
        ("Also called", ", ".join(role.aliases)),
        ("Family", role.family),
        ("Level", role.level),
        ("Reports to", role.reports_to),
        ("Direct reports", role.direct_reports),
    )


def _facts(page: Page, *facts: tuple[str, Any]) -> None:
    for label, value in facts:
        if value:
            page.fact(label, str(value))


def _posting(page: Page, job: Job) -> None:
    posting = job.posting
    if posting is None:
        return
    page.heading("The posting")
    decision, approval = posting.flsa, posting.approval
    _facts(
        page,
        ("Place", "; ".join(filter(None, map(_place, posting.places)))),
        ("Workplace", _workplace(posting)),
        ("Remote from", ", ".join(posting.remote_from) if posting.workplace == "remote" else ""),
        ("Employment", posting.employment_type.replace("_", " ")),
        ("Pay", _pay(posting.pay) or "not written yet"),
        ("Posted", posting.posted),
        ("Closes", posting.closes or "not written yet"),
        ("Starts", posting.starts),
        ("Openings", posting.openings),
        ("Requisition", posting.requisition),
        ("Job code", posting.job_code),
        ("Grade", posting.grade),
        ("Department", posting.department),
        ("Contact", " ".join(filter(None, (posting.contact, posting.contact_email)))),
        (
            "FLSA",
            decision
            and f"{decision.status}, decided by {decision.decided_by}, {decision.decided_on}",
        ),
        ("Approved", f"by {approval.by}, {approval.on}" if approval else "not yet: a draft"),
    )


def _place(place: Place) -> str:
    names = (place.city, place.region_name, place.country_name)
    return ", ".join(name for name in names if name) or place.id


def _workplace(posting: Posting) -> str:
    days = posting.office_days
    return f"{posting.workplace}, {days} in the office" if days else posting.workplace


def _pay(pay: Pay | None) -> str:
    if not pay:
        return ""
    amounts = " to ".join(f"{a:,}" for a in (pay.min, pay.max) if a is not None)
    per = f" per {pay.period}" if pay.period else ""
    return " ".join(filter(None, (pay.currency, amounts + per, pay.extra)))


def _duties(page: Page, job: Job) -> None:
    duties = job.role.responsibilities
    if duties:
        page.heading("What the person does")
    for duty in duties:
        share = f"{duty.share:3}%" if duty.share is not None else "-"
        aside = "" if duty.essential else "not essential"
        page.bullet(duty.text + page.id(duty.id), mark=share, aside=aside)


def _measures(page: Page, job: Job) -> None:
    measures = ((each.id, each.text, each.how) for each in job.role.measures)
    _listing(page, "How success is measured", measures)


def _listing(page: Page, title: str, entries: Iterable[tuple[str, str, str | None]]) -> None:
    """Add a list of entries: the id, the text, and what follows it."""
    for number, (id, text, aside) in enumerate(entries):
        if not number:
            page.heading(title)
        page.bullet(" ".join(text.split()) + page.id(id), aside=aside or "")


def _needs(page: Page, job: Job) -> None:
    role = job.role
    for title, need in (("Must bring", "must"), ("Preferred", "preferred")):
        needs = [(each.id, each.text, None) for each in role.requirements if each.need == need]
        papers = [(c.id, _paper(c), c.grace) for c in role.credentials if c.need == need]
        _listing(page, title, [*needs, *papers])


def _competencies(page: Page, job: Job) -> None:
    for number, one in enumerate(job.role.competencies):
        if not number:
            page.heading("Competencies")
        level = f"{one.level} {LEVELS[one.level]}"
        page.bullet(f"{one.name}: {level}" + page.id(one.id), aside=one.definition or "")
        if one.text:
            page.aside(f"Here: {one.text}")


def _tools(page: Page, job: Job) -> None:
    _listing(page, "Tools", ((tool.id, tool.text, None) for tool in job.role.tools))


def _paper(credential: Credential) -> str:
    by_state = ", by state" if credential.by_state else ""
    return f"{credential.text} ({credential.kind}{by_state})"


def _circumstances(page: Page, job: Job) -> None:
    role = job.role
    conditions, path = role.conditions, role.career_path
    page.heading("Circumstances")
    _facts(
        page,
        ("Works with", ", ".join(role.interfaces.internal)),
        ("Outside", ", ".join(role.interfaces.external)),
        ("Book", role.book and role.book.text),
        ("Environment", conditions.environment),
        ("Travel", conditions.travel and _travel(conditions.travel)),
        ("Hours", conditions.hours),
        ("Comes from", ", ".join(path.before)),
        ("Goes on to", ", ".join(path.after)),
    )
    _listing(page, "Physical demands", ((d.id, d.text, None) for d in conditions.physical))


def _travel(travel: Travel) -> str:
    share = f"{travel.min} to {travel.max} percent of the time"
    return f"{share}, {travel.text}" if travel.text else share


def _boundary(page: Page, job: Job) -> None:
    neighbors = ((b.id, b.text, b.role and f"see {b.role}") for b in job.role.boundary)
    _listing(page, "What it is not", neighbors)


def _team(page: Page, job: Job) -> None:
    team = ((part.id, f"{part.text}: {part.accountable}", None) for part in job.role.team)
    _listing(page, "Who answers for what", team)


def _interview(page: Page, job: Job) -> None:
    names = {one.id: one.name for one in job.role.competencies}
    for number, question in enumerate(job.role.interview):
        if not number:
            page.heading("Interview questions")
        about = f"{names[question.competency]}, {question.kind}"
        mark = f"{number + 1:2}."
        page.bullet(question.text + page.id(question.id), mark=mark, aside=about)
        page.aside(f"Listen for: {question.listen_for}", mark=mark)


def _onboarding(page: Page, job: Job) -> None:
    first = job.role.onboarding
    for days, steps in ((30, first.day_30), (60, first.day_60), (90, first.day_90)):
        _listing(page, f"By day {days}", ((step.id, step.text, step.evidence) for step in steps))


def _terms(page: Page, job: Job) -> None:
    terms = job.role.glossary
    if terms:
        page.heading("Terms that its documents explain")
        named = (term.name + (f" ({term.short})" if term.short else "") for term in terms)
        page.text(", ".join(named), indent=2)
        page.text("`kamroles define TERM` says what each means.", indent=2)


def _outlook(page: Page, job: Job) -> None:
    outlook = job.role.outlook
    if outlook:
        page.heading("Outlook")
        page.text(outlook.text, indent=2)
        page.text(f"Source: {_cited(job, outlook.source)}", indent=2)


def _offer(page: Page, job: Job) -> None:
    posting = job.posting
    if posting is None:
        return
    _listing(page, "Benefits here", ((each.id, each.text, None) for each in posting.benefits))
    statements = ((each.id, each.title or each.id, each.text) for each in posting.statements)
    _listing(page, "Statements here", statements)
    _listing(page, "How to apply", ((w.id, w.text, w.url or w.email) for w in posting.apply))


def _pay_elsewhere(page: Page, job: Job) -> None:
    for number, pay in enumerate(job.role.pay_references):
        if not number:
            page.heading("Pay published elsewhere")
            page.text(
                "Figures of others, as they published them; no advice, and never printed.", indent=2
            )
        amounts = " to ".join(f"{a:,}" for a in (pay.low, pay.high) if a is not None)
        shown = f"{pay.text}: {pay.currency} {amounts} per {pay.period}"
        dated = f"{pay.place}, {pay.date}"
        page.bullet(f"{shown} ({dated})" + page.id(pay.id), aside=_cited(job, pay.source))


def _for_the_author(page: Page, job: Job) -> None:
    role = job.role
    tendency = role.flsa_tendency
    if not (tendency or role.codes or role.sources):
        return
    page.heading("Help for the author, never printed")
    if tendency and job.country in {None, "US"}:
        page.fact("FLSA tendency", f"{tendency.leans}. {tendency.because}")
        if tendency.duties:
            page.fact("Duties for it", ", ".join(tendency.duties))
        page.text(
            "A tendency is no verdict: the employer decides, and writes it as `flsa`.", indent=2
        )
    for code in role.codes:
        shown = f"{code.code} {code.label} ({code.confidence.replace('-', ' ')})"
        page.fact(code.scheme, f"{shown}. {code.why}" if code.why else shown)
    _listing(page, "Sources", ((each.id, _source(each), each.supports) for each in role.sources))


def _cited(job: Job, name: str) -> str:
    return next((_source(each) for each in job.role.sources if each.id == name), name)


def _source(source: Reference) -> str:
    dated = f" ({source.date})" if source.date else ""
    read = f", read {source.read}" if source.read else ""
    return f"{source.text}{dated}{read}{' ' + source.url if source.url else ''}"


SECTIONS: dict[str, Callable[[Page, Job], None]] = {
    "about": _about,
    "posting": _posting,
    "duties": _duties,
    "measures": _measures,
    "requirements": _needs,
    "competencies": _competencies,
    "tools": _tools,
    "circumstances": _circumstances,
    "boundary": _boundary,
    "team": _team,
    "interview": _interview,
    "onboarding": _onboarding,
    "terms": _terms,
    "outlook": _outlook,
    "offer": _offer,
    "pay": _pay_elsewhere,
    "sources": _for_the_author,
}
"""Each part by the name that asks for it, in order."""
