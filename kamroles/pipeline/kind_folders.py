"""The kinds of documents there are: each a folder with its template and what is said of it."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, nearest
from kamroles.model.document_kind import DocumentKind
from kamroles.model.infer import title_of
from kamroles.source.yaml import parse
from kamroles.workspace import typed
from kamroles.write import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Source
    from kamroles.library import Library
    from kamroles.model.document_kind import Audience

_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)\s*-?%}.*?{%-?\s*endblock[^%]*-?%}", re.DOTALL)
_IMPORT = re.compile(r"^{%-?\s*(?:import|set)\s.*%}$", re.MULTILINE)


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


def eject(library: Library, kind: str, block: str | None) -> Path:
    """Copy the shipped template of a kind, or one block of it, into the workspace.

    Raises:
        Problems: there is no workspace, no such kind or block, or a template of that kind already.

    """
    space = library.workspace
    if space.root is None:
        raise Problems([error("KR516", "there is no workspace to copy the template into", None,
                              "run `kamroles init` first, or go to its folder")])  # fmt: skip
    shipped = library.template(f"shipped/kinds/{kind}.md")
    if shipped is None:
        known = [name for name in kinds(library) if library.template(f"shipped/kinds/{name}.md")]
        near = nearest(kind, known, 1) or known
        message = f"no kind of document is called `{kind}`"
        raise Problems([error("KR520", message, None, f"there is: {', '.join(near)}")])
    target = space.root / "templates" / "kinds" / f"{kind}.md"
    for own in (target, target.with_suffix("") / "template.md"):
        if own.exists():
            hint = "change that file, or move it away first"
            raise Problems([error("KR519", f"{own} is there already", None, hint)])
    text = shipped.text if block is None else _one_block(shipped, kind, block)
    write_file(target, text.encode())
    return target


def _one_block(shipped: Source, kind: str, block: str) -> str:
    there = blocks(shipped)
    if block not in there:
        near = nearest(block, there, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"there is: {', '.join(there)}"
        raise Problems([error("KR521", f"`{kind}` has no block `{block}`", None, hint)])
    head = _IMPORT.findall(shipped.text.partition("{% block")[0])
    extends = f'{{% extends "shipped/kinds/{kind}.md" %}}'
    return "\n".join([extends, *head, "", there[block], ""])
