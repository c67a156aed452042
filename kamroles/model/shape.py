"""How each model's fields merge between layers, read from the models themselves."""

from __future__ import annotations

from functools import cache

from kamroles.model.base import Model
from kamroles.model.fields import Fields, Keys, Kind, Listing, fields_of
from kamroles.source.merge import Group, Keyed, SetOf, Shape, Table, Value


@cache
def shape_of(model: type[Model]) -> Group:
    """Return the merge declaration of a model's fields."""
    return Group({facts.name: _shape(facts.kind) for facts in fields_of(model)})


def _shape(kind: Kind) -> Shape:
    match kind:
        case Listing(Fields(model), merge):
            return Keyed(shape_of(model), merge.text, merge.shares, merge.required)
        case Listing():
            return SetOf()
        case Fields(model):
            return shape_of(model)
        case Keys(key, entry):
            return Table(_shape(entry), ids=key.named is None)
    return Value()  # `overrides` too: it is folded among the layers of that other model
