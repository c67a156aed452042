"""Tell what a command wrote into a workspace, what was made of it, and how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles import pipeline
from kamroles.cli import terminal
from kamroles.cli.console import progress
from kamroles.cli.page import Page
from kamroles.pipeline import new_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kamroles.cli.session import Session


def build(session: Session, root: Path, name: str | None) -> pipeline.Report:
    """Make all documents of a workspace, or those of one job to look at; tell what was found."""
    library = pipeline.open_library(root)
    settings, out = library.workspace.settings, library.workspace.out
    if name is None:
        orders, formats = pipeline.everything(library), settings.formats
    else:
        orders = [pipeline.Order(name, kind) for kind in settings.kinds]
        formats = (pipeline.page_format(),)
    options = pipeline.Options(session.as_of, formats, out, pdf_engine=settings.pdf_engine)
    with progress("Building") as bar:
        report = pipeline.produce(library, orders, options, bar)
    session.found(report.diagnostics)
    return report


def build_and_tell(session: Session, root: Path, name: str | None = None) -> None:
    """Make documents, print where they are, and which one to open."""
    report = build(session, root, name)
    if not report.outputs:
        return
    session.result("\nMade of it:")
    for output in report.outputs:
        session.result(f"  {new_files.shown(output.path)}")
    pages = [o for o in report.outputs if o.format == pipeline.page_format()] or report.outputs
    first = next((o for o in pages if o.audience == "candidates"), pages[0])
    session.result(terminal.fitted(f"\nOpen this one first: {new_files.shown(first.path)}"))
    if first.draft:
        page = Page()
        page.text(f"It says on top: {first.draft}")
        page.print(session)


def tell_files(session: Session, files: Mapping[Path, str]) -> None:
    """Print the files that were written, each with what it is for."""
    _tell(session, "Written", [(new_files.shown(path), what) for path, what in files.items()])


def tell_next(session: Session, commands: Iterable[tuple[str, str]]) -> None:
    """Print the commands to go on with."""
    _tell(session, "Next", list(commands))


def _tell(session: Session, title: str, rows: list[tuple[str, str]]) -> None:
    session.result(f"\n{title}:")
    session.table([(f"  {name}", purpose) for name, purpose in rows])
