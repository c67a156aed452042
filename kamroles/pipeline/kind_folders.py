"""The kinds of documents there are: each a folder with its template and what is said of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error
from kamroles.model.document_kind import DocumentKind
from kamroles.model.infer import title_of
from kamroles.source.yaml import parse
from kamroles.workspace import typed

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic, Source
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


def broken_kinds(library: Library) -> list[Diagnostic]:
    """Return what is wrong in the ``kind.yaml`` of any kind, whether it is built or not."""
    found: list[Diagnostic] = []
    for name in kinds(library):
        try:
            kind_of(library, name)
        except Problems as problems:
            found += problems.diagnostics
    return found


def kind_for(library: Library, audience: Audience) -> str:
    """Return the first kind for an audience: of those the workspace builds, else of all.

    Raises:
        Problems: there is none.

    """
    broken: list[Diagnostic] = []
    # what ships comes first: a kind that a workspace adds takes nothing's place
    known = sorted(kinds(library), key=lambda k: library.template(f"shipped/kinds/{k}.md") is None)
    for name in (*library.workspace.settings.kinds, *known):
        try:
            if kind_of(library, name).audience == audience:
                return name
        except Problems as problems:
            broken += problems.diagnostics
    if broken:
        raise Problems(dict.fromkeys(broken))
    hint = f"write `audience: {audience}` into the kind.yaml of one"
    raise Problems([error("KR520", f"no kind of document is for {audience}", None, hint)])


def blocks(template: Source) -> dict[str, str]:
    """Return the blocks that a template is made of, as they are written, by name."""
    return {found[1]: found[0] for found in _BLOCK.finditer(template.text)}


def profile_sections(library: Library) -> list[str]:
    """Return the sections of what authors read, in order; each is a block of the template."""
    kind = kind_for(library, "authors")
    templates = (library.template(f"{place}kinds/{kind}.md") for place in ("shipped/", ""))
    return list(dict.fromkeys(name for found in templates if found for name in blocks(found)))
