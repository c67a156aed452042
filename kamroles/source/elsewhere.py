"""Where a field that is not declared at one place does stand, for hints."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from kamroles.source.shapes import Group, Keyed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.source.nodes import Path

_MOST_PLACES = 3


def nested(shape: Group, name: str) -> list[tuple[Path, bool]]:
    """Return the nearest places below ``shape`` that have a field ``name``.

    Each is the names that lead there, and whether the last of them is a list.
    """
    found: list[tuple[Path, bool]] = []
    waiting: deque[tuple[Path, Group]] = deque([((), shape)])
    while waiting:
        path, group = waiting.popleft()
        if found and len(path) >= len(found[0][0]):
            break
        for step, inner, listed in _steps(group):
            if listed and path:
                continue  # what stands in lists further down is rarely what was meant
            if name in inner.fields:
                found.append(((*path, step), listed))
            if not listed:
                waiting.append(((*path, step), inner))
    return found


def _steps(group: Group) -> Iterator[tuple[str, Group, bool]]:
    for name, shape in group.fields.items():
        if name in group.under:
            yield name, group.under[name], False
        elif isinstance(shape, Group):
            yield name, shape, False
        elif isinstance(shape, Keyed):
            yield name, shape.item, True


def below(names: list[str], shape: Group) -> str | None:
    """Return how to move a field down to its place; None when that is not clear.

    ``names`` are the field as written and the fields it may mean; the nearest place counts.
    """
    found = [(name, places[0]) for name in names if len(places := nested(shape, name)) == 1]
    if not found:
        return None
    name, (path, listed) = min(found, key=lambda each: len(each[1][0]))
    called = "it" if name == names[0] else f"`{name}`"
    if listed:
        return f"put {called} into an entry of `{path[0]}:`"
    way = ", there under ".join(f"`{step}:`" for step in path)
    far = " for each" if len(path) > 1 else ""
    return f"put {called} under {way}, on a line of its own, indented by two spaces{far}"


def several(name: str, shape: Group) -> str | None:
    """Return the places for a field where there are a few of them."""
    places = nested(shape, name)
    if not 1 < len(places) <= _MOST_PLACES:
        return None
    ways = [" ".join(f"`{step}:`" for step in path) for path, _ in places]
    return f"it stands under {', '.join(ways[:-1])} or {ways[-1]}"


def above(name: str, path: Path, root: Group) -> str | None:
    """Return how to move a field up, out of the fields at ``path``."""
    if not path:
        return None
    if name in root.fields:
        return f"move it out of `{path[0]}:` and line it up with that"
    places = nested(root, name)
    if len(places) != 1 or places[0][1]:
        return None
    way = ", there under ".join(f"`{step}:`" for step in places[0][0])
    return f"move it out of `{path[0]}:`; it stands under {way}"


def beside(names: list[str], root: Group, layer: str) -> str | None:
    """Return which other kind of file has a field, or the file around the layer's fields."""
    for name in names:
        kinds = [kind for kind, fields in root.beside.items() if name in fields]
        called = "it" if name == names[0] else f"`{name}`"
        around = layer.partition(" ")[0]
        if around in kinds:
            return f"{called} belongs to the {around} itself: move it to column 1"
        if kinds:
            owners = " or the ".join(f"{kind}'s" for kind in kinds)
            return f"{called} belongs in the {owners} file"
    return None


def as_path(name: str, root: Group) -> str | None:
    """Return the path to a field as ``--set`` takes it."""
    places = nested(root, name)
    if name in root.fields:
        return f"write `{name}=…`"
    if len(places) == 1 and not places[0][1]:
        return f"write `{'.'.join((*places[0][0], name))}=…`"
    kinds = [kind for kind, names in root.beside.items() if name in names]
    return f"write `{kinds[0]}.{name}=…`" if kinds else None
