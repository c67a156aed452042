"""Words to avoid, each with a reason and a source: every file in ``words/`` is a rule."""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kamroles.library.titles import plain
from kamroles.rules import Avoided, Findings, Found, Rule, Severity, Subject
from kamroles.source import nodes
from kamroles.source.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "words"


def word_rules() -> Iterator[Rule]:
    """Yield a rule for each list of words; ``titles`` marks words that may be a name's capitals."""
    for path in sorted(FOLDER.glob("*.yaml")):
        told: dict[str, Any] = nodes.plain(read(path, path.name))  # type: ignore[assignment]
        words = msgspec.convert(told.pop("words"), tuple[Avoided, ...])
        check = partial(_uses, words, titles=told.pop("titles", "no") == "yes")
        yield Rule(severity=Severity(told.pop("severity")), words=words, check=check, **told)


def _uses(words: tuple[Avoided, ...], subject: Subject, *, titles: bool) -> Findings:
    """Yield every use of the words; of two that overlap, the longer one.

    Titles are often written with capitals, as names are.
    """
    entries = {plain(word): entry for entry in words for word in entry.words}
    pattern = _pattern(tuple(entries))
    for written in subject.texts:
        for hit in pattern.finditer(written.text):
            entry = entries[plain(hit[0])]
            is_name = not titles and not written.is_name and _is_name(written.text, hit)
            if not is_name and not _means_something_else(entry, written.text, hit):
                yield Found(f"`{hit[0]}`: {entry.why}", written.at(hit[0]), entry.write)


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of whole words, the longest first; spaces and hyphens are alike."""
    ways = sorted(phrases, key=len, reverse=True)
    said = "|".join(r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", way))) for way in ways)
    return re.compile(rf"(?<![\w@./-])(?:{said})(?![\w@-]|\.\w)", re.IGNORECASE)


def _means_something_else(entry: Avoided, text: str, hit: re.Match[str]) -> bool:
    phrases = _pattern(entry.unless).finditer(text) if entry.unless else ()
    return any(each.start() <= hit.start() and hit.end() <= each.end() for each in phrases)


def _is_name(text: str, hit: re.Match[str]) -> bool:
    """Tell whether the word is part of a name: capitals within a sentence."""
    if not hit[0][0].isupper() or hit[0].isupper():
        return False
    before = text[: hit.start()].rstrip()
    starts = not before or before[-1] in '.!?:;"(\u201c'
    after = re.match(r"\s+([A-Z])\w", text[hit.end() :])
    return not starts or bool(after)
