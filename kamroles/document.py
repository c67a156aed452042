"""A finished document as a tree of blocks, before any format.

Renderers know these blocks and nothing about kinds of document. The words of every format equal
``plain_text`` of the document, apart from furniture (running headers, page numbers, list markers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain, groupby, zip_longest
from typing import TYPE_CHECKING, Any, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    Attributes:
        text: the characters as shown; never markup.
        href: a checked link target (https, http, mailto or tel), ``#`` and the id of a section of
            this document, or None.
        path: the dotted YAML path the text came from, None for wording of the template.
        blank: a place the author still has to fill; shown as a marked gap in every format.

    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None
    path: str | None = None
    blank: bool = False


Inline = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Inline


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list; an item is one or more blocks, the first a paragraph."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header row; ``right`` are the columns, from 0, that stand at the right."""

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, set as a two-column table so that parsers read the pairs."""

    rows: tuple[tuple[Inline, Inline], ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """Blocks set apart from the text: a statement or a disclaimer."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A line to tick."""

    runs: Inline
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A label followed by room to write by hand."""

    label: Inline


@dataclass(frozen=True, slots=True)
class Approval:
    """Lines to sign: who signs, and room for name, signature and date.

    ``columns`` are the words over the four columns, the first naming the signer's part.
    """

    columns: tuple[Inline, ...]
    signers: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the theme or workspace; ``alt`` says what it shows."""

    asset: str
    alt: str


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page where they fit."""

    blocks: tuple[Block, ...]


Block = (
    Paragraph
    | Listing
    | Table
    | Facts
    | Callout
    | Checkbox
    | Field
    | Approval
    | Figure
    | KeepTogether
)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part with a stable id; ``sections`` are its sub-parts."""

    id: str
    title: Inline
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document, ready for any format.

    Attributes:
        kind: the document kind it was made as, such as ``posting``.
        title: the one top heading, as plain text.
        eyebrow: a short line that belongs to the title (employer, place); may be empty.
        lang: BCP 47 tag of the text.
        date: ISO date the document states as its own; makes outputs repeatable.
        action: what the reader is asked to do, as one link; a button on screens, which nothing
            else shows, since the text says it as well.
        blocks: what stands before the first section.
        draft: why this is a draft, as a sentence shown at the top of every format; empty if final.
        running: furniture for page headers.
        brand: the employer's name for logo text and metadata; empty for an unbranded template.
        description: one sentence for metadata; not shown.

    """

    kind: str
    title: str
    lang: str
    date: str
    sections: tuple[Section, ...]
    eyebrow: Inline = ()
    blocks: tuple[Block, ...] = ()
    draft: str = ""
    running: str = ""
    brand: str = ""
    description: str = ""
    action: Inline = ()


Part = Section | Block
BLOCKS: tuple[type[Any], ...] = get_args(Block)

# What breaks a line or separates words without being meant to stay; a no-break space is.
_SPACE = re.compile("[\\s\x1c-\x1f\x85\u2028\u2029]+", re.ASCII)
# Controls, halves of pairs and code points that are no characters: XML and HTML refuse most.
ILLEGAL = (
    *range(0x20),
    *range(0x7F, 0xA0),
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0xFDF0),
    *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
)
_MARKED = dict.fromkeys(ILLEGAL, "\ufffd")
_LETTERS_IN_A_LINE, _MOST_CLOSING_LINES = 100, 18
_LINK = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)
_LINK_WITHIN = re.compile(r"#\S")


def rows_of(part: Part) -> tuple[tuple[Inline, ...], ...]:
    """Return the texts of a part's own by line: one, or the cells of a row."""
    match part:
        case Section(title=runs) | Paragraph(runs) | Checkbox(runs) | Field(runs):
            return ((runs,),)
        case Table(head, rows):
            return (head, *rows)
        case Facts(rows):
            return rows
        case Approval(columns, signers):
            return (columns, *((signer,) for signer in signers))
    return ()


def parts_of(part: Part) -> tuple[Part, ...]:
    """Return the blocks and sections that stand directly in a part."""
    match part:
        case Section(blocks=blocks, sections=sections):
            return (*blocks, *sections)
        case Listing(items):
            return tuple(chain.from_iterable(items))
        case Callout(blocks) | KeepTogether(blocks):
            return blocks
    return ()


