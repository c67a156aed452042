"""Words to avoid, each with a reason and a source; the lists stand in ``words/*.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Severity
from kamroles.library.titles import plain
from kamroles.lint.rule import Rule, rule
from kamroles.source.nodes import Mapping as Tree
from kamroles.source.nodes import Scalar, Sequence
from kamroles.source.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.diagnostics import Diagnostic
    from kamroles.lint.texts import Subject, Written
    from kamroles.source.nodes import Node

FOLDER = Path(__file__).parent / "words"
_TITLES = frozenset({"C001", "G002"})
"""Rules on titles, which are often written with capitals as names are."""


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words that mean the same, and what stands better in their place.

    Attributes:
        words: each as it may be written; whole words, in any case.
        write: what to write, or what to think of.
        why: what is wrong with them.
        source: who says so.
        unless: phrases in which a word means something else.

    """

    words: tuple[str, ...]
    write: str
    why: str
    source: str
    unless: tuple[str, ...] = ()


@cache
def avoided(code: str) -> tuple[Avoided, ...]:
    """Return what a rule looks for."""
    found: list[Avoided] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        entries = read(path, path.name).get(code)
        items = entries.items if isinstance(entries, Sequence) else ()
        found += (_entry(item) for item in items if isinstance(item, Tree))
    return tuple(found)


def _entry(entry: Tree) -> Avoided:
    write, why, source = (_lines(entry.get(name)) for name in ("write", "why", "source"))
    words, unless = _lines(entry.get("words")), _lines(entry.get("unless"))
    return Avoided(words, " ".join(write), " ".join(why), " ".join(source), unless)


def _lines(node: Node | None) -> tuple[str, ...]:
    nodes = node.items if isinstance(node, Sequence) else (node,)
    return tuple(" ".join(n.text.split()) for n in nodes if isinstance(n, Scalar))


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of whole words, the longest first; spaces and hyphens are alike."""
    ways = sorted(phrases, key=len, reverse=True)
    said = "|".join(r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", way))) for way in ways)
    return re.compile(rf"(?<![\w@./-])(?:{said})(?![\w@-]|\.\w)", re.IGNORECASE)


def findings(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Yield every use of the words of a rule; of two that overlap, the longer one."""
    entries = avoided(own.code)
    every = {plain(word): entry for entry in entries for word in entry.words}
    pattern = _pattern(tuple(every))
    for written in subject.texts:
        for hit in pattern.finditer(written.text):
            entry = every[plain(hit[0])]
            as_name = (
                own.code not in _TITLES and not written.is_name and _is_name(written.text, hit)
            )
            if not as_name and not _means_something_else(entry, written, hit):
                yield own.found(
                    f"`{hit[0]}`: {entry.why}",
                    written.at(hit[0]),
                    entry.write,
                )


def _means_something_else(entry: Avoided, written: Written, hit: re.Match[str]) -> bool:
    for phrase in _pattern(entry.unless).finditer(written.text) if entry.unless else ():
        if phrase.start() <= hit.start() and hit.end() <= phrase.end():
            return True
    return False


def _is_name(text: str, hit: re.Match[str]) -> bool:
    """Tell whether the word is part of a name: capitals within a sentence."""
    if not hit[0][0].isupper() or hit[0].isupper():
        return False
    before = text[: hit.start()].rstrip()
    starts = not before or before[-1] in '.!?:;"(\u201c'
    after = re.match(r"\s+([A-Z])\w", text[hit.end() :])
    return not starts or bool(after)


@rule("A001", "age-term", Severity.WARNING, "29 CFR 1625.4: terms that prefer an age")
def age_term(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Name the experience, not an age.

    Why: US federal rules count such words as a preference for younger people, unless a law makes
    age a condition of the job.

    Bad: A recent college graduate who wants to learn.

    Good: Entry level; we teach what you need.
    """
    yield from findings(own, subject)


@rule("G002", "gendered-title", Severity.WARNING, "EEOC, and EU law on equal treatment")
def gendered_title(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Use a title that fits everyone.

    Why: A title for one sex reads as a job for one sex.

    Bad: Reports to the chairman; works with salesmen and the handyman.

    Good: Reports to the chair; works with salespeople and maintenance.
    """
    yield from findings(own, subject)


@rule("C001", "inflated-title", Severity.WARNING, "no evidence that it helps; people search titles")
def inflated_title(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Call the job what people search for.

    Why: Nobody looks for a ninja, and many feel that none is meant but a young man.

    Bad: Account Rockstar.

    Good: Account Manager.
    """
    yield from findings(own, subject)


@rule("C002", "overwork-signal", Severity.WARNING, "Wall Street Journal, 2022: signals of overwork")
def overwork_signal(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Say how much work there is, with how many people.

    Why: Readers take these phrases for long hours and too few people, and often they are right.

    Bad: A fast-paced environment in which you wear many hats.

    Good: 80 accounts in a team of six.
    """
    yield from findings(own, subject)


@rule("C003", "family-culture", Severity.NOTE, "Wall Street Journal, 2022: signals of overwork")
def family_culture(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Name what people do for each other instead of calling them a family.

    Why: A family asks for everything and cannot be left; an employer is something else.

    Bad: We are one big family.

    Good: New colleagues have a partner for the first three months.
    """
    yield from findings(own, subject)


@rule("C004", "corporate-jargon", Severity.NOTE, "Milkround and Canva studies of job ads")
def corporate_jargon(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Write what is done, in plain words.

    Why: These words can stand in any ad, so they tell nothing about this job.

    Bad: Leverage synergies as a dynamic self-starter.

    Good: Find what two customers could buy together.
    """
    yield from findings(own, subject)


@rule("C005", "empty-superlative", Severity.NOTE, "own judgment; nobody can check a superlative")
def empty_superlative(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Give a fact instead of praise.

    Why: Everybody says it, and nobody can check it.

    Bad: A world-class team with unparalleled service.

    Good: A team of nine; customers rate it 4.7 of 5.
    """
    yield from findings(own, subject)
