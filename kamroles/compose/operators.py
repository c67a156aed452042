"""Operators of templates, within bounds and with plain words when they do not fit."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from kamroles.compose.faults import Fault
from kamroles.compose.values import (
    Blank,
    Items,
    Link,
    Missing,
    Passage,
    Record,
    Rich,
    Text,
    common_path,
    items,
    path_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_NUMBER = 10**15
MAX_CHARACTERS = 100_000
MAX_LENGTH = 10_000

BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}


_COMPARING: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}
_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_LISTS = (tuple, list, dict, range)


def kind_of(value: Any) -> str:
    """Return in plain words what a value is."""
    kinds: tuple[tuple[Any, str], ...] = (
        (Passage, "a passage of text"),
        (str, "a text"),
        (bool, "yes or no"),
        ((int, float), "a number"),
        ((Items, tuple, list, dict, range), "a list"),
        (Record, "a group of fields"),
        (Missing, "a missing value"),
        ((Blank, Link, Rich), "a finished text"),
    )
    for types, words in kinds:
        if isinstance(value, types):
            return words
    return "a function" if callable(value) else "this"


def binary(sign: str, left: Any, right: Any) -> Any:
    """Return ``left sign right`` for numbers; texts and lists can be added.

    Raises:
        Fault: the values do not fit or the result would be too large.

    """
    if _number(left) and _number(right):
        if sign == "**" and (abs(right) > 16 or abs(left) > 1_000):
            raise _too_large()
        result = BINARY[sign](left, right)
        if isinstance(result, complex) or abs(result) > MAX_NUMBER:
            raise _too_large()
        return result
    if sign == "+" and _plain_text(left) and _plain_text(right):
        return chain((left, right))
    if sign == "+" and isinstance(left, tuple | list) and isinstance(right, tuple | list):
        if len(left) + len(right) > MAX_LENGTH:
            raise _too_large()
        return items((*left, *right), common_path((left, right)))
    hint = "write `~` to put texts together" if sign == "+" else None
    message = f"`{sign}` does not work between {kind_of(left)} and {kind_of(right)}"
    raise Fault("KR311", message, hint, sign)


def compare(sign: str, left: Any, right: Any) -> bool:
    """Return whether ``left sign right`` holds; lists within lists are not compared.

    Raises:
        Fault: the values do not fit.

    """
    if sign in {"in", "notin"}:
        if isinstance(left, _LISTS) or not isinstance(right, (str, *_LISTS)):
            message = f"`in` does not work between {kind_of(left)} and {kind_of(right)}"
            raise Fault("KR311", message, None, "in")
        if isinstance(right, str) and not isinstance(left, str):
            raise Fault("KR311", f"a text cannot hold {kind_of(left)}", None, "in")
        return (left in right) is (sign == "in")
    if _nested(left) or _nested(right):
        raise Fault("KR311", "lists of lists cannot be compared", None, _SIGNS[sign])
    try:
        return bool(_COMPARING[sign](left, right))
    except TypeError:
        message = f"`{_SIGNS[sign]}` does not work between {kind_of(left)} and {kind_of(right)}"
        raise Fault("KR311", message, None, _SIGNS[sign]) from None


def _nested(value: Any) -> bool:
    return isinstance(value, _LISTS) and any(isinstance(one, _LISTS) for one in value)


def chain(parts: Sequence[Any]) -> Text:
    """Return plain values written one after the other.

    Raises:
        Fault: one of them is not text or a number, or the result would be too large.

    """
    for part in parts:
        if not _plain_text(part) and not _number(part):
            missing = isinstance(part, Missing) and part.path
            words = f"{part.path} has no value here" if missing else f"this is {kind_of(part)}"
            raise Fault("KR311", f"`~` puts texts together, and {words}")
    bounded([part for part in parts if isinstance(part, str)])
    written = [part for part in parts if path_of(part)]
    return Text("".join(map(str, parts)), common_path(written) if written else None)


def cut(values: Sequence[Any], bounds: Sequence[Any]) -> Items:
    """Return a slice of a list.

    Raises:
        Fault: its bounds are not numbers.

    """
    ends = [None if bound is None or isinstance(bound, Missing) else bound for bound in bounds]
    if not all(end is None or (_number(end) and isinstance(end, int)) for end in ends):
        raise Fault("KR311", "the ends of a slice are whole numbers", "such as [:4]")
    if ends[2] == 0:
        raise Fault("KR311", "a slice cannot take steps of 0")
    return items(values[slice(*ends)], path_of(values))


def bounded(parts: Sequence[str]) -> None:
    """Refuse to put texts together that are too long.

    Raises:
        Fault: they are.

    """
    if sum(map(len, parts)) > MAX_CHARACTERS:
        raise _too_large()


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain_text(value: Any) -> bool:
    return isinstance(value, str) and not isinstance(value, Passage)


def _too_large() -> Fault:
    return Fault("KR312", "this would become too large", "documents need no such long values")
