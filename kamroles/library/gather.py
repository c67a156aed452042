"""Which layers make up a job, base first: found by reading, before anything is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.layers.folding import Layer
from kamroles.library import faults
from kamroles.library.names import names_of_roles
from kamroles.model.employer import Employer
from kamroles.model.fields import layer_choosing, not_inherited, shared_lists
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from kamroles.source.nodes import (
    Mapping,
    Scalar,
    id_of,
    inner,
    items_of,
    mapping_of,
    scalar_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kamroles.library.shelves import Shelf, Shelves

SERVES_CUSTOMERS = frozenset({"commercial", "client-service"})
"""Families that work in the employer's trade; other jobs there need no licence or tool of it."""
HELD_BY_THE_LED = frozenset({"responsibilities", "book"})
"""Parts of a pack that fit those who hold accounts, not a manager who leads them."""
NO_PACK = "none"
"""The industry of a role that is the same in every trade."""
OWN = ("employer ", "posting ", "--set")
"""How the names of the employer's layers begin."""


class Layers(NamedTuple):
    """The layers of one part of a job, base first: those that others share, then its own."""

    shared: tuple[Layer, ...] = ()
    own: tuple[Layer, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The layers of one job, read but not folded.

    Attributes:
        id: stem for file names.
        role_id, employer_id, posting_id: the files' stems, empty where there is none.
        role, employer, posting: the layers; the employer's shared lists come first in a posting.
        missing: why layers could not be read; those that could are here all the same.

    """

    id: str
    role_id: str
    role: Layers
    employer_id: str
    employer: Layers
    posting_id: str
    posting: Layers
    missing: tuple[Diagnostic, ...]


class Gatherer:
    """Gathers layers; one that several jobs share is made once, so that it is known again."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._layers: dict[tuple[str, int, frozenset[str], frozenset[str]], Layer] = {}

    def role(self, role: str, employer: str | None) -> Gathered:
        """Read every layer of a role, as it is at an employer; what cannot be read is told."""
        reading = _Reading(self._shelves, self.layer)
        firm = reading.named("employers", employer, None) if employer else None
        layers = Layers(tuple(reading.role_layers(role, None, firm, employer, None)))
        stem = f"{role}-{employer}" if employer else role
        own = Layers((self.layer(f"employer {employer}", firm),)) if firm else Layers()
        missing = tuple(reading.missing)
        return Gathered(stem, role, layers, employer or "", own, "", Layers(), missing)

    def posting(self, name: str, path: Path, employer: str | None) -> Gathered:
        """Read every layer of a posting; what cannot be read is told.

        Raises:
            Problems: the posting's own file cannot be read.

        """
        reading = _Reading(self._shelves, self.layer)
        posting = self._shelves.tree(path)
        role_id, role_at = reading.name_in(posting, "role")
        firm_id, firm_at = reading.name_in(posting, "employer")
        if employer and firm_id and employer != firm_id:
            reading.missing.append(faults.other_employer(name, firm_id, firm_at))
        firm = reading.named("employers", firm_id, firm_at) if firm_id else None
        shared = tuple(reading.role_layers(role_id, role_at, firm, firm_id, posting))
        overrides = tuple(reading.overrides(posting, f"posting {name}"))
        called = f"employer {firm_id}"
        lists = (self.layer(called, firm, only=shared_lists(Employer, Posting)),) if firm else ()
        return Gathered(
            name,
            role_id or "",
            Layers(shared, overrides),
            firm_id or "",
            Layers((self.layer(called, firm),)) if firm else Layers(),
            name,
            Layers(lists, (Layer(f"posting {name}", posting),)),
            tuple(reading.missing),
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
            kept = tree.without(without) if without else tree
            if only:
                kept = kept.having(e for e in kept.entries if e.key.text in only)
            # the shelves hold the tree, so that no other one gets its id
            self._layers[key] = Layer(name, kept, broad)
        return self._layers[key]


class _Reading:
    """Read files by name, and note each that is missing or broken instead of stopping."""

    def __init__(self, shelves: Shelves, layer: Callable[..., Layer]) -> None:
        self.shelves = shelves
        self.layer = layer
        self.missing: list[Diagnostic] = []

    def named(self, shelf: Shelf, name: str, at: Scalar | None) -> Mapping | None:
        """Return the file of that name on a shelf."""
        known = self.shelves.ids(shelf)
        if name not in known:
            called = names_of_roles(self.shelves) if shelf == "roles" else dict.fromkeys(known, ())
            self.missing.append(faults.unknown(shelf, name, at, called))
            return None
        try:
            return self.shelves.tree(known[name])
        except Problems as problems:
            self.missing += problems.diagnostics
            return None

    def name_in(self, posting: Mapping, field: str) -> tuple[str | None, Scalar | None]:
        """Return the id that a field of a posting gives."""
        if value := scalar_of(posting, field):
            return value.text, value
        if posting.get(field) is None:  # otherwise it has the wrong kind, which is found out later
            hint = f"add a line `{field}: …`; `kamroles list` shows the names"
            self.missing.append(error("KR203", f"`{field}` is missing", posting.span, hint))
        return None, None

    def role_layers(
        self,
        role_id: str | None,
        at: Scalar | None,
        firm: Mapping | None,
        firm_id: str | None,
        posting: Mapping | None,
    ) -> Iterator[Layer]:
        """Yield the layers of the role that postings share, base first."""
        yield self.layer("defaults", self.shelves.tree(self.shelves.defaults))
        chain = self.chain(role_id, at) if role_id else []
        family = _nearest(chain, "family")
        yield from self.common("roles/families", "family", family)
        for name, tree in chain[:-1]:
            yield self.layer(f"role {name}", tree, without=not_inherited(Role))
        if chain:
            yield self.layer(f"role {chain[-1][0]}", chain[-1][1])
        yield from self.pack(chain, family, firm)
        yield from self.overrides(firm, f"employer {firm_id}")
        country = _country(posting, firm) if firm else None
        part = mapping_of(firm, "countries", country) if country else None
        yield from self.overrides(part, f"employer {firm_id}, {country}")
        team = scalar_of(posting, "team")
        part = mapping_of(firm, "teams", team.text) if team else None
        yield from self.overrides(part, f"employer {firm_id}, team {team.text if team else ''}")

    def pack(
        self, chain: list[tuple[str, Mapping]], family: Scalar | None, firm: Mapping | None
    ) -> Iterator[Layer]:
        """Yield the pack of the role's trade, or else what fits it of the employer's."""
        own = _nearest(chain, "industry")
        if own and own.text == NO_PACK:
            return
        if own:
            yield from self.common("roles/packs", "pack", own)
        elif family and family.text in SERVES_CUSTOMERS:
            leads = _nearest(chain, "people_manager")
            unfit = (
                HELD_BY_THE_LED
                if leads and leads.text.lower() in {"yes", "true", "on"}
                else frozenset()
            )
            pack = scalar_of(firm, "industry")
            yield from self.common("roles/packs", "pack", pack, without=unfit)

    def common(
        self,
        shelf: Shelf,
        what: str,
        name: Scalar | None,
        *,
        without: frozenset[str] = frozenset(),
    ) -> Iterator[Layer]:
        """Yield the family or pack of that name."""
        tree = self.named(shelf, name.text, name) if name else None
        if name and tree:
            called = f"{what} {name.text}"
            yield self.layer(called, tree, without=without, broad=what == "pack")

    def chain(self, role_id: str, at: Scalar | None) -> list[tuple[str, Mapping]]:
        """Return the role and those it extends, root first, as far as they can be read."""
        chain: list[tuple[str, Mapping]] = []
        name, place = role_id, at
        while tree := self.named("roles", name, place):
            chain.insert(0, (name, tree))
            extends = scalar_of(tree, "extends")
            if extends is None:
                break
            names = [passed for passed, _ in chain]
            if extends.text in names:
                self.missing.append(faults.circle(names, extends))
                break
            name, place = extends.text, extends
        return chain

    def overrides(self, tree: Mapping | None, name: str) -> Iterator[Layer]:
        """Yield what a file says of the role."""
        value = inner(tree, "overrides")
        if isinstance(value, Mapping):
            self.missing += faults.not_overridable(value)
            yield self.layer(name, value, without=layer_choosing(Role))
        elif value and not (isinstance(value, Scalar) and value.empty):
            message = "`overrides` takes role fields, indented below it"
            self.missing.append(error("KR202", message, value.span))


def _nearest(chain: list[tuple[str, Mapping]], field: str) -> Scalar | None:
    return next((s for _, tree in reversed(chain) if (s := scalar_of(tree, field))), None)


def _country(posting: Mapping | None, firm: Mapping) -> str | None:
    """Return the country of the work, as far as it is written plainly."""
    for place in items_of(posting, "places"):
        if written := scalar_of(place, "country"):
            return written.text
        name = id_of(place) or text_of(place)
        for address in items_of(firm, "locations"):
            if id_of(address) == name:
                return text_of(address, "country") or None
    for area in items_of(posting, "remote_from"):
        if written := scalar_of(area):
            return written.text
    return text_of(firm, "country") or None
