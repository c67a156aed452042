"""Copy a shipped template, or one block of it, into the workspace, to be written anew there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, suggest
from kamroles.pipeline.kind_folders import blocks, kinds
from kamroles.pipeline.new_files import own_folder
from kamroles.write import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Source
    from kamroles.library import Library

_IMPORT = re.compile(r"^{%-?\s*(?:import|set)\s.*%}$", re.MULTILINE)


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
    write_file(target, text.encode())
    return target


def _one_block(shipped: Source, kind: str, block: str) -> str:
    there = blocks(shipped)
    if block not in there:
        message = f"`{kind}` has no block `{block}`"
        raise Problems([error("KR521", message, None, suggest(block, there))])
    head = _IMPORT.findall(shipped.text.partition("{% block")[0])
    extends = f'{{% extends "shipped/kinds/{kind}.md" %}}'
    return "\n".join([extends, *head, "", there[block], ""])
