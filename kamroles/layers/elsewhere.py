"""Where a field that is not declared at one place does stand, for hints."""

from __future__ import annotations

from collections import deque
from functools import cache
from typing import TYPE_CHECKING

from kamroles.model.fields import Group, Keyed, Layered, Table, fields_of
from kamroles.model.files import FILES
from kamroles.source.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.model.base import Model
    from kamroles.source.nodes import Path

_MOST_PLACES = 3


def nested(model: type[Model], name: str) -> list[tuple[Path, bool]]:
    """Return the nearest places below ``model`` that have a field ``name``.

    Each is the names that lead there, and whether the last of them is a list.
    """
    found: list[tuple[Path, bool]] = []
    waiting: deque[tuple[Path, type[Model]]] = deque([((), model)])
    while waiting:
        path, around = waiting.popleft()
        if found and len(path) >= len(found[0][0]):
            break
        for step, inner, listed in _steps(around):
            if listed and path:
                continue  # what stands in lists further down is rarely what was meant
            if name in fields_of(inner):
                found.append(((*path, step), listed))
            if not listed:
                waiting.append(((*path, step), inner))
    return found


def _steps(model: type[Model]) -> Iterator[tuple[str, type[Model], bool]]:
    for name, field in fields_of(model).items():
        match field.kind:
            case Layered(other):
                yield name, FILES[other], False
            case Group(inner):
                yield name, inner, False
            case Keyed(inner):
                yield name, inner, True


def below(names: list[str], model: type[Model]) -> str | None:
    """Return how to move a field down to its place; None when that is not clear.

    ``names`` are the field as written and the fields it may mean; the nearest place counts.
    """
    found = [(name, places[0]) for name in names if len(places := nested(model, name)) == 1]
    if not found:
        return None
    name, (path, listed) = min(found, key=lambda each: len(each[1][0]))
    called = "it" if name == names[0] else f"`{name}`"
    if listed:
        return f"put {called} into an entry of `{path[0]}:`"
    way = ", there under ".join(f"`{step}:`" for step in path)
    far = " for each" if len(path) > 1 else ""
    return f"put {called} under {way}, on a line of its own, indented by two spaces{far}"


def several(name: str, model: type[Model]) -> str | None:
    """Return the places for a field where there are a few of them."""
    places = nested(model, name)
    if not 1 < len(places) <= _MOST_PLACES:
        return None
    ways = [" ".join(f"`{step}:`" for step in path) for path, _ in places]
    return f"it stands under {', '.join(ways[:-1])} or {ways[-1]}"


def above(name: str, path: Path, root: type[Model]) -> str | None:
    """Return how to move a field up, out of the fields at ``path``."""
    if not path:
        return None
    if name in fields_of(root):
        return f"move it out of `{path[0]}:` and line it up with that"
    places = nested(root, name)
    if len(places) != 1 or places[0][1]:
        return None
    way = ", there under ".join(f"`{step}:`" for step in places[0][0])
    return f"move it out of `{path[0]}:`; it stands under {way}"


def beside(names: list[str], root: type[Model], layer: str) -> str | None:
    """Return which other kind of file has a field, or the file around the layer's fields."""
    for name in names:
        kinds = _other_files(name, root)
        called = "it" if name == names[0] else f"`{name}`"
        around = layer.partition(" ")[0]
        if around in kinds:
            return f"{called} belongs to the {around} itself: move it to column 1"
        if kinds:
            owners = " or the ".join(f"{kind}'s" for kind in kinds)
            return f"{called} belongs in the {owners} file"
    return None


def as_path(name: str, root: type[Model]) -> str | None:
    """Return the path to a field as ``--set`` takes it."""
    places = nested(root, name)
    if name in fields_of(root):
        return f"write `{name}=…`"
    if len(places) == 1 and not places[0][1]:
        return f"write `{'.'.join((*places[0][0], name))}=…`"
    kinds = _other_files(name, root)
    return f"write `{kinds[0]}.{name}=…`" if kinds else None


def _other_files(name: str, root: type[Model]) -> list[str]:
    """Return the other kinds of files that have a field of that name."""
    if not root.file_kind:
        return []
    return [k for k, model in FILES.items() if model is not root and name in fields_of(model)]


def meant(word: str) -> list[str]:
    """Return the fields that people may mean by ``word``, also by one in capitals or with spaces.

    The word itself comes first: it can be a field elsewhere.
    """
    return [plain(word), *_called().get(plain(word), ())]


@cache
def _called() -> dict[str, list[str]]:
    """Return which fields go by other words, by these words."""
    found: dict[str, set[str]] = {}
    waiting, seen = [*FILES.values()], set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in fields_of(model).items():
            for word in field.said.called.split():
                found.setdefault(word, set()).add(name)
            if isinstance(field.kind, Group | Keyed | Table):
                waiting.append(field.kind.model)
    return {word: sorted(names) for word, names in found.items()}
