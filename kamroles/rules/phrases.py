"""Phrases in plain words, and where a text uses them.

A word in capitals stands for others (``slots.yaml``: a pattern, or a list of which several may
follow each other), ``START`` and ``END`` for the ends of a sentence, ``...`` for up to three words,
``*`` for any within the sentence and ``**`` for any at all; a word with ``?`` may be missing.
Spaces, hyphens, colons and brackets are alike. ``~`` in an exception is the use that was found.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kamroles.source import nodes
from kamroles.source.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Use = tuple[re.Match[str], int]
SLOTS = Path(__file__).with_name("slots.yaml")
_APART = re.compile(r"[\s-]+")
_GAP = r"[\s:()\u2010-\u2015-]+"
_SIGNS = {
    "START": r"(?:\A|(?<=[.!?;]\s))",
    "END": r"(?=\s*(?:[.!?;,)]|\Z))",
    "...": rf"(?:{_GAP}[\w'\u2019&]+){{0,3}}",
    "*": r"(?!\w)(?:[^.!?]|(?<=\b\w)\.|\.(?=\w))*",
    "**": r"(?!\w)[\s\S]*",
}


def uses(phrases: tuple[str, ...], text: str, found: str = "") -> Iterator[Use]:
    """Yield every use of phrases, with the number of the phrase; ``found`` is what ``~`` means.

    Only those are compiled, which takes time, whose words are all in the text.
    """
    small = text.lower()
    there = _words(small)
    by_word = _by_word(phrases)
    for number in [number for word in there & by_word.keys() for number in by_word[word]]:
        words, filled = _needed(phrases[number])
        if words <= there and all(_has(slot, small) for slot in filled):
            way = _pattern(phrases[number], found if "~" in phrases[number] else "")
            yield from ((hit, number) for hit in way.finditer(text))


def longest(uses: Iterable[Use]) -> list[Use]:
    """Return the uses in order, of two that overlap the longer one."""
    kept: list[Use] = []
    for hit, number in sorted(uses, key=lambda use: use[0].start() - use[0].end()):
        if all(hit.end() <= other.start() or other.end() <= hit.start() for other, _ in kept):
            kept.append((hit, number))
    return sorted(kept, key=lambda use: use[0].start())


def excepts(phrases: tuple[str, ...], text: str, use: re.Match[str]) -> bool:
    """Tell whether a use stands in one of these phrases."""
    every = uses(phrases, text, use[0])
    return any(hit.start() <= use.start() and use.end() <= hit.end() for hit, _ in every)


@lru_cache(4096)
def _words(text: str) -> frozenset[str]:
    """Return the words of a text; the empty one is in every text."""
    return frozenset({"", *re.findall(r"\w+", text)})


@lru_cache(65536)
def _has(slot: str, text: str) -> bool:
    """Tell whether a text in small letters has a word for which a slot stands."""
    return _slot(slot).search(text) is not None


@cache
def _by_word(phrases: tuple[str, ...]) -> dict[str, list[int]]:
    """Return the numbers of phrases by a word that they need; by the empty one without any."""
    found: dict[str, list[int]] = {}
    for number, phrase in enumerate(phrases):
        found.setdefault(max(sorted(_needed(phrase)[0]), key=len, default=""), []).append(number)
    return found


@cache
def slots() -> dict[str, str]:
    """Return what each word in capitals stands for, as a pattern."""
    told = cast("dict[str, str | list[str]]", nodes.plain(read(SLOTS, SLOTS.name)))
    return {name: slot if isinstance(slot, str) else _row(slot) for name, slot in told.items()}


def _row(words: list[str]) -> str:
    one = f"(?:{'|'.join(words)})"
    return rf"{one}(?:{_GAP}{one}){{0,5}}(?!\w)"


@cache
def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{slots()[name].lower()})")  # much faster than ignoring case


@cache
def _needed(phrase: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words and the slots without which a text cannot use the phrase."""
    steps = [step for step in _APART.split(phrase) if step not in _SIGNS and step[-1:] != "?"]
    words = " ".join(step for step in steps if step not in slots()).lower()
    filled = dict.fromkeys(step for step in steps if step in slots())
    return frozenset(re.findall(r"\w+", words)), tuple(filled)


@lru_cache(8192)
def _pattern(phrase: str, found: str) -> re.Pattern[str]:
    said, gap = "", ""
    for step in _APART.split(phrase):
        word = step.removesuffix("?")
        one = re.escape(found if word == "~" else word)
        one = f"(?:{slots()[word]})" if word in slots() else one
        if step in _SIGNS:
            said += _SIGNS[step]  # the last one takes all there is
            said += "?" if "*" in step and not phrase.endswith(step) else ""
        else:
            said += f"{gap}{one}" if word == step else f"(?:{gap}{one})?"
        gap = "" if step == "START" else _GAP
    return re.compile(rf"(?<![\w@./-]){said}(?![\w@-]|\.\w)", re.IGNORECASE)
