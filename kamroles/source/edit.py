"""Change values in a YAML text where they stand; every other character stays.

A change is a path (field names, and ids inside lists) with a value: text, a number, a date, a list
or a mapping of these, ``None`` to take the value out, or ``LATER`` to leave a comment in its place.
What comes out is read again and compared with what was meant before anybody gets to write it.
"""

from __future__ import annotations

import codecs
import datetime
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, Span, error
from kamroles.diagnostics.indentation import Indentation, indentation_of
from kamroles.source.nodes import (
    Entry,
    Mapping,
    Path,
    Scalar,
    Sequence,
    id_of,
    inner,
    plain,
    scalars,
)
from kamroles.source.scalar import written
from kamroles.source.yaml import parse

if TYPE_CHECKING:
    from collections import abc

Stretch = tuple[int, int, str]
"""Where characters start and end, and what takes their place."""
Changes = dict[Path, Any]

LATER = object()
"""Takes a value out, and leaves a comment with its name for whoever writes it later."""
_WIDTH = 96
_UNQUOTED = (int, float, Decimal, datetime.date)
_NAME = re.compile(r"[A-Za-z][\w-]*")
_MARKS = (  # that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def edited(root: Mapping, changes: abc.Mapping[Path, Any]) -> str:
    """Return the text of a file with values changed, added and taken out.

    A new value takes the place of a comment such as ``# closes: …``, or else stands at the end of
    its mapping or list.

    Raises:
        Problems: the file cannot say this without being written anew.

    """
    text = root.span.source.text
    wanted = plain(root)
    name = root.span.source.name
    try:
        for path, value in changes.items():
            _apply(wanted, path, value)
            text = _Edit(parse(text, name)).changed(path, value)
        said = plain(parse(text, name))
    except Problems:
        said = None
    if said != wanted:
        named = ", ".join(".".join(path) for path in changes)
        hint = "write it by hand, then run this again"
        message = f"`{named}` cannot be changed here without changing something else"
        raise Problems([error("KR526", message, root.span, hint)])
    return text


def edited_bytes(root: Mapping, changes: abc.Mapping[Path, Any], raw: bytes) -> bytes:
    """Return the bytes of a file, now ``raw``, with values changed, in its encoding.

    Raises:
        Problems: it is not the file that was read, or cannot say this without being written anew.

    """
    mark, codec = next((each for each in _MARKS if raw.startswith(each[0])), (b"", "utf-8"))
    if raw != mark + root.span.source.text.encode(codec):
        message = "this file was changed by somebody else after it was read"
        place = Span(root.span.source, 1, 1, 1, 1)
        raise Problems([error("KR615", message, place, "nothing was written; run this again")])
    return mark + edited(root, changes).encode(codec)


def group_changes(root: Mapping, path: Path, fields: abc.Mapping[str, Any]) -> Changes:
    """Return the changes that make a group say these fields: one by one where it is there."""
    if isinstance(inner(root, *path), Mapping):
        return {(*path, name): value for name, value in fields.items()}
    return {path: {name: value for name, value in fields.items() if value is not None}}


class _Edit:
    """One change to a file."""

    def __init__(self, root: Mapping) -> None:
        self._root = root
        self._text = root.span.source.text
        self._starts = root.span.source.starts
        self._newline = "\r\n" if "\r\n" in self._text else "\n"
        self._style = indentation_of(self._text)

    def changed(self, path: Path, value: Any) -> str:
        """Return the text with the value at a path changed."""
        start, end, new = self._stretch(self._root, path, value)
        return self._text[:start] + new + self._text[end:]

    def _stretch(self, node: Mapping | Sequence, path: Path, value: Any) -> Stretch:
        name, *below = path
        at = _position(node, name)
        if at is None:
            return (0, 0, "") if _out(value) else self._added(node, name, _nested(below, value))
        child = node.entries[at].value if isinstance(node, Mapping) else node.items[at]
        if below and isinstance(child, Mapping | Sequence):
            return self._stretch(child, tuple(below), value)
        if below and _out(value):
            return 0, 0, ""
        if _out(value):
            return self._without(node, at, value)
        return self._replaced(node, at, _nested(below, value))

    def _replaced(self, node: Mapping | Sequence, at: int, value: Any) -> Stretch:
        """Put another value in the place of one."""
        if isinstance(node, Sequence):
            start, end = node.items[at].span.offsets
            column = node.items[at].span.column - 1
            lines = (
                [in_brackets(value)] if node.flow else _item_lines(value, column - 2, self._style)
            )
            return self._kept_end(start, end, self._joined(lines).lstrip("- "))
        entry = node.entries[at]
        key_end = self._text.index(":", entry.key.span.offsets[1]) + 1
        start, end = entry.value.span.offsets
        lines = self._entry_lines(node, entry.key.text, value)
        new = self._joined(lines).removeprefix(" " * (entry.key.span.column - 1))
        new = new.removeprefix(f"{_key(entry.key.text)}:")
        between = self._text[key_end:start]
        if "\n" not in between and "\r" not in between and len(lines) == 1:
            return self._kept_end(start, end, new if start == key_end else new.lstrip())
        comment = between.rstrip() if "#" in between else ""
        first, *rest = new.split(self._newline)
        return self._kept_end(key_end, end, self._newline.join([first + comment, *rest]))

    def _kept_end(self, start: int, end: int, new: str) -> Stretch:
        """End a line where the text replaced had ended one."""
        ended = self._text[start:end].endswith(("\n", "\r"))
        return start, end, new + (self._newline if ended else "")

    def _without(self, node: Mapping | Sequence, at: int, value: Any) -> Stretch:
        """Take an entry out, with its line; in brackets, up to the next one or from the last."""
        spans = _spans(node)
        start, end = spans[at].offsets
        if node.flow:
            if at + 1 < len(spans):
                return start, spans[at + 1].offsets[0], ""
            return (spans[at - 1].offsets[1] if at else start), end, ""
        end = self._line_end(end)
        if value is LATER and isinstance(node, Mapping):
            return start, end - self._newline_before(end), f"# {node.entries[at].key.text}: …"
        return self._line_start(start), end, ""

    def _added(self, node: Mapping | Sequence, name: str, value: Any) -> Stretch:
        """Add a value to a mapping or list."""
        if node.flow:
            new = f"{_key(name)}: " if isinstance(node, Mapping) else ""
            spans = _spans(node)
            at = spans[-1].offsets[1] if spans else node.span.offsets[0] + 1
            return at, at, (", " if spans else "") + new + in_brackets(value)
        if isinstance(node, Mapping):
            lines = self._entry_lines(node, name, value)
            if place := self._placeholder(node, name):
                start, end, comment = place
                return start, end, self._joined([lines[0] + comment, *lines[1:]])
        else:
            lines = _item_lines(value, node.span.column - 1, self._style)
        end = self._line_end(_spans(node)[-1].offsets[1])
        new = self._joined(lines) + self._newline
        ended = self._text[:end].endswith(("\n", "\r"))
        return end, end, new if ended else self._newline + new

    def _entry_lines(self, node: Mapping, name: str, value: Any) -> list[str]:
        """Return the lines of an entry as deep as those beside it."""
        if node.flow:
            return [f"{_key(name)}: {in_brackets(value)}"]
        return _lines(name, value, node.entries[0].key.span.column - 1, self._style)

    def _placeholder(self, node: Mapping, name: str) -> tuple[int, int, str] | None:
        """Return where a comment holds the place of a field, and what is said behind it."""
        margin = " " * (node.entries[0].key.span.column - 1)
        form = re.compile(rf"{margin}#\s?{re.escape(name)}:(?!\S)([^#\r\n]*?)?(\s+#[^\r\n]*)?")
        within = node.span if node is not self._root else None
        taken = [range(s.span.line, s.span.end_line + 1) for s in scalars(self._root)]
        for number, line in enumerate(self._text.splitlines(), start=1):
            if within and not within.line <= number <= within.end_line + 1:
                continue
            found = form.fullmatch(line)
            if found and not any(number in lines for lines in taken):
                start = self._starts[number - 1]
                return start, start + len(line), found[2] or ""
        return None

    def _joined(self, lines: abc.Iterable[str]) -> str:
        return self._newline.join(lines)

    def _line_start(self, at: int) -> int:
        return max(start for start in self._starts if start <= at)

    def _line_end(self, at: int) -> int:
        """Return where the line of a character ends, its line break included."""
        if at in self._starts[1:]:
            return at  # a text of several lines ends where the next line starts
        return min((start for start in self._starts if start > at), default=len(self._text))

    def _newline_before(self, at: int) -> int:
        found = re.search(r"(?:\r\n|\n|\r)$", self._text[:at])
        return len(found[0]) if found else 0


def _out(value: Any) -> bool:
    return value is None or value is LATER


def _spans(node: Mapping | Sequence) -> list[Span]:
    """Return the stretch of each entry, with its name."""
    if isinstance(node, Sequence):
        return [item.span for item in node.items]
    return [_entry_span(entry) for entry in node.entries]


def _entry_span(entry: Entry) -> Span:
    first, last = entry.key.span, entry.value.span
    return Span(first.source, first.line, first.column, last.end_line, last.end_column)


def _position(node: Mapping | Sequence, name: str) -> int | None:
    """Return which entry goes by a name: a field, the id of a group, or a bare id."""
    if isinstance(node, Mapping):
        names = list(node.keys())
    else:
        names = [each.text if isinstance(each, Scalar) else id_of(each) for each in node.items]
    return names.index(name) if name in names else None


def _nested(path: abc.Sequence[str], value: Any) -> Any:
    """Return a value inside mappings of the names that lead to it."""
    for name in reversed(path):
        value = {name: value}
    return value


def in_brackets(value: Any) -> str:
    """Return a value on one line, as it stands inside brackets."""
    if isinstance(value, dict):
        pairs = (f"{_key(str(name))}: {in_brackets(v)}" for name, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(in_brackets, value)) + "]"
    return _scalar(value, flow=True)


def _scalar(value: Any, *, flow: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, _UNQUOTED) else written(str(value), flow=flow)


def _key(name: str) -> str:
    return name if _NAME.fullmatch(name) else written(name, flow=True)


def _lines(name: str, value: Any, indent: int, style: Indentation) -> list[str]:
    """Return the lines of a named value: one, if it fits, or a block."""
    start = f"{' ' * indent}{_key(name)}:"
    if not isinstance(value, dict | list | tuple):
        return [f"{start} {_scalar(value)}"]
    groups = isinstance(value, dict) and any(isinstance(each, dict) for each in value.values())
    if not groups and (len(start) + len(inline := in_brackets(value)) < _WIDTH or not value):
        return [f"{start} {inline}"]
    if isinstance(value, dict):
        inside = indent + style.step
        below = [line for key, v in value.items() for line in _lines(str(key), v, inside, style)]
    else:
        inside = indent + style.dash
        below = [line for each in value for line in _item_lines(each, inside, style)]
    return [start, *below]


def _item_lines(value: Any, indent: int, style: Indentation) -> list[str]:
    """Return the lines of an entry of a list."""
    margin = " " * indent
    if isinstance(value, dict) and len(in_brackets(value)) + indent > _WIDTH:
        fields = value.items()
        lines = [line for key, v in fields for line in _lines(str(key), v, indent + 2, style)]
        return [f"{margin}- {lines[0].lstrip()}", *lines[1:]]
    simple = not isinstance(value, dict | list | tuple)
    return [f"{margin}- {_scalar(value) if simple else in_brackets(value)}"]


def _apply(tree: Any, path: Path, value: Any) -> None:
    """Make a change in what a file says, as dicts, lists and strings."""
    *above, name = path
    for number, step in enumerate(above):
        inside = _child(tree, step)
        if not isinstance(inside, dict | list):
            if not _out(value):
                _put(tree, step, _plain(_nested(path[number + 1 :], value)))
            return
        tree = inside
    if not _out(value):
        _put(tree, name, _plain(value))
    elif isinstance(tree, dict):
        tree.pop(name, None)
    else:
        tree[:] = [each for each in tree if _id(each) != name]


def _id(item: Any) -> Any:
    return item.get("id") if isinstance(item, dict) else item


def _child(tree: Any, name: str) -> Any:
    if isinstance(tree, dict):
        return tree.get(name)
    return next((each for each in tree if _id(each) == name), None)


def _put(tree: Any, name: str, value: Any) -> None:
    if isinstance(tree, dict):
        tree[name] = value
    elif name in (ids := [_id(each) for each in tree]):
        tree[ids.index(name)] = value
    else:
        tree.append(value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return _scalar(value) if isinstance(value, bool) else str(value)
