"""Files that somebody wrote for kamroles, and that it never reads: told before they are missed."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, warning
from kamroles.ordinary import followed, show_path
from kamroles.workspace import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.library import Library

_READ = {
    ("employers",),
    ("postings",),
    ("roles",),
    *(("roles", below) for below in ("families", "packs", "competencies", "glossary")),
}
_DEEPEST = 3
_MOST = 500
"""A workspace in a folder of everything is not searched to its end."""


def strays(library: Library) -> Iterator[Diagnostic]:
    """Warn of files in the workspace that look like its own but stand or end where none is read."""
    root = library.workspace.root
    if root is None:
        return
    out = followed(root / library.workspace.settings.output)
    for path in islice(_files(root, out), _MOST):
        inside = path.relative_to(root)
        name = path.name
        lower = name.lower()
        if lower.endswith((".yaml.txt", ".yml.txt")):
            message = f"{show_path(path)} is not read: its name ends with .txt"
            yield warning("KR522", message, None, f"rename it to {name[:-4]}")
        elif inside.parts[:-1] in _READ:
            if not name.endswith((".yaml", ".yml")):
                message = f"{show_path(path)} is not read: its name ends in capitals"
                yield warning("KR522", message, None, f"rename it to {lower}")
        elif inside.parts != (FILE,) and inside.parts[0] != "templates":
            folder = _folder_of(library, path)
            if folder:
                what = {"employers": "an employer", "postings": "a posting", "roles": "a role"}
                message = f"{show_path(path)} looks like {what[folder]}, but it is not read there"
                hint = f"move it into the folder {show_path(root / folder)}"
                yield warning("KR522", message, None, hint)


def _files(root: Path, out: Path) -> Iterator[Path]:
    """Yield YAML files, also those a text editor gave a second ending."""
    for folder, names, files in os.walk(root):
        depth = len(Path(folder).relative_to(root).parts)
        names[:] = sorted(
            name
            for name in names
            if not name.startswith(".") and depth < _DEEPEST and followed(Path(folder, name)) != out
        )
        for name in sorted(files):
            if name.lower().endswith((".yaml", ".yml", ".yaml.txt", ".yml.txt")):
                yield Path(folder, name)


def _folder_of(library: Library, path: Path) -> str | None:
    """Return the folder that a file was written for, by what it says."""
    try:
        keys = set(library.tree(path).keys())
    except (Problems, OSError):
        return None
    if {"role", "employer"} <= keys:
        return "postings"
    if "name" in keys and keys & {"locations", "legal_name", "benefits", "about", "country"}:
        return "employers"
    return "roles" if keys & {"responsibilities", "requirements", "competencies"} else None
