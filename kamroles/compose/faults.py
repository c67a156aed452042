"""Findings of a composition, placed at the template line that was being worked on."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Severity, Source, Span, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import FrameType, TracebackType

    from jinja2 import Template

_MOST = 50
_LINES_AHEAD = 8


class Fault(Exception):  # noqa: N818 - it carries a finding and is not itself a fault of the code
    """A template cannot go on; ``needle`` is the text to point at in the line."""

    def __init__(self, code: str, message: str, hint: str | None = None, needle: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.needle = needle


class Report:
    """All findings of one composition, each once, with the templates that were read."""

    def __init__(self, spans: Mapping[str, Span]) -> None:
        self.found: list[Diagnostic] = []
        self.sources: dict[str, Source] = {}
        self._spans = spans

    @property
    def failed(self) -> bool:
        """Tell whether any finding is an error."""
        return any(d.severity is Severity.ERROR for d in self.found)

    def add(
        self,
        code: str,
        message: str,
        span: Span | None = None,
        hint: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a finding unless it was noted before or there are very many."""
        finding = Diagnostic(code, severity, message, span, hint)
        if len(self.found) < _MOST and finding not in self.found:
            self.found.append(finding)

    def here(self, fault: Fault, severity: Severity = Severity.ERROR) -> None:
        """Note a fault at the template line that is running now."""
        span = self._span(_template_frame(sys._getframe(1)), fault.needle)  # noqa: SLF001
        self.add(fault.code, fault.message, span, fault.hint, severity)

    def raised(self, fault: Fault, failure: BaseException) -> None:
        """Note a fault at the template line that an exception came from."""
        span = self._span(_template_line(failure.__traceback__), fault.needle)
        self.add(fault.code, fault.message, span, fault.hint)

    def at_line(self, fault: Fault, name: str | None, line: int) -> None:
        """Note a fault at a line of the template called ``name``."""
        self.add(
            fault.code,
            fault.message,
            self._span((name, line) if name else None, fault.needle),
            fault.hint,
        )

    def near(
        self,
        fault: Fault,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a fault where a template that was read has ``needle``, the first one if several."""
        self.add(fault.code, fault.message, self._search(fault.needle), fault.hint, severity)

    def at_value(self, fault: Fault, path: str | None, severity: Severity = Severity.ERROR) -> None:
        """Note a fault where the value of ``path`` was written."""
        span = self._spans.get(path) if path else None
        self.add(fault.code, fault.message, span, fault.hint, severity)

    def _span(self, place: tuple[str, int] | None, needle: str) -> Span | None:
        source = self.sources.get(place[0]) if place else None
        if source is None or place is None:
            return None
        first = place[1]
        if needle:
            edge = r"(?<![\w.])" if needle[0].isalnum() or needle[0] == "_" else ""
            pattern = re.compile(edge + re.escape(needle) + r"(?!\w)")
            lines = source.text.splitlines()[first - 1 : first + _LINES_AHEAD]
            for number, line in enumerate(lines, first):
                if match := pattern.search(line):
                    return Span(source, number, match.start() + 1, number, match.end() + 1)
        line = source.line(first)
        indent = len(line) - len(line.lstrip())
        return Span(source, first, indent + 1, first, max(len(line), indent + 1) + 1)

    def _search(self, needle: str) -> Span | None:
        if not needle:
            return None
        for source in self.sources.values():
            for number, line in enumerate(source.text.splitlines(), 1):
                at = line.find(needle)
                if at >= 0:
                    return Span(source, number, at + 1, number, at + len(needle) + 1)
        return None


def meant(word: str, known: Iterable[str], all_of_them: str | None = None) -> str | None:
    """Return a hint with the names most like ``word``; else ``all_of_them`` and what there is."""
    names = [name for name in known if not name.startswith("_")]
    near = nearest(word, names)
    if near:
        return f"did you mean {' or '.join(f'`{name}`' for name in near)}?"
    return f"{all_of_them}: {', '.join(names)}" if all_of_them and names else None


def _named(template: Template, line: int) -> tuple[str, int] | None:
    name = template.name
    return (name, template.get_corresponding_lineno(line)) if name else None


def _template_frame(frame: FrameType | None) -> tuple[str, int] | None:
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return _named(template, frame.f_lineno)
        frame = frame.f_back
    return None


def _template_line(trace: TracebackType | None) -> tuple[str, int] | None:
    place = None
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            place = _named(template, trace.tb_lineno)
        trace = trace.tb_next
    return place
