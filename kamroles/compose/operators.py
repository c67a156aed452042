"""Operators of templates, within bounds and with plain words when they do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS

from kamroles.compose.faults import Fault
from kamroles.compose.limits import MAX_LENGTH, MAX_NUMBER, bounded, too_large, weigh
from kamroles.compose.template_values import (
    Items,
    Missing,
    Text,
    common_path,
    is_number,
    is_text,
    items,
    kind_of,
    path_of,
    what_is,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def binary(sign: str, left: Any, right: Any) -> Any:
    """Return ``left sign right`` for numbers; texts and lists can be added.

    Raises:
        Fault: the values do not fit or the result would be too large.

    """
    if is_number(left) and is_number(right):
        if sign == "**" and (abs(right) > 16 or abs(left) > 1_000):
            raise too_large()
        result = SandboxedEnvironment.default_binop_table[sign](left, right)
        if isinstance(result, complex) or abs(result) > MAX_NUMBER:
            raise too_large()
        return result
    if sign == "+" and is_text(left) and is_text(right):
        return chain((left, right))
    if sign == "+" and isinstance(left, tuple | list) and isinstance(right, tuple | list):
        if len(left) + len(right) > MAX_LENGTH:
            raise too_large()
        return items((*left, *right), common_path((left, right)))
    hint = "write `~` to put texts together" if sign == "+" else None
    message = f"`{sign}` does not work between {kind_of(left)} and {kind_of(right)}"
    raise Fault("KR311", message, hint, sign)


def compare(sign: str, left: Any, right: Any) -> bool:
    """Return whether ``left sign right`` holds.

    Raises:
        Fault: the values do not fit, or they hold too much to be compared.

    """
    weigh(left, right)
    asked = sign.removeprefix("not ")
    test: Any = TESTS[asked]
    try:
        holds = bool(test(left, right))
    except TypeError:
        message = f"`{asked}` does not work between {kind_of(left)} and {kind_of(right)}"
        raise Fault("KR311", message, None, asked) from None
    return holds is (sign == asked)


def chain(parts: Sequence[Any]) -> Text:
    """Return plain values written one after the other.

    Raises:
        Fault: one of them is not text or a number, or the result would be too large.

    """
    for part in parts:
        if not is_text(part) and not is_number(part):
            raise Fault("KR311", f"`~` puts texts together, and {what_is(part)}")
    bounded([part for part in parts if isinstance(part, str)])
    written = [part for part in parts if path_of(part)]
    return Text("".join(map(str, parts)), common_path(written) if written else None)


def cut(values: Sequence[Any], bounds: Sequence[Any]) -> Items:
    """Return a slice of a list.

    Raises:
        Fault: its bounds are not numbers.

    """
    ends = [None if bound is None or isinstance(bound, Missing) else bound for bound in bounds]
    if not all(end is None or (is_number(end) and isinstance(end, int)) for end in ends):
        raise Fault("KR311", "the ends of a slice are whole numbers", "such as [:4]")
    if ends[2] == 0:
        raise Fault("KR311", "a slice cannot take steps of 0")
    return items(values[slice(*ends)], path_of(values))
