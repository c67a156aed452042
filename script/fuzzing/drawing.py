"""One mutated file for each number: the same in every run that has the same seed."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guard.mutations import FAULTS, LINE, WRONG

from fuzzing import fragments, meaning
from fuzzing.subjects import Subject, subjects
from tests.mutations import SLIPS

if TYPE_CHECKING:
    from collections.abc import Callable

MARKER = "Quibblefax"
"""A word that stands nowhere else: who prints the value without it has lost it."""
_WEIGHTS = {
    "role": 14, "posting": 14, "employer": 12, "settings": 5, "family": 4, "pack": 5,
    "competency": 3, "glossary": 3, "template": 16, "kind": 3, "labels": 5, "theme .yaml": 4,
    "theme .css": 3, "theme .typ": 3, "picture svg": 4, "picture png": 1, "picture jpg": 1,
    "approved words": 2, "cache": 0.5, "manifest": 0.5, "site manifest": 0.5, "ledger": 0.5,
    "archive": 0.5, "web page": 0.5,
}  # fmt: skip
SORTS = tuple(_WEIGHTS)
_AGAIN = 0.12
"""How often a file is mutated once more."""


@dataclass(frozen=True)
class Draw:
    """A file as it is to be read.

    Attributes:
        number: which draw it is.
        subject: what was mutated.
        mutations: how, in words.
        content: what the file then holds.
        innocent: whether nobody would say that the file means something else.
        marked: the value that the marker was added to, if that is all that was done.

    """

    number: int
    subject: Subject
    mutations: tuple[str, ...]
    content: bytes
    innocent: bool = False
    marked: str = ""


Change = tuple[str, str]
"""What was done, and the text that came of it."""


def chance_of(seed: int, number: int) -> random.Random:
    """Return what decides all about one input."""
    return random.Random(f"{seed}:{number}")  # noqa: S311 - the same again is what is wanted


def drawn(seed: int, number: int, wanted: str = "") -> Draw:
    """Return the mutated file of a number; ``wanted`` is the sort of file, if only one is."""
    chance = chance_of(seed, number)
    sorts = [wanted] if wanted else list(_WEIGHTS)
    sort = chance.choices(sorts, [_WEIGHTS[each] for each in sorts])[0]
    subject = chance.choice([each for each in subjects() if each.sort == sort])
    return mutated(number, subject, subject.content, chance)


def mutated(number: int, subject: Subject, content: bytes, chance: random.Random) -> Draw:
    """Return a file with one fault or a few."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = ""
    if subject.is_yaml and text and chance.random() < _AGAIN:
        said, changed = _innocently(text, chance)
        if meaning.value(text) != meaning.value(changed.decode("utf-8-sig")):  # a value goes on
            said, changed = "with room at the end", (text + "\n\n").encode()
        return Draw(number, subject, (said,), changed, innocent=True)
    if subject.is_yaml and text and chance.random() < _AGAIN and (hit := _marked(text, chance)):
        return Draw(number, subject, ("marked",), hit[1].encode(), marked=hit[0])
    done = []
    for _ in range(1 + (chance.random() < _AGAIN) * chance.randint(1, 4)):
        if text and chance.random() < _share(subject):
            change = chance.choice(_CHANGES.get(_kind(subject), _CHANGES["text"]))
            said, text = change(text, chance)
            content = text.encode("utf-8", "surrogatepass")
        else:
            said, content = _bytewise(content, chance)
            try:
                text = content.decode()
            except UnicodeDecodeError:
                text = ""
        done.append(said)
    return Draw(number, subject, tuple(done), content)


def _kind(subject: Subject) -> str:
    if subject.is_yaml:
        return "yaml"
    return {"template": "template", "theme .css": "css", "theme .typ": "typ"}.get(
        subject.sort, {".svg": "svg", ".json": "json"}.get(Path(subject.path).suffix, "text")
    )


def _share(subject: Subject) -> float:
    """Return how often a change knows what it changes; other changes are of bytes."""
    return 0.85 if subject.is_yaml or _kind(subject) != "text" else 0.5


