"""Change values in a YAML text where they stand; every other character stays."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import abc

    from kamroles.diagnostics import Span
    from kamroles.source.nodes import Entry, Mapping

Stretch = tuple[int, int, str]
"""Where characters start and end, and what takes their place."""


def edited(root: Mapping, changes: abc.Mapping[str, str | None]) -> str:
    """Return the text of a file with fields of its outermost mapping changed.

    Args:
        root: the file as it was read.
        changes: YAML by field name. None takes a field out and leaves a comment in its place; a
            field that is not there is added at the end.

    """
    text = root.span.source.text
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    stretches: list[Stretch] = []
    added: list[str] = []
    for name, value in changes.items():
        entry = root.entry(name)
        if entry is None:
            added += [f"{name}: {value}"] if value is not None else []
        elif value is not None:
            stretches.append((*_ends(starts, entry.value.span), value))
        elif root.flow:
            stretches.append(_without(root, entry, starts))
        else:
            stretches.append(_commented(entry, text, starts))
    if added:
        last_stays = changes.get(root.entries[-1].key.text, "") is not None
        stretches.append(_addition(root, added, text, starts, last_stays=last_stays))
    for start, end, value in sorted(stretches, reverse=True):
        text = text[:start] + value + text[end:]
    return text


def _ends(starts: abc.Sequence[int], span: Span) -> tuple[int, int]:
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def _commented(entry: Entry, text: str, starts: abc.Sequence[int]) -> Stretch:
    """Replace all lines of an entry by a comment with its name."""
    start = _ends(starts, entry.key.span)[0]
    end = _ends(starts, entry.value.span)[1]
    rest = text[end:].splitlines()[:1]
    return start, end + len(rest[0] if rest else ""), f"# {entry.key.text}: …"


def _without(root: Mapping, entry: Entry, starts: abc.Sequence[int]) -> Stretch:
    """Take an entry out of `{…}`, up to the next one; a comma at the end means nothing there."""
    number = root.entries.index(entry)
    start, end = _ends(starts, entry.key.span)[0], _ends(starts, entry.value.span)[1]
    if number + 1 < len(root.entries):
        end = _ends(starts, root.entries[number + 1].key.span)[0]
    return start, end, ""


def _addition(
    root: Mapping,
    lines: abc.Sequence[str],
    text: str,
    starts: abc.Sequence[int],
    *,
    last_stays: bool,
) -> Stretch:
    """Add lines after the last entry."""
    last = root.entries[-1]
    end = _ends(starts, last.value.span)[1]
    if root.flow:
        return end, end, (", " if last_stays else "") + ", ".join(lines)
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * (last.key.span.column - 1)
    rest = text[end:].splitlines(keepends=True)[:1]
    end += len(rest[0]) if rest else 0
    block = "".join(f"{indent}{line}{newline}" for line in lines)
    return end, end, block if text[:end].endswith(("\n", "\r")) else newline + block
