"""Copy a shipped template, or one block of it, into the workspace, to be written anew there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, nearest
from kamroles.pipeline.beginnings import own_folder
from kamroles.write import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Source
    from kamroles.library import Library

_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)\s*-?%}.*?{%-?\s*endblock[^%]*-?%}", re.DOTALL)
_IMPORT = re.compile(r"^{%-?\s*(?:import|set)\s.*%}$", re.MULTILINE)


def eject(library: Library, kind: str, block: str | None) -> Path:
    """Copy the template of a kind of document; return where the copy stands.

    With a ``block``, the copy holds it alone and takes the rest from the shipped template.

    Raises:
        Problems: there is no such kind or block, or the workspace has a template of its own.

    """
    target = own_folder(library) / "templates" / "kinds" / f"{kind}.md"
    space = library.workspace
    shipped = space.lookup(f"shipped/kinds/{kind}.md")
    if shipped is None:
        known = [path.stem for path in space.folders("templates", "kinds")[-1].glob("*.md")]
        near = nearest(kind, known, 1) or sorted(known)
        message = f"no kind of document is called `{kind}`"
        raise Problems([error("KR520", message, None, f"there is: {', '.join(near)}")])
    if target.exists():
        message = f"{target} is there already"
        raise Problems([error("KR519", message, None, "change that file, or move it away first")])
    text = shipped.text if block is None else _one_block(shipped, kind, block)
    write_file(target, text.encode())
    return target


def _one_block(shipped: Source, kind: str, block: str) -> str:
    blocks = {found[1]: found[0] for found in _BLOCK.finditer(shipped.text)}
    if block not in blocks:
        near = nearest(block, blocks, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"there is: {', '.join(blocks)}"
        raise Problems([error("KR521", f"`{kind}` has no block `{block}`", None, hint)])
    head = [f'{{% extends "shipped/kinds/{kind}.md" %}}', *_IMPORT.findall(shipped.text)[:3]]
    return "\n".join([*head, "", blocks[block], ""])
