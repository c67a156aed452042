"""Characters that no definition may hold, that nobody sees, or that a word processor puts in."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

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

_JOINED = re.compile(
    "[\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06\ufb13-\ufb17\U0001d400-\U0001d7ff]"
)
"""Two letters in one character, and letters of formulas that social media take for bold ones."""
# Scripts in which such a character decides how letters join, and pictures made of several.
_JOINING = (
    "\u0590-\u1dbf\u2190-\u2bff\u2e80-\uabff\ufb1d-\ufdff\ufe0f\ufe70-\ufefc\U00010000-\U000effff"
)
_UNSEEN = re.compile(
    "[\u00ad\u034f\u2060-\u2064\u206a-\u206f\ufff9-\ufffc]"
    f"|(?<![{_JOINING}])[\u180e\u200b-\u200d]+(?![{_JOINING}])"
    "|(?<=[A-Za-z\u00c0-\u024f])[\ufe00-\ufe0f]+"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

DOUBTFUL = re.compile(
    r"[`\\<|~\ufffd]|&(?=#|\w+;|(?:nbsp|amp|quot|lt|gt)\b)|==|!\[|\]\[|\]:|\[\^"
    r"|\{[{%]|\]\s+\(|\*\*|[.,:;]\s+[\u2022\u2023\u25aa-\u25e6]"
    r"|^\s*(?:[>#:(\u2013\u2014\u2022\u25a0-\u25ff\u2460-\u277f\u00bb]|\w{1,3}\))"
    r"|^\s*(?:(?:[a-h]|[ivx]{1,3}|\d{1,2})\.\s|\d{1,2}\.[A-Z]|[o\u00a7\u00d8\u00fcqv]\s|-[A-Z])"
    r"|^\s*(?:[-*+]\s+[\[>#]|\[[ xX]\]|[-*_=][-*_= ]{2})"
    r"|^\s*[\u00b7\u2022\u2023\u2043\u2190-\u21ff\u2219\u2605-\u27be\u2981\u29bf\u2b05-\u2b1f\U0001f538-\U0001f53b]"
    r"|[\u00c2-\u00c5\u00ce-\u00d4\u00e0-\u00f0\u0393\u201a\u221a\u00ac\u2500-\u257f]"
    r"[^\x00-\x7f]|\u00c2\s|\u00c3\b",
    re.MULTILINE,
)
"""What a text must have before it can hold what its field does not mean."""
MARKDOWN = re.compile(r"(?<!\w)[*_]|[*_](?!\w)|\]\(|^\s*[-\u2013\u2014]\s", re.MULTILINE)
"""What a text must have before it can hold what a Markdown field alone takes."""

_WAYS = {"L": False, "R": True, "AL": True, "AN": True}
_STRONG = frozenset({"L", "R", "AL"})
"""Directions of Unicode that letters have by themselves, and Arabic digits."""
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


def searchable(text: str) -> str:
    """Return a text without what nobody sees inside its words, and with one letter for each letter.

    What a script needs to join its letters stays.
    """
    if text.isascii():
        return text
    text = _JOINED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _UNSEEN.sub("", text)
    return text if RIGHT_TO_LEFT.search(text) else _DIRECTIONS.sub("", text)


def unseen_in(text: str) -> list[str]:
    """Return what ``searchable`` takes out of a text or spells out, in order."""
    patterns = (_JOINED, _UNSEEN, *(() if RIGHT_TO_LEFT.search(text) else (_DIRECTIONS,)))
    found = [each for pattern in patterns for each in pattern.finditer(text)]
    return [each[0] for each in sorted(found, key=lambda each: each.start())]


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text belongs to a script that is written to the left."""
    if not RIGHT_TO_LEFT.search(text):
        return False
    letters = (each for each in map(unicodedata.bidirectional, text) if each in _STRONG)
    return next(letters, "L") != "L"


def directed(text: str, *, right_to_left: bool) -> list[tuple[str, bool]]:
    """Return the stretches of a text, each with whether it is written to the left.

    What has no direction, such as a space or a digit, goes with the letters on both sides of it,
    and between two directions with its paragraph, which is ``right_to_left`` or not.
    """
    if not RIGHT_TO_LEFT.search(text):
        return [(text, False)] if text else []
    ways: list[bool | None] = [_WAYS.get(unicodedata.bidirectional(each)) for each in text]
    start = 0
    for way, group in groupby([*ways]):
        end = start + len([*group])
        if way is None:
            sides = {ways[start - 1] if start else right_to_left, *ways[end : end + 1]}
            sides |= {right_to_left} if end == len(text) else set()
            own = sides.pop() if len(sides) == 1 else right_to_left
            ways[start:end] = [own] * (end - start)
        start = end
    stretches = groupby(zip(text, ways, strict=True), key=lambda each: each[1])
    return [("".join(char for char, _ in each), bool(way)) for way, each in stretches]


def uncurled(text: str) -> str | None:
    """Return what stands in one pair of a word processor's quotes; None when there is no pair."""
    match = _CURLY.fullmatch(text.strip())
    return (match[1] or match[2]).strip() or None if match else None


def straight(text: str) -> str:
    """Return ``text`` with hyphens for a word processor's dashes, and without curly quotes."""
    return re.sub(
        "[\u201c\u201d\u201e\u2018\u2019]", "", re.sub("[\u2010-\u2015\u2212]", "-", text)
    ).strip()
