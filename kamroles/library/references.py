"""Let go of references to what a nearer layer has removed; nobody can mend them from there.

A question about a removed competency goes with it, and so does a figure whose source is gone. A
reference to what never was stays, so that it is found to be wrong; so does one written in the
layer of the removal, or nearer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.layers.folding import REMOVED
from kamroles.source.nodes import Mapping, Scalar, Sequence, id_of, ids_of, inner, mapping_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence as Several

    from kamroles.layers.fold import Folded
    from kamroles.source.nodes import Node, Path


def without_removed(folded: Folded, layers: Several[str]) -> Mapping:
    """Return a role's tree in which nothing refers to a removed duty, source or competency.

    ``layers`` are the names of the folded layers, base first.
    """
    order = {name: number for number, name in enumerate(layers)}

    def gone(listed: str, name: Node | None, at: Path) -> bool:
        if not isinstance(name, Scalar) or name.text in ids_of(folded.tree, listed):
            return False
        history = folded.history.get((listed, name.text), ())
        removal = next((said for said in reversed(history) if said.text == REMOVED), None)
        said = folded.history.get(at, ())
        if removal is None or not said:
            return False
        return order.get(said[-1].layer, 0) < order.get(removal.layer, 0)

    def lost(listed: str, field: str, group: str) -> Callable[[Mapping], bool]:
        """Tell of an item of ``listed`` whose ``field`` names a lost entry of ``group``."""

        def check(item: Mapping) -> bool:
            return gone(group, item.get(field), (listed, id_of(item), field))

        return check

    tree = _changed(folded.tree, "flsa_tendency", "duties", _was("responsibilities", folded))
    tree = _changed(tree, "book", "source", _was("sources", folded))
    tree = _thinned(tree, "interview", lost("interview", "competency", "competencies"))
    tree = _thinned(tree, "pay_references", lost("pay_references", "source", "sources"))
    lost_source = gone("sources", inner(tree, "outlook", "source"), ("outlook", "source"))
    return tree.without(["outlook"]) if lost_source else tree


def _was(field: str, folded: Folded) -> Callable[[Node], bool]:
    there = ids_of(folded.tree, field)

    def removed(node: Node) -> bool:
        known = isinstance(node, Scalar) and (field, node.text) in folded.history
        return known and isinstance(node, Scalar) and node.text not in there

    return removed


def _thinned(tree: Mapping, name: str, gone: Callable[[Mapping], bool]) -> Mapping:
    """Return the tree without the items of a list that have to go."""
    value = tree.get(name)
    if not isinstance(value, Sequence):
        return tree
    kept = tuple(item for item in value.items if not (isinstance(item, Mapping) and gone(item)))
    if len(kept) == len(value.items):
        return tree
    return tree.changed(name, Sequence(kept, value.span, value.flow) if kept else None)


def _changed(tree: Mapping, group: str, field: str, gone: Callable[[Node], bool]) -> Mapping:
    around = mapping_of(tree, group)
    value = around.get(field) if around else None
    if around is None or value is None:
        return tree
    kept: Node | None = value
    if isinstance(value, Sequence):
        kept = Sequence(tuple(i for i in value.items if not gone(i)), value.span, value.flow)
    elif gone(value):
        kept = None
    return tree.changed(group, around.changed(field, kept))
