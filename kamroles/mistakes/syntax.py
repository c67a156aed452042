"""What the YAML parser could not read, in plain words and with the line as it was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Span, error
from kamroles.mistakes import enclosed, lines
from kamroles.mistakes.parser_error import ParserError, parser_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml import MarkedYAMLError

    from kamroles.diagnostics import Diagnostic, Source

_TAB = re.compile(r"[ \t-]*?\t")
_KEY_AND_COLON = re.compile(r"\s*(?:- +)*[\w.\-][\w.\- ]*?: +\S")
_NO_SPACE = re.compile(r"(\s*(?:- +)*[\w-]+):(?!//)(\S.*)")
_NAME_AND_VALUE = re.compile(r"\s*([a-z]+(?:_[a-z]+)*) +([$0-9\[{\"'].*)")
_LONGEST_ROW = 2_000


def explained(source: Source, yaml_error: MarkedYAMLError) -> Diagnostic:
    """Return the parser's error as a finding."""
    found = parser_error(source, yaml_error)
    if max(len(found.row), len(found.from_row)) <= _LONGEST_ROW:
        for look in _LOOKS:
            if diagnostic := look(found):
                return diagnostic
    return found.error(
        "KR010",
        f"this is not valid YAML ({found.problem})",
        "check the quotes, brackets and indentation of this line and the one above",
    )


def _tab(fault: ParserError) -> Diagnostic | None:
    match = _TAB.match(fault.row)
    if match is None or "flow" in fault.doing or "quoted" in fault.doing:
        return None
    if "tab" not in fault.problem and fault.column > len(match[0]) + 1 and fault.character != "\t":
        return None
    indent = fault.row[: len(fault.row) - len(fault.row.lstrip(" \t-"))]
    fixed = indent.replace("\t", "  ") + fault.row[len(indent) :]
    return fault.error(
        "KR006",
        "a tab is used to indent this line, and YAML takes only spaces",
        lines.write(fixed, "use two spaces for each level") + " (two spaces for each level)",
        column=len(match[0]) - 1,
    )


def _colon(fault: ParserError) -> Diagnostic | None:
    if "mapping values are not allowed" not in fault.problem:
        return None
    before = fault.row[: fault.column]
    if _KEY_AND_COLON.match(before + "x") and lines.value_start(before) < fault.column:
        start = lines.value_start(fault.row)
        if start and not fault.row[:start].isspace():
            return fault.error(
                "KR008",
                "a text with a colon needs quotes",
                lines.write(lines.with_quotes(fault.row, start), "put the text in quotes"),
            )
    above = fault.above(fault.line)
    if above is None:
        return None
    if not re.search(r":(\s|$)", fault.lines[above]):
        return _no_colon(fault, above)
    if re.fullmatch(r"\s*(?:- +)*[\w-]+", before):
        return _too_deep(fault, above)
    return fault.error(
        "KR008",
        "a text with a colon needs quotes",
        "put the whole text in quotes, or start it on a line of its own after `>`",
    )


def _too_deep(fault: ParserError, above: int) -> Diagnostic:
    indent = len(fault.lines[above]) - len(fault.lines[above].lstrip(" -"))
    hint = f"start it in column {indent + 1}, like `{_short(fault.lines[above])}` above"
    if not indent:
        hint += "; if it belongs to a name such as `overrides:`, put that on a line above it"
    return fault.error(
        "KR009",
        "this line is indented under a line that already has a value",
        hint,
        column=len(fault.row) - len(fault.row.lstrip()),
    )


def _short(row: str) -> str:
    text = row.strip().removeprefix("- ").strip()
    return text if len(text) <= 40 else text[:39] + "…"


def _missing_colon(fault: ParserError) -> Diagnostic | None:
    if "could not find expected ':'" not in fault.problem:
        return None
    return _no_colon(fault, fault.from_line)


