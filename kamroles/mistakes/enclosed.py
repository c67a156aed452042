"""Quotes and brackets that the YAML parser stumbled over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.mistakes import lines

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic
    from kamroles.mistakes.parser_error import ParserError

# A number or an id is no sentence, and `max`, `period` and the like begin none after a colon.
_NEXT_FIELD = re.compile(
    r"(?:id: +[a-z0-9-]+|: +[$€£]?[0-9][0-9.,-]*"
    r"|: [^,:{}\[\]]*\S(?= +(?:max|currency|period|on)$))()\s+([a-z_]+)$"
)
_CLOSING = {"[": "]", "{": "}"}


def open_quote(fault: ParserError) -> Diagnostic | None:
    """Find a quote that is never closed."""
    if "quoted scalar" not in fault.doing:
        return None
    if "end of stream" not in fault.problem and "document" not in fault.problem:
        return None
    return _unclosed_quote(fault, fault.from_line, fault.from_column)


def _unclosed_quote(fault: ParserError, line: int, column: int) -> Diagnostic:
    row = fault.lines[line]
    return fault.error(
        "KR007",
        "this quote is not closed",
        lines.write(row.strip() + row[column], f"add {row[column]} where the text ends"),
        line,
        column,
    )


def text_after_quote(fault: ParserError) -> Diagnostic | None:
    """Find a quote that closed too early, or one left open that a later line closed."""
    before = fault.row[: fault.column].rstrip()
    if not before.endswith(('"', "'")) or "block" not in fault.doing:
        return None
    closing = len(before) - 1
    opening = _opening_quote(fault, closing)
    if opening is None:
        return None
    line, column = opening
    if line < fault.line:
        return _unclosed_quote(fault, line, column)
    return fault.error(
        "KR008",
        "text follows the closing quote",
        lines.write(lines.with_quotes(fault.row, column), "put the whole value in quotes"),
    )


def _opening_quote(fault: ParserError, closing: int) -> tuple[int, int] | None:
    """Return where the quoted value begins that ends at column ``closing`` of the fault's line."""
    line = 0
    while line <= fault.line:
        start = lines.value_start(fault.lines[line])
        quote = fault.lines[line][start : start + 1]
        if quote not in {'"', "'"}:
            line += 1
            continue
        end = _end_of_quote(fault.lines, line, start, fault.line)
        if end is None:
            return None
        if end == (fault.line, closing):
            return line, start
        line = end[0] + 1
    return None


def _end_of_quote(lines: list[str], line: int, start: int, last: int) -> tuple[int, int] | None:
    quote = lines[line][start]
    inside = re.compile(r'(?:[^"\\]|\\.)*' if quote == '"' else r"(?:[^']|'')*")
    column = start + 1
    for number in range(line, last + 1):
        match = inside.match(lines[number], column)
        column = match.end() if match else column
        if lines[number][column : column + 1] == quote:
            return number, column
        column = 0
    return None


def bracket(fault: ParserError) -> Diagnostic | None:
    """Find a bracket that is not closed, or a text inside brackets that needs quotes."""
    if "flow sequence" not in fault.doing and "flow mapping" not in fault.doing:
        return None
    opening = fault.lines[fault.from_line][fault.from_column : fault.from_column + 1]
    closing = _CLOSING.get(opening, "]")
    new_field = fault.line > fault.from_line and re.fullmatch(
        r"\s*[\w-]+(: +)?", fault.row[: fault.column]
    )
    if fault.at_end or (fault.character == ":" and new_field):
        row = fault.lines[fault.from_line]
        whole = row[: lines.value_end(row, fault.from_column)].strip() + closing
        otherwise = f"add `{closing}` after the last entry"
        single = fault.line <= fault.from_line + 1
        return fault.error(
            "KR007",
            f"this `{opening}` is not closed",
            lines.write(whole if single else None, otherwise),
            fault.from_line,
            fault.from_column,
        )
    if fault.character == ":" and opening == "{" and (missing := _comma_missing(fault)):
        return missing
    if fault.character == ":":
        start = max(fault.row.rfind(mark, 0, fault.column) for mark in (",", "[", "{", ": ")) + 1
        start += len(fault.row[start:]) - len(fault.row[start:].lstrip())
        end = min((i for m in ",]}" if (i := fault.row.find(m, fault.column)) > 0), default=None)
        return fault.error(
            "KR008",
            "a text with a colon needs quotes",
            lines.write(lines.with_quotes(fault.row, start, end), "put the text in quotes"),
        )
    if fault.character in {"]", "}"}:
        message = f"`{opening}` is closed by `{fault.character}` here"
        return fault.error("KR007", message, f"close it with `{closing}`")
    return fault.error(
        "KR010",
        f"a comma or `{closing}` is missing before this",
        "put a comma between the entries, or quotes around a text that holds brackets or quotes",
    )


def _comma_missing(fault: ParserError) -> Diagnostic | None:
    """Find the next field of a mapping in what looks like the value of the one before."""
    before = fault.row[: fault.column]
    match = _NEXT_FIELD.search(before)
    if match is None:
        return None
    return fault.error(
        "KR010",
        f"a comma is missing before `{match[2]}`",
        lines.write(
            f"{before[: match.end(1)]},{fault.row[match.end(1) :]}".strip(), "put a comma before it"
        ),
        column=match.start(2),
    )


def escape(fault: ParserError) -> Diagnostic | None:
    """Find a backslash that double quotes cannot hold."""
    if not re.search("escape|hexdecimal|hexadecimal", fault.problem):
        return None
    row = fault.lines[fault.from_line]
    end = _end_of_quote([row], 0, fault.from_column, 0) if row[fault.from_column :] else None
    fixed = None
    if end and "'" not in row:
        fixed = (row[: fault.from_column] + row[fault.from_column :].replace('"', "'")).strip()
    return fault.error(
        "KR008",
        "inside double quotes a backslash has a meaning of its own",
        lines.write(fixed, r"use single quotes, or write `\\` for a backslash"),
    )


def text_after_bracket(fault: ParserError) -> Diagnostic | None:
    """Find a text that starts with a bracket and goes on after it."""
    if not fault.row[: fault.column].rstrip().endswith(("]", "}")) or "block" not in fault.doing:
        return None
    start = lines.value_start(fault.row)
    if fault.row[start : start + 1] not in _CLOSING:
        return None
    return fault.error(
        "KR008",
        "text follows the closing bracket; a text that starts with a bracket needs quotes",
        lines.write(lines.with_quotes(fault.row, start), "put the text in quotes"),
    )
