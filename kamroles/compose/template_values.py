"""What templates see: records of declared fields, and values that know where they come from."""

from __future__ import annotations

import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from kamroles.model.base import Model
from kamroles.model.fields import ByKey, Group, Keyed, SetOf, shown_fields_of
from kamroles.model.values import RICH
from kamroles.model.walk import members
from kamroles.source.nodes import Mapping as Tree
from kamroles.source.nodes import Scalar, plain
from kamroles.source.nodes import Sequence as Listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


class Blank:
    """A marked gap that somebody still has to fill."""

    __slots__ = ("label", "path")

    def __init__(self, label: str, path: str | None) -> None:
        self.label = label
        self.path = path


class Link:
    """Text that leads to an address."""

    __slots__ = ("href", "text")

    def __init__(self, text: str, href: str) -> None:
        self.text = text
        self.href = href


class Rich:
    """Text to be read as a Markdown fragment of its own."""

    __slots__ = ("text",)

    def __init__(self, text: Text) -> None:
        self.text = text


class Record:
    """Declared fields and nothing else; templates reach them through ``field``."""

    __slots__ = ("_seen", "_values", "path")

    def __init__(self, values: Mapping[str, tuple[Any, Kind]], path: str) -> None:
        self._values: Final = values
        self._seen: Final[dict[str, Any]] = {}
        self.path: Final = path

    def names(self) -> tuple[str, ...]:
        """Return the fields there are."""
        return tuple(self._values)

    def has(self, name: str) -> bool:
        """Tell whether there is such a field."""
        return name in self._values

    def field(self, name: str) -> Any:
        """Return the value of a declared field; KeyError for any other name."""
        if name not in self._seen:
            self._seen[name] = _wrap(*self._values[name], f"{self.path}.{name}")
        return self._seen[name]


def record(
    model: type[Model], value: Model | None, path: str, *, unprinted: bool = False
) -> Record:
    """Return a model as templates see it; without a value, one with every field empty.

    With ``unprinted``, also the fields that help the author and no document shows.
    """
    fields = shown_fields_of(model).items()
    shown = {n: field for n, field in fields if unprinted or not field.said.unprinted}
    if value is None:
        kinds = {name: field.kind for name, field in shown.items()}
        lists = Keyed, SetOf
        return Record(
            {n: (() if isinstance(k, lists) else None, k) for n, k in kinds.items()}, path
        )
    return Record({n: (getattr(value, field.name), field.kind) for n, field in shown.items()}, path)


def _wrap(value: Any, kind: Kind, path: str) -> Any:
    """Return a plain value with its path."""
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
        case dict() | MappingProxyType():
            inner = Group(kind.model) if isinstance(kind, ByKey) else kind
            return Record({key: (each, inner) for key, each in value.items()}, path)
        case list() | tuple():
            entry = kind.entry if isinstance(kind, SetOf) else kind
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


def kind_of(value: Any) -> str:
    """Return in plain words what a value is."""
    kinds: tuple[tuple[Any, str], ...] = (
        (Passage, "a passage of text"),
        (str, "a text"),
        (bool, "yes or no"),
        ((int, float), "a number"),
        ((Items, tuple, list, range), "a list"),
        (dict, "a mapping"),
        (Record, "a group of fields"),
        (Missing, "a missing value"),
        ((Blank, Link, Rich), "a finished text"),
    )
    for types, words in kinds:
        if isinstance(value, types):
            return words
    return "a function" if callable(value) else "no text"


def common_path(values: Sequence[Any]) -> str | None:
    """Return the longest path that all values stand below."""
    paths = [path.split(".") if (path := path_of(value)) else [] for value in values]
    shared: list[str] = []
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return ".".join(shared) or None
