"""What a workspace can name, and how a name becomes a job."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kamroles.layers.folding import Layer
from kamroles.library.gather import Gatherer
from kamroles.library.lexicon import Lexicon
from kamroles.library.names import meant
from kamroles.library.parts import Parts, part_alone
from kamroles.library.resolve import Resolved, resolve
from kamroles.library.shelves import Shelves
from kamroles.model.employer import Employer
from kamroles.workspace import slashed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kamroles.diagnostics import Diagnostic
    from kamroles.workspace import Workspace

_SHELVES: tuple[Literal["postings", "roles"], ...] = ("postings", "roles")


@dataclass(frozen=True, slots=True)
class Target:
    """What a name stands for: the file of a role or of a posting."""

    shelf: Literal["roles", "postings"]
    id: str
    path: Path


class Library(Shelves):
    """The roles, employers and postings that a workspace can name."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.lexicon = Lexicon(self)
        self._gatherer = Gatherer(self)
        self._parts = Parts(self.ids)

    def find(self, name: str) -> Target:
        """Return what ``name`` stands for: a posting, a role by id or alias, or a file of either.

        Raises:
            Problems: nothing has that name, or several roles do.

        """
        if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
            return self._file(Path(slashed(name)))
        for shelf in _SHELVES:
            if path := self.ids(shelf).get(name):
                return Target(shelf, name, path)
        shelf, id = meant(self, name)
        return Target(shelf, id, self.ids(shelf)[id])

    def _file(self, path: Path) -> Target:
        place = path.resolve()
        for shelf in _SHELVES:
            for name, known in self.ids(shelf).items():
                if known.resolve() == place:
                    return Target(shelf, name, known)
        keys = self.tree(path).keys()
        shelf = "postings" if "role" in keys or "employer" in keys else "roles"
        self.ids(shelf)[path.stem] = path
        return Target(shelf, path.stem, path)

    def job(
        self, target: Target, *, employer: str | None = None, sets: Sequence[str] = ()
    ) -> Resolved:
        """Resolve a target into the job it describes.

        Args:
            target: from ``find``.
            employer: id of the employer for a role; a posting names its own.
            sets: ``path=value`` overrides, the nearest of all layers.

        Raises:
            Problems: every error found in every layer.

        """
        if target.shelf == "roles":
            gathered = self._gatherer.role(target.id, employer)
        else:
            gathered = self._gatherer.posting(target.id, target.path, employer)
        return resolve(gathered, self._parts, self.lexicon, self.ids("roles"), sets)

    def check_employer(self, name: str) -> tuple[Diagnostic, ...]:
        """Return the findings in an employer's own file.

        Raises:
            Problems: it cannot be read.

        """
        tree = self.tree(self.ids("employers")[name])
        return part_alone(Layer(f"employer {name}", tree), Employer, name).diagnostics
