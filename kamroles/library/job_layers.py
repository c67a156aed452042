"""The layers that make up a job, base first: read from their files before anything is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kamroles.diagnostics import Diagnostic, error
from kamroles.layers.folding import Layer
from kamroles.library.role_layers import RoleFiles
from kamroles.model.employer import Employer
from kamroles.model.fields import shared_lists
from kamroles.model.posting import Posting
from kamroles.source.nodes import Mapping, Scalar, inner, scalar_of

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.library.definitions import Definitions

OWN = ("employer ", "posting ", "--set")
"""How the names of the employer's layers begin."""


class Layers(NamedTuple):
    """The layers of one part of a job, base first: those that others share, then its own."""

    shared: tuple[Layer, ...] = ()
    own: tuple[Layer, ...] = ()


@dataclass(frozen=True, slots=True)
class JobLayers:
    """The layers of one job, read but not folded.

    Attributes:
        role_id, employer_id, posting_id: the files' stems, empty where there is none.
        role, employer, posting: the layers; the employer's shared lists come first in a posting.
        missing: why layers could not be read; those that could are here all the same.

    """

    role_id: str
    role: Layers
    employer_id: str
    employer: Layers
    posting_id: str
    posting: Layers
    missing: tuple[Diagnostic, ...]

    @property
    def id(self) -> str:
        """The stem for file names."""
        return self.posting_id or "-".join(filter(None, (self.role_id, self.employer_id)))


class LayerReader:
    """Reads layers; one that several jobs share is made once, so that folding knows it again."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._layers: dict[tuple[str, int, frozenset[str], frozenset[str]], Layer] = {}

    def role(self, role: str, employer: str | None) -> JobLayers:
        """Read every layer of a role, as it is at an employer; what cannot be read is told."""
        files = RoleFiles(self._definitions, self.layer)
        firm = files.named("employers", employer, None) if employer else None
        layers = Layers(tuple(files.layers(role, None, firm, employer, None)))
        own = Layers((self.layer(f"employer {employer}", firm),)) if firm else Layers()
        missing = tuple(files.missing)
        return JobLayers(role, layers, employer or "", own, "", Layers(), missing)

    def posting(self, name: str, path: Path, employer: str | None) -> JobLayers:
        """Read every layer of a posting; what cannot be read is told.

        Raises:
            Problems: the posting's own file cannot be read.

        """
        posting = self._definitions.tree(path)
        files = RoleFiles(self._definitions, self.layer)
        role_id, role_at = _name_in(posting, "role", files.missing)
        firm_id, firm_at = _name_in(posting, "employer", files.missing)
        if employer and firm_id and employer != firm_id:
            message = f"the posting `{name}` names its own employer, `{firm_id}`"
            span = firm_at.span if firm_at else None
            files.missing.append(error("KR517", message, span, "leave --employer out"))
        firm = files.named("employers", firm_id, firm_at) if firm_id else None
        shared = tuple(files.layers(role_id, role_at, firm, firm_id, posting))
        overrides = tuple(files.overrides(posting, f"posting {name}"))
        called = f"employer {firm_id}"
        lists = (self.layer(called, firm, only=shared_lists(Employer, Posting)),) if firm else ()
        return JobLayers(
            role_id or "",
            Layers(shared, overrides),
            firm_id or "",
            Layers((self.layer(called, firm),)) if firm else Layers(),
            name,
            Layers(lists, (Layer(f"posting {name}", posting),)),
            tuple(files.missing),
        )

    def layer(
        self,
        name: str,
        tree: Mapping,
        *,
        without: frozenset[str] = frozenset(),
        only: frozenset[str] = frozenset(),
        broad: bool = False,
    ) -> Layer:
        """Return a mapping, without some fields or with only some, as a layer."""
        key = name, id(tree), without, only
        if key not in self._layers:
            kept = tree.entries
            if without or only:
                kept = tuple(
                    entry
                    for entry in tree.entries
                    if entry.key.text not in without and (not only or entry.key.text in only)
                )
            # a layer holds the tree's span and entries, and the definitions hold the tree itself
            self._layers[key] = Layer(name, Mapping(kept, tree.span, tree.flow), broad)
        return self._layers[key]


def _name_in(
    posting: Mapping, field: str, missing: list[Diagnostic]
) -> tuple[str | None, Scalar | None]:
    """Return the id that a field of a posting gives."""
    value = inner(posting, field)
    if name := scalar_of(value):
        return name.text, name
    if value is None:  # otherwise it has the wrong kind, which is found out later
        hint = f"add a line `{field}: …`; `kamroles list` shows the names"
        missing.append(error("KR203", f"`{field}` is missing", posting.span, hint))
    return None, None
