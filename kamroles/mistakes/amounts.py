"""What people may have meant by an amount that is written in another way."""

from __future__ import annotations

import re
from itertools import pairwise

_NUMERAL = re.compile(
    r"[0-9]{1,3}(?:[.,'\u2019\u00a0\u202f ][0-9]{3})+(?:[.,][0-9]{1,2})?(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]{1,2})?(?![0-9])"
)
_RANGE = re.compile(r"\s*(?:[-\u2013\u2014]|to|bis)\s*[$€£]?\s*")
_TO = re.compile(r"\s*[kK%]?\s*(?:[-\u2013\u2014]|to|and|bis)\s*[$€£]?\s*")
_LONGEST = 60


def amount_hint(text: str) -> str:
    """Return how the amount in ``text`` should be written."""
    if re.fullmatch(r"[0-9]{13,}(?:[.,][0-9]*)?", text):
        return "count the digits; there are more than any pay has"
    found = _numerals(text)
    match numbers(text):
        case [one] if "+" in text:
            return f"write {one}; an open range has upwards: true instead of `max`"
        case [one]:
            grouped = re.search("[^0-9][0-9]{3}(?![0-9])", found[0][0])
            return f"write {one}, without separators" if grouped else f"write {one}"
        case [low, high] if _RANGE.search(text, found[0].end(), found[1].start()):
            return f"write min: {low} and max: {high}"
    return "write digits only, such as 65000; the currency goes into `currency`"


def numbers(text: str) -> list[str]:
    """Return the numbers in a text as plain digits, with thousands written out."""
    found = _numerals(text)
    plain = [_plain(match[0]) for match in found]
    ends = [re.match(r"\s?[kK]\b", text[match.end() :]) for match in found]
    for number, own in enumerate(ends):
        if own or (ends[-1] and float(plain[number]) < 1000):  # 92-115k: the k is meant for both
            plain[number] = str(round(float(plain[number]) * 1000))
    return plain


def shares(text: str) -> list[str]:
    """Return the shares of a whole in a text in percent: of 80-100%, 0.8 or 4/5."""
    if found := re.fullmatch(r"\s*([1-9])\s*/\s*([1-9])\s*", text):
        return [f"{100 * int(found[1]) / int(found[2]):g}"] if found[1] <= found[2] else []
    parts = numbers(text)
    small = "%" not in text and all("." in part or part == "1" for part in parts)
    return [f"{100 * float(part):g}" for part in parts] if small else parts


def one_range(text: str) -> list[str]:
    """Return the one amount, or the ends of the one range, that a text says; else nothing."""
    found = _numerals(text)
    between = [text[one.end() : other.start()] for one, other in pairwise(found)]
    return numbers(text) if len(between) < 2 and all(map(_TO.fullmatch, between)) else []


def with_plain_numbers(text: str) -> str:
    """Return a text with its amounts as plain digits: `62.000` as 62000, `28,50` as 28.50."""
    return _NUMERAL.sub(lambda found: _plain(found[0]), text) if len(text) <= _LONGEST else text


def _numerals(text: str) -> list[re.Match[str]]:
    return list(_NUMERAL.finditer(text)) if len(text) <= _LONGEST else []


def _plain(numeral: str) -> str:
    """Return a numeral as plain digits: groups joined, with a decimal point."""
    *groups, last = re.split(r"[^0-9]", numeral)
    return "".join(groups) + ("." if groups and len(last) < 3 else "") + last
