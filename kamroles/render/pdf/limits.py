"""How large a document may be before laying it out in pages would take too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.document import (
    Approval,
    Block,
    Callout,
    Checkbox,
    Document,
    Facts,
    Field,
    KeepTogether,
    Listing,
    Paragraph,
    Section,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.document import Inline

MAX_CHARACTERS = 400_000
MAX_WORD = 10_000
MAX_BLOCKS = 5_000
MAX_DEPTH = 12
"""How deep sections and blocks may stand in each other."""

_Part = Section | Block


def check_size(document: Document) -> None:
    """Refuse a document that is too large; walks without recursion, so depth cannot break it.

    Raises:
        Problems: with every limit that is passed.

    """
    characters = len(document.title) + len(document.draft) + _length(document.eyebrow)
    blocks = deepest = longest = 0
    waiting: list[tuple[int, _Part]] = [
        (1, part) for part in (*document.blocks, *document.sections)
    ]
    while waiting:
        depth, part = waiting.pop()
        deepest = max(deepest, depth)
        for inline in _inlines(part):
            characters += _length(inline)
            longest = max(longest, _longest_word(inline))
            blocks += 1
        waiting += [(depth + 1, inner) for inner in _inner(part)]
        if deepest > MAX_DEPTH or blocks > MAX_BLOCKS or characters > MAX_CHARACTERS:
            break
    found = list(_passed(characters, blocks, deepest))
    if longest > MAX_WORD:
        message = f"A word has more than {MAX_WORD:,} characters, too many for PDF."
        found.append(error("KR403", message, hint="Put spaces in, or use another format."))
    if found:
        raise Problems(found)


def _passed(characters: int, blocks: int, depth: int) -> Iterator[Diagnostic]:
    hint = "Split the document, or use another format."
    if characters > MAX_CHARACTERS:
        message = f"The document has more than {MAX_CHARACTERS:,} characters, too many for PDF."
        yield error("KR403", message, hint=hint)
    if blocks > MAX_BLOCKS:
        message = f"The document has more than {MAX_BLOCKS:,} paragraphs, items and cells."
        yield error("KR403", message, hint=hint)
    if depth > MAX_DEPTH:
        message = f"Lists or sections stand in each other more than {MAX_DEPTH} deep."
        yield error("KR403", message, hint="Make the lists flatter.")


def _length(runs: Inline) -> int:
    return sum(len(run.text) for run in runs)


def _longest_word(runs: Inline) -> int:
    """Return the length of the longest word, as far as it matters."""
    if _length(runs) <= MAX_WORD:
        return 0
    return max(map(len, "".join(run.text for run in runs).split()), default=0)


def _inner(part: _Part) -> Iterator[_Part]:
    match part:
        case Section(blocks=blocks, sections=sections):
            yield from (*blocks, *sections)
        case Listing(items):
            for item in items:
                yield from item
        case Callout(blocks) | KeepTogether(blocks):
            yield from blocks


def _inlines(part: _Part) -> Iterator[Inline]:
    """Yield each text that becomes a paragraph, item, cell or heading of its own."""
    match part:
        case Section(title=title):
            yield title
        case Paragraph(runs) | Checkbox(runs) | Field(runs):
            yield runs
        case Table(head, rows):
            for row in (head, *rows):
                yield from row
        case Facts(pairs):
            for pair in pairs:
                yield from pair
        case Approval(columns, signers):
            yield from (*columns, *signers)
