"""Keep the terms that a document uses among those it explains, and link the first use of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kamroles.document import (
    Facts,
    KeepTogether,
    Listing,
    Paragraph,
    Run,
    Table,
    plain_text,
    transform,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kamroles.document import Block, Document, Inline, Section
    from kamroles.model.reference import Term

_PATH = re.compile(r"role\.terms\.([^.]+)\.")
_NO_WORD = r"(?<![\w&-])", r"(?![\w&-])"


@dataclass(frozen=True, slots=True)
class TermRows(Facts):
    """Terms with their meanings, as `::: terms` has them; finished documents hold a list."""


def with_terms(document: Document, terms: Sequence[Term]) -> Document:
    """Return the document with the terms of its text explained, if it explains any.

    A row of `::: terms` stays if its term is in the running text, by name, abbreviation or alias;
    a section that is left empty goes. The first use of each leads to the section.
    """
    section = next((s for s in document.sections if _rows(s)), None)
    if section is None:
        return document
    explained = {_term(row) for row in _rows(section)}
    said = plain_text(document).casefold()
    forms = {term.id: _forms(term, said) for term in terms if term.id in explained}
    used = _Used(section.id, forms)
    blocks = tuple(used.block(block) for block in document.blocks)
    linked = [s if s is section else used.section(s) for s in document.sections]
    kept = _kept(section, used.linked | used.seen)
    sections = (kept if s is section else s for s in linked)
    return replace(document, blocks=blocks, sections=tuple(filter(None, sections)))


def _rows(section: Section) -> list[tuple[Inline, Inline]]:
    return [row for block in section.blocks if isinstance(block, TermRows) for row in block.rows]


def _term(row: tuple[Inline, Inline]) -> str | None:
    """Return the id of the term that a row explains; None for one the template wrote itself."""
    for run in (*row[0], *row[1]):
        if run.path and (found := _PATH.match(run.path)):
            return found[1]
    return None


def _kept(section: Section, used: set[str]) -> Section | None:
    blocks: list[Block] = []
    for block in section.blocks:
        if not isinstance(block, TermRows):
            blocks.append(block)
        elif rows := tuple(r for r in block.rows if (name := _term(r)) is None or name in used):
            blocks.append(Listing(tuple(map(_item, rows))))
    return replace(section, blocks=tuple(blocks)) if blocks or section.sections else None


def _item(row: tuple[Inline, Inline]) -> tuple[Block, ...]:
    name, meaning = row
    bold = tuple(replace(run, bold=True) for run in name)
    return (Paragraph((*bold, Run(": "), *meaning)),)


def _forms(term: Term, said: str) -> list[str]:
    """Return the patterns of what a term is called, singular and plural, as far as it may be said.

    That leaves few of many aliases, which a text is looked through for at each letter.
    """
    names = [name for name in (term.name, term.short, *term.aliases) if name]
    return [_form(name) for name in names if name.casefold().split()[0].removesuffix("y") in said]


def _form(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    if name[-1:] == "y":
        words = f"{words[:-1]}(?:y|ies)"
    elif name[-1:].isalpha():
        words += "(?:e?s)?"
    # an abbreviation means something else in small letters
    return words if name.upper() == name else f"(?i:{words})"


class _Used:
    """Looks for terms in running text, and links the first use of each to the section ``to``."""

    def __init__(self, to: str, forms: Mapping[str, list[str]]) -> None:
        self.to = f"#{to}"
        self.linked: set[str] = set()
        self.seen: set[str] = set()
        self.names = list(forms)
        # of two terms that begin at the same place, the longer name is meant
        every = [(form, number) for number, fs in enumerate(forms.values()) for form in fs]
        ways = "|".join(
            f"(?P<t{place}_{number}>{form})"
            for place, (form, number) in enumerate(sorted(every, key=lambda e: -len(e[0])))
        )
        before, after = _NO_WORD
        self.pattern = re.compile(f"{before}(?:{ways}){after}" if every else "(?!)")

    def section(self, section: Section) -> Section:
        """Return a section with links; headings have none."""
        blocks = tuple(map(self.block, section.blocks))
        return replace(section, blocks=blocks, sections=tuple(map(self.section, section.sections)))

    def block(self, block: Block) -> Block:
        """Return a block with links, if it is running text."""
        match block:
            case Paragraph(runs):
                return Paragraph(self.runs(runs))
            case Table(rows=rows):
                return replace(block, rows=tuple(tuple(map(self.runs, row)) for row in rows))
            case Facts(rows):
                # no link belongs there: facts are looked up, not read
                texts = (run.text for _, value in rows for run in value)
                self.seen |= {self.name(hit) for t in texts for hit in self.pattern.finditer(t)}
            case Listing() | KeepTogether():
                return transform(block, self.block)
        return block

    def name(self, hit: re.Match[str]) -> str:
        """Return the id of the term that was found."""
        return self.names[int(str(hit.lastgroup).rpartition("_")[2])]

    def runs(self, runs: Inline) -> Inline:
        """Return runs with links at first uses."""
        return tuple(part for run in runs for part in self.run(run))

    def run(self, run: Run) -> Iterator[Run]:
        if run.href or run.blank:
            yield run
            return
        at = 0
        for hit in self.pattern.finditer(run.text):
            name = self.name(hit)
            if name not in self.linked:
                self.linked.add(name)
                if hit.start() > at:
                    yield replace(run, text=run.text[at : hit.start()])
                yield replace(run, text=hit[0], href=self.to)
                at = hit.end()
        if at < len(run.text) or not run.text:
            yield replace(run, text=run.text[at:])
