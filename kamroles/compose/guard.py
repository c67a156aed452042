"""What every filter and test holds to: values that fit, within bounds, and no passage taken apart.

A filter passes on what is missing and marked gaps, so that `or` can follow it.
"""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context

from kamroles.compose.faults import Fault
from kamroles.compose.template_values import Blank, Missing, Passage, kind_of, path_of

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = type[Any] | tuple[type[Any], ...]


def filter_of(
    name: str, kind: Kind, wants: str, function: Callable[..., Any]
) -> Callable[..., Any]:
    """Return a function as a filter of values of ``kind``; ``wants`` says in words what they are.

    What it wraps says which arguments it takes.
    """

    @pass_context
    @functools.wraps(function)
    def run(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        sandbox = context.environment
        value = sandbox.known(value)
        if value is None or isinstance(value, Missing | Blank):
            return Missing(None) if value is None else value
        try:
            if isinstance(value, Passage):
                fits = name == "trim" and not (args or kwargs)  # which leaves all tokens whole
            else:
                fits = isinstance(value, kind) and not isinstance(value, bool)
            if not fits:
                raise misfit(name, wants, value)
            try:
                return function(*given_first(function, context), value, *args, **kwargs)
            except TypeError:
                takes_these(name, function, args, kwargs)
                raise
        except Fault as fault:
            broken = sandbox.broken(fault)
            # a filter over a passage of the template must give a passage back
            return Passage("") if isinstance(value, Passage) else broken

    return run


def test_of(check: Callable[..., Any]) -> Callable[..., bool]:
    """Return ``check(context, value, …)`` as a test; nothing holds of a name that is not known."""

    @pass_context
    def run(context: Any, value: Any, *args: Any) -> bool:
        sandbox = context.environment
        for given in (value, *args):
            if sandbox.known(given) is not given:
                return False
        return bool(check(context, *map(sandbox.words, (value, *args))))

    return run


def given_first(function: Callable[..., Any], context: Any) -> tuple[Any, ...]:
    """Return what a function wants before its value, by the marks that Jinja has for that."""
    match getattr(function, "jinja_pass_arg", None):
        case None:
            return ()
        case wanted:
            given = {"eval_context": "eval_ctx", "environment": "environment"}
            return (getattr(context, given[wanted.name]) if wanted.name in given else context,)


def takes_these(
    name: str, described: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    """Refuse arguments that a filter or function does not take."""
    parameters = _parameters(described)
    try:
        inspect.Signature(parameters).bind(*args, **kwargs)
    except TypeError:
        names = ", ".join(each.name for each in parameters) or "nothing"
        message = f"`{name}` does not take these arguments"
        raise Fault("KR311", message, f"it takes {names}", name) from None


@functools.cache
def _parameters(function: Callable[..., Any]) -> tuple[inspect.Parameter, ...]:
    """Return what a filter takes after the value."""
    function = inspect.unwrap(function)
    first = 2 if getattr(function, "jinja_pass_arg", None) else 1
    return tuple(inspect.signature(function).parameters.values())[first:]


def misfit(name: str, wants: str, value: Any) -> Fault:
    """Return the fault of a value that a filter does not work on."""
    where = f" ({path})" if (path := path_of(value)) else ""
    message = f"`{name}` works on {wants}, and this is {kind_of(value)}{where}"
    return Fault("KR311", message, None, name)
