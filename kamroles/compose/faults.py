"""Findings of a composition, placed at the template line that was being worked on."""

from __future__ import annotations

import re
import sys
from traceback import walk_stack, walk_tb
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Diagnostic, Related, Severity, Source, Span, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

_MOST = 50
_LINES_AHEAD = 9
_HINTS = {
    "KR302": "look for a name, a quote or a bracket that is missing here; {{ role.title }} writes "
    "a value, {% if posting.pay %} … {% endif %} asks for one",
    "KR311": "write the value alone, such as {{ role.title }}, or with a filter that fits its kind",
}
"""What to do where the fault itself says no more."""


Place = tuple[str, int]
"""A template and its line, from 1."""


class Fault(Exception):  # noqa: N818 - it carries a finding and is not itself a fault of the code
    """A template cannot go on; ``needle`` is the text to point at in the line."""

    def __init__(
        self,
        code: str,
        message: str,
        hint: str | None = None,
        needle: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.needle = needle
        self.severity = severity
        self.place: Place | None = None
        self.others: list[tuple[str, Place | int, str]] = []

    def at(self, template: str, line: int) -> Fault:
        """Return this fault, placed at a line of a template."""
        self.place = (template, line)
        return self

    def beside(self, message: str, place: Place | int, needle: str = "") -> Fault:
        """Return this fault with a second place: a line of a template, or of what they made."""
        self.others.append((message, place, needle))
        return self


class Faults:
    """All findings of one composition, each once, with the templates that were read.

    ``origin`` tells where a line of the text was written, once templates have written it: the
    line of a macro before the one that called it.
    """

    def __init__(self, span_of: Callable[[str], Span | None]) -> None:
        self.found: list[Diagnostic] = []
        self.sources: dict[str, Source] = {}
        self.origin: Callable[[int, str], tuple[Span, ...]] = lambda *_: ()
        self._span_of = span_of
        self._told: set[Any] = set()

    @property
    def _first(self) -> Place | None:
        return next(((name, 1) for name in self.sources), None)

    @property
    def failed(self) -> bool:
        """Tell whether any finding is an error."""
        return any(d.severity is Severity.ERROR for d in self.found)

    def here(self, fault: Fault) -> None:
        """Note a fault at the template line that is running now."""
        frame, line = next(_in_templates(walk_stack(sys._getframe(1))), (None, 0))  # noqa: SLF001 - no public way up
        # a loop meets the same fault many times, and finding its place takes long
        key = (fault.code, fault.message, frame and frame.f_code, line)
        if key not in self._told:
            self._told.add(key)
            self._add(fault, self._span(template_line(frame, line), fault.needle))

    def raised(self, fault: Fault, failure: BaseException | None = None) -> None:
        """Note a fault at its place, else at the template line that an exception came from."""
        *_, last = (None, 0), *_in_templates(walk_tb((failure or fault).__traceback__))
        place = fault.place or template_line(*last) or self._first
        self._add(fault, self._span(place, fault.needle))

    def near(self, fault: Fault, line: int) -> None:
        """Note a fault of a line (from 0) that the templates made, where that was written."""
        if len(self.found) < _MOST:
            place, *callers = self.origin(line, fault.needle) or (self._span(self._first, ""),)
            self._add(fault, place, *(Related("it is written from here", each) for each in callers))

    def at_value(self, fault: Fault, path: str | None) -> None:
        """Note a fault where the value of ``path`` was written."""
        self._add(fault, self._span_of(path) if path else None)

    def _add(self, fault: Fault, span: Span | None, *related: Related) -> None:
        """Note a finding unless it was noted before or there are very many."""
        hint = fault.hint or _HINTS.get(fault.code)
        known = ((each.code, each.message, each.span) for each in self.found)
        if len(self.found) < _MOST and (fault.code, fault.message, span) not in known:
            others = *self._related(fault), *related
            found = Diagnostic(fault.code, fault.severity, fault.message, span, hint, others)
            self.found.append(found)

    def _related(self, fault: Fault) -> Iterator[Related]:
        for message, place, needle in fault.others:
            if isinstance(place, int):
                yield from (Related(message, span) for span in self.origin(place, needle)[:1])
            elif span := self._span(place, needle):
                yield Related(message, span)

    def _span(self, place: Place | None, needle: str) -> Span | None:
        source = self.sources.get(place[0]) if place else None
        if source is None or place is None:
            return None
        first = place[1]
        before = r"(?<![\w.])" if needle[:1].isalnum() or needle[:1] == "_" else ""
        after = r"(?!\w)" if needle[-1:].isalnum() or needle[-1:] == "_" else ""
        pattern = before + re.escape(needle) + after
        if needle and (found := next(spans(source, pattern, first, _LINES_AHEAD), None)):
            return found
        line = source.line(first)
        indent = len(line) - len(line.lstrip())
        return Span(source, first, indent + 1, first, max(len(line), indent + 1) + 1)


def meant(word: str, known: Iterable[str], all_of_them: str | None = None) -> str | None:
    """Return a hint with the names most like ``word``; else ``all_of_them`` and what there is."""
    names = [name for name in known if not name.startswith("_")]
    return suggest(word, names, f"{all_of_them}: {', '.join(names)}" if all_of_them else "")


def spans(source: Source, pattern: str, first: int = 1, ahead: int | None = None) -> Iterator[Span]:
    """Yield where lines of a template have what a pattern finds, from line ``first`` on."""
    wanted = re.compile(pattern)
    for number, line in enumerate(source.lines[first - 1 :][:ahead], first):
        if found := wanted.search(line):
            yield Span(source, number, found.start() + 1, number, found.end() + 1)


def running_template(frame: FrameType) -> FrameType | None:
    """Return the code of a template that runs, or called what runs."""
    return next((each for each, _ in _in_templates(walk_stack(frame))), None)


def _in_templates(frames: Iterable[tuple[FrameType, int]]) -> Iterator[tuple[FrameType, int]]:
    return ((frame, line) for frame, line in frames if "__jinja_template__" in frame.f_globals)


def template_line(frame: FrameType | None, line: int) -> Place | None:
    """Return the template and its line that a line of compiled code stands for."""
    template = frame.f_globals.get("__jinja_template__") if frame else None
    return (template.name, template.get_corresponding_lineno(line)) if template else None
