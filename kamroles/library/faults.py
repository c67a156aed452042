"""What can be wrong with the names that lead from one file to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, error, there_is
from kamroles.library.names import alike, offered
from kamroles.model.fields import layer_choosing
from kamroles.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kamroles.library.shelves import Shelf
    from kamroles.source.nodes import Mapping as Tree
    from kamroles.source.nodes import Scalar


def circle(names: list[str], extends: Scalar) -> Diagnostic:
    """Return that roles extend each other, with the whole chain."""
    # the chain runs root first, so it is told from the role that was asked for
    circle = " -> ".join([*reversed(names[: names.index(extends.text) + 1]), extends.text])
    hint = "take one of these `extends` lines out"
    return error("KR503", f"roles extend each other in a circle: {circle}", extends.span, hint)


def not_overridable(overrides: Tree) -> Iterator[Diagnostic]:
    """Yield each field that an override cannot change."""
    for entry in overrides.entries:
        if entry.key.text in layer_choosing(Role):
            message = f"`{entry.key.text}` decides which files are read; it cannot be overridden"
            hint = "write a role of its own with it, and name that one"
            yield error("KR508", message, entry.key.span, hint)


def other_employer(posting: str, employer: str, at: Scalar | None) -> Diagnostic:
    """Return that a posting names another employer than the one asked for."""
    message = f"the posting `{posting}` names its own employer, `{employer}`"
    return error("KR517", message, at.span if at else None, "leave --employer out")


def unknown(
    shelf: Shelf, name: str, at: Scalar | None, known: Mapping[str, Iterable[str]]
) -> Diagnostic:
    """Return that a shelf has no file of that name; ``known`` are the others, by id."""
    what = {
        "roles": "role",
        "employers": "employer",
        "roles/families": "job family",
        "roles/packs": "industry pack",
    }.get(shelf, "file")
    hint = offered(alike(name, known)) or there_is(known) or f"there is no {what} yet"
    return error("KR502", f"no {what} is called `{name}`", at.span if at else None, hint)