def _bytewise(content: bytes, chance: random.Random) -> tuple[str, bytes]:
    """Return bytes with some flipped, gone, doubled, put in, or of another file."""
    start = chance.randint(0, len(content))
    end = min(len(content), start + chance.choice([1, 1, 2, 8, 64, 512]))
    before, part, after = content[:start], content[start:end], content[end:]
    times, odd = chance.choice([2, 3, 50]), chance.choice(fragments.CHARACTERS)
    other = chance.choice(subjects()).content
    at = chance.randint(0, len(other))
    ways: dict[str, bytes] = {
        "a bit flipped": bytes(byte ^ 1 << chance.randrange(8) for byte in part[:1]) + part[1:],
        "gone": b"",
        f"{times} times": part * times,
        "anything": chance.randbytes(len(part) or 1),
        "other bytes": other[at : at + len(part) * 4],
        "NUL": b"\0" + part,
        f"U+{ord(odd):04X}": odd.encode("utf-8", "surrogatepass") + part,
    }
    way = chance.choice([*ways, "cut off", "UTF-16"])
    if way == "UTF-16":
        return way, content.decode("utf-8", "replace").encode("utf-16")
    if way == "cut off":
        return f"cut off at byte {start}", before
    return f"bytes {start} to {end}: {way}", before + ways[way] + after


def _line(text: str, chance: random.Random) -> Change:
    """Return a text with a line gone, doubled, moved, joined, cut or indented."""
    lines = text.splitlines()
    at = chance.randrange(len(lines)) if lines else 0
    line = lines[at] if lines else ""
    other = chance.randrange(len(lines)) if lines else 0
    ways: dict[str, list[str]] = {
        "gone": [],
        "twice": [line, line],
        "cut": [line[: chance.randint(0, len(line))]],
        "indented": [" " * chance.choice([1, 2, 4]) + line],
        "less indented": [line[chance.choice([1, 2]) :]],
        f"replaced by line {other + 1}": [lines[other] if lines else ""],
        "backwards": [line[::-1]],
        "in capitals": [line.upper()],
        "a letter less": [line[: (cut := chance.randint(0, len(line)))] + line[cut + 1 :]],
    }
    way = chance.choice(list(ways))
    return f"line {at + 1} {way}", _with(lines, at, ways[way])


def _with(lines: list[str], at: int, new: list[str]) -> str:
    return "\n".join([*lines[:at], *new, *lines[at + 1 :], ""])


def _number(text: str, chance: random.Random) -> Change:
    """Return a text with one of its numbers changed."""
    found = list(fragments.NUMBER.finditer(text))
    if not found:
        return _line(text, chance)
    hit, new = chance.choice(found), chance.choice(fragments.NUMBERS)
    said = f"{hit[0]} at {hit.start()} becomes {new[:20]}"
    return said, text[: hit.start()] + new + text[hit.end() :]


def _put(pieces: tuple[str, ...]) -> Callable[[str, random.Random], Change]:
    """Return what puts one of some pieces between or into lines."""

    def put(text: str, chance: random.Random) -> Change:
        lines, piece = text.splitlines() or [""], chance.choice(pieces)
        at = chance.randrange(len(lines))
        if chance.random() < 0.3:
            place = chance.randint(0, len(lines[at]))
            new = [lines[at][:place] + piece + lines[at][place:]]
        else:
            new = [lines[at], piece]
        return f"line {at + 1} gets {piece[:60]!r}", _with(lines, at, new)

    return put


def _faulty(text: str, chance: random.Random) -> Change:
    """Return YAML with a fault that people make in one line."""
    lines = text.splitlines()
    hits = [(at, hit) for at, line in enumerate(lines) if (hit := LINE.fullmatch(line))]
    if not hits:
        return _line(text, chance)
    at, hit = chance.choice(hits)
    parts = hit.groupdict()
    if (key := parts["key"]) in WRONG and parts["value"] and chance.random() < 0.4:
        value = chance.choice(WRONG[key])
        changed = f"{parts['indent']}{parts['dash']}{key}: {value}"
        return f"line {at + 1} says {value[:60]!r}", _with(lines, at, [changed])
    fault = chance.choice(list(FAULTS))
    return f"line {at + 1} {fault}", _with(lines, at, [FAULTS[fault](parts)])


def _slipped(text: str, chance: random.Random) -> Change:
    """Return YAML with a slip of somebody who edits it."""
    lines = tuple(text.splitlines())
    told = [n for n, line in enumerate(lines) if line.strip() and line.strip()[0] != "#"]
    if not told:
        return _line(text, chance)
    at, slip = chance.choice(told), chance.choice(list(SLIPS))
    return f"line {at + 1} {slip}", "\n".join([*SLIPS[slip](chance, lines, at), ""])


