"""The text a template made, line by line: title, sections and directives around Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kamroles.compose.directives import DIRECTIVES
from kamroles.compose.faults import Fault, meant
from kamroles.compose.tokens import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_DEEPEST = 4
_HASHES = re.compile(r"(#{1,6})[ \t]")
_OPTION = re.compile(r"(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>\S*))\s*")
_RULE = r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})\Z"
_UNKNOWN_MARKDOWN = re.compile(rf"(?:>|```|~~~|{_RULE}|\{{#\s|#{{1,6}}\s)")
_HEADING_TAIL = re.compile(r"\s(?:#+|\{[^}]*\}.*)\Z")
MAX_LINE = 20_000
_GLUED = re.compile(
    r"\S[ \t]*(:::)(?=\s|\Z|[a-z{])|\S[ \t]*(#{1,6})[ \t][^#]*\{#[\w\ue000-]|[^\s#&](#{2,6})[ \t]"
)


@dataclass(slots=True)
class Chunk:
    """Markdown lines between headings and directives; ``number`` is that of the first."""

    number: int
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Directive:
    """A `:::` block: lines of its own for a leaf, parts for a container."""

    name: str
    options: dict[str, str]
    written: str
    number: int
    lines: list[str] = field(default_factory=list)
    parts: list[Chunk | Directive] = field(default_factory=list)
    closed: bool = True


@dataclass(slots=True)
class Heading:
    """A `#` line: its level, its text and the id written behind it."""

    level: int
    title: str
    id: str | None
    written: str
    number: int
    parts: list[Chunk | Directive] = field(default_factory=list)


def split(text: str, tell: Callable[[Fault, int], None]) -> list[Heading]:
    """Return the headings with what stands below each; the first stands for what has none."""
    return _Splitter(tell).run(text.split("\n"))


class _Splitter:
    def __init__(self, tell: Callable[[Fault, int], None]) -> None:
        self._tell = tell
        self.number = 0
        self.headings = [Heading(0, "", None, "", 0)]
        self.open: list[Directive] = []
        self.waiting: list[tuple[Fault, int]] = []

    def run(self, lines: Iterable[str]) -> list[Heading]:
        for self.number, line in enumerate(lines):
            if len(line) > MAX_LINE:
                message = f"a line becomes longer than {MAX_LINE:,} characters"
                self.tell(Fault("KR312", message, "begin a new paragraph now and then"))
            elif line.lstrip().startswith(":::"):
                self.fence(line.strip())
            elif self.open and not DIRECTIVES[self.open[-1].name].holds_blocks:
                self.open[-1].lines.append(line)
            elif not self.open and (found := _HASHES.match(line)):
                text = line[found.end() :].strip()
                heading = _heading(text, len(found[1]), self.number)
                if tail := _HEADING_TAIL.search(heading.title):
                    hint = "an id stands at its end, such as {#duties}"
                    message = f"a heading cannot end in `{tail[0].strip()[:40]}`"
                    self.tell(Fault("KR326", message, hint, literal(tail[0])))
                self.headings.append(heading)
            else:
                self.text(line)
        if self.open:
            first = self.open[0]
            first.closed = False
            hint = "write a line `:::` where it ends"
            message = f"`::: {first.name}` is not closed"
            self._tell(Fault("KR322", message, hint, first.written), first.number)
        return self.headings

    def tell(self, fault: Fault) -> None:
        """Tell a fault of the line at hand, but not what only follows from one left open."""
        if self.open:
            self.waiting.append((fault, self.number))
        else:
            self._tell(fault, self.number)

    def close(self) -> None:
        """Close the innermost directive."""
        self.open.pop()
        if not self.open:
            for fault, number in self.waiting:
                self._tell(fault, number)
            self.waiting.clear()

    def fence(self, line: str) -> None:
        if line == ":::":
            if self.open:
                self.close()
            else:
                self.tell(Fault("KR322", "this `:::` closes nothing", "take the line away", line))
            return
        name, brace, options = line[3:].strip().partition("{")
        if brace and not options.endswith("}"):
            hint = "write it like `::: figure {asset=logo}`"
            self.tell(Fault("KR321", "this is not a directive", hint, literal(line)))
            options += "}"
        directive = self.directive(name.strip(), options[:-1].strip(), literal(line))
        if self.open and not DIRECTIVES[self.open[-1].name].holds_blocks:
            message = f"`::: {directive.name}` cannot stand inside `::: {self.open[-1].name}`"
            self.tell(Fault("KR323", message, "close that one first with `:::`", directive.written))
        elif len(self.open) >= _DEEPEST:
            self.tell(Fault("KR323", "directives are nested too deep", None, directive.written))
        else:
            self.parts.append(directive)
        self.open.append(directive)

    def directive(self, name: str, options: str, written: str) -> Directive:
        if name not in DIRECTIVES:
            hint = meant(name, DIRECTIVES, "there are")
            self.tell(Fault("KR321", f"there is no directive `{name}`", hint, written))
            return Directive("callout", {}, written, self.number)
        return Directive(name, self.options(name, options, written), written, self.number)

    def options(self, name: str, text: str, written: str) -> dict[str, str]:
        found: dict[str, str] = {}
        known = DIRECTIVES[name].options
        while text:
            match = _OPTION.match(text)
            if match is None or match["key"] not in known:
                word = literal(text.split(maxsplit=1)[0]) or "this"
                hint = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
                self.tell(Fault("KR323", f"`{word}` is no option of `{name}`", hint, written))
                break
            quoted = match["quoted"]
            found[match["key"]] = match["bare"] if quoted is None else quoted
            text = text[match.end() :]
        return found

    @property
    def parts(self) -> list[Chunk | Directive]:
        return self.open[-1].parts if self.open else self.headings[-1].parts

    def text(self, line: str) -> None:
        if _UNKNOWN_MARKDOWN.match(line):
            self.tell(_no_such_markdown(line))
            return
        if glued := _GLUED.search(line):
            what = "directive" if glued[1] else "heading"
            message = f"a {what} stands inside a paragraph, and would be printed as text"
            hint = "begin a new line before it, with an empty line between them"
            start = next(glued.start(group) for group in (1, 2, 3) if glued[group])
            self.tell(Fault("KR325", message, hint, literal(line[start:])))
            return
        if not self.parts or not isinstance(self.parts[-1], Chunk):
            self.parts.append(Chunk(self.number))
        last = self.parts[-1]
        if isinstance(last, Chunk):
            last.lines.append(line)


def _heading(text: str, level: int, number: int) -> Heading:
    title, brace, name = text.rpartition("{#")
    if brace and name.endswith("}") and "}" not in name[:-1]:
        return Heading(
            level, title.strip(), name[:-1].strip(), literal(title) or "#" * level, number
        )
    return Heading(level, text, None, literal(text) or "#" * level, number)


def _no_such_markdown(line: str) -> Fault:
    needle = literal(line)
    if line.startswith("#"):
        message = "a heading cannot stand inside a directive"
        return Fault("KR325", message, "close the directive first with `:::`", needle)
    if line.startswith("{#"):
        return Fault("KR327", "this is not a comment", "write comments as <!-- … -->", needle)
    if line.startswith(">"):
        hint = "write `::: callout` before it and `:::` after it"
        return Fault("KR327", "documents have no quotations", hint, needle)
    if line[0] in "`~":
        return Fault("KR327", "documents have no code", "write it as a paragraph", needle)
    hint = "start a section with `## Title {#id}`"
    return Fault("KR327", "documents have no rules and no underlined headings", hint, needle)
