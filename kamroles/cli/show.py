"""``kamroles show``: a role or posting as it is after all layers are merged, for its author."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kamroles.cli import choices, complete
from kamroles.cli.page import Page
from kamroles.cli.session import Session, shows_findings
from kamroles.model.levels import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kamroles.model.job import Job


@click.command("show", epilog="Example: kamroles show key-account-manager --employer cedar-main")
@click.argument("name", metavar="NAME", shell_complete=complete.targets)
@choices.employer
@choices.sets
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@shows_findings
def command(
    session: Session, name: str, *, employer: str | None, sets: tuple[str, ...], as_json: bool
) -> None:
    """Show a role or posting as it is after all layers are merged.

    NAME is a role, a posting, or the path of a file with one. What only helps the author, such as
    the FLSA tendency and codes, stands at the end; it is never printed in a document. With -v, the
    ids are shown by which other files change an entry.
    """
    from kamroles.pipeline import Order, resolve

    order = Order(name, "", employer, sets)
    resolved = resolve(session.library, order, session.as_of)
    session.found(resolved.diagnostics)
    job = resolved.job
    if as_json:
        parts = ("id", "country", "role", "employer", "posting")
        whole = {part: getattr(job, part) for part in parts}
        session.result(json.dumps(whole, indent=2, ensure_ascii=False))
        return
    page = Page(ids=session.verbose)
    _opening(page, job)
    if job.posting:
        _posting(page, job.posting)
    _duties(page, job.role)
    _needs(page, job.role)
    _circumstances(page, job.role)
    _guidance(page, job.role)
    if job.posting:
        _offer(page, job.posting)
    _for_the_author(page, job)
    page.print(session)


def _opening(page: Page, job: Job) -> None:
    role, firm = job.role, job.employer
    title = (job.posting or role)["title"]
    page.heading(f"{title}, {firm['name']}" if firm else title)
    if firm and firm["sample"]:
        page.text("This employer is a sample and does not exist.", indent=2)
    if role["status"] == "draft":
        page.text(
            "This role rests on judgment; a practitioner should check it before use.", indent=2
        )
    if role["wants_review"]:
        page.text(f"To be checked: {role['wants_review']}", indent=2)
    for name in ("summary", "purpose", "opening"):
        if role[name]:
            page.text(role[name], indent=2)
    page.gap()
    _facts(
        page,
        ("Role", role["id"] + (f", extends {role['extends']}" if role["extends"] else "")),
        ("Also called", ", ".join(role["aliases"])),
        ("Family", role["family"]),
        ("Level", role["level"]),
        ("Reports to", role["reports_to"]),
        ("Direct reports", role["direct_reports"]),
    )


def _facts(page: Page, *facts: tuple[str, Any]) -> None:
    for label, value in facts:
        if value:
            page.fact(label, str(value))


def _posting(page: Page, posting: Mapping[str, Any]) -> None:
    page.heading("The posting")
    decision, approval = posting["flsa"], posting["approval"]
    remote_from = posting["remote_from"]
    _facts(
        page,
        ("Place", "; ".join(filter(None, map(_place, posting["places"])))),
        ("Workplace", _workplace(posting)),
        ("Remote from", ", ".join(remote_from) if posting["workplace"] == "remote" else ""),
        ("Employment", posting["employment_type"].replace("_", " ")),
        ("Pay", _pay(posting["pay"]) or "not written yet"),
        ("Posted", posting["posted"]),
        ("Closes", posting["closes"] or "not written yet"),
        ("Starts", posting["starts"]),
        ("Openings", posting["openings"]),
        ("Requisition", posting["requisition"]),
        ("Job code", posting["job_code"]),
        ("Grade", posting["grade"]),
        ("Department", posting["department"]),
        ("Contact", " ".join(filter(None, (posting["contact"], posting["contact_email"])))),
        ("FLSA", decision and "{status}, decided by {decided_by}, {decided_on}".format(**decision)),
        ("Approved", "by {by}, {on}".format(**approval) if approval else "not yet: a draft"),
    )


def _place(place: Mapping[str, Any]) -> str:
    names = (place["city"], place["region_name"], place["country_name"])
    return ", ".join(name for name in names if name) or str(place["id"])


def _workplace(posting: Mapping[str, Any]) -> str:
    days = posting["office_days"]
    return f"{posting['workplace']}, {days} in the office" if days else str(posting["workplace"])


def _pay(pay: Mapping[str, Any] | None) -> str:
    if not pay:
        return ""
    amounts = " to ".join(f"{a:,}" for a in (pay["min"], pay["max"]) if a is not None)
    per = f" per {pay['period']}" if pay["period"] else ""
    return " ".join(filter(None, (pay["currency"], amounts + per, pay["extra"])))


def _duties(page: Page, role: Mapping[str, Any]) -> None:
    duties = role["responsibilities"]
    if duties:
        page.heading("What the person does")
    for duty in duties:
        share = f"{duty['share']:3}%" if duty["share"] is not None else "-"
        aside = "" if duty["essential"] else "not essential"
        page.bullet(duty["text"] + page.id(duty), mark=share, aside=aside)
    _listing(page, "How success is measured", role["measures"], "how")


def _listing(
    page: Page, title: str, entries: Iterable[Mapping[str, Any]], aside: str | None = None
) -> None:
    """Add a list of entries with a text; the field named ``aside`` follows each."""
    for number, entry in enumerate(entries):
        if not number:
            page.heading(title)
        more = entry[aside] if aside else None
        page.bullet(" ".join(entry["text"].split()) + page.id(entry), aside=more or "")


def _needs(page: Page, role: Mapping[str, Any]) -> None:
    for title, need in (("Must bring", "must"), ("Preferred", "preferred")):
        needs = [r for r in role["requirements"] if r["need"] == need]
        papers = [_paper(c) for c in role["credentials"] if c["need"] == need]
        _listing(page, title, [r | {"grace": None} for r in needs] + papers, "grace")
    levels = [
        c | {"text": f"{c['name']}: {c['level']} {LEVELS[c['level']]}", "seen": c["text"]}
        for c in role["competencies"]
    ]
    _listing(page, "Competencies", levels, "seen")
    _listing(page, "Tools", role["tools"])


def _paper(credential: Mapping[str, Any]) -> dict[str, Any]:
    by_state = ", by state" if credential["by_state"] else ""
    return {**credential, "text": f"{credential['text']} ({credential['kind']}{by_state})"}


def _circumstances(page: Page, role: Mapping[str, Any]) -> None:
    conditions, path, book = role["conditions"], role["career_path"], role["book"]
    travel = conditions["travel"]
    page.heading("Circumstances")
    _facts(
        page,
        ("Works with", ", ".join(role["interfaces"]["internal"])),
        ("Outside", ", ".join(role["interfaces"]["external"])),
        ("Book", book and book["text"]),
        ("Environment", conditions["environment"]),
        ("Travel", travel and _travel(travel)),
        ("Hours", conditions["hours"]),
        ("Comes from", ", ".join(path["before"])),
        ("Goes on to", ", ".join(path["after"])),
    )
    _listing(page, "Physical demands", conditions["physical"])


def _travel(travel: Mapping[str, Any]) -> str:
    share = f"{travel['min']} to {travel['max']} percent of the time"
    return f"{share}, {travel['text']}" if travel["text"] else share


def _guidance(page: Page, role: Mapping[str, Any]) -> None:
    _listing(page, "What it is not", role["boundary"])
    team = [part | {"text": f"{part['text']}: {part['accountable']}"} for part in role["team"]]
    _listing(page, "Who answers for what", team)
    _listing(page, "Interview questions", role["interview"], "listen_for")
    for days in (30, 60, 90):
        _listing(page, f"By day {days}", role["onboarding"][f"day_{days}"], "evidence")


def _offer(page: Page, posting: Mapping[str, Any]) -> None:
    _listing(page, "Benefits here", posting["benefits"])
    statements = [
        s | {"text": s["title"] or s["id"], "words": s["text"]} for s in posting["statements"]
    ]
    _listing(page, "Statements here", statements, "words")
    _listing(
        page, "How to apply", [w | {"to": w["url"] or w["email"]} for w in posting["apply"]], "to"
    )


def _for_the_author(page: Page, job: Job) -> None:
    role = job.role
    tendency, codes, sources = role["flsa_tendency"], role["codes"], role["sources"]
    if not (tendency or codes or sources or role["outlook"] or role["pay_references"]):
        return
    page.heading("Help for the author, never printed")
    if tendency and job.country in {None, "US"}:
        page.fact("FLSA tendency", f"{tendency['leans']}. {tendency['because']}")
        if tendency["duties"]:
            page.fact("Duties for it", ", ".join(tendency["duties"]))
        page.text(
            "A tendency is no verdict: the employer decides, and writes it as `flsa`.", indent=2
        )
    for code in codes:
        shown = f"{code['code']} {code['label']} ({code['confidence'].replace('-', ' ')})"
        page.fact(code["scheme"], f"{shown}. {code['why']}" if code["why"] else shown)
    if role["outlook"]:
        page.fact("Outlook", role["outlook"]["text"])
    for pay in role["pay_references"]:
        page.fact("Pay elsewhere", _pay_elsewhere(pay))
    _listing(page, "Sources", [s | {"text": _source(s)} for s in sources], "supports")


def _pay_elsewhere(pay: Mapping[str, Any]) -> str:
    amounts = " to ".join(f"{a:,}" for a in (pay["low"], pay["high"]) if a is not None)
    dated = f"{pay['place']}, {pay['date']}"
    return f"{pay['text']}, {pay['currency']} {amounts} per {pay['period']} ({dated})"


def _source(source: Mapping[str, Any]) -> str:
    dated = f" ({source['date']})" if source["date"] else ""
    read = f", read {source['read']}" if source["read"] else ""
    return f"{source['text']}{dated}{read}{' ' + source['url'] if source['url'] else ''}"
