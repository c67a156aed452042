"""``kamroles list``: what there is to choose from."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kamroles.cli.session import Session, one_of, shows_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

SORTS = ("roles", "employers", "postings", "packs", "kinds", "templates", "themes", "formats")


@click.command("list", epilog="Example: kamroles list roles")
@click.argument(
    "sort",
    required=False,
    metavar="[KIND]",
    shell_complete=lambda _ctx, _parameter, typed: [s for s in SORTS if s.startswith(typed)],
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@shows_findings
def command(session: Session, sort: str | None, *, as_json: bool) -> None:
    """Show what there is: roles, employers, postings, packs, kinds, templates, themes, formats.

    Each line has the name to type, what it is called, and where it comes from.
    """
    from kamroles.pipeline import list_entries

    sorts = [*SORTS]
    if sort is not None:
        sorts = [one_of(f"{sort}s" if f"{sort}s" in SORTS else sort, SORTS, "KIND")]
    entries = {each: list_entries(session.library, each) for each in sorts}
    if as_json:
        there = {each: [asdict(entry) for entry in found] for each, found in entries.items()}
        session.result(json.dumps(there, indent=2, ensure_ascii=False))
        return
    rows = [
        (*(() if sort else (each,)), entry.id, entry.title, entry.source)
        + ((entry.path,) if session.verbose else ())
        for each, found in entries.items()
        for entry in found
    ]
    for line in columns(rows):
        session.result(line)
    if not rows:
        session.say(f"there are no {sort or 'names'} here")


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the rows as lines with aligned columns, two spaces apart."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
