"""``kamroles doctor``: what works here, and how to mend what is missing."""

from __future__ import annotations

import click

from kamroles.cli.session import Session, shows_findings
from kamroles.pipeline.installation import components


@click.command(epilog="Example: kamroles doctor")
@shows_findings
def command(session: Session) -> int:
    """Check that everything needed is installed, and say how to mend what is missing."""
    rows = []
    broken = False
    for part in components():
        broken = broken or (part.needed and bool(part.mend))
        name = part.name if part.needed else f"{part.name} (optional)"
        rows.append(("missing" if part.mend else "ok", name, part.state))
        rows += [("", "", f"to mend: {line}") for line in part.mend.splitlines()]
    session.table(rows)
    return int(broken)
