"""Let go of references to what a nearer layer has removed; nobody can mend them from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.source.nodes import Entry, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from kamroles.source.merge import Folded
    from kamroles.source.nodes import Node


def without_removed(folded: Folded) -> Mapping:
    """Return a role's tree in which nothing refers to a removed duty or source.

    A reference to what never was stays, so that it is found to be wrong.
    """

    def gone(field: str) -> Callable[[Node], bool]:
        there = _ids(folded.tree.get(field))

        def removed(node: Node) -> bool:
            known = isinstance(node, Scalar) and (field, node.text) in folded.history
            return known and isinstance(node, Scalar) and node.text not in there

        return removed

    tree = _changed(folded.tree, "flsa_tendency", "duties", gone("responsibilities"))
    return _changed(tree, "book", "source", gone("sources"))


def _changed(tree: Mapping, group: str, field: str, gone: Callable[[Node], bool]) -> Mapping:
    inner = tree.get(group)
    value = inner.get(field) if isinstance(inner, Mapping) else None
    if not isinstance(inner, Mapping) or value is None:
        return tree
    kept: Node | None = value
    if isinstance(value, Sequence):
        kept = Sequence(tuple(i for i in value.items if not gone(i)), value.span, value.flow)
    elif gone(value):
        kept = None
    return _with(tree, group, _with(inner, field, kept))


def _with(tree: Mapping, name: str, value: Node | None) -> Mapping:
    entries = []
    for entry in tree.entries:
        if entry.key.text != name:
            entries.append(entry)
        elif value is not None:
            entries.append(Entry(entry.key, value))
    return Mapping(tuple(entries), tree.span, tree.flow)


def _ids(node: Node | None) -> set[str]:
    items = node.items if isinstance(node, Sequence) else ()
    ids = (item.get("id") for item in items if isinstance(item, Mapping))
    return {name.text for name in ids if isinstance(name, Scalar)}
