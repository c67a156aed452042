"""``kamroles eject``: a copy of a shipped template, or of one block of it, to write one's own."""

from __future__ import annotations

import click

from kamroles.cli.session import Session, shows_findings
from kamroles.pipeline.ejecting import eject


@click.command(epilog="Example: kamroles eject posting --block apply")
@click.argument("kind", metavar="KIND")
@click.option("--block", metavar="NAME", help="Copy only this block; the rest stays as shipped.")
@shows_findings
def command(session: Session, kind: str, block: str | None) -> None:
    """Copy the shipped template of a kind of document into the workspace, to change its wording.

    With --block, the copy holds one block and takes everything else from the shipped template, so
    that later improvements reach you. Nothing that exists is overwritten.
    """
    session.result(str(eject(session.library, kind, block)))
    session.say(f"Change it, then run: kamroles render NAME --kind {kind}")
