"""``kamroles render``: documents of single roles and postings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import choices, complete
from kamroles.cli.outcome import tell
from kamroles.cli.progress import progress
from kamroles.cli.session import Session, shows_findings

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.pipeline import Options, Order


@click.command(
    "render",
    epilog="Example: kamroles render key-account-manager --employer cedar-main -f html,pdf",
)
@click.argument("names", nargs=-1, required=True, metavar="NAME…", shell_complete=complete.targets)
@choices.employer
@choices.kinds
@choices.documents
@choices.sets
@click.option("--open", "opens", is_flag=True, help="Open the first HTML or PDF file.")
@shows_findings
def command(session: Session, names: tuple[str, ...], *, opens: bool, **wanted: Any) -> int:
    """Make documents of roles and postings.

    NAME is a role, a posting, or the path of a file with one. With `-o -`, the one document is
    written to standard output.
    """
    _no_formats(names, session)
    options = choices.options_of(session, wanted)
    kinds = choices.known_kinds(session.library, wanted["kinds"])
    employer, sets = wanted["employer"], wanted["sets"]
    orders = [pipeline.Order(name, kind, employer, sets) for name in names for kind in kinds]
    if wanted["out"] == "-":
        return _stream(session, orders, options)
    with progress("Rendering") as bar:
        report = pipeline.produce(session.library, orders, options, bar)
    tell(session, report, all_of_them=True)
    if opens:
        _open([o.path for o in report.outputs if pipeline.FORMATS[o.format].opens])
    return report.status


def _no_formats(names: tuple[str, ...], session: Session) -> None:
    """Refuse the name of a format where a role or posting is meant: `-f pdf docx`."""
    called = {*session.library.ids("postings"), *session.library.ids("roles")}
    loose = [name for name in names if name in pipeline.FORMATS and name not in called]
    if loose:
        text = f"{loose[0]} is a format; write several with commas, as in -f pdf,docx"
        raise click.BadParameter(text, param_hint="NAME…")


def _stream(session: Session, orders: list[Order], options: Options) -> int:
    """Write the one document to standard output."""
    formats = options.formats
    if len(orders) != 1 or len(formats) != 1 or pipeline.FORMATS[formats[0]].binary:
        usable, _ = pipeline.usable_formats()
        texts = [name for name, each in usable.items() if not each.binary]
        text = "`-o -` takes one NAME, one --kind and one -f of " + ", ".join(texts)
        raise click.UsageError(text)
    if session.report != "text":
        raise click.UsageError("`-o -` and --report both want standard output")
    composed, found = pipeline.compose(session.library, orders[0], options)
    session.found(found)
    click.echo(pipeline.render_bytes(composed, formats[0]), nl=False)
    return 0


def _open(paths: list[Path]) -> None:
    if not paths:
        click.echo("there is no HTML or PDF file to open", err=True)
    elif click.launch(str(paths[0])) != 0:
        click.echo(f"{paths[0]} could not be opened; open it by hand", err=True)
