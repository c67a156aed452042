"""Put new files into a workspace: never over one that is there."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from kamroles import write
from kamroles.diagnostics import Problems, error
from kamroles.model.files import FILES
from kamroles.model.infer import title_of
from kamroles.pipeline.stages import open_library
from kamroles.source.ids import slug
from kamroles.workspace import from_here

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kamroles.library import Library


def own_folder(library: Library) -> Path:
    """Return the folder of the workspace, to write a file into.

    Raises:
        Problems: there is no workspace.

    """
    if library.workspace.root is None:
        message = "there is no workspace here, or in a folder above"
        hint = "run `kamroles init` to start one, or go to its folder"
        raise Problems([error("KR516", message, None, hint)])
    return library.workspace.root


def put(root: Path, files: Mapping[Path, bytes]) -> None:
    """Write the files into a workspace, all or none, and the schemas that they point editors at.

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
    library = open_library(root, [])
    for kind in FILES:
        schema = root / ".kamroles" / "schemas" / f"{kind}.json"
        write.write_file(schema, schema_text(kind, library).encode())


def schema_text(kind: str, library: Library) -> str:
    """Return the JSON Schema of a kind of file, as it is written, with the names of a library."""
    from kamroles.model.json_schema import as_text

    return as_text(kind, library.ids)


def name_of(folder: Path) -> str:
    """Return a name for an employer, made from a folder's."""
    return title_of(slug(folder.resolve().name or "employer"))


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
