"""Make runs ready for a format: white space folded, equal neighbors joined, no control characters.

A renderer that works on folded runs sees one line of text per block, so nothing a value holds can
start a new block.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kamroles.document import Inline, Run

# What breaks a line or separates words without being meant to stay; a no-break space is.
_SPACE = re.compile("[\\s\x1c-\x1f\x85\u2028\u2029]+", re.ASCII)
# Controls, halves of pairs and code points that are no characters: XML and HTML refuse most.
_PLANES = range(0, 0x110000, 0x10000)
_NO_CHARACTERS = "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in _PLANES)
_ILLEGAL = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")


_LINK = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)
_LINK_WITHIN = re.compile(r"#\S")


def printable(text: str) -> str:
    """Return the text in one line, with a mark for each character that no document can carry."""
    if text.isprintable() and "  " not in text:
        return text
    return _ILLEGAL.sub("\ufffd", _SPACE.sub(" ", text))


def fold(runs: Inline, *, links_within: bool = False) -> Inline:
    """Return the runs as one line: no space at the ends, single spaces inside, no empty run.

    Links that may not stand in a document are dropped, and so are those to its own sections unless
    the format has a place for them.
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
