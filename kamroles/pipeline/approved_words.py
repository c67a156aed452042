"""The words of a document as somebody approved them: a file to read, and what has changed since.

The file is a record of what was approved, not a control: whoever may change it can change the
posting as well.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher, get_close_matches
from itertools import accumulate
from typing import TYPE_CHECKING

from kamroles.document import Listing, Run, Section, parts_of, rows_of
from kamroles.pipeline.makers import START, kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kamroles.document import Document, Inline, Part
    from kamroles.pipeline.makers import Maker

UNBOUND = ("posting.posted", "posting.closes", "posting.approval")
"""Dates of publication, which change without a word being changed."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
_MARK = re.compile(r"(#+|-|\|) ")
_ALIKE = 0.4
"""How like each other two sentences are, of 1, to be the same one in other words."""
_COMPARED = 1_000
"""About how often sentences that changed together are compared; where they are many, with few."""
_LINK = re.compile(r"(?:mailto:|tel:)?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading or a line of a table.

    Attributes:
        text: its words.
        values: what of it came from YAML, by dotted path; the rest is wording of the template.
        mark: what stands before it in the file.

    """

    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""

    def paths_beside(self, old: str) -> tuple[str, ...]:
        """Return the paths of the values that are not in an old text."""
        return tuple(path for path, text in self.values.items() if not _within(text, old))


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is not what it was; one of the two texts may be empty.

    Attributes:
        old: its words before.
        new: its words now; the same, where it only stands elsewhere.
        mark: what stands before it in the file.
        paths: the values in it that were not there before.

    """

    old: str
    new: str
    mark: str = ""
    paths: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Tell whether it only stands elsewhere."""
        return self.old == self.new


def sentences(document: Document, printed: Document | None = None) -> list[Sentence]:
    """Return the words of a document, in reading order.

    Of one with all dates of publication, also those that it only has as it is ``printed`` with the
    dates of now: so that dates come, change and go without a word being changed.
    """
    found = _all_of(document)
    there = {sentence.text for sentence in found}
    more = _all_of(printed) if printed else ()
    return found + [each for each in more if each.text not in there]


def _all_of(document: Document) -> list[Sentence]:
    heading = (Run(document.title),)
    found = [*_lines(heading, "# "), *_lines(document.eyebrow)]
    for part in (*document.blocks, *document.sections):
        found += _sentences(part)
    return found


def fingerprint(lines: Iterable[str], *who_and_when: object) -> str:
    """Return the short hash of words, and of who approved them when."""
    words = "\n".join((*map(str, who_and_when), *lines))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def as_file(found: Iterable[Sentence], head: str, known: Iterable[Maker]) -> str:
    """Return the sentences as a file of Markdown, each on a line, between two comments."""
    lines = [f"<!-- {head.replace('--', '- -')} -->"]
    for sentence in found:
        mark, text = sentence.mark, sentence.text
        listed = mark in {"- ", "| "} and lines[-1].startswith(mark)
        escaped = "\\" if _MARK.match(text) or text.startswith("\\") else ""
        lines += ([] if listed else [""]) + [f"{mark}{escaped}{text}"]
    return "\n".join(lines) + "\n" + kept(known)


def read(text: str) -> list[str]:
    """Return the words that a file of sentences holds between its comments, line by line."""
    found = []
    for line in text.partition("-->")[2].split(START)[0].split("\n"):
        if said := line.strip():
            mark = _MARK.match(said)
            found.append(said[mark.end() if mark else 0 :].removeprefix("\\"))
    return found


def changes(old: Sequence[str], new: Sequence[Sentence]) -> list[Change]:
    """Return what differs between the words of before and the sentences of now, in their order."""
    words = [sentence.text for sentence in new]
    found: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, words, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _paired(old[i:j], new[k:m])
    moved = {each.old for each in found if not each.new} & {c.new for c in found if not c.old}
    return [
        replace(each, old=each.new) if each.new in moved and not each.old else each
        for each in found
        if each.new or each.old not in moved
    ]


def _paired(gone: Sequence[str], new: Sequence[Sentence]) -> Iterator[Change]:
    """Yield each sentence of now with the one of before that it is most like, then what is gone."""
    left = dict(enumerate(gone))
    reach = 1 + _COMPARED // (1 + len(new))
    for number, each in enumerate(new):
        near = range(max(0, number - reach), number + reach)
        texts = {left[at]: at for at in reversed(near) if at in left}
        old = next(iter(get_close_matches(each.text, [*texts], 1, _ALIKE)), "")
        if old:
            del left[texts[old]]
        yield Change(old, each.text, each.mark, each.paths_beside(old))
    yield from (Change(old, "") for old in left.values())


def _within(text: str, old: str) -> bool:
    """Tell whether words stand in a text, and not inside longer ones."""
    words = text.strip()
    return words in old and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", old) is not None


def _sentences(part: Part) -> Iterator[Sentence]:
    if isinstance(part, Section):
        yield from _lines(part.title, "## ")
    elif isinstance(part, Listing):
        for item in part.items:
            first, *more = (line for block in item for line in _sentences(block))
            yield Sentence(first.text, first.values, "- ")
            yield from more
        return
    else:
        rows = rows_of(part)
        for row in rows:
            if len(row) == 1:
                yield from _lines(row[0])
            elif any(row):
                yield _row(row)
    for inner in parts_of(part):
        yield from _sentences(inner)


def _row(cells: tuple[Inline, ...]) -> Sentence:
    values = {run.path: run.text for cell in cells for run in cell if run.path}
    text = " | ".join(_text(cell) for cell in cells)
    return Sentence(" ".join(text.split()), values, "| ")


def _lines(runs: Inline, mark: str = "") -> Iterator[Sentence]:
    """Yield the sentences of a paragraph, each with the values in it."""
    text = _text(runs)
    ends = [found.end() for found in _SENTENCE.finditer(text)] if not mark else []
    starts = [0, *accumulate(len(_shown(run)) for run in runs)]
    start = 0
    for end in (*ends, len(text)):
        if sentence := " ".join(text[start:end].split()):
            inside = range(bisect_right(starts, start) - 1, bisect_left(starts, end))
            values = {
                path: _shown(runs[at])[max(0, start - starts[at]) : end - starts[at]]
                for at in inside
                if (path := runs[at].path)
            }
            yield Sentence(sentence, values, mark)
        start = end


def _text(runs: Inline) -> str:
    return "".join(map(_shown, runs))


def _shown(run: Run) -> str:
    """Return what a run prints, with where it leads; of a date of publication, that it is one."""
    if run.path and run.path.startswith(UNBOUND):
        return "…"
    target = _LINK.fullmatch(run.href or "")
    apart = run.href and not run.href.startswith("#") and target and target[1] != run.text
    return f"{run.text} <{run.href}>" if apart else run.text
