"""A job as it would be if its workspace removed no duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.layers.folding import Layer
from kamroles.source.nodes import Mapping, Sequence, id_of, items_of

if TYPE_CHECKING:
    from kamroles.diagnostics import Span
    from kamroles.library.job_layers import JobLayers, Layers
    from kamroles.source.nodes import Node

_DUTIES = "responsibilities"


def removed_duties(layers: Layers) -> dict[str, Span]:
    """Return the ids of the duties that files of the workspace remove, with the place of each."""
    return {
        id_of(item): item.span
        for layer in (*layers.shared, *layers.own)
        for item in items_of(layer.node, _DUTIES)
        if _removes(item)
    }


def with_removed_duties(given: JobLayers) -> JobLayers:
    """Return the layers of a job without the removals of its workspace."""
    role = given.role
    kept = role._replace(
        shared=tuple(map(_kept, role.shared)),
        own=tuple(map(_kept, role.own)),
    )
    return given.having(kept)


def _kept(layer: Layer) -> Layer:
    duties = layer.node.get(_DUTIES)
    if not isinstance(duties, Sequence) or not any(map(_removes, duties.items)):
        return layer
    left = tuple(item for item in duties.items if not _removes(item))
    changed = Sequence(left, duties.span, duties.flow) if left else None
    return Layer(layer.name, layer.node.changed(_DUTIES, changed), layer.broad)


def _removes(item: Node) -> bool:
    """Tell whether an entry of a list removes another one, and what ships does not say so."""
    removal = isinstance(item, Mapping) and item.entry("remove") is not None
    return removal and not item.span.source.name.startswith("shipped:")
