"""The text a template made, line by line: title, sections and directives around Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kamroles.compose.faults import Fault
from kamroles.compose.tokens import literal
from kamroles.diagnostics import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LEAVES = frozenset({"eyebrow", "facts", "terms", "checkbox", "field", "figure", "approval"})
CONTAINERS = frozenset({"callout", "keep-together"})
_OPTIONS = {"figure": {"asset"}, "checkbox": {"checked"}}
_DEEPEST = 4
_HASHES = re.compile(r"(#{1,6})[ \t]")
_OPTION = re.compile(r"(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>\S*))\s*")
_UNKNOWN_MARKDOWN = re.compile(r"(?:>|```|~~~|(?:-{3,}|\*{3,}|_{3,}|={3,})\s*\Z|\{#\s|#{1,6}\s)")


@dataclass(slots=True)
class Chunk:
    """Markdown lines between headings and directives."""

    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Directive:
    """A `:::` block: lines of its own for a leaf, parts for a container."""

    name: str
    options: dict[str, str]
    written: str
    lines: list[str] = field(default_factory=list)
    parts: list[Chunk | Directive] = field(default_factory=list)


@dataclass(slots=True)
class Heading:
    """A `#` line: its level, its text and the id written behind it."""

    level: int
    title: str
    id: str | None
    written: str
    parts: list[Chunk | Directive] = field(default_factory=list)


def split(text: str, tell: Callable[[Fault], None]) -> list[Heading]:
    """Return the headings with what stands below each; the first stands for what has none."""
    return _Splitter(tell).run(text.split("\n"))


class _Splitter:
    def __init__(self, tell: Callable[[Fault], None]) -> None:
        self.tell = tell
        self.headings = [Heading(0, "", None, "")]
        self.open: list[Directive] = []

    def run(self, lines: Iterable[str]) -> list[Heading]:
        for line in lines:
            if line.lstrip().startswith(":::"):
                self.fence(line.strip())
            elif self.open and self.open[-1].name not in CONTAINERS:
                self.open[-1].lines.append(line)
            elif not self.open and (found := _HASHES.match(line)):
                self.headings.append(_heading(line[found.end() :].strip(), len(found[1])))
            else:
                self.text(line)
        for directive in self.open:
            hint = "write a line `:::` where it ends"
            message = f"`::: {directive.name}` is not closed"
            self.tell(Fault("KR322", message, hint, directive.written))
        return self.headings

    def fence(self, line: str) -> None:
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
        if self.open and self.open[-1].name not in CONTAINERS:
            message = f"`::: {directive.name}` cannot stand inside `::: {self.open[-1].name}`"
            self.tell(Fault("KR323", message, "close that one first with `:::`", directive.written))
        elif len(self.open) >= _DEEPEST:
            self.tell(Fault("KR323", "directives are nested too deep", None, directive.written))
        else:
            self.parts.append(directive)
        self.open.append(directive)

    def directive(self, name: str, options: str, written: str) -> Directive:
        known = LEAVES | CONTAINERS
        if name not in known:
            near = nearest(name, known, 1)
            hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(sorted(known))}"
            self.tell(Fault("KR321", f"there is no directive `{name}`", hint, written))
            return Directive("callout", {}, written)
        return Directive(name, self.options(name, options, written), written)

    def options(self, name: str, text: str, written: str) -> dict[str, str]:
        found: dict[str, str] = {}
        known = _OPTIONS.get(name, set())
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
        if not self.parts or not isinstance(self.parts[-1], Chunk):
            self.parts.append(Chunk())
        last = self.parts[-1]
        if isinstance(last, Chunk):
            last.lines.append(line)


def _heading(text: str, level: int) -> Heading:
    title, brace, name = text.rpartition("{#")
    if brace and name.endswith("}") and "}" not in name[:-1]:
        return Heading(level, title.strip(), name[:-1].strip(), literal(title) or "#" * level)
    return Heading(level, text, None, literal(text) or "#" * level)


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
