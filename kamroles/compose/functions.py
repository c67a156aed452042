"""The functions that templates have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_environment
from jinja2.utils import Cycler, Joiner, Namespace

from kamroles.compose.faults import Fault
from kamroles.compose.limits import MAX_LENGTH
from kamroles.compose.template_values import Blank, Link, Missing, is_text, kind_of, path_of
from kamroles.compose.tokens import refusal

if TYPE_CHECKING:
    from collections.abc import Callable


@pass_environment
def t(sandbox: Any, key: Any) -> Any:
    """Write a label of the locale file: `t("pay")`."""
    if not isinstance(key, str):
        message = f"`t` takes the key of a label, and this is {kind_of(key)}"
        return sandbox.broken(Fault("KR311", message))
    return sandbox.label(key)


@pass_environment
def blank(sandbox: Any, label: Any, path: str | None = None) -> Any:
    """Mark what is still to come: `posting.grade or blank("Grade")`."""  # noqa: D402
    if not is_text(label) or not label.strip():
        fault = Fault("KR311", "`blank` takes the words for what is missing", 'blank("Pay range")')
        return sandbox.broken(fault)
    return Blank(" ".join(label.split()), path or path_of(label))


@pass_environment
def link(sandbox: Any, text: Any, url: Any) -> Any:
    """Write a text that leads to an address: `link(way.email, way.email)`."""
    for value in (text, url):
        if isinstance(value, Missing):
            return value
        if not is_text(value):
            message = f"`link` takes a text and an address, and this is {kind_of(value)}"
            return sandbox.broken(Fault("KR311", message, None, "link"))
        if fault := refusal(value, path_of(value)):
            return sandbox.broken(fault)
    return Link(text, str(url))


@pass_environment
def _range(sandbox: Any, *bounds: Any) -> Any:
    """Count: `range(3)` is 0, 1, 2; at most 10,000 numbers."""
    if not 1 <= len(bounds) <= 3 or any(type(b).__name__ not in {"int", "Whole"} for b in bounds):
        return sandbox.broken(Fault("KR311", "`range` takes whole numbers", None, "range"))
    try:
        numbers = range(*map(int, bounds))
    except ValueError:
        return sandbox.broken(Fault("KR311", "`range` cannot take steps of 0", None, "range"))
    if len(numbers) > MAX_LENGTH:
        raise Fault("KR312", f"`range` gives at most {MAX_LENGTH:,} numbers", None, "range")
    return numbers


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "t": t,
    "blank": blank,
    "link": link,
    "range": _range,
    "namespace": Namespace,
    "dict": dict,
    "cycler": Cycler,
    "joiner": Joiner,
}
OF_JINJA = {
    "namespace": "Keep values that a loop may change: `{% set n = namespace(count=0) %}`.",
    "dict": "Make a mapping: `dict(a=1)`.",
    "cycler": 'Take turns: `{% set c = cycler("a", "b") %}`, then `c.next()`.',
    "joiner": 'Write a text every time but the first: `{% set comma = joiner(", ") %}`.',
}
"""What those of Jinja's are for."""
