"""YAML values as written, each with the place it stands at.

Scalars keep their text: what ``NO`` or ``01067`` means is decided by the field it is given to.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from kamroles.diagnostics import Source, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

Path = tuple[str, ...]
"""Where a value stands: field names, and ids inside keyed lists."""


class Scalar(msgspec.Struct, frozen=True):
    """A single value as it was written; ``plain`` when it had no quotes and was no block."""

    text: str
    span: Span
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Tell whether nothing was written (also ``~`` and ``null``)."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


class Entry(msgspec.Struct, frozen=True):
    """A key of a mapping and its value."""

    key: Scalar
    value: Node


class Mapping(msgspec.Struct, frozen=True):
    """Keys and values in the order written; keys are unique."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False

    def entry(self, key: str) -> Entry | None:
        """Return the entry named ``key``, or None."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry
        return None

    def get(self, key: str) -> Node | None:
        """Return the value under ``key``, or None."""
        entry = self.entry(key)
        return entry.value if entry else None

    def keys(self) -> tuple[str, ...]:
        """Return the keys in order."""
        return tuple(e.key.text for e in self.entries)

    def by_name(self) -> dict[str, Entry]:
        """Return the entries by their keys."""
        return {entry.key.text: entry for entry in self.entries}

    def having(self, entries: Iterable[Entry]) -> Mapping:
        """Return the mapping with other entries."""
        return Mapping(tuple(entries), self.span, self.flow)

    def without(self, keys: Collection[str]) -> Mapping:
        """Return the mapping without some of its keys."""
        return self.having(entry for entry in self.entries if entry.key.text not in keys)

    def changed(self, key: str, value: Node | None) -> Mapping:
        """Return the mapping with another value under ``key``; None takes the entry out."""
        entries = (e if e.key.text != key else value and Entry(e.key, value) for e in self.entries)
        return self.having(entry for entry in entries if entry)


class Sequence(msgspec.Struct, frozen=True, dict=True):
    """Values in the order written."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The first entry of each id."""
        return {own: item for item in reversed(self.items) if (own := id_of(item))}


Node = Scalar | Mapping | Sequence
NOWHERE = Mapping((), Span(Source("", ""), 1, 1, 1, 1))
"""The node of what nobody wrote."""


def inner(node: Node | None, *steps: str) -> Node | None:
    """Return what steps lead to: keys, ids of entries, or the positions of those without."""
    for step in steps:
        node = _inner(node, step)
    return node


def _inner(node: Node | None, step: str) -> Node | None:
    if isinstance(node, Mapping):
        return node.get(step)
    if not isinstance(node, Sequence):
        return None
    items = node.items
    if named := node.by_id.get(step):
        return named
    numbered = step.isdecimal() and len(step) <= len(str(len(items)))
    position = int(step) if numbered else len(items)
    found = items[position] if position < len(items) else None
    return None if found and id_of(found) else found


def id_of(item: Node) -> str:
    """Return the id of an entry of a list; empty where it has none."""
    own = inner(item, "id") if isinstance(item, Mapping) else None
    return own.text if isinstance(own, Scalar) else ""


def items_of(node: Node | None, *steps: str) -> tuple[Node, ...]:
    """Return the entries of the list that steps lead to; none where there is something else."""
    found = inner(node, *steps)
    return found.items if isinstance(found, Sequence) else ()


def ids_of(node: Node | None, *steps: str) -> set[str]:
    """Return the ids of the entries of a list."""
    return {own for item in items_of(node, *steps) if (own := id_of(item))}


def scalar_of(node: Node | None, *steps: str) -> Scalar | None:
    """Return the single value that steps lead to; None where there is none that says something."""
    found = inner(node, *steps)
    return found if isinstance(found, Scalar) and not found.empty else None


def text_of(node: Node | None, *steps: str) -> str:
    """Return the text of a single value on one line; empty where there is none."""
    found = scalar_of(node, *steps)
    return " ".join(found.text.split()) if found else ""


def children(node: Node) -> list[tuple[str, Node]]:
    """Return the values in a node; entries of a list go by their id, else by their number."""
    if isinstance(node, Mapping):
        return [(entry.key.text, entry.value) for entry in node.entries]
    return [(id_of(item) or str(number), item) for number, item in enumerate(items_of(node))]


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every single value in a node, in the order written; keys are none."""
    if isinstance(node, Scalar):
        yield node
    for _, child in children(node):
        yield from scalars(child)


def plain(node: Node) -> object:
    """Return the node as dicts, lists and strings, spans dropped."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}