def _valued(text: str, chance: random.Random) -> Change:
    """Return YAML with a value that fits nowhere."""
    lines = text.splitlines()
    hits = [(at, hit) for at, line in enumerate(lines) if (hit := LINE.fullmatch(line))]
    if not hits:
        return _line(text, chance)
    at, hit = chance.choice(hits)
    value = chance.choice(fragments.VALUES)
    changed = f"{hit['indent']}{hit['dash']}{hit['key']}: {value}"
    return f"line {at + 1} holds {value[:60]!r}", _with(lines, at, [changed])


def _reshaped(text: str, chance: random.Random) -> Change:
    """Return JSON that says something of another shape at one place."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return _line(text, chance)
    new = chance.choice(fragments.SHAPES)
    place: list[str] = []
    holder, key = {"": tree}, ""
    while (inner := holder[key]) and isinstance(inner, dict | list) and chance.random() < 0.85:
        holder = inner
        key = chance.choice([*inner] if isinstance(inner, dict) else range(len(inner)))
        place.append(str(key))
    if not place:
        return "all of another shape", new
    holder[key] = "@ here @"
    return f"{' '.join(place)[:80]} becomes {new[:20]}", json.dumps(tree, indent=1).replace(
        '"@ here @"', new
    )


def _marked(text: str, chance: random.Random) -> Change | None:
    """Return a plain value of some words, and YAML in which it ends with the marker."""
    lines = text.splitlines()
    hits = [
        (at, hit)
        for at, line in enumerate(lines)
        if (hit := LINE.fullmatch(line)) and fragments.WORDS.fullmatch(hit["value"])
    ]
    if not hits:
        return None
    at, hit = chance.choice(hits)
    value = hit["value"].rstrip(".")
    changed = lines[at].replace(hit["value"], f"{value} {MARKER}")
    return value, _with(lines, at, [changed])


def _innocently(text: str, chance: random.Random) -> tuple[str, bytes]:
    """Return a file that means the same, written in another way."""
    lines = text.splitlines()
    hits = [(at, hit) for at, line in enumerate(lines) if (hit := LINE.fullmatch(line))]
    plain = [(at, hit) for at, hit in hits if fragments.WORDS.fullmatch(hit["value"])]
    tops = [at for at, hit in hits if not hit["indent"] and not hit["dash"]]
    match chance.randrange(7):
        case 0:
            return "with carriage returns", text.replace("\n", "\r\n").encode()
        case 1:
            return "with a byte-order mark", text.encode("utf-8-sig")
        case 2:
            return "without its last line end", text.rstrip("\n").encode()
        case 3 if plain:
            at, hit = chance.choice(plain)
            quote = chance.choice("\"'")
            if quote not in hit["value"] and "\\" not in hit["value"]:
                new = lines[at].replace(hit["value"], quote + hit["value"] + quote)
                return f"line {at + 1} quoted", _with(lines, at, [new]).encode()
        case 4 if plain:
            at, _ = chance.choice(plain)
            said = f"line {at + 1} with a comment"
            return said, _with(lines, at, [lines[at] + "  # as agreed"]).encode()
        case 5 if tops:
            at = chance.choice(tops)
            new = ["# as agreed", "", lines[at]]
            return f"line {at + 1} below a comment", _with(lines, at, new).encode()
        case 6 if len(tops) > 1:
            start = chance.randrange(len(tops))
            first, end = tops[start], (*tops, len(lines))[start + 1]
            moved = [*lines[:first], *lines[end:], *lines[first:end], ""]
            return f"lines from {first + 1} at the end", "\n".join(moved).encode()
    return "with room at the end", (text + "\n\n").encode()


_CHANGES: dict[str, tuple[Callable[[str, random.Random], Change], ...]] = {
    "yaml": (_slipped, _slipped, _faulty, _valued, _line, _number),
    "template": (_line, _number, _put(fragments.TEMPLATE), _put(fragments.TEMPLATE)),
    "css": (_line, _number, _put(fragments.STYLE)),
    "typ": (_line, _number, _put(fragments.FACE)),
    "svg": (_line, _number, _put(fragments.PICTURE)),
    "json": (_line, _number, _reshaped, _reshaped, _reshaped),
    "text": (_line, _number),
}
