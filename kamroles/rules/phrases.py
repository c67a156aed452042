"""Phrases in plain words, and where a text uses them.

A phrase is words that follow each other; spaces, hyphens, colons and brackets are alike. ``a|b`` is
one word or the other, ``word(s)`` one with or without its ending, and a word with ``?`` may be
missing. A word in capitals stands for a list of phrases (``slots.yaml``), with ``+`` for up to six
of them in a row, with ``!`` for none of them. ``START`` and ``END`` are those of a sentence,
``NAME`` is a word with a capital, ``..`` up to three words that link nothing, ``...`` up to three
of any kind, ``*`` any within the sentence and ``**`` any at all. ``~`` in an exception is the use
that was found. Words of capitals that are no list, as ``US``, are found in capitals only. A phrase
that begins with the name of a frame (``frames.yaml``) stands for all its phrases, with what follows
in place of ``IT``.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from kamroles.rules.running_words import running_words
from kamroles.source import nodes
from kamroles.source.yaml import MAX_VALUES, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kamroles.rules.running_words import RunningWords

FOLDER = Path(__file__).parent
_SIGNS = frozenset({"START", "END", "NAME", "..", "...", "*", "**", "~"})
_STEP = re.compile(r"(/?)([^\s/-]+)")
_ENDING = re.compile(r"(.*)\((\w+)\)(.*)")
_IN_A_ROW = 6
_BETWEEN = 3


class Use(NamedTuple):
    """Where a text uses a phrase: from one word up to another, by number, and in letters."""

    first: int
    last: int
    start: int
    end: int
    said: str


class _Step(NamedTuple):
    """A word, a slot or a sign of a phrase."""

    sign: str = ""
    words: frozenset[str] = frozenset()
    slot: str = ""
    row: bool = False
    none: bool = False
    maybe: bool = False
    slashed: bool = False
    pattern: re.Pattern[str] | None = None

    @property
    def keys(self) -> frozenset[str]:
        """Return what a text has one of, if it has the step."""
        return self.words if self.none or not self.slot else frozenset({self.slot})


_ANY = ""
"""In place of a word, where a phrase needs none of its own."""
_USE = _Step(sign="~")
_Steps = tuple[_Step, ...]


class Phrases:
    """Phrases to look for together; only those whose words a text has are tried on it."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(phrases)

    def uses(self, text: str) -> Iterator[tuple[Use, int]]:
        """Yield every use of a phrase in a text, with the phrase's number."""
        run = running_words(text)
        for phrase, number in self._possible(run):
            yield from ((use, number) for use in _found(_steps(phrase), run, text))

    def hold(self, use: Use, text: str) -> bool:
        """Tell whether a use in a text stands in one of the phrases."""
        run = running_words(text)
        return any(_holds(phrase, run, use) for phrase, _ in self._possible(run))

    def _possible(self, run: RunningWords) -> Iterator[tuple[str, int]]:
        """Yield the phrases all of whose words a text has, with their numbers."""
        places = _places(run)
        for key in (_ANY, *(places.keys() & self._by_key.keys())):
            for phrase, number, needed in self._by_key.get(key, ()):
                if not any(map(places.keys().isdisjoint, needed)):
                    yield phrase, number

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[str, int, tuple[frozenset[str], ...]]]]:
        """Return the phrases by a word or slot that they need."""
        found: dict[str, list[tuple[str, int, tuple[frozenset[str], ...]]]] = {}
        for number, phrase in enumerate(self._phrases):
            for one in _framed(phrase):
                first, *more = sorted(_needed(_steps(one)), key=_rareness) or [frozenset({_ANY})]
                for key in first:
                    found.setdefault(key, []).append((one, number, tuple(more)))
        return found


def longest(uses: Iterable[tuple[Use, int]]) -> list[tuple[Use, int]]:
    """Return the uses in order, of two that overlap the longer one, or that of the first phrase."""
    kept: list[tuple[Use, int]] = []
    taken: set[int] = set()
    for use, number in sorted(uses, key=lambda each: (each[0].start - each[0].end, each[1])):
        words = range(use.first, use.last)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append((use, number))
    return sorted(kept)


def _holds(phrase: str, run: RunningWords, use: Use) -> bool:
    """Tell whether a use stands in a phrase."""
    steps = _steps(phrase)
    if _USE not in steps:
        return _reaches(phrase, run)[use.first] >= use.last
    after = steps[steps.index(_USE) + 1 :]
    before = use.first in _before_use(phrase, run)
    return before and any(True for _ in _ends(after, run, use.last, free=False))


