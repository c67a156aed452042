"""``kamroles list``: what there is to choose from, and roles found by what they say."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import choices, role_question
from kamroles.cli.choices import Name
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.pipeline import role_search
from kamroles.pipeline.catalog import SORTS, trades_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kamroles.pipeline import CatalogEntry, Library


@click.command(epilog="Example: kamroles list roles insurance renewal")
@click.argument("sort", required=False, metavar="[KIND]", type=Name("sorts"))
@click.argument("words", nargs=-1, metavar="[WORD…]")
@click.option("--family", metavar="NAME", type=Name("families"), help="Roles of a job family.")
@click.option("--level", metavar="NAME", help="Roles of a level, such as senior.")
@click.option(
    "--competency",
    metavar="NAME",
    type=Name("competencies"),
    help="Roles that ask for a competency, by its id or name.",
)
@click.option(
    "--credential", metavar="WORDS", help="Roles with a credential, by its id or words of its text."
)
@click.option("--status", metavar="NAME", help="Roles that are ready, or draft.")
@choices.as_json
@shows_findings
def command(
    session: Session, sort: str | None, words: tuple[str, ...], *, as_json: bool, **asked: Any
) -> None:
    """Show what there is: roles, employers, postings, packs, kinds, themes, channels and so on.

    With a KIND, each entry has the name to type, where it comes from, and what it is: of a role its
    summary, of a pack what it adds, of a channel who may use it. Without, there is a line
    for each name and what it is called. WORDS leave only what has all of them; of roles, titles and
    aliases count first, then the summary, the duties and the rest, and the best comes first.
    """
    if sort is not None:
        whole = f"{sort}s" if f"{sort}s" in SORTS else sort
        sort = one_of(whole, SORTS, "KIND")
    wanted = {name: value for name, value in asked.items() if value is not None}
    if wanted and sort not in {None, "roles"}:
        raise click.UsageError(f"--{next(iter(wanted))} is for roles: kamroles list roles …")
    library = session.library
    found = role_search.Found({})
    if wanted or (words and sort == "roles"):
        fields = {field: _known(library, field, value) for field, value in wanted.items()}
        sort = "roles"
        found = role_search.search(library, words, trades_of(library), **fields)
        entries = {sort: role_search.entries_of(library, found.roles)}
    else:
        entries = {each: _with(words, library, each) for each in ([sort] if sort else SORTS)}
    if as_json:
        session.data({each: tuple(map(_as_data, found)) for each, found in entries.items()})
        return
    rows = [
        _row(entry, session) if sort else (each, entry.id, _title(entry))
        for each, found in entries.items()
        for entry in found
    ]
    if found.read_as:
        session.say(f"read as `{found.read_as}`")
    if not rows:
        session.say(_nothing(library, sort, words, found))
        return
    session.table(rows)
    if not sort:
        session.say("`kamroles list KIND`, such as `kamroles list roles`, says what each is")


def _with(words: Sequence[str], library: Library, sort: str) -> list[CatalogEntry]:
    """Return what there is of one sort whose name or title has all of the words."""
    small = " ".join(words).casefold().split()
    return [
        entry
        for entry in pipeline.list_entries(library, sort)
        if all(word in f"{entry.id} {entry.title}".casefold() for word in small)
    ]


def _known(library: Library, field: str, value: str) -> str:
    """Return a value that roles have; of credentials, words of their texts."""
    if field == "competency":
        value = role_search.competency_id(library, value)
    if field == "credential" and role_search.find_roles(library, credential=value):
        return value
    known = role_search.values_in_roles(library, field)
    same = [each for each in known if each.casefold() == value.casefold()]
    return same[0] if same else one_of(value, known, f"--{field}")


def _row(entry: CatalogEntry, session: Session) -> tuple[str, ...]:
    """Return what is said of an entry; what it is comes last."""
    what = ": ".join(filter(None, (_title(entry), entry.summary)))
    path = (entry.path,) if session.verbose else ()
    return (entry.id, entry.source, entry.note, *path, what)


def _title(entry: CatalogEntry) -> str:
    """Return what something is called where the name to type does not tell it."""
    return "" if entry.title.casefold().replace(" ", "-") == entry.id else entry.title


def _nothing(
    library: Library, sort: str | None, words: Sequence[str], found: role_search.Found
) -> str:
    if words and sort == "roles":
        return "\n".join(role_question.nearest_lines(library, found, " ".join(words)))
    return f"there are no {sort or 'names'} here{' with these words' if words else ''}"


def _as_data(entry: CatalogEntry) -> dict[str, str]:
    shown = asdict(entry)
    return {name: v for name, v in shown.items() if v or name not in {"note", "summary"}}
