"""The kinds of documents there are: each a folder with its template and what is said of it."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error
from kamroles.model.document_kind import DocumentKind
from kamroles.model.infer import title_of
from kamroles.source.yaml import parse
from kamroles.workspace import typed

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Source
    from kamroles.library import Library
    from kamroles.model.document_kind import Audience

_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)\s*-?%}.*?{%-?\s*endblock[^%]*-?%}", re.DOTALL)


def kinds(library: Library) -> dict[str, Path]:
    """Return every kind of document with its template; the workspace's before those that ship."""
    found: dict[str, Path] = {}
    for folder in library.workspace.folders("templates", "kinds"):
        there = {path.parent.name: path for path in folder.glob("*/template.md")}
        there |= {path.stem: path for path in folder.glob("*.md")}
        for name in sorted(there):
            found.setdefault(name, there[name])
    return found


def kind_of(library: Library, name: str) -> DocumentKind:
    """Return what is said of a kind; a template alone makes one that employees read.

    Raises:
        Problems: its ``kind.yaml`` has errors.

    """
    said = library.template(f"kinds/{name}/kind.yaml")
    if said is None:
        return DocumentKind(title=title_of(name), audience="employees")
    return typed(parse(said.text, said.name), DocumentKind, f"kind {name}")


def kind_for(library: Library, audience: Audience) -> str:
    """Return the first kind for an audience: of those the workspace builds, else of all.

    Raises:
        Problems: there is none.

    """
    for name in (*library.workspace.settings.kinds, *kinds(library)):
        with contextlib.suppress(Problems):  # who composes that kind is told what is wrong
            if kind_of(library, name).audience == audience:
                return name
    hint = f"write `audience: {audience}` into the kind.yaml of one"
    raise Problems([error("KR520", f"no kind of document is for {audience}", None, hint)])


def blocks(template: Source) -> dict[str, str]:
    """Return the blocks that a template is made of, as they are written, by name."""
    return {found[1]: found[0] for found in _BLOCK.finditer(template.text)}
