"""What has a say in the words of a document, layers and templates, and which of it has changed.

An approval keeps a fingerprint of each beside the words, so that whoever reads of a changed
sentence is told the file that changed it, also where the sentence went and left no place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kamroles.fingerprint import key
from kamroles.model.base import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kamroles.diagnostics import Source
    from kamroles.library import Resolved

START = "<!-- Made from:"
ELSEWHERE = "none of its files: another version of kamroles"
_FREE = frozenset(
    {"posted", "closes", "status", "status_since", "approval", "approvals", "confirmed"}
)
"""Fields of a posting that may change without a word being changed."""
_KEPT = re.compile(r"^  (.+): ([0-9a-f]{8})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Maker:
    """A layer or template: its name, where it stands, and a fingerprint of what it says."""

    name: str
    file: str
    says: str


def makers(
    resolved: Resolved, templates: Mapping[str, Source], lookup: Callable[[str], Source | None]
) -> list[Maker]:
    """Return what has a say in a document that is made with ``templates``, by name."""
    from kamroles.compose.labels import FILE

    labels = lookup(FILE)
    texts = dict(templates) | ({FILE: labels} if labels else {})
    found = [*_layers(resolved), *_library(resolved)]
    return found + [Maker(name, each.name, _hash([each.text])) for name, each in texts.items()]


def _layers(resolved: Resolved) -> Iterator[Maker]:
    said: dict[str, list[str]] = {}
    files: dict[str, str] = {}
    for part, folded in resolved.history.items():
        for path, steps in folded.history.items():
            if part == "posting" and path[0] in _FREE:
                continue
            for step in steps:
                if step.layer.startswith("rescaled by "):
                    continue
                file = step.span.source.name
                name = file if step.layer.startswith("-") else step.layer
                files.setdefault(name, file)
                said.setdefault(name, []).append(f"{part}.{'.'.join(path)}={step.text}")
    for name, lines in said.items():
        yield Maker(name, files[name], _hash(sorted(lines)))


def _library(resolved: Resolved) -> Iterator[Maker]:
    """Yield the files of competencies and terms that the role names, without what the role adds."""
    said: dict[str, list[str]] = {}
    for each in resolved.job.role.competencies:
        if place := each.span("definition"):
            lines = said.setdefault(place.source.name, [])
            lines.append(f"{each.id}: {each.definition} {plain(each.anchors)}")
    for term in resolved.job.role.glossary:
        said.setdefault(term.node.span.source.name, []).append(str(plain(term)))
    for file, lines in said.items():
        name = "/".join(PurePosixPath(file).parts[-2:])
        yield Maker(name, file, _hash(lines))


def kept(known: Iterable[Maker]) -> str:
    """Return the end of a file of approved words, which keeps what has made them."""
    lines = "".join(f"  {each.name}: {each.says}\n" for each in known)
    return f"\n{START}\n{lines}-->\n"


def renamed(text: str, posting: str, id: str) -> str:
    """Return the end of such a file for a posting that says the same by another name."""
    words, start, known = text.rpartition(START)
    return words + start + known.replace(f"\n  posting {posting}: ", f"\n  posting {id}: ")


def changed(text: str, now: Iterable[Maker]) -> list[str]:
    """Return the files that say something else than a file of approved words keeps of them.

    Of what is no longer read it is the name. Empty where the file keeps nothing.
    """
    before = dict(_KEPT.findall(text.rpartition(START)[2]))
    if not before:
        return []
    there = {each.name: each for each in now}
    files = [each.file for each in there.values() if before.get(each.name) != each.says]
    gone = [f"{name}, no longer read" for name in before if name not in there]
    return list(dict.fromkeys(files + gone)) or [ELSEWHERE]


def _hash(lines: list[str]) -> str:
    return key(lines)[:8]
