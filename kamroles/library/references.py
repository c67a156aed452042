"""Let go of references to what a nearer layer has removed; nobody can mend them from there.

A question about a removed competency goes with it, and so does a figure whose source is gone. A
reference to what never was stays, so that it is found to be wrong; so does one written in the
layer of the removal, or nearer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.layers.folding import REMOVED
from kamroles.source.nodes import Mapping, Scalar, Sequence, id_of, ids_of, inner

if TYPE_CHECKING:
    from collections import abc

    from kamroles.layers.fold import Folded
    from kamroles.source.nodes import Node, Path

_ITEMS = {"interview": ("competency", "competencies"), "pay_references": ("source", "sources")}
"""Lists whose items go with what one of their fields names, and the list that it names it from."""


def without_removed(folded: Folded, layers: abc.Sequence[str]) -> Mapping:
    """Return a role's tree in which nothing refers to a removed duty, source or competency.

    ``layers`` are the names of the folded layers, base first.
    """
    removed = _Removed(folded, {name: number for number, name in enumerate(layers)})
    tree = folded.tree
    for name, entry in tree.by_name().items():
        if (value := removed.let_go(name, entry.value)) is not entry.value:
            tree = tree.changed(name, value)
    return tree


class _Removed:
    """What layers had written in the lists of a role and a nearer one took out."""

    def __init__(self, folded: Folded, order: abc.Mapping[str, int]) -> None:
        self.folded = folded
        self.order = order

    def let_go(self, field: str, value: Node) -> Node | None:
        """Return a field's value without what refers to something removed."""
        match field, value:
            case "flsa_tendency", Mapping() if isinstance(duties := value.get("duties"), Sequence):
                kept = [duty for duty in duties.items if not self.has("responsibilities", duty)]
                return value.changed("duties", Sequence(tuple(kept), duties.span, duties.flow))
            case "book", Mapping() if self.has("sources", value.get("source")):
                return value.changed("source", None)
            case "outlook", Mapping() if self.lost("sources", value, (field, "source")):
                return None
            case (("interview" | "pay_references"), Sequence(items)):
                name, listed = _ITEMS[field]
                left = [i for i in items if not self.lost(listed, i, (field, id_of(i), name))]
                return Sequence(tuple(left), value.span, value.flow) if left else None
        return value

    def has(self, listed: str, name: Node | None) -> bool:
        """Tell whether a name is that of an entry of a list that was there."""
        if not isinstance(name, Scalar) or name.text in ids_of(self.folded.tree.get(listed)):
            return False
        return (listed, name.text) in self.folded.history

    def lost(self, listed: str, group: Node, at: Path) -> bool:
        """Tell whether what a group names was removed in a nearer layer than it was named in."""
        name = inner(group, at[-1]) if isinstance(group, Mapping) else None
        said = self.folded.history.get(at, ())
        if not said or not isinstance(name, Scalar) or not self.has(listed, name):
            return False
        told = reversed(self.folded.history[listed, name.text])
        removal = next((one.layer for one in told if one.text == REMOVED), None)
        last = self.order.get(said[-1].layer, 0)
        return removal is not None and last < self.order.get(removal, 0)
