"""What people call roles: their titles and aliases, as written in each role's own file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kamroles.diagnostics import Diagnostic, Problems, did_you_mean, error, nearest
from kamroles.model.infer import title_of
from kamroles.source.nodes import items_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kamroles.library.definitions import Definitions
    from kamroles.source.nodes import Mapping as Tree

_APART = re.compile(r"[\s_-]+")


def plain(name: str) -> str:
    """Return a name for comparing: hyphens are spaces, and case does not matter."""
    return _APART.sub(" ", name).strip().casefold()


@dataclass(frozen=True, slots=True)
class Brief:
    """What a role's own file says of it, before anything is folded.

    Attributes:
        title: made from the id where it is not written or the file is broken.
        aliases: other titles.
        status: ``ready`` or ``draft``, its parents' where it says nothing.
        summary: its definition in a line, its parents' where it says nothing.

    """

    title: str
    aliases: tuple[str, ...] = ()
    status: str = "ready"
    summary: str = ""


def briefs(definitions: Definitions) -> Mapping[str, Brief]:
    """Return what every role is called, by id."""
    roles = definitions.ids("roles")
    written = {name: _written(definitions, path) for name, path in roles.items()}
    return {
        name: Brief(
            text_of(tree, "title") or title_of(name),
            tuple(filter(None, map(text_of, items_of(tree, "aliases")))),
            _inherited(name, "status", written).lower() or "ready",
            _inherited(name, "summary", written),
        )
        for name, tree in written.items()
    }


def names_of_roles(definitions: Definitions) -> dict[str, tuple[str, ...]]:
    """Return each role's title and aliases by its id."""
    return {name: (each.title, *each.aliases) for name, each in briefs(definitions).items()}


def meant(definitions: Definitions, name: str) -> tuple[Literal["roles", "postings"], str]:
    """Return the folder and id that a name means which is no id: a title or alias, in any case.

    Raises:
        Problems: it means nothing, or several roles.

    """
    wanted = plain(name)
    called = names_of_roles(definitions)
    for posting in definitions.ids("postings"):
        if plain(posting) == wanted:
            return "postings", posting
    titled = [i for i, (title, *_) in called.items() if wanted in {plain(i), plain(title)}]
    found = titled or [i for i, names in called.items() if wanted in map(plain, names)]
    if len(found) == 1:
        return "roles", found[0]
    if found:
        raise Problems([_several(name, [(i, called[i][0]) for i in found])])
    raise Problems([_nothing(name, definitions.ids("postings"), called)])


def alike(name: str, called: Mapping[str, Iterable[str]], limit: int = 2) -> dict[str, str]:
    """Return the ids of what is called something like ``name``, with the name that is alike."""
    every: dict[str, tuple[str, str]] = {}
    for id, names in called.items():
        for other in (id, *names):
            every.setdefault(plain(other), (id, other))
    found: dict[str, str] = {}
    wanted = plain(name)
    for other in [wanted] if wanted in every else nearest(wanted, every, limit):
        found.setdefault(*every[other])
    return found


def offered(near: Mapping[str, str]) -> str:
    """Return what ``alike`` found as a question."""
    shown = [f"`{id}`" if plain(id) == plain(n) else f"`{id}` ({n})" for id, n in near.items()]
    return did_you_mean(shown)


def _written(definitions: Definitions, path: Path) -> Tree | None:
    try:
        return definitions.tree(path)
    except Problems:
        return None


def _inherited(name: str, field: str, written: Mapping[str, Tree | None]) -> str:
    passed: list[str] = []
    while name in written and name not in passed:
        passed.append(name)
        if said := text_of(written[name], field):
            return said
        name = text_of(written[name], "extends")
    return ""


def _several(name: str, found: list[tuple[str, str]]) -> Diagnostic:
    listed = ", ".join(f"`{id}` ({title})" for id, title in found)
    message = f"several roles are called `{name}`"
    return error("KR501", message, None, f"name one of them: {listed}")


def _nothing(
    name: str, postings: Iterable[str], called: Mapping[str, tuple[str, ...]]
) -> Diagnostic:
    near = alike(name, dict.fromkeys(postings, ()) | dict(called))
    hint = offered(near) or "`kamroles list roles WORDS` finds roles by what they do"
    return error("KR501", f"no role or posting is called `{name}`", None, hint)
