"""What the YAML parser could not read, in plain words and with the line as it was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Span, error
from kamroles.diagnostics.indentation import indentation_of
from kamroles.mistakes import enclosed
from kamroles.mistakes.lines import or_as_text, value_start, with_dash, with_quotes, write
from kamroles.mistakes.parser_error import ParserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml import MarkedYAMLError

    from kamroles.diagnostics import Diagnostic, Source

_TAB = re.compile(r"[ \t-]*?\t")
_KEY_AND_COLON = re.compile(r"\s*(?:- +)*[\w.\-][\w.\- ]*?: +\S")
_NO_SPACE = re.compile(r"(\s*(?:- +)*[\w-]+):(?!//)(\S.*)")
_NAME_AND_VALUE = re.compile(r"\s*([a-z]+(?:_[a-z]+)*) +([$0-9\[{\"'].*)")
_LONGEST_ROW = 2_000
_LONGEST_SHOWN = 40
_COLON = "a text with a colon needs quotes"


def explained(source: Source, yaml_error: MarkedYAMLError) -> Diagnostic:
    """Return the parser's error as a finding."""
    fault = ParserError(source, yaml_error)
    if max(len(fault.row), len(fault.from_row)) <= _LONGEST_ROW:
        for look in _LOOKS:
            if found := look(fault):
                return found
    return fault.error(
        "KR010",
        f"this is not valid YAML ({fault.problem})",
        "check the quotes, brackets and indentation of this line and the one above",
    )


def _tab(fault: ParserError) -> Diagnostic | None:
    match = _TAB.match(fault.row)
    if match is None or "flow" in fault.doing or "quoted" in fault.doing:
        return None
    if "tab" not in fault.problem and fault.column > len(match[0]) + 1 and fault.character != "\t":
        return None
    indent = fault.row[: _indent(fault.row, " \t-")]
    style = indentation_of(fault.source.text)
    fixed = indent.replace("\t", " " * style.step) + fault.row[len(indent) :]
    way = f"{style.in_words} for each level"
    hint = f"{write(fixed, f'use {way}')} ({way})"
    message = "a tab is used to indent this line, and YAML takes only spaces"
    return fault.error("KR006", message, hint, column=len(match[0]) - 1)


def _colon(fault: ParserError) -> Diagnostic | None:
    if "mapping values are not allowed" not in fault.problem:
        return None
    start = value_start(fault.row)
    named = _KEY_AND_COLON.match(f"{fault.before}x") and value_start(fault.before) < fault.column
    if named and fault.row[:start].strip():
        return fault.needs_quotes(_COLON, start)
    if not fault.above:
        return None
    above = fault.lines[fault.above[0]]
    if not re.search(r":(\s|$)", above):
        return _no_colon(fault, fault.above[0])
    if re.fullmatch(r"\s*(?:- +)*[\w-]+", fault.before):
        return _too_deep(fault, above)
    hint = "put the whole text in quotes, or start it on a line of its own after `>`"
    return fault.error("KR008", _COLON, hint, None, None, fault.beside_above("the line above"))


def _too_deep(fault: ParserError, above: str) -> Diagnostic:
    indent = _indent(above, " -")
    hint = f"start it in column {indent + 1}, like `{_short(above)}` above"
    if not indent:
        hint += "; if it belongs to a name such as `overrides:`, put that on a line above it"
    message = "this line is indented under a line that already has a value"
    line, column = fault.line, _indent(fault.row)
    return fault.error("KR009", message, hint, line, column, fault.beside_above("the line with it"))


def _indent(row: str, blanks: str | None = None) -> int:
    return len(row) - len(row.lstrip(blanks))


def _short(row: str) -> str:
    text = row.strip().removeprefix("- ").strip()
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _missing_colon(fault: ParserError) -> Diagnostic | None:
    missing = "could not find expected ':'" in fault.problem
    return _no_colon(fault, fault.from_line) if missing else None


