"""Web and e-mail addresses that are written out, as links."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kamroles.compose.tokens import link_target
from kamroles.document import (
    Facts,
    Paragraph,
    Run,
    Table,
    inline_text,
    transform,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.document import Block, Document, Inline, Section

_ADDRESS = re.compile(
    r"(?<![\w@/.])(?:(?:https?://|www\.(?=[\w-]+\.))[^\s<>\"“”„«»]+|mailto:[^\s<>\"]+|"
    r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?![\w@]))",
    re.IGNORECASE,
)
_BEHIND = ".,;:!?…'\u2019\u2018*"
_PAIRS = {")": "(", "]": "["}


def with_links(document: Document) -> Document:
    """Return the document in which each address written out leads to what it names.

    Titles and headings stay text, and so does what is a part of a link already.
    """
    blocks = tuple(map(_linked, document.blocks))
    return replace(document, blocks=blocks, sections=tuple(map(_section, document.sections)))


def _section(section: Section) -> Section:
    blocks = tuple(map(_linked, section.blocks))
    return replace(section, blocks=blocks, sections=tuple(map(_section, section.sections)))


def _linked(block: Block) -> Block:
    match block:
        case Paragraph(runs):
            return Paragraph(linked(runs))
        case Facts(rows):
            return replace(block, rows=tuple((label, linked(value)) for label, value in rows))
        case Table(rows=rows):
            return replace(block, rows=tuple(tuple(map(linked, row)) for row in rows))
    return transform(block, _linked)


def linked(runs: Inline) -> Inline:
    """Return the runs with a link for each address in their text, whatever runs it spans."""
    text = inline_text(runs)
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return runs
    found = [(start, end, href) for start, end, href in _addresses(text)]
    return tuple(part for run in _cut(runs, found) for part in run) if found else runs


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each address starts and ends, and its target."""
    for each in _ADDRESS.finditer(text):
        words = _without_ending(each[0])
        target = f"https://{words}" if words.lower().startswith("www.") else words
        if href := link_target(target):
            yield each.start(), each.start() + len(words), href


def _without_ending(words: str) -> str:
    """Return an address without what the sentence around it puts behind it."""
    while words:
        last = words[-1]
        opening = _PAIRS.get(last)
        if last not in _BEHIND and not (opening and words.count(last) > words.count(opening)):
            return words
        words = words[:-1]
    return words


def _cut(runs: Inline, found: list[tuple[int, int, str]]) -> Iterator[list[Run]]:
    """Yield each run in the parts that addresses cut it into; of links, none."""
    places = []
    at = 0
    for run in runs:
        places.append((at, at + len(run.text), run))
        at += len(run.text)
    taken = [(start, end) for start, end, run in places if run.href or run.blank]
    free = [
        (start, end, href)
        for start, end, href in found
        if not any(start < until and since < end for since, until in taken)
    ]
    for start, end, run in places:
        yield [*_parts(run, start, end, free)]


def _parts(run: Run, start: int, end: int, found: list[tuple[int, int, str]]) -> Iterator[Run]:
    at = start
    for first, last, href in found:
        if first < end and at < last and last > start:
            first, last = max(first, start), min(last, end)  # noqa: PLW2901 - within the run
            if first > at:
                yield replace(run, text=run.text[at - start : first - start])
            yield replace(run, text=run.text[first - start : last - start], href=href)
            at = last
    if at < end:
        yield replace(run, text=run.text[at - start :])
