"""Slips drawn by chance and worked into sound YAML files, and which lines they concern."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "script"))

from guard.mutations import FAULTS, LINE, WRONG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Lines = tuple[str, ...]
Said = dict[tuple[str, ...], tuple[str, int, int]]
"""What YAML says, by its path such as ("pay", "min"): the text, its line, and that of its key.

What has no value says nothing. An entry of a list has its own line for that of a key.
"""
_OF_A_LINE = (
    "misspelt", "a letter too few", "capital", "another word", "field of another file",
    "list", "list of two", "mapping", "number", "text", "yes", "nothing", "comment",
    "cut by a hash", "placeholder", "colon", "curly quotes", "no-break space", "tab as indent",
    "no space", "no colon", "open quote", "quote inside", "open bracket", "anchor", "tag",
    "removed", "control character", "line separator", "braces", "unknown id",
    "thousands comma", "bullet", "dash without space",
)  # fmt: skip
"""Faults of the guard that a person could make; the others belong to those who attack."""


def _gone(_: random.Random, lines: Lines, at: int) -> Lines:
    return (*lines[:at], *lines[at + 1 :])


def _twice(_: random.Random, lines: Lines, at: int) -> Lines:
    return (*lines[: at + 1], *lines[at:])


def _swapped(_: random.Random, lines: Lines, at: int) -> Lines:
    return (*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :])


def _indented(chance: random.Random, lines: Lines, at: int) -> Lines:
    return _with(lines, at, " " * chance.choice((1, 2, 4)) + lines[at])


def _dedented(chance: random.Random, lines: Lines, at: int) -> Lines:
    line, less = lines[at], chance.choice((1, 2))
    return _with(lines, at, line[less:] if line.startswith(" " * less) else line)


def _less_a_sign(chance: random.Random, lines: Lines, at: int) -> Lines:
    """Take out one of the signs that YAML is made of."""
    line = lines[at]
    places = [place for place, letter in enumerate(line) if letter in "\"'[]{}:,-"]
    if not places:
        return lines
    place = chance.choice(places)
    return _with(lines, at, line[:place] + line[place + 1 :])


def _less_a_letter(chance: random.Random, lines: Lines, at: int) -> Lines:
    line = lines[at]
    place = chance.choice([n for n, letter in enumerate(line) if letter != " "])
    return _with(lines, at, line[:place] + line[place + 1 :])


def _other_value(chance: random.Random, lines: Lines, at: int) -> Lines:
    """Write a value that does not fit the field: no such date, no such word."""
    hit = LINE.fullmatch(lines[at])
    if not hit or not hit["value"] or hit["key"] not in WRONG:
        return lines
    start = hit.start("value")
    return _with(lines, at, lines[at][:start] + chance.choice(WRONG[hit["key"]]))


def _of_the_guard(chance: random.Random, lines: Lines, at: int) -> Lines:
    hit = LINE.fullmatch(lines[at])
    if not hit:
        return lines
    return _with(lines, at, *FAULTS[chance.choice(_OF_A_LINE)](hit.groupdict()).split("\n"))


def _with(lines: Lines, at: int, *now: str) -> Lines:
    return (*lines[:at], *now, *lines[at + 1 :])


SLIPS: dict[str, Callable[[random.Random, Lines, int], Lines]] = {
    "line gone": _gone,
    "line twice": _twice,
    "lines swapped": _swapped,
    "further in": _indented,
    "less far in": _dedented,
    "sign gone": _less_a_sign,
    "letter gone": _less_a_letter,
    "value that does not fit": _other_value,
    "fault of a line": _of_the_guard,
    "another fault of a line": _of_the_guard,
    "one more fault of a line": _of_the_guard,
}


@dataclass(frozen=True)
class Mutation:
    """A sound file with one slip in it: its lines as they were, and as they are now."""

    file: str
    slip: str
    before: Lines
    after: Lines

    @property
    def text(self) -> str:
        """The file as it is now."""
        return "".join(f"{line}\n" for line in self.after)

    @cached_property
    def changed(self) -> range:
        """The lines that are not as they were; where lines are gone, those that now meet there.

        Of a line that stands there twice now, nobody can tell which one is new.
        """
        same = _alike(self.before, self.after)
        room = min(len(self.before), len(self.after)) - same
        below = _alike(self.before[::-1], self.after[::-1])
        end = len(self.after) - min(room, below)
        start = min(same, len(self.before) - below) if end > same else same
        return range(start + 1, end + 1) if end > same else range(max(same, 1), same + 2)

    @cached_property
    def concerned(self) -> frozenset[int]:
        """The lines that a finding may name.

        They are those that changed, and the first that says another thing than it did. A group
        that lost or gained a field, and a list an entry, says another thing from its key on; a
        file in which nothing is said any more, from its first line on.
        """
        found = set(self.changed)
        was, now = _said(self.before), _said(self.after)
        if was is not None and now is not None:
            other = [path for path in was | now if was.get(path, "")[:1] != now.get(path, "")[:1]]
            found |= set(sorted(now[path][1] for path in other if path in now)[:1])
            grown = {path[:-1] for path in other if (path in was) != (path in now)}
            found |= {line for path in grown if path in now for line in now[path][1:]}
            found |= set() if now else {1}
        return frozenset(found)


def drawn(files: Mapping[str, str], seed: int, count: int) -> Iterator[Mutation]:
    """Yield mutations of files; the same for the same seed and files."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    names, slips = sorted(files), sorted(SLIPS)
    while count:
        file, slip = chance.choice(names), chance.choice(slips)
        lines = tuple(files[file].splitlines())
        told = [n for n, line in enumerate(lines) if line.strip() and line.strip()[0] != "#"]
        after = SLIPS[slip](chance, lines, chance.choice(told))
        if after != lines:
            yield Mutation(file, slip, lines, after)
            count -= 1


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(one, other, strict=False)))


def _said(lines: Lines) -> Said | None:
    """Return what YAML says; None where it is none."""
    try:
        node = yaml.compose("\n".join(lines), yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    found: Said = {}
    if node:
        _gather(node, (), found, 1)
    return found


def _gather(node: yaml.Node, path: tuple[str, ...], found: Said, key_line: int = 0) -> None:
    """Note a node and all in it; entries of lists go by their id, else by their number."""
    line = node.start_mark.line + 1
    said = node.value if isinstance(node, yaml.ScalarNode) else node.id
    if said:
        found[path] = (said, line, key_line or line)
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            own = _own_id(item)
            _gather(item, (*path, own or str(number)), found)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _gather(value, (*path, str(key.value)), found, key.start_mark.line + 1)


def _own_id(item: yaml.Node) -> str:
    fields = item.value if isinstance(item, yaml.MappingNode) else ()
    return next((str(value.value) for key, value in fields if key.value == "id"), "")
