"""What is put into a workspace: new files, the sample, copies of templates; never over another."""

from __future__ import annotations

import datetime
import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kamroles import write
from kamroles.diagnostics import Problems, error, suggest
from kamroles.model.files import FILES
from kamroles.model.infer import title_of
from kamroles.pipeline.kind_folders import blocks, kinds
from kamroles.pipeline.stages import open_library
from kamroles.resources import bundled
from kamroles.source.ids import slug
from kamroles.workspace import from_here

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kamroles.diagnostics import Source
    from kamroles.library import Library

SAMPLE_DAY = datetime.date(2026, 11, 23)
"""The day that the sample's dates are written for."""
_DATE = re.compile(r"(?<![\w.-])(starts: )?([0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w-])")
_IMPORT = re.compile(r"^{%-?\s*(?:import|set)\s.*%}$", re.MULTILINE)


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
    refuse_taken(files)
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
    write_schemas(open_library(root, []))


def refuse_taken(files: Iterable[Path]) -> None:
    """Refuse to write new files where one is there, or cannot be on every system.

    Raises:
        Problems: so it is.

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


def write_schemas(library: Library) -> None:
    """Write the schemas of a workspace, which know the names of now.

    Raises:
        Problems: one cannot be written.

    """
    for kind in FILES:
        schema = own_folder(library) / ".kamroles" / "schemas" / f"{kind}.json"
        write.write_file(schema, schema_text(kind, library).encode())


def schema_text(kind: str, library: Library) -> str:
    """Return the JSON Schema of a kind of file, as it is written, with the names of a library."""
    from kamroles.library.own_fields import own_fields
    from kamroles.model.json_schema import as_text

    return as_text(kind, library.ids, own_fields(library))


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


def sample_files(as_of: datetime.date) -> dict[Path, bytes]:
    """Return the files of the sample workspace by their path in it, for the day ``as_of``."""
    folder = bundled("templates") / "workspace"
    found: dict[Path, bytes] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            content = path.read_bytes()
            if path.suffix in {".yaml", ".yml", ".md"}:
                content = moved(content.decode(), as_of - SAMPLE_DAY).encode()
            found[inside] = content
    return found


def moved(text: str, shift: datetime.timedelta) -> str:
    """Return ``text`` with every ISO date moved by whole days.

    The day on which a job starts goes on to one on which such contracts start.
    """

    def move(found: re.Match[str]) -> str:
        try:
            written = datetime.date.fromisoformat(found[2])
            day = written + shift
            return f"{found[1]}{_start(day, written)}" if found[1] else day.isoformat()
        except (ValueError, OverflowError):
            return found[0]

    return _DATE.sub(move, text)


def _start(day: datetime.date, like: datetime.date) -> datetime.date:
    """Return the next day that is in its month as ``like`` is: the first, or the second Monday."""

    def place(one: datetime.date) -> tuple[int, ...]:
        return (1,) if one.day == 1 else (one.weekday(), (one.day - 1) // 7)

    while place(day) != place(like):
        day += datetime.timedelta(days=1)
    return day


def eject(library: Library, kind: str, block: str | None) -> Path:
    """Copy the template of a kind of document; return where the copy stands.

    With a ``block``, the copy holds it alone and takes the rest from the shipped template.

    Raises:
        Problems: there is no such kind or block, or the workspace has a template of its own.

    """
    folder = own_folder(library) / "templates" / "kinds"
    shipped = library.template(f"shipped/kinds/{kind}.md")
    if shipped is None:
        known = [name for name in kinds(library) if library.template(f"shipped/kinds/{name}.md")]
        message = f"no kind of document is called `{kind}`"
        raise Problems([error("KR520", message, None, suggest(kind, known))])
    target = folder / f"{kind}.md"
    for own in (target, folder / kind / "template.md"):
        if own.exists():
            hint = "change that file, or move it away first"
            raise Problems([error("KR519", f"{own} is there already", None, hint)])
    text = shipped.text if block is None else _one_block(shipped, kind, block)
    write.write_file(target, text.encode())
    return target


def _one_block(shipped: Source, kind: str, block: str) -> str:
    there = blocks(shipped)
    if block not in there:
        message = f"`{kind}` has no block `{block}`"
        raise Problems([error("KR521", message, None, suggest(block, there))])
    head = _IMPORT.findall(shipped.text.partition("{% block")[0])
    extends = f'{{% extends "shipped/kinds/{kind}.md" %}}'
    return "\n".join([extends, *head, "", there[block], ""])
