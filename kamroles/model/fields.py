"""What each field of a model takes, read once from its annotation and its description."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, ClassVar

import msgspec

from kamroles.model.base import (
    Described,
    Inherited,
    Merge,
    Model,
    Named,
    Words,
    descriptions_of,
)
from kamroles.model.values import ValueType

Ids = Callable[[Any], Iterable[str]]
"""Returns the names of the files in a folder of the library."""


class _AnyKind(msgspec.Struct, frozen=True):
    """What every kind has: how its values merge, in words, and the model of what is inside."""

    merges: ClassVar[str] = "nearest wins"

    @property
    def inside(self) -> type[Model] | None:
        """Return the model of the fields inside; None where there are none."""
        model = getattr(self, "model", None)
        return model if isinstance(model, type) else None


class Single(_AnyKind, frozen=True):
    """A single value of a type."""

    type: ValueType


class Choice(_AnyKind, frozen=True):
    """One of a few words, or where a ``folder`` is given, the name of a file in it."""

    words: tuple[str, ...] | Words
    folder: str = ""

    def among(self, ids: Ids | None) -> Choice:
        """Return the choice with the names that ``ids`` has for its folder."""
        return Choice(tuple(ids(self.folder))) if self.folder and ids else self


class Group(_AnyKind, frozen=True):
    """Fields of a model of its own, which merge one by one."""

    merges = "field by field"
    model: type[Model]


class SetOf(_AnyKind, frozen=True):
    """A list of single values without doubles; later layers add at the end."""

    merges = "adds up"
    entry: Single | Choice


class Keyed(_AnyKind, frozen=True):
    """A list of groups that merges by ``id``.

    Attributes:
        model: what each item is.
        text: the field that a bare string gives.
        shares: a percentage that is kept at 100 over all items, None where there is none.
        required: what a new item needs.

    """

    merges = "by id"
    model: type[Model]
    text: str = "text"
    shares: str | None = None
    required: tuple[str, ...] = ("text",)


class ByKey(_AnyKind, frozen=True):
    """A mapping with free keys, each with a group; it merges key by key."""

    merges = "key by key"
    key: ValueType
    model: type[Model]


class Selection(_AnyKind, frozen=True):
    """The word ``all``, or a list of values; the nearest counts whole."""

    entry: Single


class Layered(_AnyKind, frozen=True):
    """Fields of another model, which become a layer of their own."""

    merges = "a layer of the role"
    model: str


Kind = Single | Choice | Group | SetOf | Keyed | ByKey | Selection | Layered


class ModelField(msgspec.Struct, frozen=True):
    """A field of a model: what it takes, and all that its description says."""

    name: str
    kind: Kind
    said: Described

    @property
    def required(self) -> bool:
        """Tell whether it must be written."""
        return self.said.required

    @property
    def default(self) -> Any:
        """Return what it is when nothing is written; None also where it must be written."""
        return None if self.said.required else self.said.default

    @property
    def label(self) -> str:
        """Return the field's name as words."""
        words = self.name.replace("_", " ")
        known = {"id": "Id", "flsa": "FLSA decision", "flsa tendency": "FLSA tendency"}
        return known.get(words) or words[:1].upper() + words[1:]


@cache
def all_fields_of(model: type[Model]) -> dict[str, ModelField]:
    """Return what each field of ``model`` takes, in order; also those that nobody writes."""
    annotations = model.__annotations__
    return {
        name: ModelField(name, _kind(annotations[name]), said)
        for name, said in descriptions_of(model).items()
    }


@cache
def fields_of(model: type[Model]) -> dict[str, ModelField]:
    """Return what can be written in the fields of ``model``, in order."""
    return {name: field for name, field in all_fields_of(model).items() if not field.said.derived}


@cache
def layer_choosing(model: type[Model]) -> frozenset[str]:
    """Return the fields of ``model`` that say which files are read."""
    return frozenset(n for n, field in fields_of(model).items() if field.said.chooses_layers)


@cache
def not_inherited(model: type[Model]) -> frozenset[str]:
    """Return the fields of ``model`` that are each file's own."""
    return frozenset(name for name, field in fields_of(model).items() if field.said.own)


@cache
def shared_lists(giver: type[Model], taker: type[Model]) -> frozenset[str]:
    """Return the lists by id that one model hands on to another."""
    given = fields_of(giver)
    return frozenset(
        name
        for name, field in fields_of(taker).items()
        if isinstance(field.kind, Keyed) and name in given and given[name].kind == field.kind
    )


@cache
def shown_fields_of(model: type[Model]) -> dict[str, ModelField]:
    """Return the fields of ``model`` by the names under which templates and people know them."""
    return {field.said.stands_for or name: field for name, field in all_fields_of(model).items()}


def _kind(annotation: Any) -> Kind:
    """Return what a value of an annotation may be; of an optional one, what it is if written."""
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _marked(inside[0], inside[1:])
    if origin in {typing.Union, types.UnionType}:
        some = [each for each in inside if each is not type(None)]
        if len(some) == 1:
            return _kind(some[0])
        entry = _kind(typing.get_args(some[0])[0])
        if isinstance(entry, Single):
            return Selection(entry)
    if origin is typing.Literal:
        return Choice(inside)
    if origin is types.MappingProxyType:
        key = next(mark for mark in typing.get_args(inside[0]) if isinstance(mark, ValueType))
        return ByKey(key, inside[1])
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Group(annotation)
    raise TypeError(f"{annotation} says nothing of how it is written")


def _marked(bare: Any, marks: tuple[Any, ...]) -> Kind:
    for mark in marks:
        if isinstance(mark, ValueType):
            return Single(mark)
        if isinstance(mark, Words):
            return Choice(mark)
        if isinstance(mark, Named):
            return Choice((), mark.folder)
        if isinstance(mark, Inherited):
            return Layered(mark.model)
        if isinstance(mark, Merge):
            entry = next(each for each in typing.get_args(bare) if each is not Ellipsis)
            if mark.how == "keyed":
                return Keyed(entry, mark.text, mark.shares, mark.required)
            kind = _kind(entry)
            if isinstance(kind, Single | Choice):
                return SetOf(kind)
    raise TypeError(f"{bare} says nothing of how it is written")
