"""Say what a word of the field means: a term of the glossary, or a competency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error
from kamroles.library.lexicon import names_of
from kamroles.library.titles import alike, offered, plain
from kamroles.model.reference import Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.library import Library
    from kamroles.model.reference import CompetencyEntry
    from kamroles.model.role import Role


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the library says of a word.

    Attributes:
        sort: ``term`` or ``competency``.
        entry: what the library says.
        related: names of related terms, by id.
        roles: titles of the roles that use it, by id.

    """

    sort: str
    entry: Term | CompetencyEntry
    related: Mapping[str, str]
    roles: Mapping[str, str]


def define(library: Library, word: str) -> list[Meaning]:
    """Return what is called ``word``: by id, name, abbreviation or alias, in any case.

    Raises:
        Problems: nothing is; the nearest are named.

    """
    lexicon = library.lexicon
    wanted = plain(word)
    found = [e for e in lexicon.terms.values() if wanted in map(plain, names_of(e))]
    exact = [entry for entry in found if wanted in {plain(entry.id), plain(entry.name)}]
    known = list(library.roles())
    meanings = [_meaning(library, "term", entry, known) for entry in exact or found]
    meanings += [
        _meaning(library, "competency", entry, known)
        for entry in lexicon.competencies.values()
        if not exact and wanted in map(plain, names_of(entry))
    ]
    if meanings:
        return meanings
    every = {name: names_of(entry) for name, entry in lexicon.terms.items()}
    every |= {n: names_of(e) for n, e in lexicon.competencies.items() if n not in every}
    hint = offered(alike(word, every)) or "`kamroles define` lists all words"
    raise Problems([error("KR502", f"the glossary has no word `{word}`", None, hint)])


def _meaning(
    library: Library, sort: str, entry: Term | CompetencyEntry, known: list[Role]
) -> Meaning:
    terms = library.lexicon.terms
    named = entry.related if isinstance(entry, Term) else ()
    related = {name: terms[name].name for name in named if name in terms}
    roles = {
        role.id: role.title
        for role in known
        for each in (role.glossary if sort == "term" else role.competencies)
        if each.id == entry.id
    }
    return Meaning(sort, entry, related, roles)
