"""``kamroles schema`` and ``eject``: what authors of files and of templates start from."""

from __future__ import annotations

from pathlib import Path

import click

from kamroles import pipeline
from kamroles.cli.choices import Name
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.pipeline import new_files


@click.command(epilog="Example: kamroles schema posting > posting.json")
@click.argument("kind", metavar="KIND", type=Name("files"))
@shows_findings
def schema(session: Session, kind: str) -> None:
    """Print the JSON Schema of a kind of file: role, employer, posting or workspace.

    It knows the job families of the workspace around the current folder.

    `kamroles init` saves all four in .kamroles/schemas, where the first line of each file it
    writes points at them.
    """
    library = pipeline.open_library(Path(), [])
    kind = one_of(kind, pipeline.known_names(library, "files"), "KIND")
    session.result(new_files.schema_text(kind, library).rstrip("\n"))


@click.command(epilog="Example: kamroles eject posting --block apply")
@click.argument("kind", metavar="KIND")
@click.option("--block", metavar="NAME", help="Copy only this block; the rest stays as shipped.")
@shows_findings
def eject(session: Session, kind: str, block: str | None) -> None:
    """Copy the shipped template of a kind of document into the workspace, to change its wording.

    With --block, the copy holds one block and takes everything else from the shipped template, so
    that later improvements reach you. Nothing that exists is overwritten.
    """
    session.result(str(new_files.eject(session.library, kind, block)))
    session.say(f"Change it, then run: kamroles render NAME --kind {kind}")
