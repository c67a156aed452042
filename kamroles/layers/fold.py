"""Fold layers onto each other by the kinds of their fields; nearer layers win, places survive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kamroles.diagnostics.indentation import indentation_of
from kamroles.layers import cuts, folded_own_data, keyed
from kamroles.layers.folding import (
    REMOVED,
    Contribution,
    Folding,
    History,
    Layer,
    is_empty,
    is_removal,
    is_true,
)
from kamroles.layers.written_list import written_list
from kamroles.model.examples import on_one_line
from kamroles.model.fields import (
    ByKey,
    Choice,
    Group,
    Keyed,
    Kind,
    OneOrMore,
    OwnData,
    SetOf,
    fields_of,
    former_names,
    with_new_names,
)
from kamroles.model.values import NAME
from kamroles.source import ids
from kamroles.source.nodes import NOWHERE, Entry, Mapping, Node, Path, Scalar, Sequence

if TYPE_CHECKING:
    from collections import abc

    from kamroles.diagnostics import Diagnostic
    from kamroles.model.base import Model

__all__ = ["EMPTY", "Contribution", "Folded", "Layer", "fold"]

_MAPPING = "a mapping (`name: value` lines)"


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """The merged tree, what each layer said of each path, and what was found on the way."""

    tree: Mapping
    history: History
    diagnostics: tuple[Diagnostic, ...]


EMPTY = Folded(NOWHERE, MappingProxyType({}), ())


def fold(layers: abc.Iterable[Layer], model: type[Model], onto: Folded = EMPTY) -> Folded:
    """Merge layers, base first, onto what was folded before.

    What cannot be merged is reported and left out. The place of the tree is that of the nearest
    file, where a field that all layers lack would be added.
    """
    folding = Folding(model, onto.history, onto.diagnostics, merge_fields)
    tree = onto.tree
    for layer in layers:
        folding.layer, folding.broad = layer.name, layer.broad
        place = tree if layer.name.startswith("-") and tree != NOWHERE else layer.node
        tree = Mapping(merge_fields(folding, model, (), tree, layer.node), place.span)
    return Folded(tree, MappingProxyType(folding.history), tuple(folding.found))


def merge(folding: Folding, kind: Kind, path: Path, base: Node | None, given: Node) -> Node | None:
    """Return ``given`` merged onto ``base``; None when nothing is left."""
    if isinstance(given, Mapping) and given.entry("remove"):
        return _remove(folding, path, base, given)
    if not isinstance(kind, Group | SetOf | Keyed | ByKey | OwnData):
        return _value(folding, kind, path, base, given)
    if is_empty(given):
        folding.empty(given)
        return base
    if isinstance(kind, SetOf):
        return _set(folding, kind, path, base, given)
    if isinstance(kind, Keyed):
        return keyed.merge_list(folding, kind, path, base, given)
    if not isinstance(given, Mapping) or not isinstance(base, Mapping | None):
        how = _with_fields(kind, path[-1], given)
        folding.wrong_kind(path, base, given, _MAPPING, how)
        return base
    folding.record(path, given.span, f"gave {', '.join(given.keys())}")
    if isinstance(kind, Group):
        entries = merge_fields(folding, kind.model, path, base, given)
    else:
        entries = _merge_table(folding, kind, path, base, given)
    return (base or given).having(entries) if entries else None


def merge_fields(
    folding: Folding,
    model: type[Model],
    path: Path,
    base: Mapping | None,
    given: Mapping,
    also: tuple[str, ...] = (),
) -> tuple[Entry, ...]:
    """Merge declared fields; ``also`` names what the caller reads itself. Order: as declared."""
    fields = fields_of(model)
    merged = base.by_name() if base else {}
    given = with_new_names(given, model)
    for entry in cuts.whole(folding, given, (*also, *fields)):
        name = entry.key.text
        if name in fields:
            if not (fields[name].said.filled and is_empty(entry.value)):
                _merge_entry(folding, fields[name].kind, path, merged, entry)
        elif new := former_names(model).get(name):
            message = f"`{name}` is the old name of `{new}`, which is here as well"
            folding.error("KR103", message, entry.key.span, f"say all of it in `{new}`")
        else:
            folding.unknown_field(entry, model, path, also)
    return tuple([merged[name] for name in fields if name in merged])


def _with_fields(kind: Group | ByKey | OwnData, name: str, given: Node) -> str:
    """Return how fields are written where there is another kind of value."""
    if isinstance(kind, OwnData):
        return folded_own_data.how(name, given)
    if isinstance(kind, Group):
        if hint := kind.model.written_instead(name, given):
            return hint
        if isinstance(given, Scalar) and {"min", "max"} <= set(fields_of(kind.model)):
            from kamroles.mistakes.amounts import one_range, shares

            of_whole = (fields_of(kind.model)["min"].said.unit or "").startswith("percent")
            match shares(given.text) if of_whole else one_range(given.text):
                case [part] if "%" in given.text and "percent" in fields_of(kind.model):
                    return f"write `{name}: {{percent: {part}}}`"
                case [one] if end := _end(kind.model, given.text, one):
                    return f"write `{name}: {{{end}}}`"
                case [least, most]:
                    return f"write `{name}: {{min: {least}, max: {most}}}`"
        if isinstance(given, Scalar) and (field := _one_needed(kind.model, given.text)):
            return f"write `{name}: {{{field}}}`"
        if example := on_one_line(kind.model, given.text if isinstance(given, Scalar) else ""):
            return f"write it like `{name}: {example}`"
    by = indentation_of(given.span.source.text).in_words
    return f"put its fields below `{name}:`, indented by {by}"


def _end(model: type[Model], text: str, number: str) -> str:
    """Return the ends of a range of which one number is said; empty where the other is open."""
    if not on_one_line(model):
        return ""
    known = fields_of(model)
    upper = re.match(r"\W*(?:up to|at most|no more than|under|below|max|<)", text.lower())
    if not upper:
        return f"min: {number}, max: {number}" if known["max"].required else f"min: {number}"
    if not known["min"].required:
        return f"max: {number}"
    return f"min: 0, max: {number}" if known["max"].required else ""


def _one_needed(model: type[Model], text: str) -> str | None:
    """Return the one field that a group needs with what a single value says of it, if it does."""
    needed = [field for field in fields_of(model).values() if field.required]
    if len(needed) != 1:
        return None
    name, kind = needed[0].name, needed[0].kind
    if isinstance(kind, Choice):
        from kamroles.mistakes.synonyms import value_meant

        meant = value_meant(text, kind.words)
    else:
        meant = next(iter(re.findall(r"\A\s*(\d+(?:\.\d+)?)\s*(?:%|hours?|h)?\s*\Z", text)), None)
    if not meant:
        return None
    said = re.search(r"\d{1,3} (?:day|week|month|year)s?\b", text)
    more = f", length: {said[0]}" if said and "length" in fields_of(model) else ""
    return f"{name}: {meant}{more}"


def _merge_table(
    folding: Folding, kind: ByKey | OwnData, path: Path, base: Mapping | None, given: Mapping
) -> tuple[Entry, ...]:
    merged = base.by_name() if base else {}
    for entry in given.entries:
        name = entry.key.text
        if isinstance(kind, OwnData) or kind.key is NAME:
            inside = folded_own_data.kind_of(folding, kind, path, entry)
        elif kind.key.named or ids.ID.fullmatch(name):
            inside = Group(kind.model)
        else:
            inside = None
            message = f"`{name}` can have only small letters a-z, digits and hyphens"
            folding.error("KR107", message, entry.key.span, f"write `{ids.slug(name)}`")
        if inside:
            _merge_entry(folding, inside, path, merged, entry)
    return tuple(merged.values())


def _merge_entry(
    folding: Folding, kind: Kind, path: Path, merged: dict[str, Entry], entry: Entry
) -> None:
    name = entry.key.text
    before = merged.get(name)
    value = merge(folding, kind, (*path, name), before.value if before else None, entry.value)
    if value is None:
        merged.pop(name, None)
    elif before is None or value is entry.value:
        merged[name] = Entry(entry.key, value)
    elif value is not before.value:
        merged[name] = Entry(before.key, value)


def _remove(folding: Folding, path: Path, base: Node | None, given: Mapping) -> Node | None:
    if not is_removal(given):
        hint = "write `{remove: true}` and nothing else, or take `remove` out"
        message = "`remove` stands alone and takes only `true`"
        folding.error("KR113", message, given.span, hint)
        return base
    if base is None:
        if not folding.broad:
            message = f"there is no `{path[-1]}` to remove"
            folding.warn("KR114", message, given.span, "delete this line")
    else:
        folding.record_removal(path, base, given.span)
    return None


def _value(folding: Folding, kind: Kind, path: Path, base: Node | None, given: Node) -> Node | None:
    if folding.empty(given):
        return base
    if isinstance(given, Mapping) and given.keys() == ("replace",):
        message = f"`{path[-1]}` is always replaced as a whole"
        folding.error("KR113", message, given.span, "write the value itself, without `replace`")
        return base
    alike = base is None or type(base) is type(given) or isinstance(kind, OneOrMore)
    if base is not None and not alike:
        how = "write the same kind of value, or take it out where it is inherited from"
        folding.wrong_kind(path, base, given, "", how)
        return base
    if isinstance(given, Scalar):
        cuts.cut(folding, given)
    folding.record(path, given.span, said(given))
    return given


def said(node: Node) -> str:
    """Return a value in one line, for the history."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return f"[{', '.join(said(item) for item in node.items)}]"
    return f"{{{', '.join(f'{e.key.text}: {said(e.value)}' for e in node.entries)}}}"


