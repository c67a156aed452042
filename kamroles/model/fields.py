"""What each field of a model takes, read once from its annotation and its description.

An annotation bears its kind; that of a list is how it merges: ``Annotated[..., Keyed()]``.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar

import msgspec
from msgspec.structs import replace

from kamroles.model.base import Described, Model
from kamroles.source.nodes import Entry, Node, Scalar
from kamroles.source.nodes import Mapping as Tree

T = TypeVar("T")
Ids = Callable[[Any], Iterable[str]]
"""Returns the names of the files in a folder of the library."""


class _AnyKind(msgspec.Struct, frozen=True):
    """What every kind has: how its values merge, in words, and the model of what is inside."""

    merges: ClassVar[str] = "nearest wins"

    @property
    def inside(self) -> type[Model] | None:
        """Return the model of the fields inside; None where there are none."""
        return getattr(self, "model", None)


class ValueType(_AnyKind, frozen=True, eq=False):
    """A single value: how it is written in YAML, in words and as JSON Schema, and how it is read.

    Attributes:
        words: what it takes, for people.
        schema: what it takes, for editors.
        read: returns the value of a node; raises ``Refused``.
        named: the name under which a long schema is kept once.

    """

    words: str
    schema: Mapping[str, Any]
    read: Callable[[Node], Any]
    named: str | None = None


class Choice(_AnyKind, frozen=True):
    """One of a few words, or where a ``folder`` is given, the name of a file in it.

    ``listed`` can be a function where the words are known only when they are needed.
    """

    listed: Iterable[str] | Callable[[], Iterable[str]] = ()
    folder: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that there are."""
        return tuple(self.listed() if callable(self.listed) else self.listed)

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
    entry: ValueType | Choice = Choice()


class OneOrMore(_AnyKind, frozen=True):
    """One single value, or a list of several; the nearest counts whole.

    Attributes:
        entry: what each value is.
        alone: whether one value is no list for templates, as it is written.

    """

    entry: ValueType | Choice = Choice()
    alone: bool = True


class Keyed(_AnyKind, frozen=True):
    """A list of groups that merges by ``id``.

    Attributes:
        model: what each item is; its annotation says it.
        text: the field that a bare string gives.
        shares: a percentage that is kept at 100 over all items, None where there is none.
        required: what a new item needs.

    """

    merges = "by id"
    model: type[Model] = Model
    text: str = "text"
    shares: str | None = None
    required: tuple[str, ...] = ("text",)

    @property
    def entry(self) -> Group:
        """Return the kind of each item."""
        return Group(self.model)


class ByKey(_AnyKind, frozen=True):
    """A mapping with free keys, each with a group; it merges key by key."""

    merges = "key by key"
    key: ValueType
    model: type[Model]


class OwnData(_AnyKind, frozen=True):
    """Names that people make up, each with a text, a number, a list of these or a flat mapping.

    ``flat`` marks such a mapping, in which only texts and numbers stand.
    """

    merges = "key by key"
    flat: bool = False


class Selection(_AnyKind, frozen=True):
    """The word ``all``, or a list of values; the nearest counts whole."""

    entry: ValueType


class Layered(_AnyKind, frozen=True):
    """Fields of another model, which become a layer of their own."""

    merges = "a layer of the role"
    of: str


Distinct = Annotated[tuple[T, ...], SetOf()]
"""A list of single values without doubles."""
Several = Annotated[tuple[T, ...], OneOrMore()]
"""A single value or a list of several, of which the nearest counts whole."""
Listed = Annotated[tuple[T, ...], OneOrMore(alone=False)]
"""The same, for templates always a list."""
ById = Annotated[tuple[T, ...], Keyed()]
"""A list of groups, each with an id and a text."""
Extra = Annotated[types.MappingProxyType[str, Any], OwnData()]
"""Data of the workspace's own, by name."""
Kind = (
    ValueType | Choice | Group | SetOf | OneOrMore | Keyed | ByKey | OwnData | Selection | Layered
)


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
        for name, said in model.descriptions.items()
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
def handed_on(giver: type[Model], taker: type[Model]) -> frozenset[str]:
    """Return the lists by id, and the own data, that one model hands on to another."""
    given = fields_of(giver)
    return frozenset(
        name
        for name, field in fields_of(taker).items()
        if isinstance(field.kind, Keyed | OwnData)
        and name in given
        and given[name].kind == field.kind
    )


@cache
def shown_fields_of(model: type[Model]) -> dict[str, ModelField]:
    """Return the fields of ``model`` by the names under which templates and people know them."""
    return {field.said.stands_for or name: field for name, field in all_fields_of(model).items()}


@cache
def former_names(model: type[Model]) -> dict[str, str]:
    """Return the names that fields of ``model`` had once, with those they have now."""
    known = fields_of(model).values()
    return {field.said.formerly: field.name for field in known if field.said.formerly}


def with_new_names(node: Tree, model: type[Model]) -> Tree:
    """Return a group of fields with its old names made new, unless the new one is there as well."""
    former, there = former_names(model), node.keys()
    renamed = {old: new for old, new in former.items() if old in there and new not in there}
    if not renamed:
        return node
    entries = [
        Entry(Scalar(renamed[name], entry.key.span), entry.value)
        if (name := entry.key.text) in renamed
        else entry
        for entry in node.entries
    ]
    return node.having(entries)


def _kind(annotation: Any) -> Any:
    """Return what a value of an annotation may be; of an optional one, what it is if written."""
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        mark = next(mark for mark in inside[1:] if isinstance(mark, _AnyKind))
        entry = next(iter(typing.get_args(inside[0])), None)
        if isinstance(mark, Keyed):
            return replace(mark, model=entry)
        return replace(mark, entry=_kind(entry)) if isinstance(mark, SetOf | OneOrMore) else mark
    if origin in {typing.Union, types.UnionType}:
        some, *other = [each for each in inside if each is not type(None)]
        # a list or one word for all of it, or else what there may be besides nothing
        return Selection(_kind(typing.get_args(some)[0])) if other else _kind(some)
    if origin is typing.Literal:
        return Choice(inside)
    if origin is types.MappingProxyType:
        return ByKey(_kind(inside[0]), inside[1])
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Group(annotation)
    raise TypeError(f"{annotation} says nothing of how it is written")
