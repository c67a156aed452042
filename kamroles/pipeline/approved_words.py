"""The words of a document as somebody approved them: a file to read, and what has changed since.

The file is a record of what was approved, not a control: whoever may change it can change the
posting as well.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from kamroles.document import Listing, Run, Section, parts_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kamroles.document import Document, Inline, Part

UNBOUND = ("posting.posted", "posting.closes", "posting.approval")
"""Dates of publication, which change without a word being changed."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
_MARK = re.compile(r"(#+|-|\|) ")
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

    def path_beside(self, old: str) -> str | None:
        """Return the path of the first value that is not in an old text."""
        return next((path for path, text in self.values.items() if text not in old), None)


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is not what it was; one of the two texts may be empty."""

    old: str
    new: str
    path: str | None = None


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


def as_file(found: Sequence[Sentence], head: str) -> str:
    """Return the sentences as a file of Markdown, each on a line, with a comment at the top."""
    lines = [f"<!-- {head} -->"]
    for sentence in found:
        mark, text = sentence.mark, sentence.text
        listed = mark in {"- ", "| "} and lines[-1].startswith(mark)
        escaped = "\\" if _MARK.match(text) or text.startswith("\\") else ""
        lines += ([] if listed else [""]) + [f"{mark}{escaped}{text}"]
    return "\n".join(lines) + "\n"


def read(text: str) -> list[str]:
    """Return the words that a file of sentences holds, line by line."""
    found = []
    for line in text.split("\n")[1:]:
        if said := line.rstrip("\r"):
            mark = _MARK.match(said)
            found.append(said[mark.end() if mark else 0 :].removeprefix("\\"))
    return found


def changes(old: Sequence[str], new: Sequence[Sentence]) -> list[Change]:
    """Return what differs between the words of before and the sentences of now."""
    words = [sentence.text for sentence in new]
    found = []
    for tag, i, j, k, m in SequenceMatcher(None, old, words, autojunk=False).get_opcodes():
        if tag != "equal":
            pairs = zip_longest(old[i:j], words[k:m], new[k:m])
            found += [
                Change(a or "", b or "", each.path_beside(a or "") if each else None)
                for a, b, each in pairs
            ]
    return found


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
    start = 0
    for end in (*ends, len(text)):
        if sentence := " ".join(text[start:end].split()):
            yield Sentence(sentence, dict(_values(runs, start, end)), mark)
        start = end


def _values(runs: Inline, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield what of a stretch of text came from YAML."""
    at = 0
    for run in runs:
        before, at = at, at + len(_shown(run))
        if run.path and before < end and at > start:
            yield run.path, _shown(run)[max(0, start - before) : end - before]


def _text(runs: Inline) -> str:
    return "".join(map(_shown, runs))


def _shown(run: Run) -> str:
    """Return what a run prints, with where it leads; of a date of publication, that it is one."""
    if run.path and run.path.startswith(UNBOUND):
        return "…"
    target = _LINK.fullmatch(run.href or "")
    apart = run.href and not run.href.startswith("#") and target and target[1] != run.text
    return f"{run.text} <{run.href}>" if apart else run.text
