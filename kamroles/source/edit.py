"""Change values in a YAML text where they stand; every other character stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import abc

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
    stretches: list[Stretch] = []
    added: list[str] = []
    for name, value in changes.items():
        entry = root.entry(name)
        if entry is None:
            added += [f"{name}: {value}"] if value is not None else []
        elif value is not None:
            stretches.append((*entry.value.span.offsets, value))
        elif root.flow:
            stretches.append(_without(root, entry))
        else:
            stretches.append(_commented(entry, text))
    if added:
        last_stays = changes.get(root.entries[-1].key.text, "") is not None
        stretches.append(_addition(root, added, text, last_stays=last_stays))
    for start, end, value in sorted(stretches, reverse=True):
        text = text[:start] + value + text[end:]
    return text


def _commented(entry: Entry, text: str) -> Stretch:
    """Replace all lines of an entry by a comment with its name."""
    start, end = entry.key.span.offsets[0], entry.value.span.offsets[1]
    rest = text[end:].splitlines()[:1]
    return start, end + len(rest[0] if rest else ""), f"# {entry.key.text}: …"


def _without(root: Mapping, entry: Entry) -> Stretch:
    """Take an entry out of `{…}`, up to the next one; a comma at the end means nothing there."""
    number = root.entries.index(entry)
    start, end = entry.key.span.offsets[0], entry.value.span.offsets[1]
    if number + 1 < len(root.entries):
        end = root.entries[number + 1].key.span.offsets[0]
    return start, end, ""


def _addition(root: Mapping, lines: abc.Sequence[str], text: str, *, last_stays: bool) -> Stretch:
    """Add lines after the last entry."""
    last = root.entries[-1]
    end = last.value.span.offsets[1]
    if root.flow:
        return end, end, (", " if last_stays else "") + ", ".join(lines)
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * (last.key.span.column - 1)
    rest = text[end:].splitlines(keepends=True)[:1]
    end += len(rest[0]) if rest else 0
    block = "".join(f"{indent}{line}{newline}" for line in lines)
    return end, end, block if text[:end].endswith(("\n", "\r")) else newline + block
