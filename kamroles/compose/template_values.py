"""What templates see: records of declared fields, and values that know where they come from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from kamroles.model.base import Model
from kamroles.model.fields import (
    ByKey,
    Group,
    Keyed,
    OneOrMore,
    OwnData,
    SetOf,
    shown_fields_of,
)
from kamroles.model.values import RICH
from kamroles.model.walk import members
from kamroles.source.nodes import Mapping as Tree
from kamroles.source.nodes import Scalar, plain
from kamroles.source.nodes import Sequence as Listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kamroles.model.fields import Kind

Passage = Markup
"""Template text whose values are tokens already: what blocks, macros and set-blocks give."""


class Text(str):
    """Characters with the path they were written at; ``rich`` where the field is Markdown."""

    __slots__ = ("path", "rich")
    path: str | None
    rich: bool

    def __new__(cls, text: str, path: str | None = None, *, rich: bool = False) -> Text:
        """Return ``text`` as written at ``path``."""
        made = super().__new__(cls, text)
        made.path = path
        made.rich = rich
        return made


class Whole(int):
    """A whole number with its path."""

    path: str | None = None


class Decimal(float):
    """A number with its path."""

    path: str | None = None


class Items(tuple[Any, ...]):
    """Values of a list with the list's path."""

    path: str | None = None


class Missing:
    """Nothing was written at ``path``; false, and equal to None.

    ``told`` marks what stands in for a fault that has been reported.
    """

    __slots__ = ("path", "told")

    def __init__(self, path: str | None, *, told: bool = False) -> None:
        self.path = path
        self.told = told

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Missing)

    def __hash__(self) -> int:
        return hash(None)


@dataclass(eq=False, slots=True)
class Blank:
    """A marked gap that somebody still has to fill."""

    label: str
    path: str | None


@dataclass(eq=False, slots=True)
class Link:
    """Text that leads to an address."""

    text: str
    href: str


@dataclass(eq=False, slots=True)
class Rich:
    """Text to be read as a Markdown fragment of its own."""

    text: Text


class Record:
    """Declared fields and nothing else; templates reach them through ``field``."""

    __slots__ = ("_seen", "_values", "path")

    def __init__(self, values: Mapping[str, tuple[Any, Kind]], path: str) -> None:
        self._values: Final = values
        self._seen: Final[dict[str, Any]] = {}
        self.path: Final = path

    def names(self) -> Collection[str]:
        """Return the fields there are."""
        return self._values.keys()

    def field(self, name: str) -> Any:
        """Return the value of a declared field; KeyError for any other name."""
        if name not in self._seen:
            self._seen[name] = _wrap(*self._values[name], f"{self.path}.{name}")
        return self._seen[name]


def record(
    model: type[Model],
    value: Model | None,
    path: str,
    *,
    unprinted: bool = False,
    own: Mapping[str, Any] = MappingProxyType({}),
) -> Record:
    """Return a model as templates see it; without a value, one with every field empty.

    With ``unprinted``, also the fields that help the author and no document shows. ``own`` is
    the own data where there is no value.
    """
    values: dict[str, tuple[Any, Kind]] = {}
    for name, field in shown_fields_of(model).items():
        if unprinted or not field.said.unprinted:
            several = isinstance(field.kind, OneOrMore) and not field.kind.alone
            empty: Any = () if several or isinstance(field.kind, Keyed | SetOf) else None
            if isinstance(field.kind, OwnData):
                empty = own
            values[name] = (getattr(value, field.name) if value else empty, field.kind)
    return Record(values, path)


def _wrap(value: Any, kind: Kind, path: str) -> Any:
    """Return a plain value with its path."""
    if isinstance(kind, OneOrMore) and kind.alone and len(value or ()) == 1:
        value, kind = value[0], kind.entry  # as it is written: a single value is no list
    match value:
        case None:
            return Missing(path)
        case Tree() | Listed() | Scalar():  # a layer of the role, as it was written
            return _wrap(plain(value), kind, path)
        case bool():
            return value
        case int() | float():
            number = Whole(value) if isinstance(value, int) else Decimal(value)
            number.path = path
            return number
        case str() | datetime.date():
            rich = kind is RICH
            text = str(value).strip()
            return Text(text, path, rich=rich) if text else Missing(path)
        case Model():
            return record(type(value), value, path)
        case dict() | MappingProxyType():  # also own data, whose names people make up
            inner = Group(kind.model) if isinstance(kind, ByKey) else kind
            return Record({key: (each, inner) for key, each in value.items()}, path)
        case list() | tuple():
            entry = kind.entry if isinstance(kind, SetOf | OneOrMore) else kind
            return items(
                (_wrap(v, entry, f"{path}.{name}") for name, v in members(tuple(value))), path
            )
    raise TypeError(f"{path}: {type(value).__name__} is no value of a model")


def items(values: Any, path: str | None) -> Items:
    """Return values as a list that knows its path."""
    made = Items(values)
    made.path = path
    return made


def path_of(value: Any) -> str | None:
    """Return where a value was written, as far as it is known."""
    return getattr(value, "path", None) if not isinstance(value, Markup) else None


KINDS: tuple[tuple[tuple[type, ...], str], ...] = (
    ((Passage,), "a passage of text"),
    ((Text, str), "a text"),
    ((bool,), "yes or no"),
    ((Whole, int, Decimal, float), "a number"),
    ((Items, tuple, list, range), "a list"),
    ((dict,), "a mapping"),
    ((Record,), "a group of fields"),
    ((Missing,), "a missing value"),
    ((Blank, Link, Rich), "a finished text"),
)
"""What values are called in plain words; the first that holds counts."""


def kind_of(value: Any, other: str = "no text") -> str:
    """Return in plain words what a value is; ``other`` for what has no word."""
    for types, words in KINDS:
        if isinstance(value, types):
            return words
    return "a function" if callable(value) else other


def what_is(value: Any) -> str:
    """Return in a sentence why a value does not fit: it is missing, or of another kind."""
    missing = isinstance(value, Missing) and value.path
    return f"{value.path} has no value here" if missing else f"this is {kind_of(value)}"


def is_number(value: Any) -> bool:
    """Tell whether a value is a number; yes and no are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_text(value: Any) -> bool:
    """Tell whether a value is a text of its own, and no passage of the template."""
    return isinstance(value, str) and not isinstance(value, Passage)


def common_path(values: Sequence[Any]) -> str | None:
    """Return the longest path that all values stand below."""
    paths = [path.split(".") if (path := path_of(value)) else [] for value in values]
    shared: list[str] = []
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return ".".join(shared) or None
