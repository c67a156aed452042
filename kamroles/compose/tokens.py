"""Opaque tokens of private-use characters that stand for values in template text.

And what holds for the values and addresses that take their places.
"""

from __future__ import annotations

import re
from typing import Any

from kamroles.characters import REFUSED
from kamroles.compose.faults import Fault
from kamroles.compose.template_values import Passage

_START, _END = "\ue000", "\ue001"
_ZERO = 0xE010
_DIGITS = {ord(str(digit)): _ZERO + digit for digit in range(10)}
_NUMBERS = {_ZERO + digit: ord(str(digit)) for digit in range(10)}
TOKEN = re.compile(f"{_START}([{chr(_ZERO)}-{chr(_ZERO + 9)}]{{1,9}}){_END}")
_TARGET = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@[^\s@]|tel:\+?[0-9])", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s:/?#<>]+@[^@\s:/?#<>]+\.[^@\s:/?#<>.]{2,}\Z")
_SCHEMES = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_UNFIT = re.compile(r"[\s<>\"{}|\\^`\x00-\x20\x7f]")


def token(number: int) -> str:
    """Return the characters that stand for value ``number``."""
    return f"{_START}{str(number).translate(_DIGITS)}{_END}"


def has_token(text: str) -> bool:
    """Tell whether a text holds a token, or a piece of one."""
    return _START in text or _END in text


def number_of(match: re.Match[str]) -> int:
    """Return which value a found token stands for."""
    return int(match[1].translate(_NUMBERS))


class Values:
    """The values of one document in the order they were written into it."""

    def __init__(self) -> None:
        self._values: list[Any] = []

    def put(self, value: Any) -> Passage:
        """Keep a value and return the token that stands for it."""
        self._values.append(value)
        return Passage(token(len(self._values) - 1))

    def get(self, number: int) -> Any:
        """Return a value by its number; an empty text for a number that was never given out."""
        return self._values[number] if number < len(self._values) else ""


def renumbered(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text with its tokens counted from 0, and what their numbers were.

    Texts that differ in values only become equal, so that parsing them can be cached.
    """
    numbers: list[int] = []

    def count(match: re.Match[str]) -> str:
        numbers.append(number_of(match))
        return token(len(numbers) - 1)

    return TOKEN.sub(count, text), tuple(numbers)


def literal(text: str) -> str:
    """Return the longest stretch of template wording between tokens."""
    return max((part.strip() for part in TOKEN.split(text)[::2]), key=len)


def refusal(text: str, path: str | None) -> Fault | None:
    """Return why a text cannot be shown, or None; line breaks are white space like any other."""
    found = REFUSED.search(" ".join(text.split()))
    if found is None:
        return None
    what = f"{path or 'this text'} holds a character that no document can show"
    hint = "delete it; it may have come with pasted text"
    return Fault("KR315", f"{what} (U+{ord(found[0]):04X})", hint)


def link_target(target: str) -> str | None:
    """Return the target of a link if documents may have it; a bare e-mail gets its scheme."""
    target = target.strip()
    if _EMAIL.match(target) and not _UNFIT.search(target):
        return f"mailto:{target}"
    if _TARGET.match(target) and not _UNFIT.search(target):
        return target
    return None


def may_be_target(target: str) -> bool:
    """Tell whether a target with tokens still in it can become one that documents may have."""
    if TOKEN.match(target):
        return True
    if TOKEN.search(target):
        return bool(_SCHEMES.match(target))
    return link_target(target) is not None
