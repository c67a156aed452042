"""Go through a model's values by the names that lead to them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kamroles.model.base import Model
from kamroles.model.fields import shown_fields_of
from kamroles.source.nodes import NOWHERE, inner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.diagnostics import Span
    from kamroles.source.nodes import Node


def members(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what is right inside a value: fields, entries by id, keys, values by position."""
    if isinstance(value, Model):
        for name, field in shown_fields_of(type(value)).items():
            yield name, getattr(value, field.name)
    elif isinstance(value, MappingProxyType):
        yield from value.items()
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield getattr(each, "id", str(number)), each


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value inside with its dotted path, groups and lists before what they hold."""
    for name, each in members(value):
        here = f"{path}.{name}" if path else name
        yield here, each
        yield from walk(each, here)


def span_of(value: Model, path: str) -> Span | None:
    """Return where the value at a dotted path was written; None for what nobody wrote."""
    node: Node | None = value.node
    here: Any = value
    for step in path.split(".") if path else ():
        node = inner(here.node if isinstance(here, Model) else node, step)
        here = dict(members(here)).get(step)
        if isinstance(here, Model):
            node = here.node
    return node.span if node and node != NOWHERE else None
