"""``kamroles build``: every document that the workspace names."""

from __future__ import annotations

import os
from typing import Any

import click

from kamroles import pipeline
from kamroles.cli import choices
from kamroles.cli.outcome import tell
from kamroles.cli.progress import progress
from kamroles.cli.session import Session, shows_findings

_MOST_WORKERS = 8


@click.command("build", epilog="Example: kamroles build -o output")
@choices.documents
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes to render with.  [default: one per core, at most 8]",
)
@shows_findings
def command(session: Session, workers: int | None, **wanted: Any) -> int:
    """Make every document that the workspace names; only what changed is written."""
    orders = pipeline.everything(session.library)
    workers = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
    options = choices.options_of(session, wanted, workers)
    with progress("Building") as bar:
        report = pipeline.produce(session.library, orders, options, bar)
    tell(session, report, all_of_them=False)
    if names := [str(path) for path in pipeline.left_over(report, options.out)]:
        said = "1 file" if len(names) == 1 else f"{len(names)} files"
        hint = "delete what you no longer need"
        session.say(f"{said} of earlier runs that the workspace does not name; {hint}:")
        session.say("\n".join(f"  {name}" for name in sorted(names)))
    return report.status
