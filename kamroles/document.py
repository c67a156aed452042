"""A finished document as a tree of blocks, before any format.

Renderers know these blocks and nothing about kinds of document. The words of every format equal
``plain_text`` of the document, apart from furniture (running headers, page numbers, list markers).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    """Rows under a header row."""

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


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


def inline_text(runs: Inline) -> str:
    """Return the characters of the runs."""
    return "".join(run.text for run in runs)


def plain_text(document: Document) -> str:
    """Return all words of the document in reading order, a line per paragraph, item or row."""
    lines = [document.draft] if document.draft else []
    lines.append(document.title)
    if document.eyebrow:
        lines.append(inline_text(document.eyebrow))
    lines += block_lines(document.blocks)
    for section in document.sections:
        lines += _section_lines(section)
    return "\n".join(lines) + "\n"


def _section_lines(section: Section) -> Iterator[str]:
    yield inline_text(section.title)
    yield from block_lines(section.blocks)
    for part in section.sections:
        yield from _section_lines(part)


def block_lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the text of each block, a line per paragraph, item, label or row."""
    for block in blocks:
        match block:
            case Paragraph(runs) | Checkbox(runs) | Field(runs):
                yield inline_text(runs)
            case Listing(items):
                for parts in items:
                    yield from block_lines(parts)
            case Table(head, rows):
                yield " ".join(inline_text(cell) for cell in head)
                for row in rows:
                    yield " ".join(inline_text(cell) for cell in row)
            case Facts(pairs):
                for label, value in pairs:
                    yield f"{inline_text(label)} {inline_text(value)}"
            case Approval(columns, signers):
                yield " ".join(inline_text(cell) for cell in columns)
                for signer in signers:
                    yield inline_text(signer)
            case Callout(inner) | KeepTogether(inner):
                yield from block_lines(inner)
            case Figure():
                pass


def walk_runs(document: Document) -> Iterator[Run]:
    """Yield every run of the document in reading order."""
    yield from document.eyebrow
    yield from _runs(document.blocks)
    for section in document.sections:
        yield from _section_runs(section)


def _section_runs(section: Section) -> Iterator[Run]:
    yield from section.title
    yield from _runs(section.blocks)
    for part in section.sections:
        yield from _section_runs(part)


def _runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Paragraph(runs) | Checkbox(runs) | Field(runs):
                yield from runs
            case Listing(items):
                for parts in items:
                    yield from _runs(parts)
            case Table(head, rows):
                for row in (head, *rows):
                    for cell in row:
                        yield from cell
            case Facts(pairs):
                for label, value in pairs:
                    yield from (*label, *value)
            case Approval(columns, signers):
                for cell in (*columns, *signers):
                    yield from cell
            case Callout(inner) | KeepTogether(inner):
                yield from _runs(inner)
            case Figure():
                pass
