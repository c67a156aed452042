"""How each model's fields merge between layers, read from the models themselves."""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import Any

from kamroles.model.base import Inherited, Merge, Model
from kamroles.source.merge import Group, Keyed, SetOf, Shape, Table, Value


@cache
def shape_of(model: type[Model]) -> Group:
    """Return the merge declaration of a model's fields."""
    return Group({name: _shape(info.annotation, info.metadata) for name, info in _fields(model)})


def _fields(model: type[Model]) -> list[tuple[str, Any]]:
    return list(model.model_fields.items())


def _shape(annotation: Any, metadata: list[Any]) -> Shape:
    merge = next((m for m in metadata if isinstance(m, Merge)), None)
    if merge:
        if merge.how == "set":
            return SetOf()
        item = next(a for a in typing.get_args(annotation) if a is not Ellipsis)
        return Keyed(shape_of(item), merge.text, merge.shares, merge.required)
    if any(isinstance(m, Inherited) for m in metadata):
        return Value()  # folded among the layers of that other model, not here
    bare = _without_none(annotation)
    if isinstance(bare, type) and issubclass(bare, Model):
        return shape_of(bare)
    if typing.get_origin(bare) is dict:
        value = typing.get_args(bare)[1]
        return Table(_shape(value, []))
    return Value()


def _without_none(annotation: Any) -> Any:
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        rest = [a for a in typing.get_args(annotation) if a is not type(None)]
        return _without_none(rest[0]) if len(rest) == 1 else annotation
    if typing.get_origin(annotation) is typing.Annotated:
        return _without_none(typing.get_args(annotation)[0])
    return annotation
