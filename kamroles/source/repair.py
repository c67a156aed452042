"""Lines of YAML as their author meant them, for hints."""

from __future__ import annotations

import re

_LONGEST = 160
_OPENING = re.compile(r"\s*(?:- +)*(?:[\w.\-][\w.\- ]*?: +)?")
_BULLET = re.compile(r"\s*(?:[•‣◦▪·–—]\s*|-(?=[^\s\d-]))(\S.*)")  # noqa: RUF001
_CURLY = re.compile(
    "[\u201c\u201e\u201d]([^\u201c\u201d\u201e]+)[\u201c\u201d]|[\u2018\u201a]([^\u2018\u201a]+)[\u2019\u2018]"
)
_COMMENT = re.compile(r"\s+#.*$|\s+$")


def value_start(line: str) -> int:
    """Return where the value of a ``- name: value`` line starts."""
    match = _OPENING.match(line)
    return match.end() if match else 0


def value_end(line: str, start: int) -> int:
    """Return where the value that starts at ``start`` ends, before a comment."""
    match = _COMMENT.search(line, start)
    return match.start() if match else len(line)


def quoted(text: str) -> str:
    """Return ``text`` in the quotes that need no change inside."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def uncurled(text: str) -> str | None:
    """Return what stands in one pair of a word processor's quotes; None when there is no pair."""
    match = _CURLY.fullmatch(text.strip())
    return (match[1] or match[2]).strip() or None if match else None


def with_quotes(line: str, start: int, end: int | None = None) -> str | None:
    """Return the line with the value from ``start`` in quotes; None when too long to show."""
    if len(line) > _LONGEST:
        return None
    end = value_end(line, start) if end is None else end
    value = line[start:end]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    value = uncurled(value) or value
    return (line[:start] + quoted(value) + line[end:]).strip()


def write(line: str | None, otherwise: str) -> str:
    """Return a hint that shows the corrected line, or ``otherwise`` when there is none."""
    return otherwise if line is None or len(line) > _LONGEST else f"write `{line}`"


def with_dash(line: str) -> str | None:
    """Return a line that begins with a bullet, or a dash without a space, as a list entry."""
    match = _BULLET.fullmatch(line.rstrip())
    return f"- {match[1]}" if match else None


def dash_above(lines: list[str], number: int, column: int) -> int | None:
    """Return the column of the dash that begins the list entry which line ``number`` is part of."""
    for line in reversed(lines[: number + 1]):
        indent = len(line) - len(line.lstrip())
        if not line.strip() or indent >= column:
            continue
        if line.startswith("- ", indent):
            return indent
        column = indent
    return None
