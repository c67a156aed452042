"""The tests and functions that templates have; there are no others."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined, pass_environment
from jinja2.utils import Namespace

from kamroles.compose.budget import MAX_RANGE
from kamroles.compose.faults import Fault, meant
from kamroles.compose.filters import FILTERS
from kamroles.compose.names import unknown_name
from kamroles.compose.operators import binary, compare, kind_of
from kamroles.compose.values import Blank, Link, Missing, Passage, path_of

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS: dict[str, Callable[..., Any]] = {}


def _test(name: str, check: Callable[..., bool]) -> None:
    @pass_environment
    def run(sandbox: Any, value: Any, *args: Any) -> bool:
        if isinstance(value, Undefined):
            sandbox.broken(unknown_name(value, sandbox.globals))
            return False
        return bool(check(value, *args))

    TESTS[name] = run


TESTS["defined"] = lambda value: not isinstance(value, Undefined)
TESTS["undefined"] = lambda value: isinstance(value, Undefined)
_test("none", lambda value: value is None or isinstance(value, Missing))
_test("true", lambda value: value is True)
_test("false", lambda value: value is False)
_test("odd", lambda value: binary("%", value, 2) == 1)
_test("even", lambda value: binary("%", value, 2) == 0)
_test("string", lambda value: isinstance(value, str))
_test("number", lambda value: isinstance(value, int | float) and not isinstance(value, bool))
for _names, _sign in (
    (("eq", "equalto"), "eq"),
    (("ne",), "ne"),
    (("lt", "lessthan"), "lt"),
    (("le",), "lteq"),
    (("gt", "greaterthan"), "gt"),
    (("ge",), "gteq"),
    (("in",), "in"),
):
    for _name in _names:
        _test(_name, functools.partial(compare, _sign))


@pass_environment
def _t(sandbox: Any, key: Any) -> Any:
    if not isinstance(key, str):
        fault = Fault("KR311", f"`t` takes the key of a label, and this is {kind_of(key)}")
        return sandbox.broken(fault)
    return sandbox.label(key)


@pass_environment
def _blank(sandbox: Any, label: Any, path: str | None = None) -> Any:
    if not isinstance(label, str) or isinstance(label, Passage) or not label.strip():
        fault = Fault("KR311", "`blank` takes the words for what is missing", 'blank("Pay range")')
        return sandbox.broken(fault)
    return Blank(" ".join(label.split()), path or path_of(label))


@pass_environment
def _link(sandbox: Any, text: Any, url: Any) -> Any:
    for value in (text, url):
        if isinstance(value, Missing):
            return value
        if not isinstance(value, str) or isinstance(value, Passage):
            message = f"`link` takes a text and an address, and this is {kind_of(value)}"
            return sandbox.broken(Fault("KR311", message, None, "link"))
    return Link(text, str(url))


@pass_environment
def _range(sandbox: Any, *bounds: Any) -> Any:
    if not 1 <= len(bounds) <= 3 or any(type(b).__name__ not in {"int", "Whole"} for b in bounds):
        return sandbox.broken(Fault("KR311", "`range` takes whole numbers", None, "range"))
    try:
        numbers = range(*map(int, bounds))
    except ValueError:
        return sandbox.broken(Fault("KR311", "`range` cannot take steps of 0", None, "range"))
    if len(numbers) > MAX_RANGE:
        raise Fault("KR312", f"`range` gives at most {MAX_RANGE:,} numbers", None, "range")
    return numbers


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "t": _t,
    "blank": _blank,
    "link": _link,
    "range": _range,
    "namespace": Namespace,
}


def unknown(what: str, name: str) -> Fault | None:
    """Return the fault of a filter or test that templates do not have, or None."""
    known = FILTERS if what == "filter" else TESTS
    if name in known:
        return None
    message = f"there is no {what} `{name}`"
    return Fault("KR308", message, meant(name, sorted(known), f"{what}s are"), name)
