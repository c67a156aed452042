"""Read a merged tree as a model: typed values that know their place, or every fault in it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from kamroles.diagnostics import Diagnostic, Span, error
from kamroles.model import meant
from kamroles.model.fields import (
    Choice,
    Field,
    Group,
    Ids,
    Keyed,
    Layered,
    Selection,
    SetOf,
    Single,
    Table,
    fields_of,
)
from kamroles.model.values import SLUG, Refused
from kamroles.source import doubts, invisible
from kamroles.source.nodes import NOWHERE, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from kamroles.model.base import Model

M = TypeVar("M", bound="Model")
_NOTHING: Any = object()
"""Stands for a value that was refused."""


def read(
    tree: Mapping, model: type[M], ids: Ids | None = None
) -> tuple[M | None, list[Diagnostic]]:
    """Return the tree as a model, and what was found; None when a value of it is wrong.

    ``ids`` tells what is in the folders whose files a field may name; without it, any id will do.
    """
    reading = _Reading(ids)
    value = reading.group(tree, model, ())
    wrong = {fault.span for fault in reading.found}
    doubted = [doubt for doubt in doubts.curly(tree) if doubt.span not in wrong]
    return (None if reading.found else value), [*reading.found, *doubted]


def read_answer(type: Any, text: str) -> Any:
    """Return what somebody typed, as one of the types of ``values``.

    Raises:
        Refused: it is none.

    """
    return type.__metadata__[0].read(Scalar(text, NOWHERE.span))


class _Reading:
    """Reads values by their fields; what is refused is gathered."""

    def __init__(self, ids: Ids | None) -> None:
        self.ids = ids
        self.found: list[Diagnostic] = []

    def group(self, node: Mapping, model: type[M], passed: tuple[str, ...]) -> M:
        """Return a group of fields; without those that are refused it may be no whole one."""
        known = fields_of(model)
        written = {entry.key.text: entry.value for entry in node.entries}
        values: dict[str, Any] = {"node": node}
        for name, field in known.items():
            if name in written:
                value = self.value(field, written[name], node, model, (*passed, name))
                if value is not _NOTHING:
                    values[name] = value
            elif field.required:
                where = f" in `{'.'.join(passed)}`" if passed else ""
                hint = f"add a line `{name}: …`"
                self.found.append(error("KR203", f"`{name}` is missing{where}", node.span, hint))
        for entry in node.entries:
            if entry.key.text not in known:
                message = f"`{entry.key.text}` is not a field here"
                self.found.append(error("KR201", message, entry.value.span))
        return _NOTHING if self.found else model(**values)

    def value(
        self, field: Field, node: Node, around: Mapping, model: type[Model], passed: tuple[str, ...]
    ) -> Any:
        """Return the value of a field; ``around`` and ``model`` are the group it stands in."""
        kind, name = field.kind, field.name
        match kind:
            case Single():
                return self.single(kind, name, node, around, model)
            case Choice() if kind.folder and self.ids is None:
                return self.single(Single(SLUG), name, node)
            case Choice():
                return self.choice(kind.among(self.ids), name, node)
            case Selection():
                return self.selection(kind, name, node)
            case SetOf() | Keyed():
                return self.listed(kind, name, node, passed)
            case Table() if isinstance(node, Mapping):
                return self.table(kind, name, node, passed)
            case Layered() if isinstance(node, Mapping):
                return node
        return self.fields(kind.model if isinstance(kind, Group) else None, name, node, passed)

    def listed(self, kind: SetOf | Keyed, name: str, node: Node, passed: tuple[str, ...]) -> Any:
        """Return the entries of a list."""
        if not isinstance(node, Sequence):
            return self.refuse("KR202", f"`{name}` takes a list", node.span, _as_list(node))
        if isinstance(kind, SetOf):
            return tuple([self.member(kind.entry, name, item) for item in node.items])
        return tuple([self.fields(kind.model, name, item, passed) for item in node.items])

    def table(self, kind: Table, name: str, node: Mapping, passed: tuple[str, ...]) -> Any:
        """Return the entries of a mapping with free keys."""
        found = {}
        for entry in node.entries:
            key = self.single(Single(kind.key), name, entry.key)
            inside = (*passed, entry.key.text)
            found[key] = self.fields(kind.model, entry.key.text, entry.value, inside)
        return MappingProxyType(found)

    def fields(
        self, model: type[Model] | None, name: str, node: Node, passed: tuple[str, ...]
    ) -> Any:
        """Return a group of fields inside another."""
        if model and isinstance(node, Mapping):
            return self.group(node, model, passed)
        message = f"`{name}` takes fields of its own, not a single value"
        hint = "write its fields below it, indented by two spaces"
        return self.refuse("KR202", message, node.span, hint)

    def single(
        self,
        kind: Single,
        name: str,
        node: Node,
        around: Mapping | None = None,
        model: type[Model] | None = None,
    ) -> Any:
        """Return a single value; where it stands in a group helps to say what was meant."""
        try:
            return kind.type.read(node)
        except Refused as refused:
            better = meant.instead(refused.code, name, node, around, model)
            message = f"`{name}`: {refused.message}"
            return self.refuse(refused.code, message, node.span, better or refused.hint or None)

    def member(self, kind: Single | Choice, name: str, node: Node) -> Any:
        """Return an entry of a list of single values."""
        if isinstance(kind, Choice):
            return self.choice(kind, name, node)
        return self.single(kind, name, node)

    def selection(self, kind: Selection, name: str, node: Node) -> Any:
        """Return the word `all`, or the values that are listed."""
        if isinstance(node, Scalar) and node.text.strip() == "all":
            return "all"
        if isinstance(node, Sequence):
            return tuple([self.single(kind.entry, name, item) for item in node.items])
        message = f"`{name}`: this is neither `all` nor a list of ids"
        return self.refuse("KR202", message, node.span, "write all, or [first-id, second-id]")

    def choice(self, kind: Choice, name: str, node: Node) -> Any:
        """Return one of a few words."""
        if not isinstance(node, Scalar):
            *most, last = (f"`{word}`" for word in kind.words)
            words = f"{', '.join(most)} or {last}" if most else last
            hint = f"write one of {words}, without a list"
            return self.refuse("KR202", f"`{name}` takes a single value", node.span, hint)
        if (text := node.text.strip()) in kind.words:
            return text
        written = " ".join(node.text.split())[:60]
        near = meant.word(written, list(kind.words))
        hint = f"did you mean `{near}`? " if near else ""
        if unseen := invisible.no_width(written):
            hint = f"delete {unseen} in it; "
        message = f"`{name}` cannot be `{written}`"
        allowed = f"{hint}allowed: {', '.join(kind.words)}"
        return self.refuse("KR214", message, node.span, allowed)

    def refuse(self, code: str, message: str, span: Span, hint: str | None) -> Any:
        """Note what is wrong with a value."""
        self.found.append(error(code, message, span, hint))
        return _NOTHING


def _as_list(node: Node) -> str:
    shown = " ".join(node.text.split())[:60] if isinstance(node, Scalar) else "…"
    return f"write a list, such as `[{shown}]`"