def _set(folding: Folding, kind: SetOf, path: Path, base: Node | None, given: Node) -> Node | None:
    old = base if isinstance(base, Sequence) else None
    words = tuple(kind.entry.words) if isinstance(kind.entry, Choice) else ()
    listed = written_list(folding, path, base, given, words=words)
    if listed is None:
        return base
    whole = listed is not given
    members = {m.text: m for m in old.items if isinstance(m, Scalar)} if old and not whole else {}
    did: dict[str, list[str]] = {"added": [], REMOVED: []}
    for entry in listed.items:
        if isinstance(entry, Scalar):
            if not folding.empty(entry) and entry.text not in members:
                cuts.cut(folding, entry)
                members[entry.text] = entry
                did["added"].append(entry.text)
        elif isinstance(entry, Mapping) and entry.keys() == ("remove",):
            if gone := _set_removal(folding, path, members, entry):
                del members[gone]
                did[REMOVED].append(gone)
        else:
            _no_member(folding, entry)
    folding.record_list(path, given.span, did, members if whole else None)
    if not members:
        return None
    unchanged = old is not None and tuple(members.values()) == old.items
    return old if unchanged else Sequence(tuple(members.values()), (old or listed).span)


def _set_removal(
    folding: Folding, path: Path, members: dict[str, Scalar], entry: Mapping
) -> str | None:
    gone = entry.entries[0].value
    if isinstance(gone, Scalar) and gone.text in members:
        return gone.text
    if isinstance(gone, Scalar) and not is_true(gone):
        if folding.broad:
            return None
        message = f"`{path[-1]}` has no `{gone.text}` to remove"
        folding.absent(message, gone, members, "delete this entry")
    else:
        hint = f"name the value to remove, or write `{path[-1]}: {{remove: true}}` for all"
        folding.error("KR113", "`remove` in a list names one of its values", entry.span, hint)
    return None


def _no_member(folding: Folding, entry: Node) -> None:
    hint = "write one value to an entry"
    if isinstance(entry, Mapping) and len(entry.entries) == 1 and not entry.flow:
        from kamroles.mistakes.lines import write_quoted

        line = folding.line(entry.span)
        hint = write_quoted(line, entry.span.column - 1, otherwise=hint)
    folding.error("KR102", "each entry of this list is a single value", entry.span, hint)
