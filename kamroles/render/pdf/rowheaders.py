"""Header cells of rows, which Typst does not tag yet: mended in the finished file.

Typst writes every object of the structure in plain text, so that cells can be changed without a
PDF library; only the table of offsets at the end of the file has to follow.
"""

from __future__ import annotations

import re
from itertools import pairwise

_ELEMENT = re.compile(rb"<</Type/StructElem/S/(\w+)")
_KIDS = re.compile(rb"/K\[([^\]]*)\]")
_SAYS_SOMETHING = re.compile(rb"/K\[[^\]]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_HEADERS = re.compile(rb"/Headers\[[^\]]*\]")
_XREF = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY = 20
_OPENING = 48


def mark_row_headers(pdf: bytes) -> bytes:
    """Return the file with the first cells of facts, and of lines to sign, tagged as headers.

    Facts are tables without a row of headers; lines to sign have nothing in their other cells.
    """
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    offsets = _offsets(pdf, start)
    elements = {
        number: pdf[begin:end]
        for number, begin, end in offsets
        if _ELEMENT.search(pdf, begin, min(end, begin + _OPENING))
    }
    changed: dict[int, bytes] = {}
    for element in elements.values():
        if _kind(element) == b"Table":
            changed |= _marked(element, elements)
    return _rewritten(pdf, start, offsets, changed) if changed else pdf


def _offsets(pdf: bytes, start: int) -> list[tuple[int, int, int]]:
    """Return number, begin and end of each object, in the order they stand in."""
    match = _XREF.match(pdf, start)
    if not match:
        return []
    begins = sorted(
        (int(pdf[at : at + 10]), number)
        for number in range(1, int(match[1]))
        if pdf[(at := match.end() + number * _ENTRY) + 17 : at + 18] == b"n"
    )
    return [(number, begin, end) for (begin, number), (end, _) in pairwise([*begins, (start, 0)])]


def _kind(element: bytes) -> bytes:
    match = _ELEMENT.search(element)
    return match[1] if match else b""


def _kids(element: bytes) -> list[int]:
    match = _KIDS.search(element)
    return [int(each) for each in _REFERENCE.findall(match[1])] if match else []


def _marked(table: bytes, elements: dict[int, bytes]) -> dict[int, bytes]:
    """Return the cells of a table that change, by number."""
    parts = [elements[kid] for kid in _kids(table)]
    headed = any(_kind(part) == b"THead" for part in parts)
    rows = [part for part in parts if _kind(part) == b"TR"]
    for part in parts:
        if _kind(part) == b"TBody":
            rows += [elements[kid] for kid in _kids(part)]
    changed = {}
    for first, *rest in filter(None, map(_kids, rows)):
        if headed and any(_SAYS_SOMETHING.search(elements[cell]) for cell in rest):
            continue
        head = elements[first].replace(b"/S/TD", b"/S/TH", 1)
        changed[first] = _HEADERS.sub(b"/Scope/Row", head, count=1)
        # Without a list of its own, a cell's headers follow from the scopes.
        changed |= {cell: _HEADERS.sub(b"", elements[cell], count=1) for cell in rest}
    return changed


def _rewritten(
    pdf: bytes, start: int, offsets: list[tuple[int, int, int]], changed: dict[int, bytes]
) -> bytes:
    parts, at, places = [pdf[: offsets[0][1]]], offsets[0][1], {}
    for number, begin, end in offsets:
        places[number] = at
        parts.append(changed.get(number, pdf[begin:end]))
        at += len(parts[-1])
    entries = pdf[start:]
    match = _XREF.match(entries)
    table = bytearray(entries)
    for number, place in places.items():
        entry = (match.end() if match else 0) + number * _ENTRY
        table[entry : entry + 10] = b"%010d" % place
    tail = bytes(table)
    cut = tail.rindex(b"startxref")
    return b"".join([*parts, tail[:cut], tail[cut:].replace(b"%d" % start, b"%d" % at, 1)])
