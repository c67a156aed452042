"""Quotes and brackets that the YAML parser stumbled over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.mistakes.lines import value_end, value_start, write, write_quoted

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic
    from kamroles.mistakes.parser_error import ParserError

# A number or an id is no sentence, and `max`, `period` and the like begin none after a colon.
_NEXT_FIELD = re.compile(
    r"(?:id: +[a-z0-9-]+|: +[$€£]?[0-9][0-9.,-]*"
    r"|: [^,:{}\[\]]*\S(?= +(?:max|currency|period|on)$))()\s+([a-z_]+)$"
)
_CLOSING = {"[": "]", "{": "}"}
_QUOTED = re.compile(r"""\"(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'""", re.DOTALL)


def open_quote(fault: ParserError) -> Diagnostic | None:
    """Find a quote that is never closed."""
    ended = "end of stream" in fault.problem or "document" in fault.problem
    if "quoted scalar" not in fault.doing or not ended:
        return None
    return _unclosed_quote(fault, fault.from_line, fault.from_column)


def _unclosed_quote(fault: ParserError, line: int, column: int) -> Diagnostic:
    row = fault.lines[line]
    hint = write(row.strip() + row[column], f"add {row[column]} where the text ends")
    return fault.error("KR007", "this quote is not closed", hint, line, column)


def text_after_quote(fault: ParserError) -> Diagnostic | None:
    """Find a quote that closed too early, or one left open that a later line closed."""
    before = fault.before.rstrip()
    if not before.endswith(('"', "'")) or "block" not in fault.doing:
        return None
    opening = _opening_quote(fault, fault.source.starts[fault.line] + len(before))
    if opening is None:
        return None
    line, column = opening
    if line < fault.line:
        return _unclosed_quote(fault, line, column)
    hint = write_quoted(fault.row, column, otherwise="put the whole value in quotes")
    return fault.error("KR008", "text follows the closing quote", hint)


def _opening_quote(fault: ParserError, end: int) -> tuple[int, int] | None:
    """Return where the quoted value begins that ends before the offset ``end``."""
    line = 0
    while line <= fault.line:
        row = fault.lines[line]
        column = value_start(row)
        start = fault.source.starts[line] + column
        if match := _QUOTED.match(fault.source.text, start, end):
            if match.end() == end:
                return line, column
            line = fault.source.span(start, match.end()).end_line
        elif row.startswith(('"', "'"), column):
            return None
        else:
            line += 1
    return None


def bracket(fault: ParserError) -> Diagnostic | None:
    """Find a bracket that is not closed, or a text inside brackets that needs quotes."""
    if "flow sequence" not in fault.doing and "flow mapping" not in fault.doing:
        return None
    opening = fault.from_row[fault.from_column : fault.from_column + 1]
    closing = _CLOSING.get(opening, "]")
    colon = fault.character == ":"
    lower = fault.line > fault.from_line
    if fault.at_end or (
        colon and lower and re.fullmatch(r"\s*(?:- +)*[\w.-]+(: +)?", fault.before)
    ):
        end = value_end(fault.from_row, fault.from_column)
        single = fault.line <= fault.from_line + 1
        whole = fault.from_row[:end].strip() + closing if single else None
        hint = write(whole, f"add `{closing}` after the last entry")
        message = f"this `{opening}` is not closed"
        return fault.error("KR007", message, hint, fault.from_line, fault.from_column)
    if colon:
        return (opening == "{" and _comma_missing(fault)) or _colon_inside(fault)
    opened = [fault.beside(fault.from_line, f"`{opening}` is opened here")] if lower else []
    if fault.character in {"]", "}"}:
        message = f"`{opening}` is closed by `{fault.character}` here"
        return fault.error("KR007", message, f"close it with `{closing}`", None, None, *opened)
    message = f"a comma or `{closing}` is missing before this"
    hint = "put a comma between the entries, or quotes around a text that holds brackets or quotes"
    return fault.error("KR010", message, hint, None, None, *opened)


def _colon_inside(fault: ParserError) -> Diagnostic:
    start = max(fault.before.rfind(mark) for mark in (",", "[", "{", ": ")) + 1
    start += len(fault.row[start:]) - len(fault.row[start:].lstrip())
    ends = (fault.row.find(mark, fault.column) for mark in ",]}")
    end = min((at for at in ends if at > 0), default=None)
    return fault.needs_quotes("a text with a colon needs quotes", start, end)


def _comma_missing(fault: ParserError) -> Diagnostic | None:
    """Find the next field of a mapping in what looks like the value of the one before."""
    match = _NEXT_FIELD.search(fault.before)
    if match is None:
        return None
    end = match.end(1)
    hint = write(f"{fault.row[:end]},{fault.row[end:]}".strip(), "put a comma before it")
    message = f"a comma is missing before `{match[2]}`"
    return fault.error("KR010", message, hint, column=match.start(2))


def escape(fault: ParserError) -> Diagnostic | None:
    """Find a backslash that double quotes cannot hold."""
    if not re.search("escape|hexdecimal|hexadecimal", fault.problem):
        return None
    start, row, fixed = fault.from_column, fault.from_row, None
    if "'" not in row and _QUOTED.match(row, start):
        fixed = (row[:start] + row[start:].replace('"', "'")).strip()
    message = "inside double quotes a backslash has a meaning of its own"
    hint = write(fixed, r"use single quotes, or write `\\` for a backslash")
    return fault.error("KR008", message, hint)


def text_after_bracket(fault: ParserError) -> Diagnostic | None:
    """Find a text that starts with a bracket and goes on after it."""
    if not fault.before.rstrip().endswith(("]", "}")) or "block" not in fault.doing:
        return None
    start = value_start(fault.row)
    if fault.row[start : start + 1] not in _CLOSING:
        return None
    message = "text follows the closing bracket; a text that starts with a bracket needs quotes"
    return fault.needs_quotes(message, start)
