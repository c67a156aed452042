"""The layers that make up a job, base first: read from their files before anything is checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from kamroles.diagnostics import Diagnostic, error
from kamroles.layers.fold import fold
from kamroles.layers.folding import Layer
from kamroles.library.definitions import is_shipped
from kamroles.library.role_layers import RoleFiles
from kamroles.model.employer import Employer
from kamroles.model.fields import handed_on
from kamroles.model.posting import Posting
from kamroles.source.nodes import Mapping, Scalar, inner, scalar_of

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.library.definitions import Definitions

OWN = ("employer ", "posting ", "--set")
"""How the names of the employer's layers begin."""
_Key = tuple[str, int, frozenset[str]]


class Layers(NamedTuple):
    """The layers of one part of a job, base first: those that others share, then its own.

    ``stem`` is that of the part's file, empty where there is none.
    """

    stem: str = ""
    shared: tuple[Layer, ...] = ()
    own: tuple[Layer, ...] = ()


@dataclass(frozen=True, slots=True)
class JobLayers:
    """The layers of one job, read but not folded.

    Attributes:
        role, employer, posting: the layers; the employer's shared lists come first in a posting.
        missing: why layers could not be read; those that could are here all the same.

    """

    role: Layers
    employer: Layers
    posting: Layers
    missing: tuple[Diagnostic, ...]

    @property
    def id(self) -> str:
        """The stem for file names."""
        return self.posting.stem or "-".join(filter(None, (self.role.stem, self.employer.stem)))

    def having(self, role: Layers) -> JobLayers:
        """Return them with other layers of the role."""
        return replace(self, role=role)


class LayerReader:
    """Reads layers; one that several jobs share is made once, so that folding knows it again."""

    _shipped: ClassVar[dict[_Key, Layer]] = {}

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._layers: dict[_Key, Layer] = {}

    def role(self, role: str, employer: str | None) -> JobLayers:
        """Read every layer of a role, as it is at an employer; what cannot be read is told."""
        files = RoleFiles(self._definitions, self.layer)
        firm = files.named("employers", employer, None) if employer else None
        layers = tuple(files.layers(role, None, firm, employer, None))
        own = self._of_employer(employer, firm)
        return JobLayers(Layers(role, layers), own, Layers(), tuple(files.missing))

    def posting(
        self, name: str, path: Path, employer: str | None, sets: tuple[Layer, ...] = ()
    ) -> JobLayers:
        """Read every layer of a posting; what cannot be read is told.

        Role, employer, team and places choose layers also where ``sets``, the layers of options,
        say them.

        Raises:
            Problems: the posting's own file cannot be read.

        """
        posting = self._definitions.tree(path)
        own = Layer(f"posting {name}", posting)
        chosen = fold((own, *sets), Posting).tree if sets else posting
        files = RoleFiles(self._definitions, self.layer)
        role_id, role_at = _name_in(chosen, "role", files.missing)
        firm_id, firm_at = _name_in(chosen, "employer", files.missing)
        if employer and firm_id and employer != firm_id:
            message = f"the posting `{name}` names its own employer, `{firm_id}`"
            span = firm_at.span if firm_at else None
            files.missing.append(error("KR517", message, span, "leave --employer out"))
        firm = files.named("employers", firm_id, firm_at) if firm_id else None
        shared = tuple(files.layers(role_id, role_at, firm, firm_id, chosen))
        overrides = tuple(files.overrides(posting, f"posting {name}"))
        given = self._of_employer(firm_id, firm, only=handed_on(Employer, Posting)).shared
        return JobLayers(
            Layers(role_id or "", shared, overrides),
            self._of_employer(firm_id, firm),
            Layers(name, given, (own,)),
            tuple(files.missing),
        )

    def _of_employer(
        self, name: str | None, firm: Mapping | None, only: frozenset[str] = frozenset()
    ) -> Layers:
        """Return an employer's layers, with only some of its fields if any are named."""
        if not firm:
            return Layers(name or "")
        without = frozenset(firm.keys()) - only if only else only
        return Layers(name or "", (self.layer(f"employer {name}", firm, without=without),))

    def layer(
        self,
        name: str,
        tree: Mapping,
        *,
        without: frozenset[str] = frozenset(),
        broad: bool = False,
    ) -> Layer:
        """Return a mapping, without some fields, as a layer."""
        ships = is_shipped(tree)
        known, key = self._shipped if ships else self._layers, (name, id(tree), without)
        if key not in known:
            # a layer holds the tree's span and entries, and the definitions hold the tree itself
            known[key] = Layer(name, tree.without(without), broad, ships)
        return known[key]


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
