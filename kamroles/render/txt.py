"""Write a document as plain text in 75 columns, for job boards that take nothing else."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from kamroles import document as doc
from kamroles.formats import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kamroles.document import Block, Document, Inline
    from kamroles.theme import Theme

    Lines = list[str]

COLUMNS = 75
_GAP = "  "
_ROOM_TO_WRITE = "_" * 30
_WIDEST_LABEL = 24
_NARROWEST_TEXT = 24
_NARROWEST_SIGNATURE = 8

# A line of running text that starts so would be taken for a list item or an underline.
_LIKE_A_MARKER = re.compile(r"[+\u2022\u2013]|\d+[.)]|\*+|=+|-+|~+")

_CLOSING = re.compile(r"[.,;:!?)]*")


def render(document: Document, theme: Theme) -> bytes:
    """Return the document as plain text."""
    return as_text(document).encode()


def as_text(document: Document, columns: int = COLUMNS) -> str:
    """Return the document as lines of at most so many columns."""
    draft = doc.printable(document.draft).strip()
    title = _heading((doc.Run(document.title),), "=", columns)
    parts = [
        wrap(f"*** {draft} ***", columns) if draft else [],
        [*title, *wrap(inline(document.eyebrow), columns)],
        _blocks(document.blocks, columns),
    ]
    for part, depth in doc.walk(document.sections):
        if isinstance(part, doc.Section):
            underline = "-" if depth == 1 else "~"
            parts += [_heading(part.title, underline, columns), _blocks(part.blocks, columns)]
    lines = (line.rstrip() for line in _spaced(parts))
    return "\n".join(lines).rstrip("\n") + "\n"


def width(text: str) -> int:
    """Return how many columns the text takes where every letter has the same width."""
    if text.isascii():
        return len(text)
    drawn = [each for each in text if unicodedata.category(each) not in {"Mn", "Me", "Cf"}]
    return len(drawn) + sum(unicodedata.east_asian_width(each) in {"W", "F"} for each in drawn)


def wrap(text: str, columns: int = COLUMNS) -> Lines:
    """Return the text in lines of at most so many columns; a word is never cut."""
    lines: Lines = []
    for word in _words(text):
        if lines and width(lines[-1]) + 1 + width(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def inline(runs: Inline) -> str:
    """Return the runs as text; a link's address follows where the text does not say it."""
    text = ""
    addresses = []
    for href, linked in groupby(doc.fold(runs), key=lambda run: run.href):
        words = "".join(run.text for run in linked)
        text += words
        if href and not _says(words.strip(" "), href):
            address = doc.printable(href).strip().replace(" ", "%20")
            addresses.append((len(text.rstrip()), f" <{address}>"))
    for link_end, address in reversed(addresses):
        # Before the full stop after the link, but never within a word.
        word_end = (text + " ").index(" ", link_end)
        at = link_end if _CLOSING.fullmatch(text, link_end, word_end) else word_end
        text = text[:at] + address + text[at:]
    return text


def _words(text: str) -> Iterator[str]:
    """Yield the words; what looks like a list marker stays on the line of the word before."""
    held = ""
    for word in text.split(" "):
        if held and word and not _LIKE_A_MARKER.fullmatch(word):
            yield held
            held = word
        else:
            held = f"{held} {word}".strip(" ")
    if held:
        yield held


def _says(words: str, href: str) -> bool:
    """Tell whether the words are the address itself, as people write it."""
    scheme, _, address = href.partition(":")
    if scheme == "tel":
        return re.sub(r"\D", "", words) == re.sub(r"\D", "", address)
    return words.removeprefix(f"{scheme}:").strip("/") == address.strip("/")


def _spaced(parts: Iterable[Lines]) -> Lines:
    """Return the lines of all parts with a blank line between two parts."""
    lines: Lines = []
    for part in parts:
        if part:
            lines += ["", *part] if lines else part
    return lines


def _hang(lead: str, lines: Lines) -> Lines:
    """Return the lines to the right of ``lead``, which stands on the first one only."""
    if not lines:
        return [lead]
    indent = " " * width(lead)
    return [lead + lines[0], *(indent + line if line else "" for line in lines[1:])]


def _heading(title: Inline, underline: str, columns: int) -> Lines:
    lines = wrap(inline(title), columns)
    return [*lines, underline * max(map(width, lines))] if lines else []


def _blocks(blocks: Iterable[Block], columns: int, *, in_item: bool = False) -> Lines:
    """Return the blocks apart; boxes stay together, and in an item lists follow their text."""
    lines: Lines = []
    before: Block | None = None
    for block in doc.flat(blocks):
        text = _block(block, columns)
        if not text:
            continue
        close = type(block) is type(before) is doc.Checkbox or (
            in_item and isinstance(block, doc.Listing) and isinstance(before, doc.Paragraph)
        )
        lines += text if close or not lines else ["", *text]
        before = block
    return lines


