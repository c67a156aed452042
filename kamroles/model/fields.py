"""What each field of a model takes, read from its annotation once for all who need to know."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any

from kamroles.model.base import Inherited, Merge, Model, Written


@dataclass(frozen=True, slots=True)
class One:
    """A single value, written in one way."""

    written: Written


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of a model of its own."""

    model: type[Model]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that merges as a set or by id."""

    entry: Kind
    merge: Merge


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping with free keys."""

    key: Written
    entry: Kind


@dataclass(frozen=True, slots=True)
class Layered:
    """Fields of another model, layered onto its own."""

    model: str


Kind = One | Choice | Fields | Listing | Keys | Layered


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """All that a field's declaration says of it."""

    name: str
    kind: Kind
    meaning: str
    unit: str | None
    example: Any
    default: Any
    required: bool

    @property
    def label(self) -> str:
        """Return the field's name as words."""
        words = self.name.replace("_", " ")
        known = {"id": "Id", "flsa": "FLSA decision", "flsa tendency": "FLSA tendency"}
        return known.get(words) or words[:1].upper() + words[1:]


@cache
def fields_of(model: type[Model]) -> tuple[FieldFacts, ...]:
    """Return what each field of ``model`` takes, in order."""
    return tuple(_facts(name, info) for name, info in model.model_fields.items())


def _facts(name: str, info: Any) -> FieldFacts:
    extra = info.json_schema_extra or {}
    required = info.is_required()
    return FieldFacts(
        name,
        _kind(info.annotation, info.metadata),
        info.description or "",
        extra.get("unit"),
        (info.examples or [None])[0],
        None if required else info.default,
        required,
    )


def _kind(annotation: Any, metadata: typing.Sequence[Any]) -> Kind:
    for mark in metadata:
        if isinstance(mark, Merge):
            entry = next(a for a in typing.get_args(annotation) if a is not Ellipsis)
            return Listing(_kind(entry, ()), mark)
        if isinstance(mark, Inherited):
            return Layered(mark.model)
        if isinstance(mark, Written):
            return One(mark)
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        bare, *inner = typing.get_args(annotation)
        return _kind(bare, inner)
    if origin in {typing.Union, types.UnionType}:
        (bare,) = (a for a in typing.get_args(annotation) if a is not type(None))
        return _kind(bare, ())
    if origin is typing.Literal:
        return Choice(typing.get_args(annotation))
    if origin is dict:
        key, entry = typing.get_args(annotation)
        written = next(m for m in typing.get_args(key) if isinstance(m, Written))
        return Keys(written, _kind(entry, ()))
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Fields(annotation)
    raise TypeError(f"{annotation} says nothing of how it is written")
