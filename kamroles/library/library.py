"""What a workspace can name, and how a name becomes a job."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kamroles.diagnostics import Problems
from kamroles.layers.folding import Layer
from kamroles.library.definitions import Definitions
from kamroles.library.job_layers import LayerReader
from kamroles.library.lexicon import Lexicon
from kamroles.library.own_fields import own_fields
from kamroles.library.parts import PartReader, part_alone
from kamroles.library.removals import removed_entries, without_removals
from kamroles.library.resolve import Resolved, resolve
from kamroles.library.set_option import set_layers
from kamroles.library.titles import briefs, meant
from kamroles.model.employer import Employer
from kamroles.model.role import Role, Status
from kamroles.ordinary import followed
from kamroles.workspace import slashed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kamroles.diagnostics import Diagnostic, Span
    from kamroles.library.job_layers import JobLayers
    from kamroles.library.set_option import Sets
    from kamroles.workspace import Workspace

_NAMED: tuple[Literal["postings", "roles"], ...] = ("postings", "roles")


@dataclass(frozen=True, slots=True)
class Target:
    """What a name stands for: the file of a role or of a posting."""

    folder: Literal["roles", "postings"]
    id: str
    path: Path


class Library(Definitions):
    """The roles, employers and postings that a workspace can name."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.lexicon = Lexicon(self)
        self._layers = LayerReader(self)
        self._parts = PartReader(self.ids)

    def find(self, name: str) -> Target:
        """Return what ``name`` stands for: a posting, a role by id or alias, or a file of either.

        Raises:
            Problems: nothing has that name, or several roles do.

        """
        if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
            return self._file(Path(slashed(name)))
        for folder in _NAMED:
            if path := self.ids(folder).get(name):
                return Target(folder, name, path)
        folder, id = meant(self, name)
        return Target(folder, id, self.ids(folder)[id])

    def _file(self, path: Path) -> Target:
        place = followed(path)
        for folder in _NAMED:
            for name, known in self.ids(folder).items():
                if followed(known) == place:
                    return Target(folder, name, known)
        keys = self.tree(path).keys()
        folder = "postings" if "role" in keys or "employer" in keys else "roles"
        self.ids(folder)[path.stem] = path
        return Target(folder, path.stem, path)

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
        given = set_layers(sets, posting=target.folder == "postings")
        layers = self._of(target, employer, given)
        fields = {} if layers.employer.stem else own_fields(self)
        return resolve(layers, self._parts, self.lexicon, self.ids("roles"), given, fields)

    def before_removals(self, target: Target) -> tuple[Resolved, dict[str, Span]] | None:
        """Resolve a target as if the workspace removed no duty or measure, with where it does.

        None where it removes none.

        Raises:
            Problems: it cannot be resolved so.

        """
        given = set_layers((), posting=target.folder == "postings")
        layers = self._of(target, None, given)
        removed = removed_entries(layers.role)
        if not removed:
            return None
        kept, parts = without_removals(layers), PartReader(self.ids)
        return resolve(kept, parts, self.lexicon, self.ids("roles"), given), removed

    def _of(self, target: Target, employer: str | None, given: Sets) -> JobLayers:
        if target.folder == "roles":
            return self._layers.role(target.id, employer)
        chosen = given.layers["posting"]
        return self._layers.posting(target.id, target.path, employer, chosen)

    def roles(self) -> Iterator[Role]:
        """Yield every role without an employer; of one with mistakes, only what it is called."""
        for name, brief in briefs(self).items():
            try:
                yield self.job(self.find(name)).job.role
            except Problems:
                status: Status = "draft" if brief.status == "draft" else "ready"
                yield Role(id=name, title=brief.title, aliases=brief.aliases, status=status)

    def check_employer(self, name: str) -> tuple[Diagnostic, ...]:
        """Return the findings in an employer's own file.

        Raises:
            Problems: it cannot be read.

        """
        tree = self.tree(self.ids("employers")[name])
        return part_alone(Layer(f"employer {name}", tree), Employer, name).diagnostics
