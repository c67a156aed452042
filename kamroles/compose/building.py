"""Build the document tree from the text a template made and the values that stand in it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from kamroles.compose.faults import Fault
from kamroles.compose.filling import Filling
from kamroles.compose.parsing import Fragment, headless_tables, parse_blocks, parse_inline
from kamroles.compose.skeleton import Chunk, Directive, Heading, Lines, split
from kamroles.compose.slips import unsupported
from kamroles.compose.terms import TermRows
from kamroles.compose.tokens import TOKEN, Values, literal, number_of, renumbered
from kamroles.diagnostics import Severity
from kamroles.document import (
    Approval,
    Block,
    Callout,
    Checkbox,
    Document,
    Facts,
    Field,
    Figure,
    Inline,
    KeepTogether,
    Paragraph,
    Run,
    Section,
    inline_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kamroles.compose.faults import Faults

LANG = "en-US"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_ASSET = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")
_WORD = re.compile(r"[^a-z0-9]+")


def build(text: str, values: Values, report: Faults) -> Document:
    """Return the document that the text describes; what is wrong goes to ``report``."""
    return _Building(values, report).run(text)


class _Building:
    def __init__(self, values: Values, report: Faults) -> None:
        self.values = values
        self.report = report
        self.title = ""
        self.eyebrow: Inline = ()
        self.action: Inline = ()
        self.ids: set[str] = set()

    def run(self, text: str) -> Document:
        top, faults = split(text)
        for fault, number in faults:
            self.report.near(fault, number)
        if not top.inner or top.inner[0].level != 1:
            hint = "begin the template with a line such as `# {{ role.title }}`"
            first = next((n for n, line in enumerate(text.split("\n")) if line.strip()), 0)
            self.report.near(Fault("KR324", "this document has no title", hint), first)
        blocks = list(self.blocks(top.parts))
        sections: list[Section] = []
        for heading in top.inner:
            if heading.level == 1:
                blocks += self.titled(heading, first=heading is top.inner[0])
                sections += [self.section(inner, 1) for inner in heading.inner]
            else:
                sections.append(self.section(heading, 1))
        parts = tuple(sections), self.eyebrow, tuple(blocks)
        return Document("", self.title, LANG, "", *parts, action=self.action)

    def titled(self, heading: Heading, *, first: bool) -> Iterator[Block]:
        title = inline_text(self.inline(heading.title, [(heading.number, heading.title)]))
        if not first:
            hint = "start a section with `##`"
            self.wrong(heading, "KR324", "a document has one title, at its top", hint)
        elif not title:
            self.wrong(heading, "KR324", "the title is empty")
        self.title = self.title or title
        return self.blocks(heading.parts)

    def wrong(self, heading: Heading, code: str, message: str, hint: str | None = None) -> None:
        self.report.near(Fault(code, message, hint, heading.written), heading.number)

    def section(self, heading: Heading, above: int) -> Section:
        """Return a section that stands below a heading of level ``above``."""
        title = self.inline(heading.title, [(heading.number, heading.title)])
        if not title:
            hint = "put the whole section in {% if … %}, or write words"
            self.wrong(heading, "KR324", "the title of a section is empty", hint)
        name = self.name(heading, title)
        blocks = tuple(self.blocks(heading.parts))
        if heading.level > above + 1:
            hint = f"write it with {'#' * (above + 1)}"
            self.wrong(heading, "KR325", "this heading skips a level", hint)
        inner = tuple(self.section(each, heading.level) for each in heading.inner)
        return Section(name, title, blocks, inner)

    def name(self, heading: Heading, title: Inline) -> str:
        """Return the section's id: the one written, else one made of its title."""
        if heading.id is not None:
            name = TOKEN.sub(lambda found: str(self.values.get(number_of(found))), heading.id)
            if not _ID.match(name):
                hint = "use small letters, digits and hyphens"
                self.wrong(heading, "KR326", f"`{name}` cannot be the id of a section", hint)
            elif name in self.ids:
                hint = "give one of them another id"
                self.wrong(heading, "KR326", f"two sections have the id `{name}`", hint)
            self.ids.add(name)
            return name
        plain = unicodedata.normalize("NFKD", inline_text(title)).encode("ascii", "ignore")
        base = _WORD.sub("-", plain.decode().lower()).strip("-") or "section"
        name, count = base, 1
        while name in self.ids:
            count += 1
            name = f"{base}-{count}"
        self.ids.add(name)
        return name

    def blocks(self, parts: Iterable[Chunk | Directive]) -> Iterator[Block]:
        for part in parts:
            if isinstance(part, Chunk):
                yield from self.chunk(part)
            else:
                yield from self.directive(part)

    def chunk(self, part: Chunk) -> tuple[Block, ...]:
        lines = [line for _, line in part.lines]
        text = "\n".join(lines)
        if not text.strip():
            return ()
        for number, line in part.lines:
            if fault := unsupported(line):
                self.report.near(fault, number)
        for offset in headless_tables(lines):
            number, row = part.lines[offset]
            hint = "write a line such as |---|---| below its first"
            self.report.near(Fault("KR327", "this table has no head", hint, literal(row)), number)
        filling, blocks = self.parsed(text, part.lines, parse_blocks)
        return filling.blocks(blocks)

    def inline(self, text: str, lines: Lines) -> Inline:
        """Return a text on one line; ``lines`` are those it was put together of."""
        if not text.strip():
            return ()
        if fault := unsupported(text.strip()):
            self.among(lines, fault)
        filling, blocks = self.parsed(text, lines, parse_inline)
        return filling.inline(blocks[0].runs)

    def among(self, lines: Lines, fault: Fault) -> None:
        """Note a fault of the first line that has its needle, else of the first."""
        having = (number for number, line in lines if fault.needle in line)
        self.report.near(fault, next(having, lines[0][0]))

    def parsed(
        self, text: str, lines: Lines, parse: Callable[[str], Fragment]
    ) -> tuple[Filling, tuple[Any, ...]]:
        """Return blocks and what fills them; texts that differ in values only parse once."""
        counted, numbers = renumbered(text)
        filling = Filling(lambda n: self.values.get(numbers[n]), self.report)
        try:
            parsed = parse(counted)
        except RecursionError:
            hint = "use fewer levels of lists, and fewer links in one paragraph"
            needle = literal(text).split("\n")[0][:40]
            self.among(lines, Fault("KR327", "this is nested too deep", hint, needle))
            return filling, (Paragraph((Run("…"),)),)
        for target in parsed.refused:
            shown = TOKEN.sub("…", target)
            hint = "links are written [text](https://…), to https, http, mailto or tel addresses"
            message = f"a link cannot lead to `{shown[:80]}`, so it stays text"
            self.among(lines, Fault("KR328", message, hint, literal(target), Severity.WARNING))
        return filling, parsed.blocks

    def directive(self, found: Directive) -> Iterator[Block]:
        content, lines = " ".join(line.strip() for _, line in found.lines), found.lines
        match found.name:
            case "callout" | "keep-together":
                if inner := tuple(self.blocks(found.parts)):
                    yield Callout(inner) if found.name == "callout" else KeepTogether(inner)
            case "facts" | "terms":
                if rows := tuple(self.facts(found)):
                    yield Facts(rows) if found.name == "facts" else TermRows(rows)
            case "action":
                late = self.ids or self.action
                self.action = self.inline(content, lines)
                if late or len({run.href for run in self.action} - {None}) != 1:
                    hint = 'write `{{ link("Apply", way.url) }}` in it'
                    message = "`::: action` stands once, below the title, and is one link"
                    self.misfit(found, message, hint)
            case "approval":
                yield from self.approval(found)
            case "eyebrow":
                late = self.ids or self.eyebrow
                self.eyebrow = self.inline(content, lines)
                if late:
                    self.misfit(found, "`::: eyebrow` stands once, below the title")
            case "figure":
                yield from self.figure(found, inline_text(self.inline(content, lines)))
            case _:
                if not (runs := self.inline(content, lines)):
                    self.misfit(found, f"`::: {found.name}` needs its words between the lines")
                elif found.options.get("checked", "no") not in {"yes", "no"}:
                    self.misfit(found, "`checked` is yes or no")
                elif found.name == "field":
                    yield Field(runs)
                else:
                    yield Checkbox(runs, checked=found.options.get("checked") == "yes")

    def facts(self, found: Directive) -> Iterator[tuple[Inline, Inline]]:
        for row, lines in self.rows(found):
            label, colon, value = row.partition(":")
            shown = self.inline(label, lines), self.inline(value, lines)
            if not colon or not shown[0]:
                self.misfit(found, "a row of facts is written `- Label: value`", None, lines)
            elif not shown[1]:
                hint = 'put the whole row in {% if … %}, or write `or blank("…")` after the value'
                self.misfit(found, f"`{inline_text(shown[0])}` has no value", hint, lines)
            else:
                yield shown

    def rows(self, found: Directive) -> list[tuple[str, Lines]]:
        """Return the `-` lines, each with the lines that go on with it."""
        rows: list[tuple[str, Lines]] = []
        for number, line in found.lines:
            text = line.strip()
            if text.startswith("- ") or text == "-":
                rows.append((text[1:].strip(), [(number, line)]))
            elif text and rows:
                row, lines = rows[-1]
                rows[-1] = f"{row} {text}", [*lines, (number, line)]
            elif text:
                self.misfit(found, "a row starts with `- `", None, [(number, line)])
        return rows

    def approval(self, found: Directive) -> Iterator[Block]:
        lines = [(number, line) for number, line in found.lines if line.strip()]
        head, found.lines = lines[:1], lines[1:]
        columns = tuple(self.inline(cell, head) for _, row in head for cell in row.split("|"))
        signers = tuple(self.inline(*row) for row in self.rows(found))
        if len(columns) != 4 or not all(columns) or not signers:
            hint = "first `Part | Name and title | Signature | Date`, then a line `- Who` for each"
            self.misfit(found, "`::: approval` has four columns and at least one row", hint)
        else:
            yield Approval(columns, signers)

    def figure(self, found: Directive, alt: str) -> Iterator[Block]:
        asset = found.options.get("asset", "")
        if not _ASSET.match(asset) or not alt:
            hint = "write `::: figure {asset=logo}`, then what the picture shows, then `:::`"
            self.misfit(found, "a figure needs a picture's name and what it shows", hint)
        else:
            yield Figure(asset, alt)

    def misfit(
        self, found: Directive, message: str, hint: str | None = None, lines: Lines | None = None
    ) -> None:
        """Note that a directive, or some lines in it, is not written as it must be."""
        number, line = lines[0] if lines else (found.number, found.written)
        self.report.near(Fault("KR323", message, hint, literal(line)), number)
