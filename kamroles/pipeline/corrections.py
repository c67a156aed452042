"""The lines by which a posting says otherwise than the library, as they fit into its own file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.diagnostics.indentation import Indentation, indentation_of
from kamroles.source.nodes import Mapping, Node, Scalar, Sequence, children
from kamroles.source.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.diagnostics import Source

Wanted = dict[str, "Wanted | list[str] | str"]
"""Fields to write: groups of them, lists with the entries of these ids, or a value as written."""
_LISTS = ("requirements", "credentials", "conditions.physical")
_VALUES = {
    "conditions.travel": "{min: …, max: …}",
    "book": '{text: "…", min: …, max: …}',
}


@dataclass(frozen=True, slots=True)
class Correction:
    """Lines to write at one place of a file.

    Attributes:
        name: of the group or list that gets them; empty if it is the file itself.
        line: the number of the line below which they belong; of ``inside``, where brackets end.
        lines: with the margin that they have there.
        inside: whether they belong into brackets, behind what stands there.

    """

    name: str
    line: int
    lines: tuple[str, ...]
    inside: bool = False


def corrections(source: Source, paths: list[str]) -> list[Correction]:
    """Return what to write into a posting's file to replace the values at these paths of a role.

    The last line comes first, so that the numbers of the others stay right.
    """
    wanted = _wanted(paths)
    if not wanted:
        return []
    root = parse(source.text, source.name)
    found = _into("", root, {"overrides": wanted}, indentation_of(source.text))
    return sorted(found, key=lambda each: -each.line)


def _wanted(paths: list[str]) -> Wanted:
    found: Wanted = {}
    for name in _LISTS:
        if ids := [path.removeprefix(f"{name}.") for path in paths if path.startswith(f"{name}.")]:
            _put(found, name, ids)
    for name, value in _VALUES.items():
        if name in paths:
            _put(found, name, value)
    return found


def _put(wanted: Wanted, path: str, value: list[str] | str) -> None:
    group, _, name = path.rpartition(".")
    inside = wanted.setdefault(group, {}) if group else wanted
    assert isinstance(inside, dict)  # noqa: S101 - no path leads through a value
    inside[name] = value


def _into(name: str, node: Mapping, wanted: Wanted, style: Indentation) -> Iterator[Correction]:
    """Yield what is to be written into a group, and into what is already in it."""
    fresh = {n: value for n, value in wanted.items() if node.entry(n) is None}
    if fresh:
        lines = [each for n, value in fresh.items() for each in _lines(n, value, style)]
        yield _placed(name, node, lines, [_flow(n, value) for n, value in fresh.items()])
    for field, value in wanted.items():
        there = node.get(field)
        if isinstance(there, Mapping) and isinstance(value, dict):
            yield from _into(field, there, value, style)
        elif isinstance(there, Sequence) and isinstance(value, list):
            entries = [_entry(id) for id in value]
            yield _placed(field, there, [f"- {entry}" for entry in entries], entries)


def _placed(name: str, node: Mapping | Sequence, lines: list[str], flow: list[str]) -> Correction:
    """Return where new fields of a group, or entries of a list, belong."""
    if node.flow:
        return Correction(name, node.span.end_line, (", ".join(flow),), inside=True)
    column = node.entries[0].key.span.column if isinstance(node, Mapping) else node.span.column
    margin = " " * (column - 1)
    return Correction(name, _last_line(node), tuple(margin + line for line in lines))


def _last_line(node: Node) -> int:
    """Return the last line that a value has a part in."""
    if isinstance(node, Scalar) or node.flow:
        return node.span.end_line - (node.span.end_column == 1)
    return max(_last_line(child) for _, child in children(node))


def _lines(name: str, value: Node | Wanted | list[str] | str, style: Indentation) -> list[str]:
    """Return the lines of a field, from the margin on."""
    if isinstance(value, dict):
        inside = [line for n, v in value.items() for line in _lines(n, v, style)]
        return [f"{name}:", *(" " * style.step + line for line in inside)]
    if isinstance(value, list):
        return [f"{name}:", *(f"{' ' * style.dash}- {_entry(id)}" for id in value)]
    return [f"{name}: {value}"]


def _flow(name: str, value: Wanted | list[str] | str) -> str:
    """Return a field as it stands inside brackets."""
    if isinstance(value, dict):
        return f"{name}: {{{', '.join(_flow(n, v) for n, v in value.items())}}}"
    if isinstance(value, list):
        return f"{name}: [{', '.join(map(_entry, value))}]"
    return f"{name}: {value}"


def _entry(id: str) -> str:
    return f'{{id: {id}, text: "…"}}'
