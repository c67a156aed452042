"""The text a template made, line by line: title, sections and directives around Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kamroles.compose.directives import DIRECTIVES
from kamroles.compose.faults import Fault, meant
from kamroles.compose.slips import impossible
from kamroles.compose.tokens import literal

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEEPEST = 4
_HASHES = re.compile(r"(#{1,6})[ \t]")
_OPTION = re.compile(r"(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>\S*))\s*")
_ID = re.compile(r"\{#([^{}]*)\}\Z")
_HEADING_TAIL = re.compile(r"\s(?:#+|\{[^}]*\}.*)\Z")
MAX_LINE = 20_000
_GLUED = re.compile(
    r"\S[ \t]*(:::)(?=\s|\Z|[a-z{])|\S[ \t]*(#{1,6})[ \t][^#]*\{#[\w\ue000-]|[^\s#&](#{2,6})[ \t]"
)


Lines = list[tuple[int, str]]
"""Lines of the text a template made, each with its number, from 0."""


@dataclass(slots=True)
class Chunk:
    """Markdown lines between headings and directives."""

    lines: Lines = field(default_factory=list)


@dataclass(slots=True)
class Directive:
    """A `:::` block: lines of its own for a leaf, parts for a container."""

    name: str
    options: dict[str, str]
    written: str
    number: int
    lines: Lines = field(default_factory=list)
    parts: list[Chunk | Directive] = field(default_factory=list)


@dataclass(slots=True)
class Heading:
    """A `#` line: its level, its text and the id written behind it, with all below it."""

    level: int
    title: str
    id: str | None
    written: str
    number: int
    parts: list[Chunk | Directive] = field(default_factory=list)
    inner: list[Heading] = field(default_factory=list)


def split(text: str) -> tuple[Heading, list[tuple[Fault, int]]]:
    """Return a heading of level 0 that all others stand below, and faults with their lines."""
    splitter = _Splitter()
    splitter.run(text.split("\n"))
    return splitter.above[0], splitter.faults


class _Splitter:
    def __init__(self) -> None:
        self.number = 0
        self.above = [Heading(0, "", None, "", 0)]
        self.open: list[Directive] = []
        self.faults: list[tuple[Fault, int]] = []
        self.before_open = 0
        self.tangled: int | None = None

    def run(self, lines: Iterable[str]) -> None:
        last = 0
        for self.number, line in enumerate(lines):
            if len(line) > MAX_LINE:
                message = f"a line becomes longer than {MAX_LINE:,} characters"
                self.tell(Fault("KR312", message, "begin a new paragraph now and then"))
            elif line.lstrip().startswith("::"):
                self.fence(line.strip())
            elif self.open and not DIRECTIVES[self.open[-1].name].holds_blocks:
                self.open[-1].lines.append((self.number, line))
            elif not self.open and (found := _HASHES.match(line)):
                text = line[found.end() :].strip()
                heading = _heading(text, len(found[1]), literal(line), self.number)
                if tail := _HEADING_TAIL.search(heading.title):
                    hint = "an id stands at its end, such as {#duties}"
                    message = f"a heading cannot end in `{tail[0].strip()[:40]}`"
                    self.tell(Fault("KR326", message, hint, literal(tail[0])))
                while self.above[-1].level >= heading.level:
                    self.above.pop()
                self.above[-1].inner.append(heading)
                self.above.append(heading)
            else:
                self.text(line)
            last = self.number if line.strip() else last
        if self.open:
            self.not_closed(self.open[0], last)

    def not_closed(self, first: Directive, last: int) -> None:
        """Tell what is open at the end; what is wrong below it only follows from that."""
        self.above[-1].parts.pop()
        below = self.faults[self.before_open :]
        del self.faults[self.tangled or self.before_open :]
        if not self.tangled:
            hint = "write a line `:::` where it ends"
            fault = Fault("KR322", f"`::: {first.name}` is not closed", hint, first.written)
            fault.beside("it is still open here", below[0][1] if below else last)
            self.faults.append((fault, first.number))

    def tell(self, fault: Fault) -> None:
        """Note a fault of the line at hand."""
        self.faults.append((fault, self.number))

    def fence(self, line: str) -> None:
        if not line.startswith(":::") or line.startswith("::::"):
            message = "a directive begins and ends with three colons"
            self.tell(Fault("KR321", message, "write `:::`", literal(line)))
            line = f":::{line.lstrip(':')}"
        if line == ":::":
            if self.open:
                self.open.pop()
            else:
                self.tell(Fault("KR322", "this `:::` closes nothing", "take the line away", line))
            return
        name, brace, options = line[3:].strip().partition("{")
        if brace and not options.endswith("}"):
            hint = "write it like `::: figure {asset=logo}`"
            self.tell(Fault("KR321", "this is not a directive", hint, literal(line)))
            options += "}"
        directive = self.directive(name.strip(), options[:-1].strip(), literal(line))
        if not self.open:
            self.before_open, self.tangled = len(self.faults), None
        if self.open and not DIRECTIVES[self.open[-1].name].holds_blocks:
            self.tangle(directive, self.open[-1])
        elif len(self.open) >= _DEEPEST:
            self.tell(Fault("KR323", "directives are nested too deep", None, directive.written))
        else:
            self.parts.append(directive)
        self.open.append(directive)

    def tangle(self, inner: Directive, outer: Directive) -> None:
        """Tell that one directive begins in another that holds none."""
        if not self.faults or self.faults[-1][1] < self.number:
            message = f"`::: {inner.name}` cannot stand inside `::: {outer.name}`"
            fault = Fault("KR323", message, "close that one first with `:::`", inner.written)
            self.tell(fault.beside("that one begins here", outer.number, outer.written))
        self.tangled = self.tangled or len(self.faults)

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
        return (self.open or self.above)[-1].parts

    def text(self, line: str) -> None:
        if fault := impossible(line):
            self.tell(fault)
        elif glued := _GLUED.search(line):
            what = "directive" if glued[1] else "heading"
            message = f"a {what} stands inside a paragraph, and would be printed as text"
            hint = "begin a new line before it, with an empty line between them"
            start = next(glued.start(group) for group in (1, 2, 3) if glued[group])
            self.tell(Fault("KR325", message, hint, literal(line[start:])))
        elif self.parts and isinstance(self.parts[-1], Chunk):
            self.parts[-1].lines.append((self.number, line))
        else:
            self.parts.append(Chunk([(self.number, line)]))


def _heading(text: str, level: int, written: str, number: int) -> Heading:
    named = _ID.search(text)
    title = text[: named.start()].strip() if named else text
    id = named[1].strip() if named else None
    return Heading(level, title, id, written, number)
