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
from kamroles.source.nodes import Mapping, Scalar, Sequence, id_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kamroles.library.shelves import Shelf, Shelves
    from kamroles.source.nodes import Node

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
            kept = tree.entries
            if without or only:
                kept = tuple(
                    entry
                    for entry in tree.entries
                    if entry.key.text not in without and (not only or entry.key.text in only)
                )
            # a layer holds the tree's span and entries, and the shelves hold the tree itself
            self._layers[key] = Layer(name, Mapping(kept, tree.span, tree.flow), broad)
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
        value = posting.get(field)
        if isinstance(value, Scalar) and not value.empty:
            return value.text, value
        if value is None:  # otherwise it has the wrong kind, which is found out later
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
        named = _nearest(chain, "family")
        family = self.named("roles/families", named.text, named) if named else None
        if named and family:
            yield self.layer(f"family {named.text}", family, without=not_inherited(Role))
        for name, tree in chain[:-1]:
            yield self.layer(f"role {name}", tree, without=not_inherited(Role))
        if chain:
            yield self.layer(f"role {chain[-1][0]}", chain[-1][1])
        yield from self.pack([*([("", family)] if family else []), *chain], firm)
        yield from self.overrides(firm, f"employer {firm_id}")
        country = _country(posting, firm) if firm else None
        part = _mapping(_mapping(firm, "countries"), country) if country else None
        yield from self.overrides(part, f"employer {firm_id}, {country}")
        team = _scalar(posting, "team")
        part = _mapping(_mapping(firm, "teams"), team.text) if team else None
        yield from self.overrides(part, f"employer {firm_id}, team {team.text if team else ''}")

    def pack(self, chain: list[tuple[str, Mapping]], firm: Mapping | None) -> Iterator[Layer]:
        """Yield the pack of the role's trade, or else what fits it of the employer's.

        Jobs that do not serve the employer's customers need no licence or tool of its trade.
        """
        name, unfit = _nearest(chain, "industry"), frozenset[str]()
        if name and name.text == NO_PACK:
            return
        if name is None and _is_yes(_nearest(chain, "customer_facing")):
            name = _scalar(firm, "industry")
            unfit = HELD_BY_THE_LED if _is_yes(_nearest(chain, "people_manager")) else unfit
        tree = self.named("roles/packs", name.text, name) if name else None
        if name and tree:
            yield self.layer(f"pack {name.text}", tree, without=unfit, broad=True)

    def chain(self, role_id: str, at: Scalar | None) -> list[tuple[str, Mapping]]:
        """Return the role and those it extends, root first, as far as they can be read."""
        chain: list[tuple[str, Mapping]] = []
        name, place = role_id, at
        while tree := self.named("roles", name, place):
            chain.insert(0, (name, tree))
            extends = _scalar(tree, "extends")
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
        value = tree.get("overrides") if tree else None
        if isinstance(value, Mapping):
            self.missing += faults.not_overridable(value)
            yield self.layer(name, value, without=layer_choosing(Role))
        elif value is not None and not (isinstance(value, Scalar) and value.empty):
            message = "`overrides` takes role fields, indented below it"
            self.missing.append(error("KR202", message, value.span))


def _is_yes(value: Scalar | None) -> bool:
    return value is not None and value.text.lower() in {"yes", "true", "on"}


def _nearest(chain: list[tuple[str, Mapping]], field: str) -> Scalar | None:
    return next((s for _, tree in reversed(chain) if (s := _scalar(tree, field))), None)


def _scalar(tree: Mapping | None, field: str) -> Scalar | None:
    value = tree.get(field) if tree else None
    return value if isinstance(value, Scalar) and not value.empty else None


def _mapping(tree: Mapping | None, field: str) -> Mapping | None:
    value = tree.get(field) if tree else None
    return value if isinstance(value, Mapping) else None


def _country(posting: Mapping | None, firm: Mapping) -> str | None:
    """Return the country of the work, as far as it is written plainly."""
    for place in _sequence(posting, "places"):
        if isinstance(place, Mapping) and (written := _scalar(place, "country")):
            return written.text
        name = place.text if isinstance(place, Scalar) else id_of(place)
        for address in _sequence(firm, "locations"):
            if isinstance(address, Mapping) and id_of(address) == name:
                country = _scalar(address, "country")
                return country.text if country else None
    for area in _sequence(posting, "remote_from"):
        if isinstance(area, Scalar):
            return area.text
    own = _scalar(firm, "country")
    return own.text if own else None


def _sequence(tree: Mapping | None, field: str) -> tuple[Node, ...]:
    value = tree.get(field) if tree else None
    return value.items if isinstance(value, Sequence) else ()