def walk(parts: Iterable[Part]) -> Iterator[tuple[Part, int]]:
    """Yield each part with how deep it stands, in reading order; no depth breaks it."""
    waiting = [(part, 1) for part in reversed((*parts,))]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        waiting += [(inner, depth + 1) for inner in reversed(parts_of(part))]


def transform(block: Block, change: Callable[[Block], Block]) -> Block:
    """Return a block with every block that stands directly in it changed."""
    match block:
        case Listing(items):
            return replace(block, items=tuple(tuple(map(change, item)) for item in items))
        case Callout(blocks) | KeepTogether(blocks):
            return replace(block, blocks=tuple(map(change, blocks)))
    return block


def inline_text(runs: Inline) -> str:
    """Return the characters of the runs."""
    return "".join([run.text for run in runs])


def block_lines(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the words of the parts, a line per paragraph, item, label or row."""
    for part, _ in walk(parts):
        for row in rows_of(part):
            yield " ".join(map(inline_text, row))


def plain_text(document: Document) -> str:
    """Return all words of the document in reading order, a line per paragraph, item or row."""
    lines = [document.draft] if document.draft else []
    lines.append(document.title)
    if document.eyebrow:
        lines.append(inline_text(document.eyebrow))
    lines += block_lines((*document.blocks, *document.sections))
    return "\n".join(lines) + "\n"


def walk_runs(document: Document) -> Iterator[Run]:
    """Yield every run of the document in reading order."""
    yield from document.eyebrow
    for part, _ in walk((*document.blocks, *document.sections)):
        for row in rows_of(part):
            yield from chain.from_iterable(row)


def sections_of(document: Document) -> Iterator[Section]:
    """Yield every section in reading order, whatever it stands in."""
    for part, _ in walk(document.sections):
        if isinstance(part, Section):
            yield part


def leads(block: Block, following: Block | None) -> bool:
    """Tell whether a block leads into the next one, so that no page ends between them."""
    if not isinstance(block, Paragraph) or following is None:
        return False
    led = Listing | Table | Facts | Checkbox | Field | Approval | KeepTogether
    return isinstance(following, led) or inline_text(block.runs).rstrip().endswith((":", "："))  # noqa: RUF001


def with_leads(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield each block, and whether it leads into the one after it."""
    return ((block, leads(block, after)) for block, after in zip_longest(blocks, blocks[1:]))


def closing(document: Document) -> Section | None:
    """Return the section before the last one, if no page may end between the two.

    Its last block goes to the next page with the last section, which never stands there alone;
    unless the block is long.
    """
    if len(document.sections) < 2:
        return None
    before = document.sections[-2]
    while before.sections:
        before = before.sections[-1]
    lines = block_lines(before.blocks[-1:])
    count = sum(1 + len(line) // _LETTERS_IN_A_LINE for line in lines)
    return before if 0 < count <= _MOST_CLOSING_LINES else None


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks as a format without pages has them: none is kept together."""
    for block in blocks:
        if isinstance(block, KeepTogether):
            yield from flat(block.blocks)
        else:
            yield block


def printable(text: str) -> str:
    """Return the text in one line, with a mark for each character that no document can carry."""
    if text.isprintable() and "  " not in text:
        return text
    return _SPACE.sub(" ", text).translate(_MARKED)


def fold(runs: Inline, *, links_within: bool = False) -> Inline:
    """Return the runs as one line: no space at the ends, single spaces inside, no empty run.

    Nothing a value holds can start a new block then. Links that may not stand in a document are
    dropped, and so are those to its own sections unless the format has a place for them.
    """
    folded: list[Run] = []
    after_space = True
    for style, group in groupby(runs, key=lambda run: _style(run, links_within)):
        text = printable("".join(run.text for run in group))
        if after_space:
            text = text.lstrip(" ")
        if text:
            folded.append(replace(style, text=text))
            after_space = text.endswith(" ")
    while folded and not (text := folded[-1].text.rstrip(" ")):
        folded.pop()
    if folded:
        folded[-1] = replace(folded[-1], text=text)
    return tuple(folded)


def _style(run: Run, links_within: bool) -> Run:
    href = run.href or ""
    kept = _LINK.match(href) or (links_within and _LINK_WITHIN.match(href))
    return replace(run, text="", path=None, href=href if kept else None)
