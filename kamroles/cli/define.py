"""``kamroles define``: what a word of the field means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kamroles.cli import complete
from kamroles.cli.listing import columns
from kamroles.cli.page import Page
from kamroles.cli.session import Session, shows_findings
from kamroles.model.base import plain
from kamroles.model.levels import LEVELS
from kamroles.model.reference import Term
from kamroles.model.walk import members

if TYPE_CHECKING:
    from kamroles.model.reference import CompetencyEntry
    from kamroles.pipeline.defining import Meaning


@click.command("define", epilog="Example: kamroles define QBR")
@click.argument("words", nargs=-1, metavar="[TERM]", shell_complete=complete.words)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@shows_findings
def command(session: Session, words: tuple[str, ...], *, as_json: bool) -> None:
    """Say what a word of the field means, where that comes from, and which roles use it.

    TERM is the id, name, abbreviation or another name of a term or competency, in any case.
    Without it, all terms are listed.
    """
    from kamroles.pipeline.defining import define

    session.found(session.library.lexicon.findings())
    if not words:
        _list(session, as_json=as_json)
        return
    meanings = define(session.library, " ".join(words))
    if as_json:
        plain = [_as_plain(meaning) for meaning in meanings]
        session.result(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    page = Page()
    for meaning in meanings:
        _tell(page, meaning)
    page.print(session)


def _list(session: Session, *, as_json: bool) -> None:
    terms = sorted(session.library.lexicon.terms.values(), key=lambda t: t.name.casefold())
    if as_json:
        session.result(json.dumps([plain(term) for term in terms], indent=2, ensure_ascii=False))
        return
    for line in columns([(term.id, _called(term)) for term in terms]):
        session.result(line)


def _tell(page: Page, meaning: Meaning) -> None:
    entry = meaning.entry
    page.heading(_called(entry))
    page.text(entry.text if isinstance(entry, Term) else entry.definition, indent=2)
    anchors = None if isinstance(entry, Term) else entry.anchors
    for level, behavior in members(anchors):
        number = level.removeprefix("level_")
        page.bullet(behavior, mark=f"{number} {LEVELS[number]}:")
    page.gap()
    facts = {
        "Also called": ", ".join(entry.aliases),
        "Related": ", ".join(meaning.related.values()),
        "Source": " ".join(filter(None, (entry.source, entry.url))),
        "Used by": ", ".join(meaning.roles.values()) or "no role yet",
        "Id": entry.id if isinstance(entry, Term) else f"{entry.id} (a competency)",
    }
    for label, value in facts.items():
        if value:
            page.fact(label, value, label_width=12)


def _called(entry: Term | CompetencyEntry) -> str:
    short = entry.short if isinstance(entry, Term) else None
    return f"{entry.name} ({short})" if short else entry.name


def _as_plain(meaning: Meaning) -> dict[str, Any]:
    return {
        "sort": meaning.sort,
        **plain(meaning.entry),
        "related": dict(meaning.related),
        "roles": dict(meaning.roles),
    }
