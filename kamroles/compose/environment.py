"""Jinja's immutable sandbox, with declared fields for variables and values written as tokens."""

from __future__ import annotations

from types import MethodType
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Undefined, pass_context
from jinja2.environment import TemplateModule
from jinja2.filters import _GroupTuple
from jinja2.runtime import BlockReference, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

from kamroles.compose import operators, stock
from kamroles.compose.faults import Fault, meant
from kamroles.compose.filters import FILTERS
from kamroles.compose.functions import FUNCTIONS
from kamroles.compose.generator import Generator
from kamroles.compose.limits import MAX_NUMBER, Budget, too_large, weigh
from kamroles.compose.loading import Loader
from kamroles.compose.origins import Origins
from kamroles.compose.template_values import (
    Blank,
    Items,
    Link,
    Missing,
    Passage,
    Record,
    Rich,
    Text,
    kind_of,
    path_of,
)
from kamroles.compose.tokens import TOKEN, Values, number_of, refusal
from kamroles.compose.unknown import no_attribute, no_field, unknown_name
from kamroles.model.fields import Group, Keyed, OwnData, shown_fields_of
from kamroles.model.files import FILES, former

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2.runtime import Context

    from kamroles.compose.faults import Faults
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


_OPEN = (
    BlockReference, Cycler, Joiner, LoopContext, Namespace, TemplateModule, TemplateReference,
    _GroupTuple,
)  # fmt: skip
"""What a dot reaches into beside the fields of records: Jinja's own helpers."""


