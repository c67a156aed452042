"""Tell what a command wrote into a workspace, what was made of it, and how to go on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kamroles import pipeline
from kamroles.cli.page import Page
from kamroles.cli.progress import progress
from kamroles.pipeline import new_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kamroles.cli.session import Session


def build(
    session: Session, root: Path, orders: Iterable[pipeline.Order], formats: Iterable[str]
) -> pipeline.Report:
    """Make documents in a workspace, and tell what was found."""
    library = pipeline.open_library(root)
    options = pipeline.Options(session.as_of, tuple(formats), library.workspace.out)
    engine = library.workspace.settings.pdf_engine
    with progress("Building") as bar:
        report = pipeline.produce(library, list(orders), replace(options, pdf_engine=engine), bar)
    session.found(report.diagnostics)
    return report


def build_and_tell(
    session: Session, root: Path, orders: Iterable[pipeline.Order], formats: Iterable[str]
) -> None:
    """Make documents, print where they are, and which one to open."""
    report = build(session, root, orders, formats)
    if not report.outputs:
        return
    session.result("\nMade of it:")
    for output in report.outputs:
        session.result(f"  {new_files.shown(output.path)}")
    pages = [o for o in report.outputs if o.format == pipeline.page_format()] or report.outputs
    first = next((o for o in pages if o.audience == "candidates"), pages[0])
    session.result(f"\nOpen this one first: {new_files.shown(first.path)}")
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
    width = max(len(name) for name, _ in rows)
    session.result(f"\n{title}:")
    for name, purpose in rows:
        session.result(f"  {name.ljust(width)}  {purpose}".rstrip())