def _block(block: Block, columns: int) -> Lines:
    lines: Lines = []
    match block:
        case doc.Paragraph(runs):
            lines = wrap(inline(runs), columns)
        case doc.Listing(items, ordered):
            lines = _listing(items, columns, ordered=ordered)
        case doc.Table(head, rows, right):
            lines = _table(head, rows, right, columns)
        case doc.Facts(rows):
            lines = _facts(rows, columns)
        case doc.Callout(blocks):
            inner = _blocks(blocks, columns - 4)
            lines = _hang("    ", inner) if inner else []
        case doc.Checkbox(runs, checked):
            lines = _hang("[x] " if checked else "[ ] ", wrap(inline(runs), columns - 4))
        case doc.Field(label):
            lines = wrap(f"{_with_colon(inline(label))} {_ROOM_TO_WRITE}", columns)
        case doc.Approval(columns=heads, signers=signers):
            lines = _approval(heads, signers, columns)
    return lines


def _with_colon(label: str) -> str:
    return f"{label}:" if label and label[-1] not in ":?!." else label


def _listing(items: Sequence[tuple[Block, ...]], columns: int, *, ordered: bool) -> Lines:
    lines: Lines = []
    marker_width = len(f"{len(items)}. ") if ordered else 2
    texts = (_blocks(item, columns - marker_width, in_item=True) for item in items)
    for number, text in enumerate(filter(None, texts), 1):
        lines += _hang(f"{number}. ".rjust(marker_width) if ordered else "- ", text)
    return lines


def _facts(rows: Sequence[tuple[Inline, Inline]], columns: int) -> Lines:
    """Return a line per fact, the values one below the other."""
    labels = [_with_colon(inline(label)) for label, _ in rows]
    most = max((width(label) for label in labels if width(label) <= _WIDEST_LABEL), default=0)
    indent = most + len(_GAP)
    lines: Lines = []
    for label, (_, value) in zip(labels, rows, strict=True):
        values = wrap(inline(value), columns - indent)
        if width(label) <= most:
            lines += _hang(_padded(label, indent), values)
        else:
            lines += [*wrap(label, columns), *(" " * indent + line for line in values)]
    return lines


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _table(
    head: Sequence[Inline], rows: Sequence[Sequence[Inline]], right: Sequence[int], columns: int
) -> Lines:
    """Return the rows under their heads, the text of the widest column wrapped where need be.

    Where the other columns leave it too little room, the cells of a row follow each other instead:
    wrapping more than one column would tear the reading order apart.
    """
    grid = [[inline(cell) for cell in row] for row in (head, *rows)]
    count = max(map(len, grid))
    if not count:
        return []
    grid = [row + [""] * (count - len(row)) for row in grid]
    widths = [max(map(width, column)) for column in zip(*grid, strict=True)]
    widest = widths.index(max(widths))
    room = columns - sum(widths) - len(_GAP) * (count - 1)
    if room < 0 and widths[widest] + room < _NARROWEST_TEXT:
        return [line for row in grid for line in _in_a_row(row, columns)]
    widths[widest] += min(room, 0)
    for row in grid:
        for at in set(right) - {widest}:
            row[at] = " " * (widths[at] - width(row[at])) + row[at]
    lines = [line for row in grid[1:] for line in _in_columns(row, widths, widest)]
    if any(grid[0]):
        rule = _GAP.join("-" * each for each in widths)
        lines = [*_in_columns(grid[0], widths, widest), rule, *lines]
    return lines


def _in_a_row(cells: Sequence[str], columns: int) -> Lines:
    lines = wrap(" | ".join(filter(None, cells)), columns - len(_GAP))
    return lines[:1] + [_GAP + line for line in lines[1:]]


def _in_columns(cells: Sequence[str], widths: Sequence[int], widest: int) -> Lines:
    """Return the cells side by side; what stands after the wrapped one goes on its last line."""
    padded = [_padded(cell, each) for cell, each in zip(cells, widths, strict=True)]
    lines = wrap(cells[widest], widths[widest]) or [""]
    lines[-1] = _GAP.join([_padded(lines[-1], widths[widest]), *padded[widest + 1 :]])
    return _hang("".join(cell + _GAP for cell in padded[:widest]), lines)


def _approval(heads: Sequence[Inline], signers: Sequence[Inline], columns: int) -> Lines:
    """Return the heads and, for each signer, lines to fill by hand."""
    names, titles = [inline(signer) for signer in signers], [inline(head) for head in heads or [()]]
    first = max(map(width, [*names, titles[0]]))
    rest = titles[1:]
    room = (columns - first) // max(1, len(rest)) - len(_GAP)
    if room < max(_NARROWEST_SIGNATURE, *map(width, rest), 0):
        parts = [_in_a_row(titles, columns)]
        parts += [[*wrap(name, columns), "", _ROOM_TO_WRITE] for name in names]
        return _spaced(parts)
    widths = [first, *[room] * len(rest)]
    parts = [_in_columns(titles, widths, 0)]
    parts += [_in_columns([name, *["_" * room] * len(rest)], widths, 0) for name in names]
    return _spaced(parts)


_TYPE = "text/plain; charset=utf-8"
FORMAT = Format("txt", "Plain text", ".txt", _TYPE, render, called=("text",))
