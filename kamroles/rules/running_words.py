"""A text as its words in order, each with its place and with what stands before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kamroles.source.yaml import MAX_VALUES

_WORD = re.compile(
    r"(?:max|min|yrs?|approx)\.(?!\w)"  # short forms keep their full stop
    r"|\w(?:\.\w)+\b\.?"
    r"|\d+(?:[.,]\d+)*(?:\s?%|[\w'\u2019]*)"
    r"|\w+(?:[.'\u2019@]\w+)*(?:(?<=s)['\u2019])?"
    r"|[&+]",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"[\s:()\u2010-\u2015-]*")
_HEAD = re.compile(r"[.!?;]\s|\n")
_TAIL = re.compile(r"\s*(?:[.!?;,)\n]|\Z)|\s+[\u2010-\u2015-]+\s")
_STOP = re.compile(r"[.!?]")
_GROWS = re.compile(r"[@-](?!(?:driven|types?|like|looking|turned|plus|minded|oriented)\b)|\.\w")


@dataclass(frozen=True, slots=True, eq=False)
class RunningWords:
    """The words of a text, by number.

    Attributes:
        words: in small letters.
        written: as they are written.
        starts, ends: where each stands in the text.
        close: whether only spaces, hyphens, colons and brackets stand before a word.
        slashed: whether a slash does.
        heads: whether a sentence, or a part after a semicolon, begins with it.
        tails: whether a sentence or a part of it ends with it.
        sentence: the number of the sentence that it is in.
        whole: whether nothing grows onto its front, and onto its end, as in an address.

    """

    words: tuple[str, ...]
    written: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    close: tuple[bool, ...]
    slashed: tuple[bool, ...]
    heads: tuple[bool, ...]
    tails: tuple[bool, ...]
    sentence: tuple[int, ...]
    whole: tuple[tuple[bool, bool], ...]


@lru_cache(MAX_VALUES)  # each list of words goes through all texts of a file
def running_words(text: str) -> RunningWords:
    """Return the words of a text."""
    hits = list(_WORD.finditer(text))
    starts, ends = [hit.start() for hit in hits], [hit.end() for hit in hits]
    between = [text[a:b] for a, b in zip([0, *ends], [*starts, len(text)], strict=True)]
    written = [hit[0].rstrip(".").replace("\u2019", "'") for hit in hits]
    number, sentence = 0, []
    for place, before in enumerate(between[:-1]):
        initial = place > 0 and len(written[place - 1]) == 1 and before.strip() == "."
        number += bool(place and _STOP.search(before) and not initial)
        sentence.append(number)
    return RunningWords(
        words=tuple(word.lower() for word in written),
        written=tuple(written),
        starts=tuple(starts),
        ends=tuple(ends),
        close=tuple(_CLOSE.fullmatch(before) is not None for before in between[:-1]),
        slashed=tuple(before.strip() == "/" for before in between[:-1]),
        heads=tuple(not i or bool(_HEAD.search(b)) for i, b in enumerate(between[:-1])),
        tails=tuple(
            hit[0].endswith(".") or _TAIL.match(text, hit.end()) is not None for hit in hits
        ),
        sentence=tuple(sentence),
        whole=tuple(
            (text[a - 1 : a] not in tuple("@./-"), not _GROWS.match(text, b))
            for a, b in zip(starts, ends, strict=True)
        ),
    )
