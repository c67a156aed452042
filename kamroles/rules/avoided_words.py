"""Words to avoid, each with a reason and a source: every file in ``words/`` is a rule."""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kamroles.rules import Avoided, Findings, Found, Rule, Severity, Subject
from kamroles.rules.phrases import Phrases, Use, longest
from kamroles.source import nodes
from kamroles.source.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.rules.texts import Written

FOLDER = Path(__file__).parent / "words"
_around = cache(Phrases)
_MOST = 100
"""Uses of one list's words in one job that are told: of a file no more findings are shown."""
_SHORT = 4
"""Longer words in capitals are shouted; shorter ones are abbreviations."""
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")
_TITLED = re.compile(r"\b(?:[Aa]n?|[Tt]he|[Oo]ur|[Yy]our|next|as|(?<=\s)[A-Z]\w+)$")


def word_rules(folder: Path = FOLDER) -> Iterator[Rule]:
    """Yield a rule for each list of words.

    ``titles`` marks words that may be a name's capitals; an outer ``unless`` is for all words.
    """
    for path in sorted(folder.glob("*.yaml")):
        told: dict[str, Any] = nodes.plain(read(path, path.name))  # type: ignore[assignment]
        words = msgspec.convert(told.pop("words"), tuple[Avoided, ...], strict=False)
        entries = [entry for entry in words for _ in entry.words]
        sought = Phrases(phrase for entry in words for phrase in entry.words)
        more = {"unless": tuple(told.pop("unless", ())), "titles": told.pop("titles", "") == "yes"}
        check = partial(_uses, entries, sought, **more)
        yield Rule(severity=Severity(told.pop("severity")), words=words, check=check, **told)


def _uses(
    entries: list[Avoided],
    sought: Phrases,
    subject: Subject,
    *,
    unless: tuple[str, ...],
    titles: bool,
) -> Findings:
    """Yield the uses of the words; of two that overlap, the longer one."""
    told = 0
    for written in subject.texts:
        meant = [
            (use, number)
            for use, number in sought.uses(written.text)
            if (entries[number].proper or not _is_name(written, use, titles))
            and (not (where := entries[number].where) or _around(where).hold(use, written.text))
            and not _around(entries[number].unless).hold(use, written.text)
            and not _around(unless).hold(use, written.text)
        ]
        for use, number in longest(meant):
            entry = entries[number]
            yield Found(f"`{use.said}`: {entry.why}", written.at(use.said), entry.write)
            told += 1
        if told >= _MOST:
            message = f"after these {told} uses of such words, no more were looked for"
            yield Found(message, written.span, "mend these first, then run it again")
            return


def _is_name(written: Written, use: Use, titles: bool) -> bool:
    """Tell whether the words are a name: capitals within a sentence, or at the head of a tool.

    A title is often written so too: after an article, or as the last of several such words.
    """
    if written.is_name or not all(word[0].isupper() for word in _WORD.findall(use.said)):
        return False
    if use.said.isupper():
        return len(use.said) <= _SHORT and not written.text.isupper()
    before = written.text[: use.start].rstrip()
    starts = not before or before[-1] in '.!?:;"(\u201c'
    if written.path.startswith("role.tools."):
        return True
    after = re.match(r"\s+(?:(?:&|and)\s+)?([A-Z])\w", written.text[use.end :])
    if titles and (starts or _TITLED.search(before)):
        return bool(after) and before.endswith(("The", "the"))
    return not starts or bool(after)
