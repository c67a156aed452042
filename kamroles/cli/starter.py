"""Put new files into a workspace: never over one that is there."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles import pipeline, write
from kamroles.cli.page import Page
from kamroles.diagnostics import Problems, error
from kamroles.workspace import from_here

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kamroles.cli.session import Session
    from kamroles.pipeline import Order, Report

SCHEMAS = Path(".kamroles", "schemas")


def put(files: Mapping[Path, bytes]) -> None:
    """Write the files, all or none.

    Raises:
        Problems: one of them is there already, or cannot be written.

    """
    if refused := [path for path in files if write.reserved(path.name)]:
        hint = "nothing was written; choose another name, so that the folder works on every system"
        what = "cannot be a file: Windows keeps this name for a device"
        raise Problems(error("KR510", f"{_shown(path)} {what}", None, hint) for path in refused)
    taken = [path for path in files if path.exists() or path.is_symlink()]
    if taken:
        hint = "nothing was written; choose another name, or move the file away"
        raise Problems(
            error("KR519", f"{_shown(path)} is there already", None, hint) for path in taken
        )
    done: list[Path] = []
    try:
        for path, content in files.items():
            write.write_file(path, content)
            done.append(path)
    except Problems as problems:
        for path in done:
            path.unlink(missing_ok=True)
        hint = "nothing was written; choose a folder you may write to"
        raise Problems(replace(found, hint=hint) for found in problems.diagnostics) from None


def save_schemas(root: Path) -> None:
    """Write the schemas that the first line of each file points an editor at."""
    from kamroles.model.files import FILES
    from kamroles.model.json_schema import as_text

    library = pipeline.open_library(root, [])
    for kind in FILES:
        write.write_file(root / SCHEMAS / f"{kind}.json", as_text(kind, library.ids).encode())


def free(name: str, taken: Collection[str]) -> str:
    """Return ``name``, with a number if it is taken."""
    number, found = 2, name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def build(session: Session, root: Path, orders: Iterable[Order], formats: Iterable[str]) -> Report:
    """Make documents in a workspace, and tell what was found."""
    from kamroles.cli.progress import progress

    library = pipeline.open_library(root)
    options = pipeline.Options(session.as_of, tuple(formats), library.workspace.out)
    engine = library.workspace.settings.pdf_engine
    with progress("Building") as bar:
        report = pipeline.produce(library, list(orders), replace(options, pdf_engine=engine), bar)
    session.found(report.diagnostics)
    return report


def tell_outputs(session: Session, report: Report) -> None:
    """Print the documents that were made, and which one to open."""
    if not report.outputs:
        return
    session.result("\nMade of it:")
    for output in report.outputs:
        session.result(f"  {_shown(output.path)}")
    pages = [o for o in report.outputs if o.path.suffix == ".html"] or report.outputs
    first = next((o for o in pages if o.path.stem.endswith("-posting")), pages[0])
    session.result(f"\nOpen this one first: {_shown(first.path)}")
    if first.draft:
        page = Page()
        page.text(f"It says on top: {first.draft}")
        page.print(session)


def tell_files(session: Session, files: Mapping[Path, str]) -> None:
    """Print the files that were written, each with what it is for."""
    width = max(len(_shown(path)) for path in files)
    session.result("\nWritten:")
    for path, purpose in files.items():
        session.result(f"  {_shown(path).ljust(width)}  {purpose}".rstrip())


def tell_next(session: Session, commands: Iterable[tuple[str, str]]) -> None:
    """Print the commands to go on with."""
    rows = list(commands)
    width = max(len(command) for command, _ in rows)
    session.result("\nNext:")
    for command, purpose in rows:
        session.result(f"  {command.ljust(width)}  {purpose}".rstrip())


def _shown(path: Path) -> str:
    """Return a path as it would be typed from here."""
    relative = from_here(path)
    far = relative.parts[:2] == (os.pardir, os.pardir)
    return str(path.resolve() if far else relative)
