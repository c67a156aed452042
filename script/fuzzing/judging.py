"""What came of one mutated file: as it should be, or which sort of defect."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from hashlib import sha256
from subprocess import TimeoutExpired
from typing import TYPE_CHECKING, Any

from fuzzing import meaning, words
from fuzzing.drawing import chance_of, drawn
from fuzzing.own_files import KEPT, of_the_machine
from fuzzing.trial import command, formats_for, holding, kinds_for, seen, sound, told_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from fuzzing.drawing import Draw
    from fuzzing.trial import Ran, Seen, Told

_AGAIN, _BY_COMMAND, _READ_BACK = 0.1, 0.03, 0.1
"""How many inputs are tried twice, through the command, and compared in all formats."""
_FROM_ELSEWHERE = re.compile(
    r"@import\W+\w+|(?:url|u\\72l|image-set)\(\s*[\"']?(?!data:|#)[^)]{0,30}", re.IGNORECASE
)
ACTIVE = ("script", "iframe", "object", "embed", "foreignobject", "animate", "set", "base")


@dataclass(frozen=True)
class Verdict:
    """What came of an input.

    Attributes:
        outcome: ``result``, ``finding``, ``traceback``, ``hang`` or ``memory``.
        judged: whether there was an error whose place can be judged: one of a single mutation.
        misplaced: why its place is wrong; empty if it is not.
        wrong: what is wrong with what was made; empty if nothing is.
        detail: what a person needs to see of a defect.

    """

    outcome: str
    judged: bool = False
    misplaced: str = ""
    wrong: str = ""
    detail: str = ""


def judged(
    seed: int, number: int, sort: str, folder: Path, stage: Callable[[str], None]
) -> Verdict:
    """Return what comes of an input, tried in a folder where workspaces are kept."""
    draw = drawn(seed, number, sort)
    chance = chance_of(seed, -number - 1)
    subject = draw.subject
    kinds, wanted = kinds_for(subject, chance), formats_for(subject, chance)
    place = folder / subject.base
    try:
        if subject.sort in KEPT:
            stage("command")
            outcome, wrong = of_the_machine(subject, chance, folder.with_name("kept"))
            bad = outcome == "traceback"
            return Verdict(outcome, wrong="" if bad else wrong, detail=wrong if bad else "")
        stage("sound file")
        usual = sound(subject, place)
        with holding(place, subject.path, draw.content):
            first = seen(subject, kinds, wanted, stage)
            stage("judging")
            wrong = next(_faults(draw, kinds, first, usual), "")
            if not wrong and chance.random() < _AGAIN:
                wrong = _differs(first, seen(subject, kinds, wanted, stage))
            if not wrong and chance.random() < _BY_COMMAND and not first.memory:
                stage("command")
                wrong = _by_command(draw, first)
    except TimeoutExpired as slow:
        return Verdict("hang", detail=f"the command: {slow}")
    except Exception:  # whatever is no finding is what is looked for
        return Verdict("traceback", detail=_last_lines())
    if first.memory:
        return Verdict("memory")
    outcome = "finding" if first.refused else "result"
    new = _new(first, usual)
    ours = [each for each in new if each.severity == "error"]
    single = len(draw.mutations) == 1 and not subject.is_picture
    can_tell = bool(ours) and single and not usual.refused
    where = "" if not can_tell else misplaced(draw, ours)
    return Verdict(outcome, can_tell, where, wrong)


def _last_lines() -> str:
    """Return the end of what is being handled, from the last line of kamroles on."""
    lines = traceback.format_exc().splitlines()
    return "\n".join(lines[-9:])


def _new(first: Seen, usual: Seen) -> list[Told]:
    known = {each.key for each in usual.told}
    return [each for each in first.told if each.key not in known]


def misplaced(draw: Draw, errors: list[Told]) -> str:
    """Return where errors stand, if none has to do with what was mutated."""
    subject = draw.subject
    before, after = (words.text_of(each) for each in (subject.content, draw.content))
    lines = meaning.concerned(subject.path, before, after)
    if "UTF-16" in draw.mutations:
        lines = frozenset(range(1, after.count("\n") + 2))
    for error in errors:
        for place in error.places:
            if place.file == subject.path and not lines.isdisjoint(
                range(place.line, place.end + 1)
            ):
                return ""
    told = errors[0]
    where = f"{told.places[0].file}:{told.places[0].line}" if told.places else "no place"
    return f"{told.code} at {where}, not at {sorted(lines)[:9]}: {told.message[:100]}"


def _faults(draw: Draw, kinds: Sequence[str], first: Seen, usual: Seen) -> Iterator[str]:
    """Yield what is wrong with documents and files; the first is told."""
    subject = draw.subject
    if not first.refused and len(first.composed) < len(kinds) and not first.memory:
        yield "a document is missing and nothing was found"
    if draw.innocent and (new := _new(first, usual)):
        yield f"a finding where nothing is wrong: {new[0].code} {new[0].message[:100]}"
    if subject.is_yaml and not _new(first, usual) and _same_meaning(draw):
        differing = _differing(first, usual, first.made.keys() & usual.made.keys())
        if differing:
            yield f"the same meaning, other documents: {differing}"
    if draw.marked and not _new(first, usual) and words.lost(draw, first, usual):
        yield f"a value is not printed as it stands: {draw.marked!r}"
    if strange := words.strange(draw, first, usual):
        yield f"printed, but written nowhere: {strange}"
    for (kind, name, _), content in first.made.items():
        if name == "html" and (found := active(content, usual.made.get((kind, name, "auto")))):
            yield f"the page has {found}"
    dresses = subject.path.endswith((".css", ".typ"))  # these may show words of their own
    if not dresses and chance_of(draw.number, 1).random() < _READ_BACK:
        yield from _read_back(first)


def _same_meaning(draw: Draw) -> bool:
    before, after = (words.text_of(each) for each in (draw.subject.content, draw.content))
    return meaning.value(before) == meaning.value(after)


def _differing(first: Seen, second: Seen, keys: Iterable[tuple[str, str, str]]) -> str:
    """Return which of some files differs; empty if none does."""
    odd = [key for key in sorted(keys) if first.made.get(key) != second.made.get(key)]
    return " ".join(odd[0]) if odd else ""


def _differs(first: Seen, second: Seen) -> str:
    if first.told != second.told:
        return "the same file again has other findings"
    differing = _differing(first, second, first.made.keys() | second.made.keys())
    return f"the same file again makes another {differing}" if differing else ""


def active(content: bytes, usual: bytes | None) -> str:
    """Return what of a page does something or comes from elsewhere, if it did not before."""
    found = _risks(content)
    if found and usual:
        found -= _risks(usual)
    return ", ".join(sorted(found))


_RUNNING = "data-running"
"""The attribute of our pages with words alone, which stand at the head of each when printed."""


def _risks(content: bytes) -> set[str]:
    from lxml import html

    found = set()
    for each in html.fromstring(content).iter():
        if not isinstance(each.tag, str):
            continue
        tag = each.tag.rpartition("}")[2].lower()
        if tag in ACTIVE:
            found.add(f"<{tag}>")
        for name, value in each.attrib.items():
            if name == _RUNNING:
                continue
            plain = "".join(value.split()).lower()
            if name.lower().startswith("on"):
                found.add(name)
            if plain.startswith(("javascript:", "vbscript:", "file:")):
                found.add(f"{name}={plain[:40]}")
            if name in {"src", "srcset", "data"} and not plain.startswith("data:"):
                found.add(f"{name}={plain[:40]}")
            if tag in {"image", "use"} and name.endswith("href") and plain.startswith("http"):
                found.add(f"{name}={plain[:40]}")
        if tag == "style":
            found |= set(_FROM_ELSEWHERE.findall(each.text or ""))
    return found


def _read_back(first: Seen) -> Iterator[str]:
    """Yield where the words of a file are not those of its document."""
    from tests.parity import difference

    for (kind, name, engine), content in first.made.items():
        if said := difference(first.composed[kind].document, name, content):
            yield f"{kind} {engine} {said}"


def _by_command(draw: Draw, first: Seen) -> str:
    """Return how the command does something else than was seen in this process."""
    kinds = [word for kind in draw.subject.kinds for word in ("--kind", kind)]
    rendered = command(
        "made", "render", draw.subject.name, *kinds, "-f", "md,txt,json", "-o", "made"
    )
    checked = command("made", "--report", "json", "check", *draw.subject.names)
    for ran in (rendered, checked):
        if broken := _broken(ran):
            return broken
    try:
        found = told_by(checked)
    except (ValueError, KeyError, TypeError):
        return f"the report is no report: {checked.out[:200]!r} {checked.err[-200:]!r}"
    said = {each.key for each in first.told}
    if found - said:
        return f"the command finds more: {min(found - said)}"
    for (kind, name, _), content in first.made.items():
        file = f"{draw.subject.name}-{kind}.{name}"
        if rendered.files.get(file, "") not in {"", sha256(content).hexdigest()}:
            return f"the command makes another {file}"
    return ""


def _broken(ran: Ran) -> str:
    if "Traceback (most recent call last)" in ran.err or ran.status not in {0, 1}:
        return f"the command ends with {ran.status}: {ran.err[-600:]}"
    return ""


def as_plain(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as a mapping, to be sent to another process."""
    return vars(verdict)
