"""``kamroles rule``: what a rule of good content asks for, and why."""

from __future__ import annotations

import click

from kamroles import pipeline
from kamroles.cli.listing import columns
from kamroles.cli.page import Page
from kamroles.cli.session import Session, shows_findings


def _complete(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    return [code for code in pipeline.RULES if code.startswith(typed.upper())]


@click.command("rule", epilog="Example: kamroles rule R003")
@click.argument("code", required=False, metavar="[CODE]", shell_complete=_complete)
@shows_findings
def command(session: Session, code: str | None) -> None:
    """Say what a rule of `kamroles check` asks for, why, and how to write better.

    CODE is a rule's code or name, or the code of any other finding. Without it, all rules are
    listed.
    """
    rules, meanings = pipeline.RULES, pipeline.code_meanings()
    session.found(pipeline.RULE_FAULTS)
    if code is None:
        for line in columns([(r.code, r.name, str(r.severity), r.advice) for r in rules.values()]):
            session.result(line)
        return
    by_name = {rule.name: rule.code for rule in rules.values()}
    wanted = by_name.get(code.lower(), code.upper())
    if wanted not in meanings:
        from kamroles.diagnostics import nearest

        near = nearest(code.lower(), by_name, 1) or nearest(wanted, meanings, 1)
        hint = f"did you mean {near[0]}? " if near else ""
        message = f"{code!r} is no code of a finding; {hint}`kamroles rule` lists the rules."
        raise click.BadParameter(message, param_hint="CODE")
    page = Page()
    rule = rules.get(wanted)
    page.heading(f"{rule.code} {rule.name} ({rule.severity})" if rule else wanted)
    page.text(meanings[wanted], indent=2)
    if rule:
        page.gap()
        for label, text in rule.page.items():
            page.fact(label, text, label_width=8)
        for entry in rule.words:
            page.bullet(f"{', '.join(entry.words)}: {entry.why}", aside=f"Better: {entry.write}")
    page.print(session)
