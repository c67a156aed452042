"""Find roles by what they are called, what they say and what they ask for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kamroles.library.role_layers import NO_PACK
from kamroles.library.titles import alike, names_of_roles, offered, plain
from kamroles.pipeline.catalog import CatalogEntry, list_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kamroles.library import Library
    from kamroles.model.role import Credential, Role

_TITLE, _ALIAS, _SUMMARY, _DUTY, _OTHER = 2000, 1000, 100, 10, 1
_IN_ONE_NAME = 100_000
_SHORT = 3
"""A word of so few letters is an abbreviation, and matches whole words only."""


def find_roles(library: Library, words: Iterable[str] = (), **wanted: str) -> dict[str, str]:
    """Return the ids of roles that fit, best first, each with where its words were found.

    Each word stands somewhere in the role, or a word that begins with it. What else is ``wanted``
    is a family, level or status, a competency by id, name or alias, or a credential by id or words.
    """
    if "competency" in wanted:
        wanted["competency"] = competency_id(library, wanted["competency"])
    words = _words(" ".join(words))
    ranked: list[tuple[int, str, str]] = []
    for role in library.roles():
        if _fits(role, wanted):
            score, where = _rank(role, words)
            if score or not words:
                ranked.append((score, role.id, where))
    ranked.sort(key=lambda each: -each[0])
    return {name: where for _, name, where in ranked}


def roles_found(
    library: Library, words: Iterable[str], wanted: Mapping[str, str]
) -> list[CatalogEntry]:
    """Return the roles that fit as entries, with a note on where the words were found."""
    entries = {entry.id: entry for entry in list_entries(library, "roles")}
    found = ((entries[name], where) for name, where in find_roles(library, words, **wanted).items())
    return [replace(e, note=", ".join(filter(None, (e.note, where)))) for e, where in found]


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


def roles_like(library: Library, words: Sequence[str]) -> str:
    """Return which roles may be meant by words that none has, as a question."""
    return offered(alike(" ".join(words), names_of_roles(library)))


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


def _is_credential(wanted: str, credential: Credential) -> bool:
    named = plain(wanted) == plain(credential.id)
    return named or all(_in(word, credential.text) for word in _words(wanted))


def _rank(role: Role, words: Sequence[str]) -> tuple[int, str]:
    """Return how well the words fit, 0 if one is nowhere, and where the best was found."""
    names = (role.title, *role.aliases, role.id)
    best: list[tuple[int, str]] = []
    for word in words:
        found = next(((s, where) for s, where, text in _places(role) if _in(word, text)), None)
        if found is None:
            return 0, ""
        best.append(found)
    score = sum(score for score, _ in best)
    called = [(cover, name) for name in names if (cover := _covered(name, words))]
    if not called:
        return score, "; ".join(dict.fromkeys(where for _, where in best if where))
    cover, name = max(called, key=lambda each: each[0])
    where = "" if name in {role.title, role.id} else f"also called {name}"
    return score + int(_IN_ONE_NAME * cover), where


def _covered(name: str, words: Sequence[str]) -> float:
    """Return how much of a name the words are, 0 if one of them is not in it."""
    return len(words) / len(_words(name)) if all(_in(word, name) for word in words) else 0


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
