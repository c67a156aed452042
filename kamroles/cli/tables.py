"""Tables of the command line: rows in columns that fit a terminal, and never lose a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics.excerpt import cells
from kamroles.diagnostics.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = 2
_BESIDE = 36
"""Cells that a text needs to be read well beside other columns; with fewer it stands below."""
_INDENT = 4


def table(rows: Sequence[tuple[str, ...]], edge: int | None = None) -> list[str]:
    """Return rows as lines with aligned columns, two spaces apart; empty columns are gone.

    ``edge`` is how many cells a terminal has. Where the rows are wider, the last column is wrapped;
    where little room is left for it, what does not fit stands below the other columns, which are
    fitted in the same way. Without it, each row is one line.
    """
    kept = [column for column in zip(*rows, strict=True) if any(column)]
    return [line for lines in _fitted(kept, edge) for line in lines]


def _fitted(columns: Sequence[tuple[str, ...]], edge: int | None) -> list[list[str]]:
    """Return the lines of each row."""
    if not columns:
        return []
    *before, last = columns
    widths = [max(map(cells, column)) for column in before]
    start = sum(widths) + _GAP * len(widths)
    widest = max(map(cells, last))
    rows = list(zip(*before, strict=True)) if before else [()] * len(last)
    if edge is None or start + widest <= edge:
        room = widest
    elif not before or edge - start >= max(min(_BESIDE, widest), _longest_word(last)):
        room = edge - start
    elif 2 * len(short := _short(rows, edge)) > len(rows) > len(short):
        return _apart(columns, rows, short, edge)
    else:
        beside = [cell if cells(cell) <= edge - start else "" for cell in last]
        heads = _fitted([*before, tuple(beside)] if any(beside) else before, edge)
        pairs = zip(last, beside, strict=True)
        below = [wrapped(cell, edge, _INDENT) if cell != there else [] for cell, there in pairs]
        return [head + text for head, text in zip(heads, below, strict=True)]
    return [_row(row, widths, wrapped(cell, room)) for row, cell in zip(rows, last, strict=True)]


def _short(rows: Sequence[tuple[str, ...]], edge: int) -> list[int]:
    """Return which rows leave their last cell room beside them."""
    most = edge - _BESIDE
    return [n for n, row in enumerate(rows) if sum(cells(c) + _GAP for c in row) <= most]


def _apart(
    columns: Sequence[tuple[str, ...]],
    rows: Sequence[tuple[str, ...]],
    short: Sequence[int],
    edge: int,
) -> list[list[str]]:
    """Return the lines of each row: most are aligned, and a few long ones do not stand in the way.

    A long row has its last cell below it.
    """
    aligned = _fitted([tuple(column[n] for n in short) for column in columns], edge)
    found = dict(zip(short, aligned, strict=True))
    for number, row in enumerate(rows):
        if number not in found:
            head = (" " * _GAP).join(filter(None, row))
            start = len(head) - len(head.lstrip(" "))
            found[number] = [
                *wrapped(head.lstrip(" "), edge, start, _GAP),
                *filter(None, wrapped(columns[-1][number], edge, _INDENT)),
            ]
    return [found[number] for number in range(len(rows))]


def _row(row: tuple[str, ...], widths: Sequence[int], last: Sequence[str]) -> list[str]:
    """Return one row; the lines of its last cell stand below each other."""
    padded = (c + " " * (w - cells(c) + _GAP) for c, w in zip(row, widths, strict=True))
    start = "".join(padded)
    lines = [start + last[0], *(" " * cells(start) + line for line in last[1:])]
    return [line.rstrip() for line in lines]


def _longest_word(column: Sequence[str]) -> int:
    return max((cells(word) for cell in column for word in cell.split()), default=0)
