"""Lines of YAML as their author meant them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.characters import uncurled

if TYPE_CHECKING:
    from kamroles.diagnostics import Span

_LONGEST = 160
_OPENING = re.compile(r"\s*(?:- +)*(?:[\w.\-][\w.\- ]*?: +)?")
_BULLET = re.compile(r"\s*(?:[•‣◦▪·–—]\s*|-(?=[^\s\d-]))(\S.*)")  # noqa: RUF001
_COMMENT = re.compile(r"\s+#.*$|\s+$")
_NUMBER_IN_GROUPS = re.compile(r"(?:[$€£]\s?)?(?<![0-9,])([0-9]{1,3}(?:,[0-9]{3})+)(?![0-9])")


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


def write(line: str | None, otherwise: str) -> str:
    """Return a hint that shows the corrected line, or ``otherwise`` when there is none."""
    return otherwise if line is None or len(line) > _LONGEST else f"write `{line}`"


def with_quotes(line: str, start: int, end: int | None = None) -> str | None:
    """Return the line with the value from ``start`` in quotes; None when too long to show."""
    if len(line) > _LONGEST:
        return None
    end = value_end(line, start) if end is None else end
    value = line[start:end]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return (line[:start] + quoted(uncurled(value) or value) + line[end:]).strip()


def write_quoted(
    line: str, start: int, end: int | None = None, otherwise: str = "put the text in quotes"
) -> str:
    """Return a hint that shows the line with the value from ``start`` in quotes."""
    return write(with_quotes(line, start, end), otherwise)


def write_quoted_span(
    line: str, first: Span, last: Span | None = None, otherwise: str = "put the text in quotes"
) -> str:
    """Return the hint for what stands from ``first`` to ``last``, if that is on one ``line``."""
    last = last or first
    if first.line != last.end_line:
        return otherwise
    return write_quoted(line, first.column - 1, last.end_column - 1, otherwise)


def or_as_text(hint: str, line: str, start: int) -> str:
    """Add the line with the value from ``start`` in quotes to a hint, if it can be shown."""
    fixed = with_quotes(line, start)
    return hint if fixed is None else f"{hint}; if it is text, write `{fixed}`"


def with_dash(line: str) -> str | None:
    """Return a line that begins with a bullet, or a dash without a space, as a list entry."""
    match = _BULLET.fullmatch(line.rstrip())
    return f"- {match[1]}" if match else None


def as_entry(above: list[str], column: int) -> str:
    """Return how a dash at ``column`` that goes on with the text above becomes a list entry."""
    hint = "for a list, leave nothing after the colon above"
    for line in reversed(above):
        indent = len(line) - len(line.lstrip())
        if not line.strip() or indent >= column:
            continue
        if line.startswith("- ", indent):
            hint = f"start it in column {indent + 1}, under the dash of the entry above"
            break
        column = indent
    return f"{hint}; for one text, put it all in quotes"


def without_groups(line: str, number: str) -> tuple[str, str]:
    """Return a number such as 62,000 in plain digits, and a hint with its line so."""
    plain = re.sub(r"[^0-9.]", "", number)
    fixed = _NUMBER_IN_GROUPS.sub(lambda match: match[1].replace(",", ""), line).strip()
    return plain, write(fixed, f"write {plain}")
