"""A job as it would be if its workspace removed no duty and no measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.layers.folding import Layer
from kamroles.source.nodes import Mapping, Sequence, id_of, items_of

if TYPE_CHECKING:
    from kamroles.diagnostics import Span
    from kamroles.library.job_layers import JobLayers, Layers
    from kamroles.source.nodes import Node

LISTS = ("responsibilities", "measures")


def removed_entries(layers: Layers) -> dict[str, Span]:
    """Return the paths of the duties and measures that files of the workspace remove, and where."""
    return {
        f"{listed}.{id_of(item)}": item.span
        for layer in (*layers.shared, *layers.own)
        for listed in LISTS
        for item in items_of(layer.node, listed)
        if _removes(item)
    }


def without_removals(given: JobLayers) -> JobLayers:
    """Return the layers of a job without the removals of its workspace."""
    role = given.role
    kept = role._replace(
        shared=tuple(map(_kept, role.shared)),
        own=tuple(map(_kept, role.own)),
    )
    return given.having(kept)


def _kept(layer: Layer) -> Layer:
    node = layer.node
    for listed in LISTS:
        entries = node.get(listed)
        if isinstance(entries, Sequence) and any(map(_removes, entries.items)):
            left = tuple(item for item in entries.items if not _removes(item))
            changed = Sequence(left, entries.span, entries.flow) if left else None
            node = node.changed(listed, changed)
    return layer if node is layer.node else Layer(layer.name, node, layer.broad)


def _removes(item: Node) -> bool:
    """Tell whether an entry of a list removes another one, and what ships does not say so."""
    removal = isinstance(item, Mapping) and item.entry("remove") is not None
    return removal and not item.span.source.name.startswith("shipped:")
