"""``kamroles check`` and ``rule``: mistakes, and what the rules behind them ask for."""

from __future__ import annotations

from pathlib import Path

import click

from kamroles import pipeline
from kamroles.cli.choices import Name
from kamroles.cli.page import Page
from kamroles.cli.session import Session, shows_findings
from kamroles.diagnostics import Diagnostic, Severity, nearest
from kamroles.diagnostics.codes import CODES
from kamroles.pipeline import authoring


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
    elif not session.findings:
        session.say(f"{', '.join(counts)} checked; no finding for the rules checked")
    else:
        session.say(f"{', '.join(counts)} checked")
    warned = any(each.severity is Severity.WARNING for each in session.findings)
    return int(strict and warned)


@click.command(epilog="Example: kamroles rule R003")
@click.argument("code", required=False, metavar="[CODE]", type=Name("rules"))
@shows_findings
def rule(session: Session, code: str | None) -> None:
    """Say what a rule of `kamroles check` asks for, why, and how to write better.

    CODE is a rule's code or name, or the code of any other finding. Without it, all rules are
    listed.
    """
    rules = authoring.content_rules()
    if code is None:
        session.table([(r.code, r.name, str(r.severity), r.advice) for r in rules.values()])
        return
    by_name = {rule.name: rule.code for rule in rules.values()}
    wanted = by_name.get(code.lower(), code.upper())
    page = Page()
    if wanted in rules:
        _explain(page, wanted)
    elif wanted in CODES:
        page.heading(wanted)
        page.text(CODES[wanted], indent=2)
    else:
        near = nearest(code.lower(), by_name, 1) or nearest(wanted, CODES, 1)
        hint = f"did you mean {near[0]}? " if near else ""
        message = f"{code!r} is no code of a finding; {hint}`kamroles rule` lists the rules."
        raise click.BadParameter(message, param_hint="CODE")
    page.print(session)


def _explain(page: Page, code: str) -> None:
    rule = authoring.content_rules()[code]
    page.heading(f"{code} {rule.name} ({rule.severity})")
    page.text(rule.meaning, indent=2)
    page.gap()
    shown = {"Do": rule.advice, "Why": rule.why, "Bad": rule.bad, "Better": rule.good}
    for label, text in (shown | {"Basis": rule.basis}).items():
        page.fact(label, text, label_width=8)
    for entry in authoring.avoided_words(code):
        page.bullet(f"{', '.join(entry.words)}: {entry.why}", aside=f"Better: {entry.write}")
