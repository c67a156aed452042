"""YAML values as written, each with the place it stands at.

Scalars keep their text: what ``NO`` or ``01067`` means is decided by the field it is given to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from kamroles.diagnostics import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    def get(self, key: str) -> Node | None:
        """Return the value under ``key``, or None."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry.value
        return None

    def entry(self, key: str) -> Entry | None:
        """Return the entry named ``key``, or None."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry
        return None

    def keys(self) -> tuple[str, ...]:
        """Return the keys in order."""
        return tuple(e.key.text for e in self.entries)


class Sequence(msgspec.Struct, frozen=True):
    """Values in the order written."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False


Node = Scalar | Mapping | Sequence
NOWHERE = Mapping((), Span(Source("", ""), 1, 1, 1, 1))
"""The node of what nobody wrote."""


def inner(node: Node | None, step: str) -> Node | None:
    """Return what a step leads to: a key, the id of an entry, or the position of one without."""
    if isinstance(node, Mapping):
        return node.get(step)
    if not isinstance(node, Sequence):
        return None
    for item in node.items:
        if isinstance(item, Mapping) and id_of(item) == step:
            return item
    position = int(step) if step.isdecimal() else len(node.items)
    found = node.items[position] if position < len(node.items) else None
    return None if found and id_of(found) else found


def id_of(item: Node) -> str:
    """Return the id of an entry of a list; empty where it has none."""
    own = inner(item, "id") if isinstance(item, Mapping) else None
    return own.text if isinstance(own, Scalar) else ""


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the entries of a list; none for anything else."""
    return node.items if isinstance(node, Sequence) else ()


def ids_of(node: Node | None) -> set[str]:
    """Return the ids of the entries of a list."""
    return {own for item in items_of(node) if (own := id_of(item))}


def scalar_of(node: Node | None) -> Scalar | None:
    """Return a single value that says something; None for anything else."""
    return node if isinstance(node, Scalar) and not node.empty else None


def text_of(node: Node | None) -> str:
    """Return the text of a single value on one line; empty for anything else."""
    return " ".join(node.text.split()) if isinstance(node, Scalar) and not node.empty else ""


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
