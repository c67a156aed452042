"""Put new files into a workspace: never over one that is there."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles import write
from kamroles.diagnostics import Problems, error
from kamroles.model.files import FILES
from kamroles.pipeline.stages import open_library
from kamroles.workspace import from_here

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.library import Library

_SCHEMAS = Path(".kamroles", "schemas")


def put(files: Mapping[Path, bytes]) -> None:
    """Write the files, all or none.

    Raises:
        Problems: one of them is there already, or cannot be written.

    """
    if refused := [path for path in files if write.reserved(path.name)]:
        hint = "nothing was written; choose another name, so that the folder works on every system"
        what = "cannot be a file: Windows keeps this name for a device"
        raise Problems(error("KR510", f"{shown(path)} {what}", None, hint) for path in refused)
    taken = [path for path in files if path.exists() or path.is_symlink()]
    if taken:
        hint = "nothing was written; choose another name, or move the file away"
        raise Problems(
            error("KR519", f"{shown(path)} is there already", None, hint) for path in taken
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
    from kamroles.model.json_schema import as_text

    library = open_library(root, [])
    for kind in FILES:
        write.write_file(root / _SCHEMAS / f"{kind}.json", as_text(kind, library.ids).encode())


def free_name(library: Library, name: str) -> str:
    """Return ``name``, with a number if a role or posting has it."""
    taken = {*library.ids("postings"), *library.ids("roles")}
    number, found = 2, name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def shown(path: Path) -> str:
    """Return a path as it would be typed from here."""
    relative = from_here(path)
    far = relative.parts[:2] == (os.pardir, os.pardir)
    return str(path.resolve() if far else relative)
