"""Job titles as people say them, as words that can be compared.

Case, plurals, abbreviations, hyphens, signs for all genders and other languages' words for the
same do not matter. The words are in ``title_words.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

Words = tuple[str, ...]
_FOR_ALL = re.compile(r"\(\s*(?:[mwfdxhvn]\s*[/|,]\s*)+[mwfdxhvn]\s*\)|(?<=\w)[/:*_-]in(?:nen)?\b")
"""What German and other titles say so that they mean everybody: (m/w/d), Manager/in."""
_WORD = re.compile(r"[^\W_]+(?:[&'\u2019][^\W_]+)*")
_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "the", "to", "und", "der", "des"})
_LEVELS = frozenset({"i", "ii", "iii", "iv", "v"})
_SURE, _SPELLED = 0.84, 5
"""How like a word has to be to one that is known, and how long, to be that one misspelled."""


def words_of(title: str) -> Words:
    """Return the words of a title that count, each singular and in the library's own terms."""
    plain = _FOR_ALL.sub("", title.casefold().replace("\u2019", "'"))
    words = [_singular(word) for word in _WORD.findall(plain) if word not in _SMALL]
    found: list[str] = []
    while words:
        length = next((n for n in range(4, 0, -1) if " ".join(words[:n]) in _same()), 0)
        found += _same()[" ".join(words[:length])] if length else words[:1]
        words = words[max(length, 1) :]
    return tuple(found)


def is_title(words: Words) -> bool:
    """Tell whether words are meant as a title, and not as what somebody does or knows."""
    last = [word for word in words if word not in _LEVELS][-2:]
    return not _jobs().isdisjoint({*last, *words[:1]})


def what_it_is_about(words: Words) -> Words:
    """Return the words of a title without those that any title could have."""
    return tuple(word for word in words if word not in _jobs() and word not in _LEVELS)


def respelled(words: Words, known: Collection[str]) -> Words:
    """Return words with those that are misspelled as the ``known`` words they are most like."""
    every = {*known, *_jobs()}

    def spelled(word: str) -> str:
        if word in every or len(word) < _SPELLED:
            return word
        return next(iter(nearest(word, sorted(every), 1, _SURE)), word)

    return tuple(map(spelled, words))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


@cache
def _same() -> dict[str, Words]:
    """Return the words that stand for others, by these."""
    tables = _tables()["same"].items()
    return {way: tuple(meant.split()) for meant, ways in tables for way in _flat(ways)}


@cache
def _jobs() -> frozenset[str]:
    return frozenset(_flat(_tables()["jobs"]))


def _flat(listed: Iterable[Any]) -> Iterator[str]:
    for each in listed:
        yield from [each] if isinstance(each, str) else each


@cache
def _tables() -> dict[str, Any]:
    import yaml

    text = files(__package__).joinpath("title_words.yaml").read_text(encoding="utf-8")
    tables: dict[str, Any] = yaml.safe_load(text)
    return tables
