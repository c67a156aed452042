"""Find roles by what they are called, what they say and what they ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems
from kamroles.library.role_layers import NO_PACK
from kamroles.library.titles import names_of_roles, plain
from kamroles.pipeline.catalog import CatalogEntry, list_entries
from kamroles.pipeline.role_titles import Titles, boundary_with
from kamroles.pipeline.title_words import Words, is_title, what_it_is_about, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from kamroles.library import Library
    from kamroles.model.role import Credential, Role

_TITLE, _ALIAS, _SUMMARY, _DUTY, _OTHER = 2000, 1000, 100, 10, 1
_IN_ONE_NAME = 100_000
MOST_NEAR = 4
"""How many roles are named that come nearest: what one looks through."""
_LEVEL = re.compile(r"-i+\Z")
"""The end of a role's id that is another one at a level; the other says enough of it."""
_SHORT = 3
"""A word of so few letters is an abbreviation, and matches whole words only."""


@dataclass(frozen=True, slots=True)
class Found:
    """What words lead to.

    Attributes:
        roles: the ids of roles that fit, best first, each with where the words were found.
        exact: the one role that is called just so; empty if it is none or several.
        near: where no role fits, those that come nearest.
        read_as: how the words were spelled for it, where they were misspelled.

    """

    roles: dict[str, str]
    exact: str = ""
    near: tuple[str, ...] = ()
    read_as: str = ""


def search(
    library: Library, words: Iterable[str] = (), trades: Collection[str] = (), **wanted: str
) -> Found:
    """Find roles by words, and by what else is ``wanted`` of them.

    A title finds the roles that are called so; other words those in which each of them stands, or a
    word that begins with it. What else is ``wanted`` is a family, level or status, a competency by
    id, name or alias, or a credential by id or words.

    Of roles that only come near, those of another trade than the ``trades`` of who hires come last.
    """
    if "competency" in wanted:
        wanted["competency"] = competency_id(library, wanted["competency"])
    typed = " ".join(words)
    titles = Titles(names_of_roles(library))
    roles = [role for role in library.roles() if _fits(role, wanted)]
    if not _words(typed):
        return Found({role.id: "" for role in roles})
    title = words_of(typed)
    for spelled in dict.fromkeys([title, titles.respelled(title)]):
        read_as = "" if spelled == title else " ".join(spelled)
        if found := _found(titles, roles, spelled, read_as or typed):
            return Found(found, titles.exact(spelled) if not wanted else "", read_as=read_as)
    spelled = titles.respelled(title)
    about = " ".join(what_it_is_about(spelled))
    fit = {role.id: role for role in roles}
    close = [id for id in titles.closest(spelled) if id in fit]
    near = [*close, *titles.nearest(spelled, roles), *_saying(roles, about)]
    near.sort(key=lambda id: _is_elsewhere(fit[id], trades))
    others: list[str] = []
    for id in near:
        if _LEVEL.sub("", id) not in others:
            others.append(id)
    return Found({}, near=tuple(dict.fromkeys(others[:MOST_NEAR])))


def exact_role(library: Library, typed: str) -> str:
    """Return the id of the one role that is called so, in any spelling of it; else nothing."""
    return Titles(names_of_roles(library)).exact(words_of(typed))


def find_roles(library: Library, words: Iterable[str] = (), **wanted: str) -> dict[str, str]:
    """Return the ids of roles that fit, best first, each with where its words were found."""
    return search(library, words, **wanted).roles


def is_and_is_not(library: Library, role: str, typed: str = "") -> tuple[str, str]:
    """Return what a role is, and what it is not: of what was ``typed``, if it says so."""
    try:
        found = library.job(library.find(role)).job.role
    except Problems:  # `check` says what is wrong with it
        return "", ""
    return found.summary or "", boundary_with(found, words_of(typed))


def entries_of(library: Library, found: Mapping[str, str]) -> list[CatalogEntry]:
    """Return roles that were found as entries, with a note on where the words were found."""
    entries = {entry.id: entry for entry in list_entries(library, "roles")}
    known = ((entries[name], where) for name, where in found.items())
    return [replace(e, note=", ".join(filter(None, (e.note, where)))) for e, where in known]


