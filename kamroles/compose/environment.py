"""The sandbox that templates run in: declared fields, listed functions, and values as tokens."""

from __future__ import annotations

from types import MethodType
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Undefined, pass_context
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kamroles.compose import operators
from kamroles.compose.budget import Budget
from kamroles.compose.faults import Fault, meant
from kamroles.compose.filters import FILTERS
from kamroles.compose.functions import FUNCTIONS, TESTS
from kamroles.compose.loading import Loader
from kamroles.compose.names import unknown_name
from kamroles.compose.origins import Origins
from kamroles.compose.reaching import entry, reach
from kamroles.compose.tokens import Values, refusal
from kamroles.compose.values import (
    Blank,
    Items,
    Link,
    Missing,
    Passage,
    Record,
    Rich,
    Text,
    path_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2.runtime import Context

    from kamroles.compose.faults import Report
    from kamroles.diagnostics import Source

_SYNTAX: dict[str, Any] = {
    # `{#id}` belongs to headings, so comments are those of Markdown
    "comment_start_string": "<!--",
    "comment_end_string": "-->",
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "autoescape": True,
    "optimized": False,
    "auto_reload": False,
    "undefined": StrictUndefined,
}


class Sandbox(ImmutableSandboxedEnvironment):
    """One composition's templates, what they may use, and what they wrote."""

    intercepted_binops = frozenset(operators.BINARY)

    def __init__(
        self,
        lookup: Callable[[str], Source | None],
        report: Report,
        labels: Mapping[str, str],
        country: str | None,
    ) -> None:
        super().__init__(loader=Loader(), finalize=_finalize, **_SYNTAX)
        self.filters: Any = FILTERS
        self.tests: Any = TESTS
        self.globals = dict(FUNCTIONS)
        self.lookup = lookup
        self.report = report
        self.labels = labels
        self.country = country
        self.values = Values()
        self.budget = Budget()
        self.origins = Origins(report.sources)

    def stream(self, name: str) -> Iterator[str]:
        """Yield the text that a template makes, in pieces."""
        template = self.get_template(name)
        for piece in self.origins.follow(template.root_render_func(template.new_context())):
            self.budget.write(len(piece))
            yield piece

    def join_path(self, template: str, parent: str) -> str:
        """Return the name meant in ``parent``; its own name means the shipped template."""
        if isinstance(template, Undefined):
            raise unknown_name(template, self.globals)
        if not isinstance(template, str):
            what = operators.kind_of(template)
            raise Fault("KR301", f"the name of a template is a text, and this is {what}")
        return f"shipped/{template}" if template == parent else template

    def broken(self, fault: Fault) -> Missing:
        """Note a fault and return what stands in for the value, so that the work goes on."""
        self.report.here(fault)
        return Missing(None, told=True)

    def label(self, key: str) -> Text | Missing:
        """Return the words for a key of the locale file."""
        if key in self.labels:
            return Text(self.labels[key])
        hint = meant(key, self.labels)
        return self.broken(Fault("KR309", f"there is no label `{key}`", hint, key))

    def show(self, value: Any) -> Passage:
        """Return the token for a value that is written into the document."""
        fault = _unfit(value)
        if isinstance(value, str):
            self.budget.write(len(value))
        if fault is None:
            return self.values.put(value)
        if not (isinstance(value, Missing) and value.told):
            self.report.here(fault)
        return self.values.put("")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what ``obj.attribute`` means in a template."""
        try:
            return reach(obj, attribute, self.globals)
        except Fault as fault:
            return self.broken(fault)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what ``obj[argument]`` means in a template."""
        try:
            return entry(obj, argument, self.globals)
        except Fault as fault:
            return self.broken(fault)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call what templates may call: functions of the list, macros, blocks and loops."""
        if isinstance(__obj, MethodType) and __obj.__self__ is __self:
            return __obj(*args)
        if isinstance(__obj, Undefined):
            return __self.broken(unknown_name(__obj, __self.globals))
        if isinstance(__obj, Missing) and __obj.told:
            return __obj
        if not _callable(__obj):
            message = f"{operators.kind_of(__obj)} cannot be called"
            return __self.broken(Fault("KR310", message, "take the parentheses away"))
        return __context.call(__obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out an operator within bounds."""
        return operators.binary(operator, left, right)

    def concat(self, parts: Iterable[str]) -> str:
        """Put pieces of output together within bounds."""
        pieces = list(parts)
        self.budget.write(sum(map(len, pieces)))
        return "".join(pieces)

    def work(self, steps: int) -> None:
        """Count a run through a body; templates are rewritten to call this."""
        self.budget.work(steps)

    def rounds(self, values: Any) -> Any:
        """Return what a loop goes over; templates are rewritten to call this."""
        if isinstance(values, Undefined):
            self.broken(unknown_name(values, self.globals))
            return ()
        if isinstance(values, Missing):
            self.show(values)
            return ()
        if isinstance(values, Items | tuple | list | dict | range):
            self.budget.work(len(values))
            return values
        hint = "loop over a field that holds a list, such as role.responsibilities"
        message = f"a loop needs a list, and this is {operators.kind_of(values)}"
        self.broken(Fault("KR311", message, hint))
        return ()

    def part(self, values: Any, *bounds: Any) -> Any:
        """Return a slice of a list; templates are rewritten to call this."""
        if isinstance(values, Undefined):
            return self.broken(unknown_name(values, self.globals))
        if isinstance(values, Missing):
            return values
        if not isinstance(values, Items | tuple | list):
            message = f"{operators.kind_of(values)} cannot be cut"
            return self.broken(Fault("KR305", message, "only lists can, such as [:4]"))
        return operators.cut(values, bounds)

    def compared(self, first: Any, *rest: Any) -> bool:
        """Return whether a chain of comparisons holds; templates are rewritten to call this."""
        left = first
        for sign, right in zip(rest[::2], rest[1::2], strict=True):
            for value in (left, right):
                if isinstance(value, Undefined):
                    self.broken(unknown_name(value, self.globals))
                    return False
            if not operators.compare(sign, left, right):
                return False
            left = right
        return True

    def joined(self, *parts: Any) -> Any:
        """Return values put together with ``~``; templates are rewritten to call this."""
        if not any(isinstance(part, Passage) for part in parts):
            return operators.chain(parts)
        shown = [part if isinstance(part, Passage) else self.show(part) for part in parts]
        return Passage(self.concat(shown))


def _callable(value: Any) -> bool:
    if isinstance(value, Macro | BlockReference | LoopContext):
        return True
    if isinstance(value, MethodType):
        return isinstance(value.__self__, LoopContext) and value.__name__ == "cycle"
    return any(value is known for known in FUNCTIONS.values())


@pass_context
def _finalize(context: Context, value: Any) -> Passage:
    # with the context asked for, Jinja does not work constants out when it compiles
    if isinstance(value, Passage):
        return value
    sandbox: Any = context.environment
    if isinstance(value, Undefined):
        sandbox.broken(unknown_name(value, sandbox.globals))
        return Passage("")
    shown: Passage = sandbox.show(value)
    return shown


def _unfit(value: Any) -> Fault | None:
    """Return why a value cannot be written into a document, or None."""
    if isinstance(value, bool):
        hint = "ask for it with {% if … %} and write the words yourself"
        return Fault("KR307", "this is yes or no, not text", hint)
    path = path_of(value)
    if isinstance(value, str):
        return None if path else refusal(value, None)
    if isinstance(value, int | float | Blank | Link | Rich):
        return None
    name = path or "this"
    last = (path or "").rpartition(".")[2]
    needle = f".{last}" if last else ""
    if isinstance(value, Missing) or value is None:
        label = last.replace("_", " ").capitalize() or "What is missing"
        hint = f'write `or blank("{label}")` after it, or put it in {{% if … %}}'
        return Fault("KR306", f"{name} has no value here", hint, needle)
    if isinstance(value, Items | tuple | list | dict | range):
        hint = "write `| listed` after it, or go through it with {% for … %}"
        return Fault("KR307", f"{name} is a list, not text", hint, needle)
    if isinstance(value, Record):
        hint = f"name one of its fields: {', '.join(value.names())}"
        return Fault("KR307", f"{name} is a group of fields, not text", hint, needle)
    what = operators.kind_of(value)
    return Fault("KR307", f"{what} cannot be written into a document", "call it with `()`")
