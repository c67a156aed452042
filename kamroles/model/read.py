"""Read a merged tree as a model: typed values that know their place, or every fault in it."""

from __future__ import annotations

from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from kamroles.characters import DOUBTFUL, MARKDOWN, searchable, uncurled
from kamroles.diagnostics import Diagnostic, Span, did_you_mean, error, there_is, warning
from kamroles.diagnostics.indentation import indentation_of
from kamroles.model.fields import (
    ByKey,
    Choice,
    Group,
    Ids,
    Keyed,
    Kind,
    Layered,
    OneOrMore,
    OwnData,
    Selection,
    SetOf,
    ValueType,
    fields_of,
    with_new_names,
)
from kamroles.model.values import RICH, SLUG, TEXTS, Refused
from kamroles.source.nodes import NOWHERE, Mapping, Node, Scalar, Sequence, scalars
from kamroles.source.scalar import written

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

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
    reading = _TreeReader(ids)
    value = reading.group(tree, model, ())
    wrong = {fault.span for fault in reading.found}
    doubted = [doubt for doubt in curly_quotes(tree) if doubt.span not in wrong]
    found = [*reading.found, *reading.doubts, *doubted]
    return (None if reading.found else value), found


def read_answer(type: Any, text: str) -> Any:
    """Return what somebody typed, as one of the types of ``values``.

    Raises:
        Refused: it is none.

    """
    return type.__metadata__[0].read(Scalar(text, NOWHERE.span))


