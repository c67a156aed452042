"""What a workspace can name, where it stands, and how a name becomes a job."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kamroles import cache
from kamroles.diagnostics import Diagnostic, Problems
from kamroles.library import faults, lexicon
from kamroles.library.layers import Layered, gather
from kamroles.model.job import Job
from kamroles.workspace import Workspace, show_path, slashed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kamroles.source.merge import Folded
    from kamroles.source.nodes import Mapping

_KEPT = {"id", "role", "employer", "posting", "country", "own"}
Shelf = Literal["roles", "employers", "postings", "roles/families", "roles/packs"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a name stands for: the file of a role or of a posting."""

    shelf: Literal["roles", "postings"]
    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Resolved:
    """A job, the findings that did not stop it, and (where asked) how it came about."""

    job: Job
    diagnostics: tuple[Diagnostic, ...] = ()
    history: dict[str, Folded] = field(default_factory=dict)


@dataclass(slots=True)
class Library:
    """The roles, employers and postings that a workspace can name."""

    workspace: Workspace
    _trees: dict[Path, Mapping | Problems] = field(default_factory=dict)
    _shelves: dict[Shelf, dict[str, Path]] = field(default_factory=dict)
    _lexicon: lexicon.Lexicon | None = None
    _stamp: str = ""

    @property
    def stamp(self) -> str:
        """A hash of what every role may refer to: competencies, terms, the names of roles."""
        if not self._stamp:
            self._stamp = cache.key([lexicon.stamp(self), *self.ids("roles")])
        return self._stamp

    @property
    def lexicon(self) -> lexicon.Lexicon:
        """The competencies and the glossary; read once."""
        if self._lexicon is None:
            self._lexicon = lexicon.load(self, self.stamp)
        return self._lexicon

    def ids(self, shelf: Shelf) -> dict[str, Path]:
        """Return every id on a shelf with its file; the workspace's come before shipped ones."""
        if shelf not in self._shelves:
            found: dict[str, Path] = {}
            for folder in self.workspace.folders(*shelf.split("/")):
                # .yaml before .yml; whoever reads one of two such files is told of the other
                paths = [*folder.glob("*.yaml"), *folder.glob("*.yml")]
                for path in sorted(paths, key=lambda path: (path.stem, path.suffix)):
                    if path.stem != "defaults":
                        found.setdefault(path.stem, path)
            self._shelves[shelf] = found
        return self._shelves[shelf]

    def tree(self, path: Path) -> Mapping:
        """Return a file's content; read once.

        Raises:
            Problems: the file cannot be used.

        """
        if path not in self._trees:
            from kamroles.source.yaml import read

            shown = show_path(path)
            try:
                twin = faults.twin(path, shown)
                self._trees[path] = Problems([twin]) if twin else read(path, shown)
            except Problems as problems:
                self._trees[path] = problems
        known = self._trees[path]
        if isinstance(known, Problems):
            raise Problems(known.diagnostics)
        return known

    def find(self, name: str) -> Target:
        """Return what ``name`` stands for: a posting, a role by id or alias, or a file of either.

        Raises:
            Problems: nothing has that name, or several roles do.

        """
        if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
            return self._file(Path(slashed(name)))
        shelves: tuple[Literal["postings", "roles"], ...] = ("postings", "roles")
        for shelf in shelves:
            path = self.ids(shelf).get(name)
            if path:
                return Target(shelf, name, path)
        from kamroles.library.names import meant

        where, id = meant(self, name)
        return Target("postings" if where == "postings" else "roles", id, self.ids(where)[id])

    def _file(self, path: Path) -> Target:
        place = path.resolve()
        shelves: tuple[Literal["postings", "roles"], ...] = ("postings", "roles")
        for shelf in shelves:
            for name, known in self.ids(shelf).items():
                if known.resolve() == place:
                    return Target(shelf, name, known)
        keys = self.tree(path).keys()
        shelf = "postings" if "role" in keys or "employer" in keys else "roles"
        self.ids(shelf)[path.stem] = path
        return Target(shelf, path.stem, path)

    def job(
        self,
        target: Target,
        *,
        employer: str | None = None,
        sets: Sequence[str] = (),
        fresh: bool = False,
    ) -> Resolved:
        """Resolve a target into the job it describes.

        Args:
            target: from ``find``.
            employer: id of the employer for a role; a posting names its own.
            sets: ``path=value`` overrides, the nearest of all layers.
            fresh: work it out even if it is known, with spans and history.

        Raises:
            Problems: every error found in every layer.

        """
        layered = gather(self, target, employer, sets)
        if layered.missing:
            return _resolve(layered, self)
        stamp = cache.key(["job", cache.code_stamp(), self.stamp, *layered.texts()])
        if not fresh:
            kept = cache.load_json("jobs", stamp)
            if isinstance(kept, dict) and kept.keys() == _KEPT:
                return Resolved(Job(**kept))
        resolved = _resolve(layered, self)
        if not resolved.diagnostics:
            job = resolved.job
            cache.store_json("jobs", stamp, {name: getattr(job, name) for name in _KEPT})
        return resolved


def _resolve(layered: Layered, library: Library) -> Resolved:
    from kamroles.library.resolve import resolve  # brings Pydantic, which costs a fifth of a second

    job, found, history = resolve(layered, library)
    return Resolved(job, found, history)
