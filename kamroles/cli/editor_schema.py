"""``kamroles schema``: what an editor needs to check and complete files while they are written."""

from __future__ import annotations

from pathlib import Path

import click

from kamroles import pipeline
from kamroles.cli.choices import Name
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.pipeline.authoring import schema_kinds, schema_text


@click.command(epilog="Example: kamroles schema posting > posting.json")
@click.argument("kind", metavar="KIND", type=Name("files"))
@shows_findings
def command(session: Session, kind: str) -> None:
    """Print the JSON Schema of a kind of file: role, employer, posting or workspace.

    It knows the job families of the workspace around the current folder.

    `kamroles init` saves all four in .kamroles/schemas, where the first line of each file it
    writes points at them.
    """
    kind = one_of(kind, schema_kinds(), "KIND")
    session.result(schema_text(kind, pipeline.open_library(Path(), [])).rstrip("\n"))