@lru_cache(4_096)  # each use in a text comes by the same phrases
def _before_use(phrase: str, run: RunningWords) -> frozenset[int]:
    """Return with which words the use in a phrase may begin."""
    steps = _steps(phrase)
    until = steps[: steps.index(_USE) + 1]
    return frozenset(e for first in _beginnings(until, run) for e in _ends(until, run, first))


@lru_cache(4_096)
def _reaches(phrase: str, run: RunningWords) -> tuple[int, ...]:
    """Return for each word how far a phrase reaches that begins with it or before."""
    steps = _steps(phrase)
    ends = dict.fromkeys(range(len(run.words)), -1)
    for first in _beginnings(steps, run):
        ends[first] = max(_ends(steps, run, first), default=-1)
    return tuple(accumulate(ends.values(), max))


def _found(steps: _Steps, run: RunningWords, text: str) -> Iterator[Use]:
    """Yield where a text uses a phrase, each as far as it goes."""
    done = 0
    for first in _beginnings(steps, run):
        if first < done or not run.begins(first):
            continue
        ends = [last for last in _ends(steps, run, first) if last > first and run.stops(last - 1)]
        if ends:
            done = max(ends)
            start, end = run.starts[first], run.ends[done - 1]
            yield Use(first, done, start, end, text[start:end])


def _ends(steps: _Steps, run: RunningWords, at: int, *, free: bool = True) -> Iterator[int]:
    """Yield where steps may end that begin at a word; ``free`` if anything may stand before it."""
    if not steps:
        yield at
        return
    step, rest = steps[0], steps[1:]
    if step.maybe:
        yield from _ends(rest, run, at, free=free)
    if step.none:
        if at == len(run.words) or not run.close[at] or not _slot_ends(step.slot, run, at):
            yield from _ends(rest, run, at, free=free)
    elif step.sign:
        for end, then_free in _sign_ends(step.sign, run, at, last=not rest):
            yield from _ends(rest, run, end, free=then_free or (free and end == at))
    elif at < len(run.words) and (free or (run.slashed if step.slashed else run.close)[at]):
        for end in _step_ends(step, run, at):
            yield from _ends(rest, run, end, free=False)


def _sign_ends(sign: str, run: RunningWords, at: int, *, last: bool) -> Iterator[tuple[int, bool]]:
    """Yield where a sign may end, and whether anything may stand after it."""
    count = len(run.words)
    if sign == "START":
        if at < count and run.heads[at]:
            yield at, True
    elif sign == "END":
        if at and run.tails[at - 1]:
            yield at, False
    elif sign == "~":
        yield at, False
    elif sign == "NAME":
        if at < count and run.written[at][:1].isupper():
            yield at + 1, False
    elif sign in {"*", "**"}:
        here = run.sentence[max(at - 1, 0)]
        end = at
        while end < count and (sign == "**" or run.sentence[end] == here):
            end += 1
        yield from ((each, each < end) for each in ((end,) if last else range(at, end + 1)))
    else:
        yield at, False
        for end in range(at, min(at + _BETWEEN, count)):
            if not run.close[end] or (sign == ".." and any(_slot_ends("LINKS", run, end))):
                return
            yield end + 1, False


def _step_ends(step: _Step, run: RunningWords, at: int) -> Iterable[int]:
    """Return where a word or slot may end that begins at a word."""
    if not step.slot:
        found = run.words[at] in step.words or run.written[at] in step.words
        return (
            (at + 1,) if found or (step.pattern and step.pattern.fullmatch(run.words[at])) else ()
        )
    ends = reached = set(_slot_ends(step.slot, run, at))
    for _ in range(_IN_A_ROW - 1 if step.row else 0):
        onward = [end for end in reached if end < len(run.words) and run.close[end]]
        reached = {end for start in onward for end in _slot_ends(step.slot, run, start)}
        ends = ends | reached
    return ends


@lru_cache(65_536)  # a text has thousands of words, and each phrase comes by all of them
def _slot_ends(slot: str, run: RunningWords, at: int) -> tuple[int, ...]:
    """Return where a phrase of a slot may end that begins at a word."""
    word = run.words[at]
    phrases = _by_first(slot)
    tried = [*phrases.get(word, ()), *phrases.get("", ())]
    if run.written[at] != word:
        tried += phrases.get(run.written[at], ())
    return tuple({end for steps in tried for end in _ends(steps, run, at)})


def _beginnings(steps: _Steps, run: RunningWords) -> Iterable[int]:
    """Return the words of a text with which steps may begin."""
    first = next(step for step in steps if step.sign != "START")
    if not first.keys or first.maybe:
        return range(len(run.words))
    places = _places(run)
    return sorted({place for key in first.keys & places.keys() for place in places[key]})


