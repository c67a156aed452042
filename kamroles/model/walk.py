"""Go through a model's values by the names that lead to them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kamroles.model.base import Model
from kamroles.model.fields import shown_fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator


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
