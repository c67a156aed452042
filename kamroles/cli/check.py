"""``kamroles check``: mistakes, found without writing anything."""

from __future__ import annotations

from pathlib import Path

import click

from kamroles import pipeline
from kamroles.cli import complete
from kamroles.cli.session import Session, shows_findings
from kamroles.diagnostics import Diagnostic, Severity


@click.command("check", epilog="Example: kamroles check key-account-manager --strict")
@click.argument("names", nargs=-1, metavar="[NAME…]", shell_complete=complete.targets)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@shows_findings
def command(session: Session, names: tuple[str, ...], *, strict: bool) -> int:
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
