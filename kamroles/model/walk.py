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


def member(value: Any, name: str) -> Any:
    """Return what is right inside a value under a name (see ``members``); None if nothing is."""
    if isinstance(value, Model):
        field = shown_fields_of(type(value)).get(name)
        return getattr(value, field.name) if field else None
    if isinstance(value, tuple):
        at = int(name) if name.isdecimal() else len(value)
        if at < len(value) and not hasattr(value[at], "id"):
            return value[at]
        return next((each for each in value if getattr(each, "id", None) == name), None)
    return value.get(name) if isinstance(value, MappingProxyType) else None


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value inside with its dotted path, groups and lists before what they hold."""
    for name, each in members(value):
        here = f"{path}.{name}" if path else name
        yield here, each
        yield from walk(each, here)
