"""How each model's fields merge between layers, read from the models themselves."""

from __future__ import annotations

from functools import cache

from kamroles.model.base import Model
from kamroles.model.fields import (
    Choice,
    FieldFacts,
    Fields,
    Keys,
    Kind,
    Layered,
    Listing,
    One,
    fields_of,
)
from kamroles.model.role import Role
from kamroles.model.schema import KINDS
from kamroles.source.merge import Group, Keyed, SetOf, Shape, Table, Value
from kamroles.source.scalar import written


@cache
def shape_of(model: type[Model]) -> Group:
    """Return the merge declaration of a model's fields."""
    facts = fields_of(model)
    kind = next((name for name, other in KINDS.items() if other is model), "")
    return Group(
        {each.name: _shape(each.kind) for each in facts},
        _example(facts),
        {each.name: shape_of(Role) for each in facts if isinstance(each.kind, Layered)},
        kind,
        {name: tuple(other.model_fields) for name, other in KINDS.items() if kind and name != kind},
    )


def _example(facts: tuple[FieldFacts, ...]) -> str:
    """Return the needed fields, and the upper end of a range, as they are written on one line."""
    shown = []
    for each in facts:
        if each.required or each.name == "max":
            words = each.kind.words if isinstance(each.kind, Choice) else ("",)
            value = str(words[0] if each.example is None else each.example)
            if not value or not isinstance(each.kind, One | Choice):
                return ""
            shown.append(
                f"{each.name}: {written(value, flow=True) if value[:1].isalpha() else value}"
            )
    return f"{{{', '.join(shown)}}}" if shown else ""


def _shape(kind: Kind) -> Shape:
    match kind:
        case Listing(Fields(model), merge):
            return Keyed(shape_of(model), merge.text, merge.shares, merge.required)
        case Listing(Choice(words), _):
            return SetOf(words)
        case Listing():
            return SetOf()
        case Fields(model):
            return shape_of(model)
        case Keys(key, entry):
            return Table(_shape(entry), ids=key.named is None)
    return Value()  # `overrides` too: it is folded among the layers of that other model