def _no_colon(fault: ParserError, line: int) -> Diagnostic:
    row = fault.lines[line]
    column = len(row) - len(row.lstrip())
    if len(row) <= _LONGEST_ROW and (match := _NO_SPACE.fullmatch(row.rstrip())):
        fixed = f"{match[1].strip()}: {match[2]}"
        hint = lines.write(fixed, "put a space after the colon")
        return fault.error("KR010", "a space is missing after the colon", hint, line, len(match[1]))
    if entry := lines.with_dash(row):
        message = "a list entry begins with a dash and a space"
        return fault.error("KR010", message, lines.write(entry, "write `- …`"), line, column)
    if match := _NAME_AND_VALUE.fullmatch(row.rstrip()):
        hint = lines.write(f"{match[1]}: {match[2]}", "put a colon after the name")
        message = f"a colon is missing after `{match[1]}`"
        return fault.error("KR010", message, hint, line, column)
    return fault.error(
        "KR010",
        "this line is no `name: value`",
        "give it a name and a colon; if it goes on with the text above, indent it by two spaces",
        line,
        column,
    )


def _start(fault: ParserError) -> Diagnostic | None:
    """Find a text whose first character has a meaning of its own."""
    scanned = re.search(r"an alias|an anchor|a tag|a block scalar|a directive", fault.doing)
    other = "cannot start any token|mapping keys are not allowed|node content"
    if scanned:
        line, column = fault.from_line, fault.from_column
    elif re.search(other, fault.problem):
        line, column = fault.line, fault.column
    else:
        return None
    row = fault.lines[line]
    sign = row[column : column + 1]
    if "flow" in fault.doing and fault.at_end:
        return fault.error("KR007", "a `[` or `{` is not closed", "add the closing bracket")
    if "flow" in fault.doing:
        return fault.error("KR010", "an entry is missing before this", "take out the extra comma")
    if not sign or sign.isspace():
        return None
    return text_with_sign(fault.source, line, column)


def text_with_sign(source: Source, line: int, column: int) -> Diagnostic:
    """Return the finding for a text that begins with a sign that has a meaning of its own."""
    row = source.line(line + 1)
    sign = row[column : column + 1]
    fixed = lines.with_quotes(row, column) if lines.value_start(row) == column else None
    return error(
        "KR008",
        f"a text that starts with {'a backtick' if sign == '`' else f'`{sign}`'} needs quotes",
        Span(source, line + 1, column + 1, line + 1, column + 2),
        lines.write(fixed, "put the text in quotes"),
    )


def _dash(fault: ParserError) -> Diagnostic | None:
    if "sequence entries are not allowed" not in fault.problem:
        return None
    if fault.row[: fault.column].strip():
        fixed = lines.with_quotes(fault.row, fault.column)
        text = "" if fixed is None else f"; if it is text, write `{fixed}`"
        hint = f"start the list on the next line{text}"
        return fault.error("KR010", "a list cannot start on the line of its name", hint)
    above = fault.above(fault.line)
    if above is None:
        return None
    hint = "leave nothing after the colon above, or line the dash up with the dashes above"
    return fault.error("KR009", "a list entry does not fit here", hint)


def _indentation(fault: ParserError) -> Diagnostic | None:
    if "block" not in fault.doing or fault.row[: fault.column].strip(" -"):
        return None
    above = fault.above(fault.line)
    if above is None:
        return None
    dash, listed = fault.character == "-", fault.lines[above].lstrip().startswith("- ")
    column = len(fault.row) - len(fault.row.lstrip())
    higher = len(fault.lines[above]) - len(fault.lines[above].lstrip())
    if column == higher and dash != listed:
        message = "a list entry stands among `name: value` lines" if dash else (
            "a `name: value` line stands among list entries"
        )  # fmt: skip
        return fault.error("KR009", message, "check which name this line belongs to and indent it")
    fits = _indents(fault)
    places = " or ".join(f"column {i + 1} (like `{_short(fault.lines[n])}`)" for i, n in fits)
    message = f"this line starts in column {column + 1}, which fits no line above"
    hint = f"start it in {places}" if places else "line it up with the lines it belongs to"
    return fault.error("KR009", message, hint, column=column)


def _indents(fault: ParserError) -> list[tuple[int, int]]:
    """Return up to two indents (with a line each) at which the fault's line would fit."""
    found: list[tuple[int, int]] = []
    limit = 10_000
    number = fault.above(fault.line)
    while number is not None and limit > 0 and len(found) < 2:
        row = fault.lines[number]
        indent = len(row) - len(row.lstrip(" "))
        if indent < limit:
            found.append((indent, number))
            limit = indent
        number = fault.above(number)
    return found


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
)
