"""Jinja's own filters and tests: which of them templates have, on what, and how far they may go."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from types import NoneType
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined, pass_context
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS

from kamroles.compose.faults import Fault
from kamroles.compose.guard import filter_of, given_first, takes_these, test_of
from kamroles.compose.limits import (
    MAX_CHARACTERS,
    MAX_LENGTH,
    MAX_NUMBER,
    bounded,
    too_large,
    weigh,
)
from kamroles.compose.operators import compare
from kamroles.compose.template_values import Missing, Passage, Text, items, path_of, what_is
from kamroles.compose.tokens import has_token
from kamroles.compose.unknown import FAILURES, ODD_ARGUMENTS, REFUSED, not_worked_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TEXT = str, "a text"
_NUMBER = (int, float), "a number"
_TEXT_OR_NUMBER = (str, int, float), "a text or a number"
_LIST = (tuple, list, range, dict), "a list"
_TEXT_OR_LIST = (str, tuple, list, range, dict), "a list or a text"
_PRINTED = str, int, float, NoneType
_MAPPING = dict, "a mapping"
_PLAIN = (str, int, float, tuple, list, dict), "a text, a number or a list"

_FILTERS: dict[str, tuple[tuple[Any, str], str]] = {
    "abs": (_NUMBER, "Write a number without its sign."),
    "batch": (_LIST, "Cut a list into lists of a length: `batch(3)`."),
    "capitalize": (_TEXT, "Write the first letter large and all others small."),
    "center": (_TEXT, "Put spaces around a text; documents show each run of white space as one."),
    "count": (_TEXT_OR_LIST, "Count the values of a list; another name of `length`."),
    "dictsort": (_MAPPING, "Put a mapping in the order of its keys."),
    "e": (_PLAIN, "Change nothing: every value comes out as the text it is."),
    "escape": (_PLAIN, "Change nothing: every value comes out as the text it is."),
    "filesizeformat": (_NUMBER, "Write a number of bytes as people do, such as 2.1 MB."),
    "first": (_TEXT_OR_LIST, "Take the first value of a list."),
    "float": (_TEXT_OR_NUMBER, "Read a number with decimals; 0.0 where there is none."),
    "forceescape": (_PLAIN, "Change nothing: every value comes out as the text it is."),
    "format": (_TEXT, 'Put values into a text: `"%s of %s" | format(1, 2)`.'),
    "groupby": (_LIST, 'Group a list by a field: `groupby("need")`; each has `grouper`, `list`.'),
    "indent": (_TEXT, "Put spaces before every line but the first; documents show them as one."),
    "int": (_TEXT_OR_NUMBER, "Read a whole number; 0 where there is none."),
    "items": (_MAPPING, "Take the keys of a mapping, each with its value."),
    "last": (_TEXT_OR_LIST, "Take the last value of a list."),
    "length": (_TEXT_OR_LIST, "Count the values of a list."),
    "list": (_LIST, "Make a list."),
    "lower": (_TEXT, "Write in small letters."),
    "map": (_LIST, 'Take a field of every entry, `map(attribute="text")`, or use a filter on it.'),
    "max": (_LIST, "Take the largest value of a list."),
    "min": (_LIST, "Take the smallest value of a list."),
    "reject": (_LIST, 'Leave out the values that a test holds of: `reject("none")`.'),
    "rejectattr": (_LIST, 'Leave out the entries with a field that holds: `rejectattr("own")`.'),
    "replace": (_TEXT, 'Put another text in place of one: `replace("&", "and")`.'),
    "reverse": (_TEXT_OR_LIST, "Turn the order around."),
    "round": (_NUMBER, "Round a number: `round(2)`."),
    "select": (_LIST, 'Keep the values that a test holds of: `select("string")`.'),
    "selectattr": (_LIST, 'Keep the entries with a field that holds: `selectattr("share")`.'),
    "slice": (_LIST, "Cut a list into a number of lists: `slice(2)`."),
    "sort": (_LIST, 'Put a list in order: `sort(attribute="share", reverse=true)`.'),
    "string": (_TEXT_OR_NUMBER, "Make a text of a number."),
    "striptags": (_TEXT, "Take HTML tags out of a text."),
    "sum": (_LIST, 'Add up: `sum(attribute="share")`.'),
    "title": (_TEXT, "Write Every Word With A Large First Letter."),
    "tojson": (_PLAIN, "Write a value as JSON."),
    "trim": (_TEXT, "Take white space off both ends; of a passage too."),
    "truncate": (_TEXT, "Cut a text off at a length, between words: `truncate(80)`."),
    "unique": (_LIST, "Leave repeated values of a list out."),
    "upper": (_TEXT, "Write in capitals."),
    "urlencode": (_TEXT, "Write a text so that it can stand in an address."),
    "wordcount": (_TEXT, "Count words."),
    "wordwrap": (_TEXT, "Break a text into lines of a length; documents break lines anew."),
}
"""What each filter works on, and what it does."""

_SAME = frozenset({"e", "escape", "forceescape"})
_WITH_LENGTHS = frozenset(
    {"batch", "center", "indent", "round", "slice", "tojson", "truncate", "wordwrap"}
)
"""Filters whose whole numbers say how long or how many."""
_GROWTH: dict[str, Callable[..., int]] = {
    "format": lambda text, *values, **named: (
        sum(int(width) for width in re.findall(r"%[^a-zA-Z%]*?(\d{1,9})", text))
        + sum(len(str(value)) for value in (*values, *named.values()))
        + sum(value for value in values if isinstance(value, int)) * ("*" in text)
    ),
    "indent": lambda text, width=4, *_, **__: (
        (text.count("\n") + 1) * (len(width) if isinstance(width, str) else width)
    ),
    "replace": lambda text, old, new, *_: text.count(old) * len(new),
    "tojson": lambda _, indent=0: MAX_CHARACTERS * max(0, (indent or 0) - 7),
    "wordwrap": lambda text, width=79, _=True, wrapstring="\n", *__, **___: (
        len(text) * len(wrapstring or "\n")
    ),
}
"""How many characters a filter may add, where the size of what it gets does not bound them."""

_SIGNS = "==", "!=", "<", "<=", ">", ">=", "in"


def _check_arguments(name: str, wants: str, value: Any, given: tuple[Any, ...]) -> None:
    """Refuse arguments that a filter cannot take or that would make it do too much."""
    weigh(value, *given)
    if isinstance(value, str):
        bounded((value,))
    for one in given:
        if isinstance(one, Passage) or (wants == "a text" and not isinstance(one, _PRINTED)):
            message = f"`{name}` takes texts and numbers, and {what_is(one)}"
            raise Fault("KR311", message, None, name)
        if isinstance(one, int) and abs(one) > MAX_LENGTH and name in _WITH_LENGTHS:
            raise too_large()
        if isinstance(one, str):
            bounded((one,))


def _stock(name: str, kind: Any, wants: str, meaning: str) -> Callable[..., Any]:
    jinja: Any = JINJA_FILTERS[name]

    @pass_context
    @functools.wraps(jinja)
    def run(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        _check_arguments(name, wants, value, (*args, *kwargs.values()))
        if name in _SAME:
            return value
        try:
            if name in _GROWTH and _GROWTH[name](value, *args, **kwargs) > MAX_CHARACTERS:
                raise too_large()
            made = jinja(*given_first(jinja, context), value, *args, **kwargs)
            return _result(str(made) if name == "tojson" else made, value)
        except (*FAILURES, *ODD_ARGUMENTS) as failure:
            if isinstance(failure, TypeError):
                takes_these(name, jinja, args, kwargs)
            raise not_worked_out(failure, name, context.environment) from None

    run.__doc__ = meaning
    return filter_of(name, kind, wants, run)


def _result(made: Any, value: Any) -> Any:
    """Return what a filter made as templates see it, at the place of the value it was made of."""
    path = path_of(value)
    if isinstance(made, Undefined):
        return Missing(path)
    if isinstance(made, Iterator | list):
        made = items(_counted(made), path)
        weigh(made)
    if isinstance(made, str):
        bounded((made,))
    if isinstance(made, int | float) and not abs(made) <= MAX_NUMBER:
        raise too_large()
    if not isinstance(made, str) or made is value or isinstance(made, Text):
        return made
    if isinstance(made, Passage) and isinstance(value, Passage | tuple | list):
        return made  # one of a list, or what is left between white space
    if has_token(made):
        raise Fault("KR311", "this takes a passage of text apart", "use the values alone")
    return Text(str(made), path)


def _counted(values: Iterable[Any]) -> Iterator[Any]:
    characters = 0
    for number, value in enumerate(values):
        characters += len(value) if isinstance(value, str) else 0
        if number >= MAX_LENGTH or characters > MAX_CHARACTERS:
            raise too_large()
        yield value


def _test(name: str) -> Callable[..., bool]:
    jinja: Any = JINJA_TESTS[name]
    if sign := next((sign for sign in _SIGNS if JINJA_TESTS[sign] is jinja), None):
        return test_of(lambda _, left, right: compare(sign, left, right))

    def check(context: Any, value: Any, *given: Any) -> Any:
        weigh(value, *given)
        try:
            return jinja(*given_first(jinja, context), value, *given)
        except (*FAILURES, *ODD_ARGUMENTS) as failure:
            raise not_worked_out(failure, name, context.environment) from None

    return test_of(check)


TEST_MEANINGS = {
    "boolean": "yes or no",
    "defined": "a name that is known",
    "divisibleby": "a number that another divides: `divisibleby(3)`",
    "eq, equalto, ==": "the same value",
    "even": "an even number",
    "false": "no",
    "filter": "the name of a filter",
    "float": "a number with decimals",
    "ge, >=": "as large, or larger",
    "gt, greaterthan, >": "larger",
    "in": 'one of a list: `in(["hybrid", "remote"])`',
    "integer": "a whole number",
    "iterable": "something to loop over",
    "le, <=": "as large, or smaller",
    "lower": "a text in small letters",
    "lt, lessthan, <": "smaller",
    "mapping": "a mapping",
    "ne, !=": "another value",
    "none": "a field without a value",
    "number": "a number",
    "odd": "an odd number",
    "sameas": "the very same value",
    "sequence": "a list or a text",
    "string": "a text",
    "test": "the name of a test",
    "true": "yes",
    "undefined": "a name that is not known",
    "upper": "a text in capitals",
}
"""What each test holds of."""

FILTERS = {name: _stock(name, *takes, meaning) for name, (takes, meaning) in _FILTERS.items()}
TESTS: dict[str, Any] = {name: _test(name) for name in JINJA_TESTS if name not in REFUSED}
TESTS |= {name: JINJA_TESTS[name] for name in ("defined", "undefined")}
TESTS["none"] = test_of(lambda _, value: value is None or isinstance(value, Missing))
