"""Stars that are letters, and those that mark words in Markdown.

Markdown takes any two stars for marks, so that ``Händler*innen und Hersteller*innen`` would lose
both. Here a star marks words only from the start of one to the end of one.
"""

from __future__ import annotations

import re

_STARS = re.compile(
    r"(?P<above>\n[ \t]*\n)|^[ \t]*\*(?=\s)|\\.|\]\([^()\s]*\)|(?P<run>\*+)", re.MULTILINE
)
"""Ends of paragraphs, stars that are bullets or in the target of a link, and all others."""
_ADDRESS = re.compile(
    r"(?<!\]\()(?:https?://|www\.)[^\s<>\"*\\]*[^\s<>\"*\\_.,;:!?)\]]", re.IGNORECASE
)
"""An address written out, without what may stand behind it."""
_ENDS = frozenset(")]},.;:!?/|-\u2013\u2014\u2026")
"""What can stand behind marked words, and so is not the first of them."""
_STARTS = frozenset("([{/|")
"""What can stand before marked words, and so is not the last of them."""
_MOST = 3


def kept_stars(text: str) -> str:
    """Return Markdown in which every star that marks nothing is escaped, and bars in addresses."""
    if "_" in text:
        text = _ADDRESS.sub(lambda found: found[0].replace("_", r"\_"), text)
    if "*" not in text:
        return text
    open_runs: list[tuple[int, int]] = []
    marking: set[int] = set()
    found = list(_STARS.finditer(text))
    for each in found:
        if each["above"]:
            open_runs.clear()
        elif each["run"] and len(each["run"]) <= _MOST:
            _pair(text, *each.span(), open_runs, marking)
    letters = (range(*each.span()) for each in found if each["run"])
    escaped = {at for places in letters for at in places} - marking
    return "".join(f"\\{char}" if at in escaped else char for at, char in enumerate(text))


def _pair(
    text: str, start: int, end: int, open_runs: list[tuple[int, int]], marking: set[int]
) -> None:
    """Close marks that are open with a run of stars, or open marks with it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    while start < end and open_runs and _closes(before, after, open_runs[-1][1]):
        if open_runs[-1][1] != end - start and _is_half(open_runs, end - start):
            (at, outer), (_, inner) = open_runs[-2:]
            open_runs[-2:] = [(at, inner), (at + inner, outer)]
        opened, size = open_runs[-1]
        if size > end - start:
            break
        open_runs.pop()
        marking.update(range(opened, opened + size), range(start, start + size))
        start += size
    size = end - start
    if size and _opens(before, after, size):
        halves = [(start, 2), (start + 2, 1)] if size == _MOST else [(start, size)]
        open_runs.extend(halves)


def _is_half(open_runs: list[tuple[int, int]], size: int) -> bool:
    """Tell whether the last run is a part of three stars of which the other has this size."""
    halves = open_runs[-2:]
    return len(halves) > 1 and sum(halves[0]) == halves[1][0] and halves[0][1] == size


def _opens(before: str, after: str, size: int) -> bool:
    if not after.strip() or (size == 1 and after in _ENDS):
        return False
    if before.isalnum():
        return size > 1 and not before.isdigit() and after.isalnum()
    return True


def _closes(before: str, after: str, size: int) -> bool:
    if not before.strip():
        return False
    return size > 1 or not (after.isalnum() or before in _STARTS)
