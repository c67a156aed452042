"""Characters that no definition may hold, that nobody sees, or that a word processor puts in."""

from __future__ import annotations

import re

# Private-use characters stand for values while a document is composed; line and paragraph
# separators and a byte-order mark inside the text would make line and column numbers wrong.
REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""What looks like a space, as part of a pattern."""
NO_WIDTH = "\u00ad\u180e\u200b\u2060"
"""What looks like nothing."""
INVISIBLE = re.compile(f"[{WIDE}{NO_WIDTH}]")

_CURLY = re.compile(
    "[\u201c\u201e\u201d]([^\u201c\u201d\u201e]+)[\u201c\u201d]|[\u2018\u201a]([^\u2018\u201a]+)[\u2019\u2018]"
)


def described(character: str) -> str:
    """Return a refused character in words."""
    point = ord(character)
    if 0xE000 <= point <= 0xF8FF or point >= 0xF0000:
        kind = "private-use character"
    elif point in {0x2028, 0x2029}:
        kind = "invisible line separator"
    elif point == 0xFEFF:
        kind = "byte-order mark inside the text"
    elif point < 0x20 or 0x7F <= point <= 0x9F:
        kind = "control character"
    else:
        kind = "code point that is no character"
    return f"the {kind} U+{point:04X}"


def uncurled(text: str) -> str | None:
    """Return what stands in one pair of a word processor's quotes; None when there is no pair."""
    match = _CURLY.fullmatch(text.strip())
    return (match[1] or match[2]).strip() or None if match else None


def straight(text: str) -> str:
    """Return ``text`` with hyphens for a word processor's dashes, and without curly quotes."""
    return re.sub(
        "[\u201c\u201d\u201e\u2018\u2019]", "", re.sub("[\u2010-\u2015\u2212]", "-", text)
    ).strip()