class _TreeReader:
    """Reads values by their fields; what is refused is gathered."""

    def __init__(self, ids: Ids | None) -> None:
        self.ids = ids
        self.found: list[Diagnostic] = []
        self.doubts: list[Diagnostic] = []

    def group(self, node: Mapping, model: type[M], passed: tuple[str, ...]) -> M:
        """Return a group of fields; without those that are refused it may be no whole one."""
        known = fields_of(model)
        node = with_new_names(node, model)
        given = node.by_name()
        values: dict[str, Any] = {"node": node}
        within = node, model
        for name, field in known.items():
            if name in given:
                inside = (*passed, name)
                value = self.value(field.kind, name, given[name].value, inside, within)
                if value is not _NOTHING:
                    values[name] = value
            lacking = name if name not in given and field.required else None
            if name in given and field.said.needs not in given:
                lacking = field.said.needs or None
            if lacking:
                where = f" in `{'.'.join(passed)}`" if passed else ""
                hint = f"add a line `{lacking}: …`"
                message = f"`{lacking}` is missing{where}"
                self.found.append(error("KR203", message, node.span, hint))
        for entry in node.entries:
            if entry.key.text not in known:
                message = f"`{entry.key.text}` is not a field here"
                self.found.append(error("KR201", message, entry.value.span))
        return _NOTHING if self.found else model(**values)

    def value(
        self,
        kind: Kind,
        name: str,
        node: Node,
        passed: tuple[str, ...],
        within: tuple[Mapping, type[Model]] | None = None,
    ) -> Any:
        """Return a value of a kind; ``within`` is the group, and its model, of which it is a field.

        ``name`` is what to call the value in a finding.
        """
        match kind:
            case ValueType() | Choice():
                return self.single_or_choice(kind, name, node, within)
            case Selection() if isinstance(node, Scalar) and node.text.strip() == "all":
                return "all"
            case OneOrMore():
                return self.several(kind, name, node)
            case SetOf() | Selection() | Keyed() if isinstance(node, Sequence):
                entry = kind.entry
                return tuple([self.value(entry, name, item, passed) for item in node.items])
            case Group(model) if isinstance(node, Mapping):
                return self.group(node, model, passed)
            case ByKey() | OwnData() if isinstance(node, Mapping):
                return self.table(kind, name, node, passed)
            case Layered() if isinstance(node, Mapping):
                return node
            case Selection():
                message = f"`{name}`: this is neither `all` nor a list of ids"
                hint = "write all, or [first-id, second-id]"
            case SetOf() | Keyed():
                message, hint = f"`{name}` takes a list", _as_list(node)
            case _:
                message = f"`{name}` takes fields of its own, not a single value"
                by = indentation_of(node.span.source.text).in_words
                hint = f"write its fields below it, indented by {by}"
        return self.refuse("KR202", message, node.span, hint)

    def table(
        self, kind: ByKey | OwnData, name: str, node: Mapping, passed: tuple[str, ...]
    ) -> Any:
        """Return the entries of a mapping with free keys."""
        if isinstance(kind, OwnData):
            return self.own_data(node)
        found, group = {}, Group(kind.model)
        for entry in node.entries:
            key, inside = self.single(kind.key, name, entry.key), (*passed, entry.key.text)
            found[key] = self.value(group, entry.key.text, entry.value, inside)
        return MappingProxyType(found)

    def own_data(self, node: Mapping) -> Any:
        """Return data of the workspace's own, by name."""
        from kamroles.model.own_data import as_written

        found = {}
        for entry in node.entries:
            try:
                found[entry.key.text] = as_written(entry.value)
            except Refused as refused:
                message = f"`{entry.key.text}`: {refused.message}"
                hint = refused.hint or None
                return self.refuse(refused.code, message, entry.value.span, hint)
        return MappingProxyType(found)

    def single(
        self,
        kind: ValueType,
        name: str,
        node: Node,
        within: tuple[Mapping, type[Model]] | None = None,
    ) -> Any:
        """Return a single value; where it stands in a group helps to say what was meant."""
        try:
            value = kind.read(node)
        except Refused as refused:
            better = _hint(refused.code, name, node, within)
            message = f"`{name}`: {refused.message}"
            return self.refuse(refused.code, message, node.span, better or refused.hint or None)
        if kind in TEXTS and isinstance(node, Scalar):
            self.doubts += _doubts(kind, name, node)
        return value

    def choice(self, kind: Choice, name: str, node: Node) -> Any:
        """Return one of a few words, in any case; of names of files that nobody knows, any id."""
        if kind.folder and self.ids is None:
            return self.single(SLUG, name, node)
        words = kind.among(self.ids).words
        if not isinstance(node, Scalar):
            *most, last = (f"`{word}`" for word in words)
            one = f"{', '.join(most)} or {last}" if most else last
            hint = f"write one of {one}, without a list"
            return self.refuse("KR202", f"`{name}` takes a single value", node.span, hint)
        text = node.text.strip()
        if text in words or (text.lower() in words and not kind.folder):
            return text if text in words else text.lower()
        from kamroles.mistakes.synonyms import belongs, value_meant
        from kamroles.mistakes.unseen import delete_unseen

        shown = " ".join(node.text.split())[:60]
        near = value_meant(shown, words)
        hint = f"{did_you_mean([f'`{near}`'] if near else ())} "
        if unseen := delete_unseen(shown):
            hint = f"{unseen}; "
        allowed = f"{hint}{there_is(words)}".strip()
        if line := belongs(name, shown):
            allowed = f"write `{line}`, and here what it is of: {', '.join(words)}"
        return self.refuse("KR214", f"`{name}` cannot be `{shown}`", node.span, allowed)

    def single_or_choice(
        self,
        kind: ValueType | Choice,
        name: str,
        node: Node,
        within: tuple[Mapping, type[Model]] | None = None,
    ) -> Any:
        """Return a single value, of many or of a few."""
        if isinstance(kind, Choice):
            return self.choice(kind, name, node)
        return self.single(kind, name, node, within)

    def several(self, kind: OneOrMore, name: str, node: Node) -> Any:
        """Return values of which one can stand alone."""
        words = kind.entry.words if isinstance(kind.entry, Choice) else ()
        if isinstance(node, Scalar) and words and node.text.strip() not in words:
            from kamroles.mistakes.synonyms import values_meant

            if meant := values_meant(node.text, words):
                message = f"`{name}` cannot be `{' '.join(node.text.split())[:60]}`"
                hint = f"write `{name}: [{', '.join(meant)}]`"
                return self.refuse("KR214", message, node.span, hint)
        listed = node.items if isinstance(node, Sequence) else (node,)
        found = (self.single_or_choice(kind.entry, name, item) for item in listed)
        return tuple(dict.fromkeys(found))

    def refuse(self, code: str, message: str, span: Span, hint: str | None) -> Any:
        """Note what is wrong with a value."""
        self.found.append(error(code, message, span, hint))
        return _NOTHING


