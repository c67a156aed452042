"""``kamroles rule``: what a rule of good content asks for, and why."""

from __future__ import annotations

import click

from kamroles.cli.listing import columns
from kamroles.cli.page import Page
from kamroles.cli.session import Session, shows_findings


def _complete(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    from kamroles.lint import RULES

    return [code for code in RULES if code.startswith(typed.upper())]


@click.command("rule", epilog="Example: kamroles rule R003")
@click.argument("code", required=False, metavar="[CODE]", shell_complete=_complete)
@shows_findings
def command(session: Session, code: str | None) -> None:
    """Say what a rule of `kamroles check` asks for, why, and how to write better.

    CODE is a rule's code or name, or the code of any other finding. Without it, all rules are
    listed.
    """
    from kamroles.diagnostics import suggest
    from kamroles.diagnostics.codes import CODES
    from kamroles.lint import RULES
    from kamroles.lint.words import avoided

    if code is None:
        for line in columns([(r.code, r.name, str(r.severity), r.advice) for r in RULES.values()]):
            session.result(line)
        return
    by_name = {rule.name: rule.code for rule in RULES.values()}
    wanted = by_name.get(code.lower(), code.upper())
    page = Page()
    if wanted in RULES:
        rule = RULES[wanted]
        page.heading(f"{rule.code} {rule.name} ({rule.severity})")
        page.text(rule.meaning, indent=2)
        page.gap()
        for label, text in (
            ("Do", rule.advice),
            ("Why", rule.why),
            ("Bad", rule.bad),
            ("Better", rule.good),
            ("Basis", rule.basis),
        ):
            page.fact(label, text, label_width=8)
        for entry in avoided(rule.code):
            page.bullet(f"{', '.join(entry.words)}: {entry.why}", aside=f"Better: {entry.write}")
    elif wanted in CODES:
        page.heading(wanted)
        page.text(CODES[wanted], indent=2)
    else:
        lists = "`kamroles rule` lists the rules"
        hint = suggest(code.lower(), by_name, suggest(wanted, CODES, lists))
        message = f"{code!r} is no code of a finding; {hint}"
        raise click.BadParameter(message, param_hint="CODE")
    page.print(session)
