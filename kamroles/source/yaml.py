"""Read YAML into nodes that know their place, in one pass over the parser's events.

No composer runs: PyYAML's one in C overflows the stack on deep input, and values are wanted as
they were written. Anchors, aliases, merge keys and tags are refused, so nothing can expand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from kamroles.characters import INVISIBLE, NO_WIDTH, REFUSED, WIDE, described
from kamroles.diagnostics import Problems, Related, Source, Span, error
from kamroles.ordinary import MAX_BYTES, at_start
from kamroles.source.decode import read_text, refused_characters, too_large
from kamroles.source.nodes import Entry, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic

MAX_DEPTH = 64
MAX_VALUES = 20_000
MAX_TEXT = 20_000
"""Characters of one value: about eight pages."""
MAX_ENTRIES = 2_000
"""Entries of one list: more than a person writes, and each is held against others."""
_MOST_NAMED = 3

_Event = Any  # the stubs let an event lack marks and an anchor; those of a stream have them
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_THOUSANDS = re.compile(r"[0-9]{3}(?![0-9])")
_DIGITS = re.compile(r"(?:[$€£]\s?)?[0-9]{1,3}(,[0-9]{3})*")
_NO_SPACE = re.compile(r"([\w-]+):(?!//)(\S.*)", re.DOTALL)
_ANY, _BLANK = f"[{WIDE}{NO_WIDTH}]", f"[ {WIDE}{NO_WIDTH}]"
_UNMADE = re.compile(
    rf"{_BLANK}*(?:-{_BLANK}*{_ANY}|{_ANY}{_BLANK}*-{_BLANK}|[a-z][\w-]*{_BLANK}*:{_BLANK}*{_ANY})"
)
"""How a line begins that an invisible character keeps from being an entry or a `name: value`."""
_LONGEST_FRAME = 200


def read(path: Path, name: str, below: Path | None = None) -> Mapping:
    """Read the YAML file at ``path``, shown to people as ``name`` (see ``read_ordinary``).

    Raises:
        Problems: the file or its YAML cannot be used.

    """
    return parse(read_text(path, name, below), name)


def parse(text: str, name: str) -> Mapping:
    """Read ``text`` as one YAML mapping.

    Raises:
        Problems: the YAML cannot be used.

    """
    if len(text) > MAX_BYTES:
        raise Problems([too_large(name)])
    source = Source(name, text.removeprefix("\ufeff"))
    if findings := refused_characters(source):
        raise Problems(findings)
    reading = _Parsing(source)
    root = reading.document()
    if reading.findings:
        raise Problems(reading.findings)
    if root is None or (isinstance(root, Scalar) and root.empty):
        hint = "write lines such as `name: value`, or delete it; `kamroles new` makes whole files"
        raise Problems([error("KR004", "there is nothing in this file", at_start(name), hint)])
    if not isinstance(root, Mapping):
        raise Problems([_no_mapping(root)])
    return root


class _Enough(Exception):  # noqa: N818 - it ends a reading and is not itself a fault
    """Reading stops here; the findings say why."""


class _Parsing:
    """One pass over the events of one text; findings gather beside the nodes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Diagnostic] = []
        self._lines = source.lines
        self._room = MAX_VALUES
        self._unseen: list[Span] = []
        self._events: Iterator[_Event] = iter(())

    def document(self) -> Node | None:
        """Return the one document, or None when there is none or it cannot be read."""
        root = None
        try:
            self._events = yaml.parse(self.source.text, Loader=_LOADER)
            for event in self._events:
                if not isinstance(event, yaml.DocumentStartEvent):
                    continue
                if root is not None:
                    hint = "keep one definition to a file; delete the line `---` or split the file"
                    self._report("KR017", "a second document starts here", self._span(event), hint)
                    break
                root = self._node(next(self._events), 0)
        except _Enough:
            pass
        except yaml.MarkedYAMLError as fault:
            self._explain(fault)
        except (yaml.YAMLError, ValueError, OverflowError) as fault:
            # The parser in Python lets chr() fail on an escape such as "\UFFFFFFFF".
            message = f"this is not valid YAML: {fault}"
            self.findings.append(error("KR010", message, at_start(self.source.name)))
        if self._unseen:
            from kamroles.mistakes.unseen import misplaced

            self.findings += misplaced(self.source, self._unseen)
        return root

    def _explain(self, fault: yaml.MarkedYAMLError) -> None:
        """Report what the parser stumbled over, unless what is reported already led to it."""
        from kamroles.mistakes import nesting, syntax, unseen

        if deep := nesting.too_deep(self.source, fault, _LOADER, MAX_DEPTH):
            self.findings.append(_too_deep(deep))
            return
        found = syntax.explained(self.source, fault)
        line = found.span.line if found.span else 0
        near = {line, line - 1, fault.problem_mark.line if fault.problem_mark else 0}
        led = unseen.misplaced(self.source, ())
        if any(one.span and one.span.line in near for one in led):
            self.findings += led
            self._unseen = []
            return
        last = self.findings[-1] if self.findings else None
        if last and last.span and last.code in {"KR012", "KR013"} and last.span.line == line:
            column = last.span.column - 1
            self.findings[-1] = syntax.text_with_sign(self.source, line - 1, column)
            return
        self.findings.append(found)

    def _node(self, event: _Event, depth: int) -> Node:
        self._room -= 1
        if self._room < 0:
            hint = "split the file, or check that this is the right one"
            message = f"the file holds more than {MAX_VALUES} values"
            self._report("KR011", message, self._span(event), hint)
            raise _Enough
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            return Scalar("", self._span(event))
        if depth == MAX_DEPTH:
            self.findings.append(_too_deep(self._span(event)))
            raise _Enough
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: _Event) -> Scalar:
        start, end, style = event.start_mark, event.end_mark, event.style
        end_line, end_column = end.line, end.column
        text: str = event.value
        if len(text) > MAX_TEXT:
            hint = "a paragraph has a few hundred; split it, or check that this is the right file"
            message = f"this value has {len(text)} characters, and {MAX_TEXT} are the most"
            self._report("KR011", message, self._span(event), hint)
            text = text[:MAX_TEXT]
        if style in {"|", ">"}:
            end_line, end_column = self._block_end(start.line, end)
        elif style == '"' and (refused := REFUSED.search(text)):
            message = f"{described(refused[0])} cannot stand in a definition"
            hint = "delete the escape from the quoted text"
            self._report("KR005", message, self._span(event), hint)
        elif not style and end_line > start.line:
            self._dashes(start.line, end_line, start.column)
        span = Span(self.source, start.line + 1, start.column + 1, end_line + 1, end_column + 1)
        scalar = Scalar(text, span, not style)
        if not style and not text.isascii() and self._unmade(span):
            self._unseen.append(span)
        return scalar

    def _unmade(self, span: Span) -> bool:
        """Tell whether a line of a text would be a line of its own without invisible characters."""
        first, *more = self._lines[span.line - 1 : span.end_line]
        if not first[: span.column - 1].strip(" -"):
            more.append(first[span.column - 1 :])
        return any(_UNMADE.match(line[:_LONGEST_FRAME]) for line in more)

    def _block_end(self, first: int, end: Any) -> tuple[int, int]:
        """Return the end of a block of text; the parser's mark lies past the blanks after it."""
        line = min(end.line if end.column else end.line - 1, len(self._lines) - 1)
        while line > first and not self._lines[line].strip():
            line -= 1
        return line, len(self._lines[line].rstrip())

    def _dashes(self, first: int, last: int, at: int) -> None:
        """Report a line of a plain text that looks like a list entry."""
        begins = Span(self.source, first + 1, at + 1, first + 1, len(self._lines[first]) + 1)
        for line in range(first + 1, last + 1):
            column = len(self._lines[line]) - len(self._lines[line].lstrip())
            if self._lines[line].startswith("- ", column):
                from kamroles.mistakes.lines import as_entry

                self._report(
                    "KR019",
                    "this line looks like a list entry but goes on with the text above",
                    Span(self.source, line + 1, column + 1, line + 1, column + 2),
                    as_entry(self._lines[: first + 1], column),
                    Related("the text begins here", begins),
                )
                return

    def _sequence(self, start: _Event, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            if len(items) == MAX_ENTRIES:
                hint = "split it, or check that this is the right file"
                message = f"this list has more than {MAX_ENTRIES} entries"
                self._report("KR011", message, self._span(event), hint)
                raise _Enough
            items.append(self._node(event, depth + 1))
        last = items[-1] if items else None
        return Sequence(tuple(items), self._whole(start, event, last), bool(start.flow_style))

    def _mapping(self, start: _Event, depth: int) -> Mapping:
        flow = bool(start.flow_style)
        entries: list[Entry] = []
        seen: dict[str, Scalar] = {}
        again: list[tuple[Scalar, Scalar]] = []
        last: Node | None = None
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = last = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._no_key(key)
            elif not key.text:
                self._report("KR015", "this value has no name", key.span, "write `name: value`")
            elif flow and entries and self._thousands(entries, key, value):
                pass
            elif first := seen.get(key.text):
                again.append((key, first))
                continue
            else:
                if key.plain:
                    self._odd_key(key, value, flow=flow)
                seen[key.text] = key
                entries.append(Entry(key, value))
            self._twice(again)
        self._twice(again)
        return Mapping(tuple(entries), self._whole(start, event, last), flow)

    def _twice(self, again: list[tuple[Scalar, Scalar]]) -> None:
        """Report keys in a row that were given before, each with the first; such a row is a slip.

        Where the line is lost that begins a list entry, all its fields go on with those before.
        """
        if not again:
            return
        (one, first), (last, _) = again[0], again[-1]
        names = [f"`{key.text}`" for key, _ in again]
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        message, hint = f"{names[0]} is given twice", "keep one of the two"
        if names[1:]:
            message = f"{', '.join(names[:_MOST_NAMED])}{more} are given twice"
            hint = "keep one of each; if a list entry begins here, write a dash before it"
        end = last.span.end_line, last.span.end_column
        span = Span(self.source, one.span.line, one.span.column, *end)
        self._report("KR014", message, span, hint, Related("first given here", first.span))
        again.clear()

    def _whole(self, start: _Event, end: _Event, last: Node | None) -> Span:
        """Return the span of a collection; one without brackets ends where its last value does."""
        mark = start.start_mark
        if start.flow_style or last is None:
            until = end.end_mark.line + 1, end.end_mark.column + 1
        else:
            until = last.span.end_line, last.span.end_column
        return Span(self.source, mark.line + 1, mark.column + 1, *until)

    def _thousands(self, entries: list[Entry], key: Scalar, value: Node) -> bool:
        """Tell whether the key is the rest of a number such as 62,000, and report it if so."""
        before = entries[-1].value
        if not (isinstance(value, Scalar) and value.empty and isinstance(before, Scalar)):
            return False
        (start, end), (key_start, key_end) = before.span.offsets, key.span.offsets
        digits = _DIGITS.fullmatch(before.text) and _THOUSANDS.match(key.text)
        if not digits or key_start != end + 1:
            return False
        joined = self.source.span(start, key_end)
        number = f"{before.text},{key.text}"
        entries[-1] = Entry(entries[-1].key, Scalar(number, joined))
        from kamroles.mistakes.lines import without_groups

        plain, hint = without_groups(self._lines[key.span.line - 1], number)
        message = f"`{number}` is no number here: a comma inside {{ }} ends the value"
        if self.findings and self.findings[-1].span == before.span:
            del self.findings[-1]  # 1,250,000 comes in three pieces
        self._report("KR016", f"{message}; write {plain}", joined, hint)
        return True

    def _odd_key(self, key: Scalar, value: Node, *, flow: bool) -> None:
        if not key.text.isascii() and INVISIBLE.search(key.text):
            self._unseen.append(key.span)
            return
        if key.text == "<<":
            self._report(
                "KR012",
                "`<<` merges another mapping, which is not read here",
                key.span,
                "write the fields out, or let one role extend another with `extends:`",
            )
            return
        match = _NO_SPACE.fullmatch(key.text) if flow else None
        if match and isinstance(value, Scalar) and value.empty:
            hint = f"write `{match[1]}: {match[2]}`"
            self._report("KR019", "a space is missing after the colon", key.span, hint)

    def _no_key(self, key: Node) -> None:
        hint = "write `name: value`"
        line = self._lines[key.span.line - 1]
        if "{{" in line:
            from kamroles.mistakes.lines import value_start, write_quoted

            hint = write_quoted(line, value_start(line))
        self._report("KR015", "a list or mapping cannot be the name of a value", key.span, hint)

    def _properties(self, event: _Event) -> None:
        """Report an alias, an anchor or a tag."""
        from kamroles.mistakes.lines import or_as_text, value_start

        code, does, hint = "KR012", "names a value", "write the value out"
        if isinstance(event, yaml.AliasEvent):
            does = "repeats another value"
        elif event.anchor is None:
            code, does = "KR013", "sets a type"
            hint = "leave it out: each field knows its type"
        line, start = self._lines[event.start_mark.line], event.start_mark.column
        if value_start(line) == start:
            hint = or_as_text(hint, line, start)
        word = line[start:].split(maxsplit=1)[0].rstrip(",]}")
        self._report(code, f"`{word}` {does}, which is not read here", self._span(event), hint)

    def _span(self, event: _Event) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.source, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _report(self, code: str, message: str, span: Span, hint: str, *related: Related) -> None:
        self.findings.append(error(code, message, span, hint, *related))


def _too_deep(span: Span) -> Diagnostic:
    message = f"values are nested more than {MAX_DEPTH} levels deep here"
    return error("KR011", message, span, "a definition needs fewer than ten levels")


def _no_mapping(root: Node) -> Diagnostic:
    hint = "write lines such as `title: Account Manager`"
    if isinstance(root, Scalar):
        first = root.span.source.line(root.span.line)
        if match := _NO_SPACE.fullmatch(first.strip()):
            hint = f"a space is missing after the colon: write `{match[1]}: {match[2]}`"
        what = "a single text"
    else:
        what = "a list"
    return error("KR018", f"the file holds {what}, not `name: value` lines", root.span, hint)