@lru_cache(MAX_VALUES)
def _places(run: RunningWords) -> dict[str, list[int]]:
    """Return where each word of a text stands, and where each slot may begin."""
    found: dict[str, list[int]] = {}
    for place, (word, written) in enumerate(zip(run.words, run.written, strict=True)):
        for key in _keys(word, written):
            found.setdefault(key, []).append(place)
    return found


@lru_cache(MAX_VALUES)
def _keys(word: str, written: str) -> frozenset[str]:
    """Return a word as phrases may have it, and the slots that may begin with it."""
    by_word, by_pattern = _starters()
    keys = {word, *by_word.get(word, ())}
    if written.isupper():
        keys |= {written, *by_word.get(written, ())}
    if word[0].isdigit():
        keys.update(slot for pattern, slot in by_pattern if pattern.fullmatch(word))
    return frozenset(keys)


@cache
def _starters() -> tuple[dict[str, set[str]], tuple[tuple[re.Pattern[str], str], ...]]:
    """Return slots by the words that their phrases begin with, and by such patterns."""
    words: dict[str, set[str]] = {}
    patterns = []
    for slot in _slots():
        for step in _firsts(slot):
            if step.pattern:
                patterns.append((step.pattern, slot))
            for word in step.words:
                words.setdefault(word, set()).add(slot)
    return words, tuple(patterns)


@cache
def _firsts(slot: str) -> tuple[_Step, ...]:
    """Return the words and patterns with which a phrase of a slot may begin."""
    return tuple(step for phrase in _slots()[slot] for step in _first_steps(_steps(phrase)))


def _first_steps(steps: _Steps) -> Iterator[_Step]:
    for step in steps:
        yield from _firsts(step.slot) if step.slot else (step,)
        if not step.maybe:
            break


@cache
def _by_first(slot: str) -> dict[str, list[_Steps]]:
    """Return a slot's phrases by their first word; by the empty one where it may be another."""
    found: dict[str, list[_Steps]] = {}
    for steps in map(_steps, _slots()[slot]):
        firsts = [step.words for step in _first_steps(steps)]
        known = all(firsts) and not steps[0].none and not all(step.maybe for step in steps)
        for key in frozenset[str]().union(*firsts) if known else {""}:
            found.setdefault(key, []).append(steps)
    return found


@cache
def _slots() -> dict[str, tuple[str, ...]]:
    """Return the phrases for which each word in capitals stands."""
    return _read("slots.yaml")


def _framed(phrase: str) -> Iterable[str]:
    """Return the phrases of a frame, with what follows its name in them; or the phrase itself."""
    name, _, it = phrase.partition(" ")
    frames = _read("frames.yaml").get(name, ())
    return [frame.replace("IT", it) for frame in frames] or [phrase]


@cache
def _read(name: str) -> dict[str, tuple[str, ...]]:
    told = cast("dict[str, list[str]]", nodes.plain(read(FOLDER / name, name)))
    return {key: tuple(phrases) for key, phrases in told.items()}


def _rareness(keys: frozenset[str]) -> tuple[bool, int]:
    return bool(keys & _slots().keys()), len(keys)


@cache
def _needed(steps: _Steps) -> tuple[frozenset[str], ...]:
    """Return of each step that cannot be missing the words or slot of which a text needs one."""
    return tuple(step.keys for step in steps if step.keys and not step.maybe)


@cache
def _steps(phrase: str) -> _Steps:
    """Return the steps of a phrase."""
    if phrase[0] == phrase[-1] == "/":
        return (_Step(pattern=re.compile(phrase[1:-1])),)
    return tuple(_step(said, bool(slash)) for slash, said in _STEP.findall(phrase))


@cache
def _step(said: str, slashed: bool) -> _Step:
    if said in _SIGNS:
        return _Step(sign=said)
    word = said.removesuffix("?")
    slot = word.removesuffix("+").removeprefix("!")
    if slot in _slots():
        row, none = word.endswith("+"), word.startswith("!")
        return _Step(slot=slot, row=row, none=none, maybe=word != said)
    words: set[str] = set()
    for one in word.replace("\u2019", "'").split("|"):
        ended = _ENDING.fullmatch(one)
        words |= {ended[1] + ended[3], ended[1] + ended[2] + ended[3]} if ended else {one}
    small = {each if each.isupper() else each.lower().rstrip(".") for each in words}
    return _Step(words=frozenset(small), maybe=word != said, slashed=slashed)
