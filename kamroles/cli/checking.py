"""``kamroles check``, ``rule`` and ``doctor``: what is wrong in files, or with what works here."""

from __future__ import annotations

from pathlib import Path

import click

from kamroles import pipeline
from kamroles.cli.choices import Name
from kamroles.cli.page import Page
from kamroles.cli.session import Session, shows_findings
from kamroles.diagnostics import Diagnostic, Severity, suggest


@click.command(epilog="Example: kamroles check key-account-manager --strict")
@click.argument("names", nargs=-1, metavar="[NAME…]", type=Name("postings and roles"))
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@shows_findings
def check(session: Session, names: tuple[str, ...], *, strict: bool) -> int:
    """Look for mistakes in roles and postings, and in the documents made of them.

    Without a NAME, everything in the workspace is checked. The findings are the result, so they
    go to standard output.
    """
    session.findings_are_result = True
    found: list[Diagnostic] = []
    library = pipeline.open_library(Path(), found)
    session.found(found)
    report = pipeline.check(library, names, session.as_of)
    session.found(report.diagnostics)
    counts = [f"{n} {what}{'s' * (n != 1)}" for what, n in report.checked.items() if n]
    if not counts:
        session.say("nothing was checked: there is no posting, role or employer here")
    elif not session.noted.diagnostics:
        session.say(f"{', '.join(counts)} checked; no finding for the rules checked")
    else:
        session.say(f"{', '.join(counts)} checked")
    warned = any(each.severity is Severity.WARNING for each in session.noted.diagnostics)
    return int(strict and warned)


@click.command(epilog="Example: kamroles rule R003")
@click.argument("code", required=False, metavar="[CODE]", type=Name("rules"))
@shows_findings
def rule(session: Session, code: str | None) -> None:
    """Say what a rule of `kamroles check` asks for, why, and how to write better.

    CODE is a rule's code or name, or the code of any other finding, of which an example is shown
    and how to mend it. Without it, all rules are listed.
    """
    from kamroles.pipeline.meanings import RULE_FAULTS, RULES, code_meanings, mending

    session.found(RULE_FAULTS)
    meanings = code_meanings()
    if code is None:
        session.table([(r.code, r.name, str(r.severity), r.advice) for r in RULES.values()])
        return
    by_name = {rule.name: rule.code for rule in RULES.values()}
    wanted = by_name.get(code.lower(), code.upper())
    if wanted not in meanings:
        lists = "`kamroles rule` lists the rules"
        hint = suggest(code.lower(), by_name, suggest(wanted, meanings, lists))
        message = f"{code!r} is no code of a finding; {hint}"
        raise click.BadParameter(message, param_hint="CODE")
    page = Page()
    rule = RULES.get(wanted)
    page.heading(f"{rule.code} {rule.name} ({rule.severity})" if rule else wanted)
    page.text(meanings[wanted], indent=2)
    if rule:
        page.gap()
        for label, text in rule.page.items():
            page.fact(label, text, label_width=8)
        for entry in rule.words:
            page.bullet(f"{', '.join(entry.words)}: {entry.why}", aside=f"Better: {entry.write}")
    if told := mending().get(wanted):
        page.gap()
        page.fact("Such as", told.seen, label_width=8)
        page.fact("Do", told.mend, label_width=8)
    page.print(session)


@click.command(epilog="Example: kamroles doctor")
@shows_findings
def doctor(session: Session) -> int:
    """Check that everything needed is installed, and say how to mend what is missing."""
    from kamroles.pipeline.installation import components

    rows = []
    parts = list(components())
    for part in parts:
        name = part.name if part.needed else f"{part.name} (optional)"
        rows.append(("missing" if part.mend else "ok", name, part.state))
        rows += [("", "", f"to mend: {line}") for line in part.mend.splitlines()]
    session.table(rows)
    return int(any(part.needed and part.mend for part in parts))