def _no_colon(fault: ParserError, line: int) -> Diagnostic:
    row = fault.lines[line]
    column = _indent(row)
    if len(row) <= _LONGEST_ROW and (match := _NO_SPACE.fullmatch(row.rstrip())):
        message, column = "a space is missing after the colon", len(match[1])
        hint = write(f"{match[1].strip()}: {match[2]}", "put a space after the colon")
    elif entry := with_dash(row):
        message = "a list entry begins with a dash and a space"
        hint = write(entry, "write `- …`")
    elif match := _NAME_AND_VALUE.fullmatch(row.rstrip()):
        message = f"a colon is missing after `{match[1]}`"
        hint = write(f"{match[1]}: {match[2]}", "put a colon after the name")
    else:
        message, hint = "this line is no `name: value`", "give it a name and a colon"
        by = indentation_of(fault.source.text).in_words
        hint += f"; if it goes on with the text above, indent it by {by}"
    below = [fault.beside(fault.line, "this line ends it")] if line < fault.line else []
    return fault.error("KR010", message, hint, line, column, *below)


def _start(fault: ParserError) -> Diagnostic | None:
    """Find a text whose first character has a meaning of its own."""
    other = "cannot start any token|mapping keys are not allowed|node content"
    line, column = fault.line, fault.column
    if re.search(r"an alias|an anchor|a tag|a block scalar|a directive", fault.doing):
        line, column = fault.from_line, fault.from_column
    elif not re.search(other, fault.problem):
        return None
    if "flow" in fault.doing and fault.at_end:
        return fault.error("KR007", "a `[` or `{` is not closed", "add the closing bracket")
    if "flow" in fault.doing:
        return fault.error("KR010", "an entry is missing before this", "take out the extra comma")
    blank = not fault.lines[line][column : column + 1].strip()
    return None if blank else text_with_sign(fault.source, line, column)


def text_with_sign(source: Source, line: int, column: int) -> Diagnostic:
    """Return the finding for a text that begins with a sign that has a meaning of its own."""
    row = source.line(line + 1)
    sign = row[column : column + 1]
    shown = "a backtick" if sign == "`" else f"`{sign}`"
    fixed = with_quotes(row, column) if value_start(row) == column else None
    span = Span(source, line + 1, column + 1, line + 1, column + 2)
    hint = write(fixed, "put the text in quotes")
    return error("KR008", f"a text that starts with {shown} needs quotes", span, hint)


def _dash(fault: ParserError) -> Diagnostic | None:
    if "sequence entries are not allowed" not in fault.problem:
        return None
    hint = or_as_text("start the list on the next line", fault.row, fault.column)
    return fault.error("KR010", "a list cannot start on the line of its name", hint)


def _indentation(fault: ParserError) -> Diagnostic | None:
    if "block" not in fault.doing or fault.before.strip(" -") or not fault.above:
        return None
    above = fault.lines[fault.above[0]]
    dash, listed = fault.character == "-", above.lstrip().startswith("- ")
    column = _indent(fault.row)
    if column == _indent(above) and dash != listed:
        message = "a `name: value` line stands among list entries"
        if dash:
            message = "a list entry stands among `name: value` lines"
        hint = "check which name this line belongs to and indent it"
        return fault.error("KR009", message, hint, None, None, fault.beside_above("the line above"))
    fits = [f"column {_indent(row, ' ') + 1} (like `{_short(row)}`)" for row in _fitting(fault)]
    hint = f"start it in {' or '.join(fits)}" if fits else "line it up with the lines it belongs to"
    message = f"this line starts in column {column + 1}, which fits no line above"
    return fault.error("KR009", message, hint, fault.line, column, *fault.beginnings())


def _first_line(fault: ParserError) -> Diagnostic | None:
    """Find a file whose first line is indented, and a later one is not."""
    if "<document start>" not in fault.problem or not fault.above:
        return None
    first = fault.above[-1]
    indent = _indent(fault.lines[first])
    if not indent:
        return None
    message = "this line is indented, and lines below it that stand beside it are not"
    return fault.error("KR009", message, "start it in column 1", first, indent)


def _fitting(fault: ParserError) -> list[str]:
    """Return up to two lines above with whose indentation the fault's line would fit."""
    found: list[str] = []
    for row in (fault.lines[number] for number in fault.above):
        if not found or _indent(row, " ") < _indent(found[-1], " "):
            found.append(row)
    return found[:2]


_LOOKS: tuple[Callable[[ParserError], Diagnostic | None], ...] = (
    _tab,
    enclosed.open_quote,
    enclosed.text_after_quote,
    enclosed.bracket,
    _colon,
    _missing_colon,
    _start,
    _dash,
    enclosed.escape,
    enclosed.text_after_bracket,
    _indentation,
    _first_line,
)
