"""What templates see: records of declared fields, and values that know where they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from kamroles.compose.fields import FIELDS, LISTS, UNPRINTED
from kamroles.model.job import RICH_FIELDS

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

    __slots__ = ("_name", "_seen", "_values", "path")

    def __init__(self, values: Mapping[str, Any], path: str, name: str) -> None:
        self._values: Final = values
        self._seen: Final[dict[str, Any]] = {}
        self._name: Final = name
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
            value = self._values[name]
            self._seen[name] = _wrap(value, f"{self.path}.{name}", f"{self._name}.{name}")
        return self._seen[name]


def record(values: Mapping[str, Any] | None, name: str) -> Record:
    """Return the record called ``name``; without values, one with every field empty."""
    if values is None:
        return Record({f: [] if f"{name}.{f}" in LISTS else None for f in FIELDS[name]}, name, name)
    return Record({f: v for f, v in values.items() if f not in UNPRINTED}, name, name)


def _wrap(value: Any, path: str, field: str) -> Any:
    """Return a plain value with its path; ``field`` is the last two names of its place."""
    if isinstance(value, str):
        text = value.strip()
        return Text(text, path, rich=field in RICH_FIELDS) if text else Missing(path)
    if value is None:
        return Missing(path)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        number = Whole(value) if isinstance(value, int) else Decimal(value)
        number.path = path
        return number
    own = field.rpartition(".")[2]
    if isinstance(value, Mapping):
        return Record(value, path, own)
    if isinstance(value, Sequence):
        return items(
            (_wrap(v, f"{path}.{_key(v, n)}", own) for n, v in enumerate(value)),
            path,
        )
    raise TypeError(f"{path}: {type(value).__name__} is not plain data")


def _key(value: Any, position: int) -> str:
    named = value.get("id") if isinstance(value, Mapping) else None
    return str(named or position)


def items(values: Any, path: str | None) -> Items:
    """Return values as a list that knows its path."""
    made = Items(values)
    made.path = path
    return made


def path_of(value: Any) -> str | None:
    """Return where a value was written, as far as it is known."""
    return getattr(value, "path", None) if not isinstance(value, Markup) else None


def common_path(values: Sequence[Any]) -> str | None:
    """Return the longest path that all values stand below."""
    paths = [path.split(".") if (path := path_of(value)) else [] for value in values]
    shared: list[str] = []
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return ".".join(shared) or None
