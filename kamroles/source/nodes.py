"""YAML values as written, each with the place it stands at.

Scalars keep their text: what ``NO`` or ``01067`` means is decided by the field it is given to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kamroles.diagnostics import Span

Path = tuple[str, ...]
"""Where a value stands: field names, and ids inside keyed lists."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it was written; ``plain`` when it had no quotes and was no block."""

    text: str
    span: Span
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Tell whether nothing was written (also ``~`` and ``null``)."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; keys are unique."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False

    def get(self, key: str) -> Node | None:
        """Return the value under ``key``, or None."""
        entry = self.entry(key)
        return entry.value if entry else None

    def entry(self, key: str) -> Entry | None:
        """Return the entry named ``key``, or None."""
        return next((e for e in self.entries if e.key.text == key), None)

    def keys(self) -> tuple[str, ...]:
        """Return the keys in order."""
        return tuple(e.key.text for e in self.entries)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Values in the order written."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False


Node = Scalar | Mapping | Sequence


def plain(node: Node) -> object:
    """Return the node as dicts, lists and strings, spans dropped."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}
