"""``kamroles schema``: what an editor needs to check and complete files while they are written."""

from __future__ import annotations

from pathlib import Path

import click

from kamroles import pipeline
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.model.files import FILES


@click.command("schema", epilog="Example: kamroles schema posting > posting.json")
@click.argument(
    "kind",
    metavar="KIND",
    shell_complete=lambda _ctx, _parameter, typed: [k for k in FILES if k.startswith(typed)],
)
@shows_findings
def command(session: Session, kind: str) -> None:
    """Print the JSON Schema of a kind of file: role, employer, posting or workspace.

    It knows the job families of the workspace around the current folder.

    `kamroles init` saves all four in .kamroles/schemas, where the first line of each file it
    writes points at them.
    """
    kind = one_of(kind, FILES, "KIND")
    from kamroles.model.json_schema import as_text

    library = pipeline.open_library(Path(), [])
    session.result(as_text(kind, library.ids).rstrip("\n"))
