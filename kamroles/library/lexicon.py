"""What roles name beside each other: the library's competencies and the terms of its glossary."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kamroles import cache

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic
    from kamroles.library.shelves import Library

Entry = dict[str, Any]
COMPETENCIES = "roles/competencies"
GLOSSARY = "roles/glossary"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Competencies and terms by id, with every field of their models.

    Attributes:
        competencies, terms: the workspace's come before shipped ones.
        files: the file of each entry, by ``competencies.ID`` or ``terms.ID``.
        broken: what is wrong in a file, by its path; the others are here all the same.

    """

    competencies: Mapping[str, Entry] = field(default_factory=dict)
    terms: Mapping[str, Entry] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what is wrong in any file."""
        for found in self.broken.values():
            yield from found


def files(library: Library) -> Iterator[tuple[str, Path]]:
    """Yield the shelf and path of every file, the workspace's first."""
    for shelf in (COMPETENCIES, GLOSSARY):
        for folder in library.workspace.folders(*shelf.split("/")):
            for path in (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("*.yml"))):
                yield shelf, path


def stamp(library: Library) -> str:
    """Return a hash of all there is to read; nothing is parsed for it."""
    digest = hashlib.sha256()
    for shelf, path in files(library):
        try:
            content = path.read_bytes()
        except OSError as failure:
            content = str(failure).encode()
        digest.update(f"{shelf} {path} {len(content)} ".encode("utf-8", "surrogatepass"))
        digest.update(content)
    return digest.hexdigest()


def load(library: Library, mark: str) -> Lexicon:
    """Return the lexicon whose files have the hash ``mark``; known ones are not read again."""
    key = cache.key(["lexicon", cache.code_stamp(), mark])
    kept = cache.load_json("lexicons", key)
    if isinstance(kept, dict) and kept.keys() == {"competencies", "terms", "files"}:
        return Lexicon(**kept)
    from kamroles.library.entries import read  # brings Pydantic, which costs a fifth of a second

    found = read(library)
    if not found.broken:
        parts = {"competencies": found.competencies, "terms": found.terms, "files": found.files}
        cache.store_json("lexicons", key, parts)
    return found
