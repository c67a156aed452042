"""``kamroles define``: what a word of the field means."""

from __future__ import annotations

import click

from kamroles.cli.choices import Name, as_json
from kamroles.cli.page import Page
from kamroles.cli.session import Session, shows_findings
from kamroles.pipeline import defining


@click.command(epilog="Example: kamroles define QBR")
@click.argument("words", nargs=-1, metavar="[TERM]", type=Name("words"))
@as_json
@shows_findings
def command(session: Session, words: tuple[str, ...], *, as_json: bool) -> None:
    """Say what a word of the field means, where that comes from, and which roles use it.

    TERM is the id, name, abbreviation or another name of a term or competency, in any case.
    Without it, all terms are listed.
    """
    library = session.library
    session.found(library.lexicon.findings())
    if not words:
        terms = defining.glossary(library)
        if as_json:
            session.data(terms)
        else:
            session.table([(term.id, defining.called(term)) for term in terms])
        return
    meanings = defining.define(library, " ".join(words))
    if as_json:
        session.data([meaning.as_data for meaning in meanings])
        return
    page = Page()
    for meaning in meanings:
        _tell(page, meaning)
    page.print(session)


def _tell(page: Page, meaning: defining.Meaning) -> None:
    entry = meaning.entry
    page.heading(defining.called(entry))
    page.text(meaning.text, indent=2)
    for level, behavior in meaning.anchors.items():
        page.bullet(behavior, mark=f"{level}:")
    page.gap()
    facts = {
        "Also called": ", ".join(entry.aliases),
        "Related": ", ".join(meaning.related.values()),
        "Source": " ".join(filter(None, (entry.source, entry.url))),
        "Used by": ", ".join(meaning.roles.values()),
        "Id": entry.id if meaning.sort == "term" else f"{entry.id} (a {meaning.sort})",
    }
    for label, value in facts.items():
        if value:
            page.fact(label, value, label_width=12)
