"""What roles name beside each other: the library's competencies and the terms of its glossary."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeVar

from kamroles.diagnostics import ENOUGH, Diagnostic, Problems, Related, error, suggest
from kamroles.layers.folding import Layer
from kamroles.library.definitions import shipped_tree, ships
from kamroles.library.parts import JobPart, part_alone
from kamroles.model.base import Model
from kamroles.model.reference import CompetencyEntry, Glossary, Term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Known
    from pathlib import Path

    from kamroles.library.definitions import Definitions, Folder
    from kamroles.source.nodes import Mapping

M = TypeVar("M", bound=Model)


class Lexicon:
    """Competencies and terms by id, the workspace's before shipped ones; read when asked for."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._competencies: dict[str, CompetencyEntry | None] = {}
        self._broken: dict[Path, list[Diagnostic]] = {}

    def competency(self, name: str) -> CompetencyEntry | None:
        """Return a competency; None where there is none, or its file cannot be used."""
        if name not in self._competencies:
            path = self._definitions.ids("roles/competencies").get(name)
            entry = self._read("competencies", path, CompetencyEntry) if path else None
            self._competencies[name] = entry
        return self._competencies[name]

    @property
    def competencies(self) -> Known[str, CompetencyEntry]:
        """All competencies whose files can be used."""
        names = self._definitions.ids("roles/competencies")
        return {name: entry for name in names if (entry := self.competency(name))}

    @cached_property
    def terms(self) -> Known[str, Term]:
        """All terms of the glossary."""
        files: dict[str, Path] = {}
        found: dict[str, Term] = {}
        for path in self._glossaries():
            glossary = self._read("glossary", path, Glossary)
            for term in glossary.terms if glossary else ():
                first = found.setdefault(term.id, term)
                file = files.setdefault(term.id, path)
                if first is not term and file.parent == path.parent:
                    self._tell(path, _twice(term, first))
        self._relate(found, files)
        return found

    def broken(self, folder: Folder, stem: str = "") -> Iterator[Diagnostic]:
        """Yield what is wrong in the files of a folder, or in the one of that name."""
        for path, found in self._broken.items():
            if path.parent.name == folder.rpartition("/")[2] and stem in {"", path.stem}:
                yield from found

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what is wrong in any file."""
        _ = self.competencies, self.terms
        for found in self._broken.values():
            yield from found

    def _glossaries(self) -> Iterator[Path]:
        for folder in self._definitions.workspace.folders("roles", "glossary"):
            yield from (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("*.yml")))

    def _read(self, name: str, path: Path, model: type[M]) -> M | None:
        try:
            if ships(path):
                part = _shipped(name, path, model)
            else:
                part = _alone(name, path, model, self._definitions.tree(path))
        except Problems as problems:
            self._tell(path, *problems.diagnostics)
            return None
        self._tell(path, *part.diagnostics)
        return part.value

    def _relate(self, terms: Known[str, Term], files: Known[str, Path]) -> None:
        """Look for related terms that are not there."""
        lost = [
            (term, number, name)
            for term in terms.values()
            for number, name in enumerate(term.related)
            if name not in terms
        ]
        for told, (term, number, name) in enumerate(lost):
            hint = suggest(name, terms if told < ENOUGH else (), "take it out")
            message = f"the glossary has no term `{name}`"
            span = term.span("related", str(number))
            self._tell(files[term.id], error("KR502", message, span, hint))

    def _tell(self, path: Path, *found: Diagnostic) -> None:
        if found:
            self._broken.setdefault(path, []).extend(found)


def _alone(name: str, path: Path, model: type[M], tree: Mapping) -> JobPart[M]:
    return part_alone(Layer(f"{name} {path.stem}", tree), model, path.stem)


@cache
def _shipped(name: str, path: Path, model: type[M]) -> JobPart[M]:
    """Return what a file says that ships: the same in every workspace that a process opens."""
    return _alone(name, path, model, shipped_tree(path))


def _twice(term: Term, first: Term) -> Diagnostic:
    place = first.span("id")
    related = (Related("given here", place),) if place else ()
    message = f"the glossary has two terms with the id `{term.id}`"
    return error("KR106", message, term.span("id"), "give one of them another id", *related)


def names_of(entry: Term | CompetencyEntry) -> Iterator[str]:
    """Yield all that a term or competency is called, its id first."""
    yield entry.id
    yield entry.name
    if isinstance(entry, Term) and entry.short:
        yield entry.short
    yield from entry.aliases
