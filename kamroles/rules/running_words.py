"""A text as its words in order, each with its place and with what stands before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

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


@dataclass(frozen=True, eq=False)
class RunningWords:
    """The words of a text, by number.

    Attributes:
        text: what they stand in.
        between: what stands before each, and at last what stands behind them all.
        words: in small letters.
        written: as they are written.
        starts, ends: where each stands in the text.

    """

    text: str
    between: tuple[str, ...]
    words: tuple[str, ...]
    written: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @cached_property
    def close(self) -> tuple[bool, ...]:
        """Whether only spaces, hyphens, colons and brackets stand before a word."""
        return tuple(_CLOSE.fullmatch(before) is not None for before in self.between[:-1])

    @cached_property
    def slashed(self) -> tuple[bool, ...]:
        """Whether a slash stands before a word."""
        return tuple(before.strip() == "/" for before in self.between[:-1])

    @cached_property
    def heads(self) -> tuple[bool, ...]:
        """Whether a sentence, or a part after a semicolon, begins with a word."""
        return tuple(not i or bool(_HEAD.search(b)) for i, b in enumerate(self.between[:-1]))

    @cached_property
    def tails(self) -> tuple[bool, ...]:
        """Whether a sentence or a part of it ends with a word."""
        text, places = self.text, zip(self.starts, self.ends, strict=True)
        return tuple(text[a:b].endswith(".") or _TAIL.match(text, b) is not None for a, b in places)

    @cached_property
    def sentence(self) -> tuple[int, ...]:
        """The number of the sentence that a word is in."""
        number, found = 0, []
        for place, before in enumerate(self.between[:-1]):
            initial = place > 0 and len(self.written[place - 1]) == 1 and before.strip() == "."
            number += bool(place and _STOP.search(before) and not initial)
            found.append(number)
        return tuple(found)

    def begins(self, at: int) -> bool:
        """Tell whether nothing grows onto the front of a word, as in an address."""
        start = self.starts[at]
        return self.text[start - 1 : start] not in tuple("@./-")

    def stops(self, at: int) -> bool:
        """Tell whether nothing grows onto the end of a word."""
        return not _GROWS.match(self.text, self.ends[at])


@lru_cache(MAX_VALUES)  # each list of words goes through all texts of a file
def running_words(text: str) -> RunningWords:
    """Return the words of a text."""
    hits = list(_WORD.finditer(text))
    starts, ends = [hit.start() for hit in hits], [hit.end() for hit in hits]
    written = tuple(hit[0].rstrip(".").replace("\u2019", "'") for hit in hits)
    return RunningWords(
        text=text,
        between=tuple(text[a:b] for a, b in zip([0, *ends], [*starts, len(text)], strict=True)),
        words=tuple(word.lower() for word in written),
        written=written,
        starts=tuple(starts),
        ends=tuple(ends),
    )
