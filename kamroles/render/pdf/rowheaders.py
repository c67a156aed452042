"""Header cells of rows, which Typst does not tag yet: mended in the finished file.

Typst writes every object of the structure in plain text, so that cells can be changed without a
PDF library; only the table of offsets at the end of the file has to follow.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

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
    objects = _objects(pdf, start)
    elements = {number: each for number, each in objects.items() if _kind(each)}
    changed: dict[int, bytes] = {}
    for element in elements.values():
        if _kind(element) == b"Table":
            changed |= _marked(element, elements)
    return _rewritten(pdf, start, objects, changed) if changed else pdf


def _objects(pdf: bytes, start: int) -> dict[int, bytes]:
    """Return each object by its number, in the order they stand in."""
    match = _XREF.match(pdf, start)
    if not match:
        return {}
    begins = sorted(
        (int(pdf[at : at + 10]), number)
        for number in range(1, int(match[1]))
        if pdf[(at := match.end() + number * _ENTRY) + 17 : at + 18] == b"n"
    )
    ends = pairwise([*begins, (start, 0)])
    return {number: pdf[begin:end] for (begin, number), (end, _) in ends}


def _kind(element: bytes) -> bytes:
    """Return what an element of the structure is, nothing for other objects."""
    match = _ELEMENT.search(element, 0, _OPENING)
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
    pdf: bytes, start: int, objects: dict[int, bytes], changed: dict[int, bytes]
) -> bytes:
    """Return the file with the changed objects, and where each stands now."""
    head = pdf[: start - sum(map(len, objects.values()))]
    objects |= changed
    *places, end = accumulate(map(len, objects.values()), initial=len(head))
    table = bytearray(pdf[start:])
    entries = table.index(b"\n", len(b"xref\n")) + 1
    for number, place in zip(objects, places, strict=True):
        entry = entries + number * _ENTRY
        table[entry : entry + 10] = b"%010d" % place
    rest, mark, tail = table.rpartition(b"startxref")
    return b"".join([head, *objects.values(), rest, mark, tail.replace(b"%d" % start, b"%d" % end)])
