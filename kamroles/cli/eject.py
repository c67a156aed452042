"""``kamroles eject``: a copy of a shipped template, or of one block of it, to write one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from kamroles.cli.session import Session, shows_findings
from kamroles.diagnostics import Problems, error, suggest

if TYPE_CHECKING:
    from kamroles.diagnostics import Source

_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)\s*-?%}.*?{%-?\s*endblock[^%]*-?%}", re.DOTALL)
_IMPORT = re.compile(r"^{%-?\s*(?:import|set)\s.*%}$", re.MULTILINE)


@click.command("eject", epilog="Example: kamroles eject posting --block apply")
@click.argument("kind", metavar="KIND")
@click.option("--block", metavar="NAME", help="Copy only this block; the rest stays as shipped.")
@shows_findings
def command(session: Session, kind: str, block: str | None) -> None:
    """Copy the shipped template of a kind of document into the workspace, to change its wording.

    With --block, the copy holds one block and takes everything else from the shipped template, so
    that later improvements reach you. Nothing that exists is overwritten.
    """
    from kamroles.write import write_file

    space = session.library.workspace
    if space.root is None:
        raise Problems([error("KR516", "there is no workspace to copy the template into", None,
                              "run `kamroles init` first, or go to its folder")])  # fmt: skip
    shipped = space.lookup(f"shipped/kinds/{kind}.md")
    if shipped is None:
        known = [path.stem for path in space.folders("templates", "kinds")[-1].glob("*.md")]
        message = f"no kind of document is called `{kind}`"
        raise Problems([error("KR520", message, None, suggest(kind, sorted(known)))])
    target = space.root / "templates" / "kinds" / f"{kind}.md"
    if target.exists():
        message = f"{target} is there already"
        raise Problems([error("KR519", message, None, "change that file, or move it away first")])
    text = shipped.text if block is None else _one_block(shipped, kind, block)
    write_file(target, text.encode())
    session.result(str(target))
    session.say(f"Change it, then run: kamroles render NAME --kind {kind}")


def _one_block(shipped: Source, kind: str, block: str) -> str:
    blocks = {found[1]: found[0] for found in _BLOCK.finditer(shipped.text)}
    if block not in blocks:
        message = f"`{kind}` has no block `{block}`"
        raise Problems([error("KR521", message, None, suggest(block, blocks))])
    head = [f'{{% extends "shipped/kinds/{kind}.md" %}}', *_IMPORT.findall(shipped.text)[:3]]
    return "\n".join([*head, "", blocks[block], ""])
