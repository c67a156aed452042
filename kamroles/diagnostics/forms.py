"""Print findings: for people, as JSON, as GitHub annotations, as SARIF."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kamroles.diagnostics import Diagnostic, Severity, Span
from kamroles.diagnostics.excerpt import excerpt, safe
from kamroles.diagnostics.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_GRAVITY = {severity: number for number, severity in enumerate(Severity)}
_MOST_OF_A_FILE = 100
_BOLD, _FRAME = "1", "34"
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings by file, line and column; those without a place come first.

    Of a file with more than a person reads, the gravest, and how many others there are.
    """
    found: list[Diagnostic] = []
    for file, group in groupby(sorted(diagnostics, key=_place), key=_file):
        own = list(group)
        gravest = sorted(own, key=lambda each: _GRAVITY[each.severity])
        left = gravest[_MOST_OF_A_FILE:] if file else []
        found += own if not left else sorted(gravest[:_MOST_OF_A_FILE], key=_place)
        found += [_more(left)] if left else []
    return found


def _more(left: list[Diagnostic]) -> Diagnostic:
    """Return the line that stands for findings which are not shown."""
    assert left[0].span  # noqa: S101 - only findings of files are left out
    span = replace(left[0].span, line=1, column=1, end_line=1, end_column=1)
    message = f"there are {len(left)} more findings in this file"
    return Diagnostic("KR022", left[0].severity, message, span, "mend those above, then look again")


def _file(diagnostic: Diagnostic) -> str:
    return diagnostic.span.source.name if diagnostic.span else ""


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    span = diagnostic.span
    return (span.source.name, span.line, span.column) if span else ("", 0, 0)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many findings there are of each severity; empty when there are none."""
    counts = _counts(diagnostics)
    return ", ".join(f"{n} {severity}{'s' * (n != 1)}" for severity, n in counts.items() if n)


def _counts(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return {severity: counts[severity] for severity in Severity}


def to_text(diagnostics: Iterable[Diagnostic], *, color: bool, width: int | None = None) -> str:
    """Return findings with excerpts for a terminal, and a summary line at the end.

    Lines are wrapped to ``width`` cells; without it, a message is one line, and so is a hint.
    """
    found = list(diagnostics)
    if not found:
        return ""
    blocks = [_block(diagnostic, width, color=color) for diagnostic in ordered(found)]
    return "\n\n".join([*blocks, _painted(summary(found), _BOLD, color=color)]) + "\n"


def _painted(text: str, style: str, *, color: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if color else text


def _block(diagnostic: Diagnostic, width: int | None, *, color: bool) -> str:
    span, hue = diagnostic.span, _COLORS[diagnostic.severity]
    head = f"{diagnostic.severity}[{diagnostic.code}]"
    where = f"{_place_text(span)}: " if span else ""
    told = _lines(f"{where}{head}: {diagnostic.message}", 0, width)
    rows = [told.replace(head, _painted(head, f"{_BOLD};{hue}", color=color), 1)]
    number = str(span.line) if span else " "
    margin = " " * len(number)
    if span and span.source.line(span.line).strip():
        line, start, length = excerpt(span, min(100, width - len(margin) - 3) if width else 100)
        bar = _painted("|", _FRAME, color=color)
        rows += [
            f"{margin} {bar}",
            f"{_painted(number, _FRAME, color=color)} {bar} {line}".rstrip(),
            f"{margin} {bar} {' ' * start}{_painted('^' * length, hue, color=color)}",
        ]
    mark = _painted("=", _FRAME, color=color)
    notes = (_lines(f"= {text}", len(margin) + 1, width) for text in _notes(diagnostic))
    rows += [each.replace("=", mark, 1) for each in notes]
    return "\n".join(rows)


def _notes(diagnostic: Diagnostic) -> list[str]:
    """Return what is said beside the message."""
    notes = [f"{_place_text(related.span)}: {related.message}" for related in diagnostic.related]
    notes += [f"hint: {diagnostic.hint}"] if diagnostic.hint else []
    notes += [f"from: {diagnostic.basis}"] if diagnostic.basis else []
    return notes


def _place_text(span: Span) -> str:
    return safe(str(span).replace("\n", " "))


def _lines(text: str, indent: int, width: int | None) -> str:
    """Return a text with its lines after the first indented more, and wrapped if ``width`` says."""
    first, *more = safe(text).split("\n")
    start, below = " " * indent, " " * (indent + 2)
    if width is None:
        return f"\n{below}".join([start + first, *more])
    lines = wrapped(first, width, indent, hanging=2)
    return "\n".join(lines + [line for each in more for line in wrapped(each, width, indent + 2)])


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return findings as JSON, with a count of each severity."""
    found = list(diagnostics)
    counts = {f"{severity}s": n for severity, n in _counts(found).items()}
    shown = [_record(each) for each in ordered(found)]
    return json.dumps({"diagnostics": shown, **counts}, indent=2) + "\n"


def _record(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        **_location(diagnostic.span),
        "hint": diagnostic.hint,
        "basis": diagnostic.basis,
        "related": [{"message": r.message, **_location(r.span)} for r in diagnostic.related],
    }


def _location(span: Span | None) -> dict[str, Any]:
    places = ("line", "column", "end_line", "end_column")
    file = span.source.name if span else None
    return {"file": file} | {place: getattr(span, place, None) for place in places}


def to_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return findings as workflow commands that GitHub shows beside the lines."""
    return "".join(f"{_annotation(diagnostic)}\n" for diagnostic in ordered(diagnostics))


def _annotation(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties: dict[str, object] = {}
    if span:
        properties = {"file": span.source.name, "line": span.line, "endLine": span.end_line}
        if span.line == span.end_line:  # GitHub takes columns only within one line
            properties |= {"col": span.column, "endColumn": max(span.end_column, span.column)}
    properties["title"] = diagnostic.code
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_GITHUB_LEVELS[diagnostic.severity]} {written}::{_message(_whole(diagnostic))}"


def _whole(diagnostic: Diagnostic) -> str:
    """Return all that is said about a finding, for forms that show no excerpt."""
    return "\n".join([diagnostic.message, *_notes(diagnostic)])


def _message(text: str) -> str:
    text = safe(text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def to_sarif(diagnostics: Iterable[Diagnostic], meanings: Mapping[str, str], version: str) -> str:
    """Return findings as a SARIF 2.1.0 log with one run; ``meanings`` are those of the codes."""
    found = ordered(diagnostics)
    codes = sorted({diagnostic.code for diagnostic in found})
    rules = [{"id": code, "shortDescription": {"text": meanings.get(code, code)}} for code in codes]
    run = {
        "tool": {"driver": {"name": "kamroles", "rules": rules, "version": version}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, codes) for diagnostic in found],
    }
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _result(diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": str(diagnostic.severity),
        "message": {"text": _whole(diagnostic)},
    }
    if diagnostic.span:
        result["locations"] = [_physical(diagnostic.span)]
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": related.message}, **_physical(related.span)}
            for number, related in enumerate(diagnostic.related)
        ]
    return result


def _physical(span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    # A file's name may hold bytes that are no text, which Python keeps as surrogates.
    name = span.source.name.replace("\\", "/")
    artifact = {"uri": quote(name, safe="/", errors="surrogatepass")}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
