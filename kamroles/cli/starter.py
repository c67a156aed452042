"""Tell what a command wrote into a workspace, what was made of it, and how to go on."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from kamroles import pipeline
from kamroles.cli.console import progress
from kamroles.cli.page import Page
from kamroles.pipeline import new_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kamroles.cli.session import Session

_GAP = re.compile(r"# ((?:pay|closes|office_days|flsa|apply|about|statements):.*?)(?: +#.*)?$")
"""A line of a new file that waits to be filled in, without what explains it."""


def build(session: Session, root: Path, name: str | None) -> pipeline.Report:
    """Make all documents of a workspace, or those of one job; tell what was found."""
    library = pipeline.open_library(root)
    settings, out = library.workspace.settings, library.workspace.out
    if name is None:
        orders = pipeline.everything(library)
    else:
        orders = [pipeline.Order(name, kind) for kind in settings.kinds]
    options = pipeline.Options(session.as_of, settings.formats, out, pdf_engine=settings.pdf_engine)
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
    session.result(f"\nOpen this one first:\n  {new_files.shown(first.path)}")
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


def tell_gaps(session: Session, files: Mapping[Path, str]) -> None:
    """Print of what was left open the file, the line, and what is to be written there."""
    told = [
        f"  {new_files.shown(path)}:{number}\n{gap}"
        for path, text in files.items()
        for number, gap in _gaps(text.splitlines())
    ]
    if told:
        page = Page()
        page.text("Left open. Fill these lines in, and take the `# ` in front away:")
        session.result("")
        page.print(session)
        session.result("\n".join(told))


def _gaps(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each line that waits, with those that belong below it."""
    for number, line in enumerate(lines, 1):
        if found := _GAP.match(line):
            below = takewhile(lambda each: each.startswith("#  "), lines[number:])
            yield number, "\n".join(f"      {each}" for each in (found[1], *(b[2:] for b in below)))


def _tell(session: Session, title: str, rows: list[tuple[str, str]]) -> None:
    session.result(f"\n{title}:")
    session.table([(f"  {name}", purpose) for name, purpose in rows])