class Sandbox(ImmutableSandboxedEnvironment):
    """One composition's templates, what they may use, and what they wrote."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    code_generator_class = Generator

    def __init__(
        self,
        lookup: Callable[[str], Source | None],
        report: Faults,
        labels: Mapping[str, str],
        country: str | None,
        readers: tuple[str, ...] = (),
        payer: str | None = None,
    ) -> None:
        super().__init__(loader=Loader(), finalize=_finalize, **_SYNTAX)
        self.filters: Any = stock.FILTERS | FILTERS
        self.tests: Any = stock.TESTS
        self.globals = dict(FUNCTIONS)
        self.lookup = lookup
        self.report = report
        self.labels = labels
        self.country = country
        self.readers = readers
        self.payer = payer
        self.values = Values()
        self.budget = Budget()
        self.origins = Origins(report.sources)

    def stream(self, name: str) -> Iterator[str]:
        """Yield the text that a template makes, in pieces."""
        template = self.get_template(name)
        for piece in self.origins.follow(template.root_render_func(template.new_context())):
            try:
                self.budget.write(len(piece))
            except Fault as fault:
                fault.place = self.origins.last()
                raise
            yield piece

    def join_path(self, template: str, parent: str) -> str:
        """Return the name meant in ``parent``; its own name means the shipped template."""
        if isinstance(template, Undefined):
            raise unknown_name(template, self.globals)
        if not isinstance(template, str):
            what = kind_of(template)
            raise Fault("KR301", f"the name of a template is a text, and this is {what}")
        return f"shipped/{template}" if template == parent else template

    def broken(self, fault: Fault) -> Missing:
        """Note a fault and return what stands in for the value, so that the work goes on."""
        self.report.here(fault)
        return Missing(None, told=True)

    def known(self, value: Any) -> Any:
        """Return a value; for a name that is not known, note that and return what stands in."""
        if isinstance(value, Undefined):
            return self.broken(unknown_name(value, self.globals))
        return value

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
            # a count of the template's own, such as `loop.index`, is wording; it may number a list
            count = type(value) is int and value >= 0
            return Passage(value) if count else self.values.put(value)
        if not (isinstance(value, Missing) and value.told):
            self.report.here(fault)
        return self.values.put("")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a dot reaches this: no method of a text, a list or a function."""
        return isinstance(obj, _OPEN) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Let `.format` be a method like any other, which a dot does not reach."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return what stands for something that a dot must not reach."""
        return self.undefined(obj=obj, name=attribute)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what ``obj.attribute`` means in a template."""
        obj = self.known(obj)
        if isinstance(obj, Record | Missing):
            return self._field(obj, attribute)
        found = super().getattr(obj, attribute)
        if isinstance(found, Undefined) and attribute not in {"previtem", "nextitem"}:
            return self.broken(no_attribute(obj, attribute))
        weigh(found)
        return found

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what ``obj[argument]`` means in a template: an entry, or a field."""
        if isinstance(obj, tuple | list | range) and isinstance(argument, int):
            if -len(obj) <= argument < len(obj):
                return obj[argument]
            message = f"{path_of(obj) or 'this list'} has no value number {argument}"
            return self.broken(Fault("KR304", message))
        if isinstance(obj, dict):
            if isinstance(argument, str | int) and argument in obj:
                return obj[argument]
            hint = meant(argument, map(str, obj)) if isinstance(argument, str) else None
            return self.broken(Fault("KR304", "there is no such key here", hint))
        if isinstance(argument, str):
            return self.getattr(obj, str(argument))
        message = f"{kind_of(obj)} cannot be asked for {kind_of(argument)}"
        return self.broken(Fault("KR305", message))

    def _field(self, obj: Record | Missing, name: str) -> Any:
        if isinstance(obj, Missing) and obj.told:
            return obj
        names = obj.names() if isinstance(obj, Record) else _declared(obj.path or "")
        if names is not None and name not in names:
            name = new if (new := former().get(name)) and new in names else name
        if names is not None and name not in names:
            return self.broken(no_field(obj.path or "", name, names))
        return obj.field(name) if isinstance(obj, Record) else Missing(f"{obj.path}.{name}")

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call functions, macros, blocks and loops; each call counts as work."""
        if isinstance(__obj, MethodType) and __obj.__self__ is __self:
            return __obj(*args)
        __obj = __self.known(__obj)
        if not callable(__obj):
            if not (isinstance(__obj, Missing) and __obj.told):
                message = f"{kind_of(__obj)} cannot be called"
                __obj = __self.broken(Fault("KR310", message, "take the parentheses away"))
            # what a `call` tag makes is not shown, but written as it is
            return Passage("") if "caller" in kwargs else __obj
        __self.budget.work(1)
        weigh(*args, *kwargs.values())
        if isinstance(__obj, LoopContext):
            args = (__self.rounds(args[0] if args else ()),)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out an operator within bounds."""
        return operators.binary(operator, left, right)

    def concat(self, parts: Iterable[str]) -> str:
        """Put pieces of output together within bounds."""
        text = self.origins.gather(parts)
        self.budget.write(len(text))
        return text

    def rounds(self, values: Any) -> Any:
        """Return what a loop goes over; see ``Generator``."""
        values = self.known(values)
        if isinstance(values, Missing):
            self.show(values)
            return ()
        if isinstance(values, Items | tuple | list | dict | range):
            self.budget.work(len(values))
            return values
        hint = "loop over a field that holds a list, such as role.responsibilities"
        message = f"a loop needs a list, and this is {kind_of(values)}"
        self.broken(Fault("KR311", message, hint))
        return ()

    def part(self, values: Any, *bounds: Any) -> Any:
        """Return a slice of a list; see ``Generator``."""
        values = self.known(values)
        if isinstance(values, Missing):
            return values
        if not isinstance(values, Items | tuple | list | range):
            message = f"{kind_of(values)} cannot be cut"
            return self.broken(Fault("KR305", message, "only lists can, such as [:4]"))
        return operators.cut(values, bounds)

    def compared(self, first: Any, *rest: Any) -> bool:
        """Return whether a chain of comparisons holds; see ``Generator``."""
        left = first
        for sign, right in zip(rest[::2], rest[1::2], strict=True):
            for value in (left, right):
                if self.known(value) is not value:
                    return False
            if not operators.compare(sign, self.words(left), self.words(right)):
                return False
            left = right
        return True

    def words(self, value: Any) -> Any:
        """Return what a passage shows, to be compared; any other value as it is."""
        if not isinstance(value, Passage):
            return value
        return TOKEN.sub(lambda found: str(self.values.get(number_of(found))), str(value)).strip()

    def joined(self, *parts: Any) -> Any:
        """Return values put together with ``~``; see ``Generator``."""
        if not any(isinstance(part, Passage) for part in parts):
            return operators.chain(parts)
        shown = [part if isinstance(part, Passage) else self.show(part) for part in parts]
        return Passage(self.concat(shown))


def _declared(path: str) -> Iterable[str] | None:
    """Return the fields of a group that is not there, such as ``posting.pay``.

    None where people make up their names: of what own data would hold, nobody knows any.
    """
    top, *steps = path.split(".")
    model = FILES.get(top)
    listed = False
    for step in steps:
        if listed:  # by its id, one of a list is a group again
            listed = False
            continue
        field = shown_fields_of(model).get(step) if model else None
        if field and isinstance(field.kind, OwnData):
            return None
        listed = bool(field and isinstance(field.kind, Keyed))
        model = field.kind.model if field and isinstance(field.kind, Group | Keyed) else None
    return shown_fields_of(model) if model and not listed else ()


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    # with the context asked for, Jinja does not work constants out when it compiles
    sandbox: Any = context.environment
    return value if isinstance(value, Passage) else sandbox.show(sandbox.known(value))


def _unfit(value: Any) -> Fault | None:
    """Return why a value cannot be written into a document, or None."""
    if isinstance(value, bool):
        hint = "ask for it with {% if … %} and write the words yourself"
        return Fault("KR307", "this is yes or no, not text", hint)
    path = path_of(value)
    if isinstance(value, str):
        return None if path else refusal(value, None)
    if isinstance(value, int | float) and not abs(value) <= MAX_NUMBER:
        return too_large()
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
    what = kind_of(value, "this")
    return Fault("KR307", f"{what} cannot be written into a document", "call it with `()`")
