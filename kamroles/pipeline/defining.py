"""Say what a word of the field means: a term of the glossary, a competency, or a role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, error
from kamroles.library.lexicon import names_of
from kamroles.library.titles import alike, offered, plain
from kamroles.model import base
from kamroles.model.reference import Term
from kamroles.model.values import LEVELS
from kamroles.model.walk import members

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.library import Library
    from kamroles.model.reference import CompetencyEntry
    from kamroles.model.role import Role


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the library says of a word.

    Attributes:
        sort: ``term``, ``competency`` or ``role``.
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
    known = list(library.roles())
    meanings = [_of_term(library, entry, known) for entry in exact or found]
    meanings += [
        _of_competency(entry, known)
        for entry in lexicon.competencies.values()
        if not exact and wanted in map(plain, names_of(entry))
    ]
    meanings += [
        _of_role(role)
        for role in known
        if not exact and wanted in map(plain, (role.id, role.title, *role.aliases))
    ]
    if meanings:
        return meanings
    every = {name: names_of(entry) for name, entry in lexicon.terms.items()}
    every |= {n: names_of(e) for n, e in lexicon.competencies.items() if n not in every}
    every |= {role.id: iter((role.id, role.title, *role.aliases)) for role in known}
    hint = offered(alike(word, every)) or "`kamroles define` lists all words"
    raise Problems([error("KR502", f"the glossary has no word `{word}`", None, hint)])


def _of_term(library: Library, term: Term, known: list[Role]) -> Meaning:
    terms = library.lexicon.terms
    related = {name: terms[name].name for name in term.related if name in terms}
    roles = {r.id: r.title for r in known if any(t.id == term.id for t in r.glossary)}
    return Meaning("term", term, term.text, {}, related, roles)


def _of_role(role: Role) -> Meaning:
    source = f"this library; kamroles show {role.id}"
    entry = Term(
        id=role.id, name=role.title, text=role.summary or role.title, aliases=role.aliases,
        source=source,
    )  # fmt: skip
    return Meaning("role", entry, entry.text, {}, {}, {})


def _of_competency(entry: CompetencyEntry, known: list[Role]) -> Meaning:
    levels = {name.removeprefix("level_"): shown for name, shown in members(entry.anchors)}
    anchors = {f"{number} {LEVELS[number]}": shown for number, shown in levels.items()}
    roles = {r.id: r.title for r in known if any(c.id == entry.id for c in r.competencies)}
    return Meaning("competency", entry, entry.definition, anchors, {}, roles)