def values_in_roles(library: Library, field: str) -> list[str]:
    """Return what roles have in a field of the query, for who asks for something else."""
    if field == "competency":
        named = {each.id for role in library.roles() for each in role.competencies}
        return sorted({*named, *library.lexicon.competencies})
    found: set[str] = set()
    for role in library.roles():
        if field == "credential":
            found.update(each.id for each in role.credentials)
        elif value := getattr(role, field):
            found.add(value)
    return sorted(found)


def competency_id(library: Library, name: str) -> str:
    """Return the id of the competency that is called so; the name itself if there is none."""
    for id, entry in library.lexicon.competencies.items():
        if plain(name) in {plain(id), plain(entry.name), *map(plain, entry.aliases)}:
            return id
    return name


def _fits(role: Role, wanted: Mapping[str, str]) -> bool:
    for field, value in wanted.items():
        match field:
            case "competency":
                fits = any(each.id == value for each in role.competencies)
            case "credential":
                fits = any(_is_credential(value, each) for each in role.credentials)
            case _:
                fits = plain(value) == plain(getattr(role, field) or "")
        if not fits:
            return False
    return True


def _is_elsewhere(role: Role, trades: Collection[str]) -> bool:
    """Tell whether a role is of another trade than these."""
    return bool(trades) and role.industry not in {None, NO_PACK, *trades}


def _is_credential(wanted: str, credential: Credential) -> bool:
    named = plain(wanted) == plain(credential.id)
    return named or all(_in(word, credential.text) for word in _words(wanted))


def _found(titles: Titles, roles: Sequence[Role], title: Words, typed: str) -> dict[str, str]:
    """Return which of the roles fit, best first, each with where the words were found."""
    called = titles.called(title)
    if is_title(title):
        fit = {role.id: role for role in roles}
        return {id: _also(fit[id], name, typed) for id, (_, name) in called.items() if id in fit}
    ranked = {}
    for role in roles:
        score, where = _rank(role, _words(typed))
        if role.id in called:
            cover, name = called[role.id]
            score, where = score + int(_IN_ONE_NAME * cover), _also(role, name, typed)
        if score:
            ranked[role.id] = score, where
    best = sorted(ranked, key=lambda id: -ranked[id][0])
    return {id: ranked[id][1] for id in best}


def _saying(roles: Sequence[Role], about: str) -> list[str]:
    """Return the ids of the roles in which all of some words stand, best first."""
    scored = {role.id: _rank(role, _words(about))[0] for role in roles}
    return sorted((id for id, score in scored.items() if score), key=lambda id: -scored[id])


def _also(role: Role, name: str, typed: str) -> str:
    name = next((alias for alias in role.aliases if plain(alias) == plain(typed)), name)
    return "" if name in {role.title, role.id} else f"also called {name}"


def _rank(role: Role, words: Sequence[str]) -> tuple[int, str]:
    """Return how well the words fit, 0 if one is nowhere, and where they were found."""
    best: list[tuple[int, str]] = []
    for word in words:
        found = next(((s, where) for s, where, text in _places(role) if _in(word, text)), None)
        if found is None:
            return 0, ""
        best.append(found)
    where = "; ".join(dict.fromkeys(where for _, where in best if where))
    return sum(score for score, _ in best), where


def _places(role: Role) -> Iterator[tuple[int, str, str]]:
    """Yield every text of a role with its weight and what to call the place, heaviest first."""
    yield from ((_TITLE, "", name) for name in (role.title, role.id))
    yield from ((_ALIAS, f"also called {alias}", alias) for alias in role.aliases)
    for what in ("industry", "family", "level"):
        if (text := getattr(role, what)) and text != NO_PACK:
            yield _SUMMARY, f"{what} {text}", text
    yield _SUMMARY, "summary", " ".join(filter(None, (role.summary, role.purpose)))
    yield from ((_DUTY, "duties", duty.text) for duty in role.responsibilities)
    yield from ((_OTHER, "competencies", each.name or "") for each in role.competencies)
    yield from ((_OTHER, "credentials", each.text) for each in role.credentials)
    yield from ((_OTHER, "terms", f"{term.name} {term.short or ''}") for term in role.glossary)
    for texts in (role.measures, role.requirements, role.tools):
        yield from ((_OTHER, "requirements, measures or tools", each.text) for each in texts)


def _in(word: str, text: str) -> bool:
    """Tell whether a word, or one that begins with it, stands in the text."""
    if len(word) <= _SHORT:
        return word in _words(text)
    stem = word.removesuffix("s")
    return any(each.startswith(stem) for each in _words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[&'][^\W_]+)*", text.casefold())
