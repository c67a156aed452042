"""Read competencies and terms from their files, with the places of what is wrong in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Diagnostic, Problems, Related, error, nearest
from kamroles.library.lexicon import COMPETENCIES, Lexicon, files
from kamroles.library.resolve import read_alone
from kamroles.model.reference import CompetencyEntry, Glossary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kamroles.diagnostics import Span
    from kamroles.library.shelves import Library


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry with the file it stands in and the places of its values."""

    values: dict[str, Any]
    path: Path
    spans: dict[str, Span]


def read(library: Library) -> Lexicon:
    """Return all competencies and terms; what is wrong goes by its file."""
    reading = _Reading(library)
    for shelf, path in files(library):
        reading.file("competencies" if shelf == COMPETENCIES else "terms", path)
    reading.relate()
    kept = reading.kept
    return Lexicon(
        {name: found.values for name, found in kept["competencies"].items()},
        {name: found.values for name, found in kept["terms"].items()},
        {f"{sort}.{name}": str(f.path) for sort, fs in kept.items() for name, f in fs.items()},
        {str(path): tuple(found) for path, found in reading.broken.items()},
    )


class _Reading:
    def __init__(self, library: Library) -> None:
        self.library = library
        self.kept: dict[str, dict[str, _Found]] = {"competencies": {}, "terms": {}}
        self.broken: dict[Path, list[Diagnostic]] = {}

    def file(self, sort: str, path: Path) -> None:
        """Take in the entries of a file that no file before it has."""
        try:
            entries, faults = _entries(self.library, sort, path)
        except Problems as problems:
            entries, faults = [], problems.diagnostics
        self.tell(path, *faults)
        for entry in entries:
            first = self.kept[sort].setdefault(entry.values["id"], entry)
            if first is not entry and first.path.parent == path.parent:
                self.tell(path, _twice(entry, first))

    def relate(self) -> None:
        """Look for related terms that are not there."""
        known = self.kept["terms"]
        for entry in known.values():
            for number, name in enumerate(entry.values["related"]):
                if name not in known:
                    near = nearest(name, known, 1)
                    hint = f"did you mean `{near[0]}`?" if near else "take it out"
                    span = entry.spans.get(f"related.{number}")
                    message = f"the glossary has no term `{name}`"
                    self.tell(entry.path, error("KR502", message, span, hint))

    def tell(self, path: Path, *found: Diagnostic) -> None:
        """Note what is wrong in a file."""
        if found:
            self.broken.setdefault(path, []).extend(found)


def _entries(
    library: Library, sort: str, path: Path
) -> tuple[list[_Found], tuple[Diagnostic, ...]]:
    tree = library.tree(path)
    if sort == "competencies":
        values, spans, faults = read_alone(sort, path.stem, tree, CompetencyEntry)
        return ([_Found(values, path, _below(spans, sort))] if values else []), faults
    values, spans, faults = read_alone("glossary", path.stem, tree, Glossary)
    terms = values["terms"] if values else []
    found = [_Found(t, path, _below(spans, f"glossary.terms.{t['id']}")) for t in terms]
    return found, faults


def _below(spans: dict[str, Span], prefix: str) -> dict[str, Span]:
    return dict(_relative(spans, f"{prefix}."))


def _relative(spans: dict[str, Span], prefix: str) -> Iterator[tuple[str, Span]]:
    for path, span in spans.items():
        if path.startswith(prefix):
            yield path.removeprefix(prefix), span


def _twice(entry: _Found, first: _Found) -> Diagnostic:
    name = entry.values["id"]
    related = (Related("given here", first.spans["id"]),) if "id" in first.spans else ()
    message = f"the glossary has two terms with the id `{name}`"
    return error("KR106", message, entry.spans.get("id"), "give one of them another id", *related)
