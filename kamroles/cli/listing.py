"""``kamroles list``: what there is to choose from, and roles found by what they say."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import complete
from kamroles.cli.session import Session, one_of, shows_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kamroles.pipeline import Entry

SORTS = ("roles", "employers", "postings", "packs", "kinds", "templates", "themes", "formats")
_ASKED = ("family", "level", "competency", "credential", "status")


@click.command("list", epilog="Example: kamroles list roles insurance renewal")
@click.argument(
    "sort",
    required=False,
    metavar="[KIND]",
    shell_complete=lambda _ctx, _parameter, typed: [s for s in SORTS if s.startswith(typed)],
)
@click.argument("words", nargs=-1, metavar="[WORD…]")
@click.option(
    "--family", metavar="NAME", shell_complete=complete.families, help="Roles of a job family."
)
@click.option("--level", metavar="NAME", help="Roles of a level, such as senior.")
@click.option(
    "--competency",
    metavar="NAME",
    shell_complete=complete.competencies,
    help="Roles that ask for a competency, by its id or name.",
)
@click.option(
    "--credential", metavar="WORDS", help="Roles with a credential, by its id or words of its text."
)
@click.option("--status", metavar="NAME", help="Roles that are ready, or draft.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@shows_findings
def command(
    session: Session, sort: str | None, words: tuple[str, ...], *, as_json: bool, **asked: Any
) -> None:
    """Show what there is: roles, employers, postings, packs, kinds, templates, themes, formats.

    Each line has the name to type, what it is called where the name does not tell, where it comes
    from, and of a role what it is, as far as a terminal is wide. WORDS leave only
    what has all of them; of roles, titles and aliases count first, then the summary, the duties
    and the rest, and the best comes first.
    """
    if sort is not None:
        sort = one_of(f"{sort}s" if f"{sort}s" in SORTS else sort, SORTS, "KIND")
    wanted = {name: value for name, value in asked.items() if value is not None}
    if wanted and sort not in {None, "roles"}:
        raise click.UsageError(f"--{next(iter(wanted))} is for roles: kamroles list roles …")
    if wanted or (words and sort == "roles"):
        sort, entries = "roles", {"roles": _found(session, words, wanted)}
    else:
        entries = _listed(session, [sort] if sort else [*SORTS], words)
    if as_json:
        there = {each: [_as_plain(entry) for entry in found] for each, found in entries.items()}
        session.result(json.dumps(there, indent=2, ensure_ascii=False))
        return
    rows = [
        (*(() if sort else (each,)), entry.id, _title(entry), entry.source, entry.note)
        + ((entry.path,) if session.verbose else ())
        + ((entry.summary,) if sort else ())
        for each, found in entries.items()
        for entry in found
    ]
    for line in columns(rows):
        session.result(_fitted(line))
    if not rows:
        session.say(_nothing(session, sort, words))


def _title(entry: Entry) -> str:
    """Return a role's title where the name to type does not tell it."""
    said = entry.summary and entry.title.casefold().replace(" ", "-") == entry.id
    return "" if said else entry.title


def _fitted(line: str) -> str:
    """Return a line cut to the width of a terminal; whole when it goes anywhere else."""
    if not sys.stdout.isatty():
        return line
    width = max(40, shutil.get_terminal_size().columns)
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the rows as lines with aligned columns, two spaces apart; empty columns are gone."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width
        ).rstrip()
        for row in rows
    ]


def _listed(session: Session, sorts: list[str], words: Sequence[str]) -> dict[str, list[Entry]]:

    small = " ".join(words).casefold().split()
    return {
        sort: [
            entry
            for entry in pipeline.list_entries(session.library, sort)
            if all(word in f"{entry.id} {entry.title}".casefold() for word in small)
        ]
        for sort in sorts
    }


def _found(session: Session, words: tuple[str, ...], wanted: dict[str, str]) -> list[Entry]:
    from dataclasses import replace

    library = session.library
    for field, value in wanted.items():
        wanted[field] = _known(session, field, value)
    matches = pipeline.find_roles(library, pipeline.Query(words, **wanted))
    entries = {entry.id: entry for entry in pipeline.list_entries(library, "roles")}
    return [
        replace(entry, note=", ".join(filter(None, (entry.note, match.where))))
        for match in matches
        for entry in [entries[match.role.id]]
    ]


def _known(session: Session, field: str, value: str) -> str:
    """Return a value that roles have; of credentials, words of their texts."""
    library = session.library
    if field == "competency":
        value = pipeline.competency_id(library, value)
    known = pipeline.known(library, field)
    if field == "credential" and pipeline.find_roles(library, pipeline.Query(credential=value)):
        return value
    same = [each for each in known if each.casefold() == value.casefold()]
    return same[0] if same else one_of(value, known, f"--{field}")


def _nothing(session: Session, sort: str | None, words: Sequence[str]) -> str:
    if not words or sort != "roles":
        return f"there are no {sort or 'names'} here{' with these words' if words else ''}"
    from kamroles.library.titles import alike, names_of_roles, offered

    near = offered(alike(" ".join(words), names_of_roles(session.library)))
    return f"no role has all of these words{f'; {near}' if near else ''}"


def _as_plain(entry: Entry) -> dict[str, str]:
    shown = asdict(entry)
    return {name: v for name, v in shown.items() if v or name not in {"note", "summary"}}
