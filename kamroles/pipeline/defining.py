"""Say what a word of the field means: a term of the glossary, or a competency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, error
from kamroles.library.cards import Card, cards
from kamroles.library.names import alike, offered, plain
from kamroles.model import base
from kamroles.model.levels import LEVELS
from kamroles.model.reference import Term
from kamroles.model.walk import members

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kamroles.library import Library
    from kamroles.model.reference import CompetencyEntry


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the library says of a word.

    Attributes:
        sort: ``term`` or ``competency``.
        entry: what the library says.
        text: what it means.
        anchors: how a competency shows, by its proficiency in words.
        related: names of related terms, by id.
        roles: titles of the roles that use it, by id.

    """

    sort: str
    entry: Term | CompetencyEntry
    text: str
    anchors: Mapping[str, str]
    related: Mapping[str, str]
    roles: Mapping[str, str]

    @property
    def as_data(self) -> dict[str, Any]:
        """All of it, as JSON knows it."""
        more = {"related": dict(self.related), "roles": dict(self.roles)}
        return {"sort": self.sort, **base.plain(self.entry), **more}


def glossary(library: Library) -> tuple[Term, ...]:
    """Return all terms, by their names."""
    return tuple(sorted(library.lexicon.terms.values(), key=lambda term: term.name.casefold()))


def called(entry: Term | CompetencyEntry) -> str:
    """Return the name of a term or competency, with its abbreviation."""
    short = entry.short if isinstance(entry, Term) else None
    return f"{entry.name} ({short})" if short else entry.name


def define(library: Library, word: str) -> list[Meaning]:
    """Return what is called ``word``: by id, name, abbreviation or alias, in any case.

    Raises:
        Problems: nothing is; the nearest are named.

    """
    lexicon = library.lexicon
    wanted = plain(word)
    found = [e for e in lexicon.terms.values() if wanted in map(plain, names_of(e))]
    exact = [entry for entry in found if wanted in {plain(entry.id), plain(entry.name)}]
    known = cards(library)
    meanings = [_of_term(library, entry, known) for entry in exact or found]
    meanings += [
        _of_competency(entry, known)
        for entry in lexicon.competencies.values()
        if not exact and wanted in map(plain, names_of(entry))
    ]
    if meanings:
        return meanings
    every = {name: names_of(entry) for name, entry in lexicon.terms.items()}
    every |= {n: names_of(e) for n, e in lexicon.competencies.items() if n not in every}
    hint = offered(alike(word, every)) or "`kamroles define` lists all words"
    raise Problems([error("KR502", f"the glossary has no word `{word}`", None, hint)])


def names_of(entry: Term | CompetencyEntry) -> Iterator[str]:
    """Yield all that a term or competency is called, its id first."""
    yield entry.id
    yield entry.name
    if isinstance(entry, Term) and entry.short:
        yield entry.short
    yield from entry.aliases


def _of_term(library: Library, term: Term, known: list[Card]) -> Meaning:
    terms = library.lexicon.terms
    related = {name: terms[name].name for name in term.related if name in terms}
    roles = {card.id: card.title for card in known if term.id in card.terms}
    return Meaning("term", term, term.text, {}, related, roles)


def _of_competency(entry: CompetencyEntry, known: list[Card]) -> Meaning:
    levels = {name.removeprefix("level_"): shown for name, shown in members(entry.anchors)}
    anchors = {f"{number} {LEVELS[number]}": shown for number, shown in levels.items()}
    roles = {card.id: card.title for card in known if entry.id in card.competencies}
    return Meaning("competency", entry, entry.definition, anchors, {}, roles)