def _doubts(kind: ValueType, name: str, node: Scalar) -> Iterator[Diagnostic]:
    """Yield a warning for what in a text its field does not mean."""
    text = node.text.strip()
    rich = kind is RICH
    marked = DOUBTFUL.search(text) or (not rich and MARKDOWN.search(text))
    if marked or searchable(text) != text:
        from kamroles.mistakes.text_doubts import text_doubts

        yield from text_doubts(name, text, node.span, rich=rich)


def _as_list(node: Node) -> str:
    shown = " ".join(node.text.split())[:60] if isinstance(node, Scalar) else "…"
    return f"write a list, such as `[{shown}]`"


def _hint(
    code: str, name: str, node: Node, within: tuple[Mapping, type[Model]] | None
) -> str | None:
    """Return a better hint for a refused value than its type can give, if there is one."""
    from kamroles.mistakes import lines, unseen

    if not isinstance(node, Scalar):
        items = node.items if isinstance(node, Sequence) else ()
        only = items[0] if len(items) == 1 else None
        if code != "KR202":
            return None
        if isinstance(only, Scalar):
            text = only.text if only.plain else lines.quoted(only.text)
            return f"write `{name}: {text}`, without brackets and dashes"
        if node.flow and node.span.line == node.span.end_line:
            line = node.span.source.line(node.span.line)
            return lines.write_quoted_span(line, node.span) + ", if it is one text"
        return f"write one value behind `{name}:`; a text with a colon needs quotes"
    if hint := unseen.delete_unseen(node.text):
        return hint
    if code != "KR205" or not within:
        return None
    return _day_hint(name, node, *within)


def _day_hint(name: str, node: Scalar, around: Mapping, model: type[Model]) -> str | None:
    from kamroles.mistakes import dates

    if f"{name}_at" in fields_of(model) and (parts := dates.day_and_time(node.text)):
        return f"write `{name}: {parts[0]}`, and `{name}_at: {parts[1]}` on a line of its own"
    if not fields_of(model)[name].required and not any(map(str.isdigit, node.text)):
        return dates.no_date(name)
    before = list(_days_before(name, around, model))
    return dates.coming(node.text, max(before)) if before else None


def _days_before(name: str, around: Mapping, model: type[Model]) -> Iterator[datetime.date]:
    """Yield the dates that are declared, and so come, before the field."""
    for each in fields_of(model).values():
        if each.name == name:
            return
        node = around.get(each.name)
        if node and isinstance(each.kind, ValueType) and each.kind.schema.get("format") == "date":
            with suppress(Refused):
                yield each.kind.read(node)


def curly_quotes(tree: Mapping) -> Iterator[Diagnostic]:
    """Yield a warning for each text in a word processor's quotes, which YAML takes for letters."""
    for text in scalars(tree):
        if text.plain and not text.text.isascii() and (inner := uncurled(text.text)):
            message = "the curly quotes around this text are printed as part of it"
            how = "; to have them printed, put straight quotes around them"
            yield warning("KR019", message, text.span, _uncurled(text.span, inner) + how)


def _uncurled(span: Span, inner: str) -> str:
    from kamroles.mistakes.lines import write

    fixed = None
    if span.line == span.end_line:
        line = span.source.line(span.line)
        before, after = line[: span.column - 1], line[span.end_column - 1 :]
        flow = "[" in before or "{" in before
        fixed = f"{before}{written(inner, flow=flow)}{after}".strip()
    return write(fixed, "take them out, or put straight quotes in their place")
