"""Fold what several jobs share once, and remember it for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.layers.fold import EMPTY, Folded, fold

if TYPE_CHECKING:
    from kamroles.layers.folding import Layer
    from kamroles.model.base import Model


class Folds:
    """Folded layers by the layers themselves; each further layer is folded onto the ones before."""

    def __init__(self) -> None:
        self._known: dict[tuple[Layer, ...], Folded] = {}

    def fold(self, layers: tuple[Layer, ...], model: type[Model]) -> Folded:
        """Return shared layers, base first, folded."""
        if not layers:
            return EMPTY
        if layers not in self._known:
            self._known[layers] = fold(layers[-1:], model, self.fold(layers[:-1], model))
        return self._known[layers]
