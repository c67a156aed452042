"""``kamroles render`` and ``build``: documents of single jobs, or all that the workspace names."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import choices, terminal
from kamroles.cli.console import progress
from kamroles.cli.session import Session, one_of, shows_findings

if TYPE_CHECKING:
    from pathlib import Path

_MOST_WORKERS = 8


@click.command(
    epilog="Example: kamroles render key-account-manager --employer brindlemoor -f html,pdf"
)
@click.argument(
    "names", nargs=-1, required=True, metavar="NAME…", type=choices.Name("postings and roles")
)
@choices.employer
@choices.kinds
@choices.documents
@choices.sets
@click.option("--open", "opens", is_flag=True, help="Open the first HTML or PDF file.")
@shows_findings
def render(session: Session, names: tuple[str, ...], *, opens: bool, **wanted: Any) -> int:
    """Make documents of roles and postings.

    NAME is a role, a posting, or the path of a file with one. With `-o -`, the one document is
    written to standard output.
    """
    library = session.library
    _refuse_formats(names, library)
    options = choices.options_of(session, wanted)
    known = pipeline.known_names(library, "kinds")
    asked = [one_of(kind, known, "--kind") for kind in wanted["kinds"]]
    kinds = asked or library.workspace.settings.kinds
    employer, sets = wanted["employer"], wanted["sets"]
    orders = [pipeline.Order(name, kind, employer, sets) for name in names for kind in kinds]
    if wanted["out"] == "-":
        return _stream(session, orders, options)
    with progress("Rendering") as bar:
        report = pipeline.produce(library, orders, options, bar)
    _tell(session, report, all_of_them=True)
    if opens:
        _open([o.path for o in report.outputs if pipeline.FORMATS[o.format].opens])
    return report.status


@click.command(epilog="Example: kamroles build -o output")
@choices.documents
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes to render with.  [default: one per core, at most 8]",
)
@shows_findings
def build(session: Session, workers: int | None, **wanted: Any) -> int:
    """Make every document that the workspace names; only what changed is written."""
    orders = pipeline.everything(session.library)
    workers = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
    options = choices.options_of(session, wanted, workers)
    with progress("Building") as bar:
        report = pipeline.produce(session.library, orders, options, bar)
    _tell(session, report, all_of_them=False)
    if names := [str(path) for path in pipeline.left_over(report, options.out)]:
        said = "1 file" if len(names) == 1 else f"{len(names)} files"
        hint = "delete what you no longer need"
        session.say(f"{said} of earlier runs that the workspace does not name; {hint}:")
        session.say("\n".join(f"  {name}" for name in sorted(names)))
    return report.status


def _refuse_formats(names: tuple[str, ...], library: pipeline.Library) -> None:
    """Refuse the name of a format where a role or posting is meant: `-f pdf docx`."""
    called = pipeline.known_names(library, "postings and roles")
    loose = [name for name in names if name in pipeline.FORMATS and name not in called]
    if loose:
        text = f"{loose[0]} is a format; write several with commas, as in -f pdf,docx"
        raise click.BadParameter(text, param_hint="NAME…")


def _stream(session: Session, orders: list[pipeline.Order], options: pipeline.Options) -> int:
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


def _tell(session: Session, report: pipeline.Report, *, all_of_them: bool) -> None:
    """Print a line for each file, and how many there are; findings follow when the run ends.

    With -v it also says what set the PDF, and why.
    """
    session.found(report.diagnostics)
    for output in report.outputs:
        notes = ["unchanged"] if output.state == "unchanged" else []
        notes += [_draft(output.draft)] if output.draft else []
        if all_of_them or session.verbose or output.state == "written":
            line = f"{output.path}{'  ' if notes else ''}{'; '.join(notes)}"
            session.result(terminal.fitted(line))
    if session.verbose:
        engines = ((o.format, o.engine, o.because) for o in report.outputs if o.engine)
        for name, engine, because in dict.fromkeys(engines):
            chosen = pipeline.FORMATS[name]
            session.say(f"{chosen.title} by {chosen.engines[engine].title}: {because}")
    written = sum(output.state == "written" for output in report.outputs)
    if report.outputs:
        session.say(f"{written} written, {len(report.outputs) - written} unchanged")
    if written and sys.stderr.isatty():
        session.say("`kamroles check` looks at wording, gaps and what the law asks")


def _draft(sentence: str) -> str:
    """Return why it is a draft, as a note after a path: documents say `Draft: …` themselves."""
    why = sentence.partition(": ")[2] if sentence.startswith("Draft") else sentence
    return f"draft: {why or sentence}"
