"""Letters that were decoded twice: UTF-8 read as an older encoding, such as ``Ã©`` for ``é``."""

from __future__ import annotations

import re
from functools import partial

_ENCODINGS = ("mac_roman", "cp850", "cp437", "cp1252")
_UPPER, _LOWER = "A-Z\u00c0-\u00de", "a-z\u00df-\u00ff"
LOST = "\ufffd"
"""What stands where a letter could not be decoded at all."""


def decoded(text: str) -> str:
    """Return a text with such letters as they were meant; the same text where there are none."""
    for _ in range(3):  # some were decoded more than twice
        before = text
        for encoding, pattern in _PATTERNS.items():
            text = pattern.sub(partial(_letter, encoding), text)
        if text == before:
            break
    return text


def first_wrong(text: str) -> str:
    """Return the first such letters of a text; empty where there are none."""
    found = [each for pattern in _PATTERNS.values() if (each := pattern.search(text))]
    return min(found, key=lambda each: each.start())[0] if found else ""


def _letter(encoding: str, found: re.Match[str]) -> str:
    wrong = found[0]
    if wrong in _BROKEN:
        return _BROKEN[wrong]
    try:
        return wrong.encode(encoding).decode("utf-8")
    except UnicodeError:
        return wrong


_BROKEN = {"\u00e2\u20ac": "\u201d", "\u00c3": "\u00e0", "\u00c2": ""}
"""What is left of three letters of which a part could not be kept."""


def _bytes(encoding: str, first: int, last: int) -> str:
    """Return a set of the characters that an encoding has for bytes."""
    every = (bytes([each]).decode(encoding, "ignore") for each in range(first, last + 1))
    return f"[{re.escape(''.join(every))}]"


def _pattern(encoding: str) -> re.Pattern[str]:
    more = _bytes(encoding, 0x80, 0xBF)
    latin, further = _bytes(encoding, 0xC3, 0xC3) + more, _bytes(encoding, 0xC4, 0xC5) + more
    forms = [
        _bytes(encoding, 0xC2, 0xC2) + _bytes(encoding, 0xA0, 0xBF),
        # a word in capitals may end in one of these, with a quotation mark behind it
        f"(?<![{_UPPER}]){latin}|{latin}(?=\\w)|(?<=[{_LOWER}]){further}|{further}(?=\\w)",
        _bytes(encoding, 0xE2, 0xE2) + _bytes(encoding, 0x80, 0x9F) + more,
        _bytes(encoding, 0xEF, 0xEF) + _bytes(encoding, 0xAC, 0xAC) + more,
        _bytes(encoding, 0xEF, 0xEF) + _bytes(encoding, 0xBB, 0xBB) + more,
        _bytes(encoding, 0xF0, 0xF0) + _bytes(encoding, 0x9F, 0x9F) + more + more,
    ]
    if encoding == "cp1252":
        two, three = _bytes(encoding, 0xC3, 0xDF) + more, _bytes(encoding, 0xE0, 0xEF) + more * 2
        forms.insert(0, f"(?:{two}|{three}){{2,}}")
        forms.append("\u00e2\u20ac|\u00c2(?=\\s)|(?<=[a-z])\u00c3(?=\\s|$)")
    return re.compile("|".join(forms))


_PATTERNS = {encoding: _pattern(encoding) for encoding in _ENCODINGS}
