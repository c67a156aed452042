"""Fold, name and read one part of a job: its role, its employer or its posting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from kamroles.diagnostics import Diagnostic, error
from kamroles.layers.fold import EMPTY, Folded, fold
from kamroles.library.references import without_removed
from kamroles.model.base import Model
from kamroles.model.infer import title_of
from kamroles.model.read import read
from kamroles.model.role import Role
from kamroles.source.ids import as_id
from kamroles.source.nodes import Entry, Mapping, Scalar

if TYPE_CHECKING:
    from kamroles.layers.folding import Layer
    from kamroles.model.fields import Ids

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True, eq=False)
class JobPart(Generic[M]):
    """A part of a job; without a ``value`` where something in it is wrong."""

    value: M | None
    folded: Folded
    diagnostics: tuple[Diagnostic, ...]


class Folds:
    """Folded layers by the layers themselves; each further layer is folded onto the ones before.

    What ships alone is folded once, for all workspaces that a process opens.
    """

    _shipped: ClassVar[dict[tuple[Layer, ...], Folded]] = {}

    def __init__(self) -> None:
        self._known: dict[tuple[Layer, ...], Folded] = {}

    def fold(self, layers: tuple[Layer, ...], model: type[Model]) -> Folded:
        """Return shared layers, base first, folded."""
        if not layers:
            return EMPTY
        known = self._shipped if all(layer.ships for layer in layers) else self._known
        if layers not in known:
            known[layers] = fold(layers[-1:], model, self.fold(layers[:-1], model))
        return known[layers]


class PartReader:
    """Reads parts; what postings share is folded, and where nothing is added to it read, once."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._folds = Folds()
        self._known: dict[tuple[tuple[Layer, ...], type[Model], str], JobPart[Model]] = {}

    def part(
        self, shared: tuple[Layer, ...], own: tuple[Layer, ...], model: type[M], stem: str
    ) -> JobPart[M]:
        """Return a part from its layers; ``stem`` is the name of its file."""
        key = shared, model, stem
        if not own and key in self._known:
            return self._known[key]  # type: ignore[return-value]
        folded = self._folds.fold(shared, model)
        if own:
            return _part(fold(own, model, folded), shared + own, model, stem, self._ids)
        found = _part(folded, shared, model, stem, self._ids)
        self._known[key] = found  # type: ignore[assignment]
        return found


def part_alone(layer: Layer, model: type[M], stem: str) -> JobPart[M]:
    """Return what is in a file that has no layers."""
    return _part(fold([layer], model), (layer,), model, stem)


def _part(
    folded: Folded, layers: tuple[Layer, ...], model: type[M], stem: str, ids: Ids | None = None
) -> JobPart[M]:
    merged = folded.tree
    if model is Role:
        merged = without_removed(folded, [layer.name for layer in layers])
    tree, misnamed = _named(merged, stem, titled=model is Role)
    value, faults = read(tree, model, ids)
    named = Folded(tree, folded.history, folded.diagnostics)
    return JobPart(value, named, (*misnamed, *folded.diagnostics, *faults))


def _named(tree: Mapping, stem: str, *, titled: bool) -> tuple[Mapping, list[Diagnostic]]:
    """Return the tree with its id, and a role's title, filled in from the file's name."""
    entries, found = list(tree.entries), []
    written = tree.get("id")
    given = as_id(stem)
    if stem and given != stem:
        message = f"the file's name `{stem}` cannot be an id"
        found.append(error("KR504", message, tree.span, f"rename the file to {given}.yaml"))
    if isinstance(written, Scalar) and written.text not in {stem, given}:
        message = f"the id `{written.text}` is not the file's name `{stem}`"
        hint = "leave `id` out: it follows from the file's name"
        found.append(error("KR504", message, written.span, hint))
    known = {"id": given} | ({"title": title_of(stem)} if titled else {})
    for key, text in known.items():
        if tree.get(key) is None:
            entries.append(Entry(Scalar(key, tree.span), Scalar(text, tree.span, plain=False)))
    return Mapping(tuple(entries), tree.span), found
