"""Which layers make up a job, base first: found by reading, before anything is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.library import faults
from kamroles.library.faults import FIXED
from kamroles.library.names import names_of_roles
from kamroles.source.merge import Layer
from kamroles.source.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as Several

    from kamroles.library.shelves import Library, Shelf, Target
    from kamroles.source.nodes import Node

NOT_INHERITED = frozenset({"id", "extends", "title", "aliases"})
SERVES_CUSTOMERS = frozenset({"commercial", "client-service"})
"""Families that work in the employer's trade; other jobs there need no licence or tool of it."""
HELD_BY_THE_LED = frozenset({"responsibilities", "book"})
"""Parts of a pack that fit those who hold accounts, not a manager who leads them."""
NO_PACK = "none"
"""The industry of a role that is the same in every trade."""
SHARED_WITH_POSTING = frozenset({"benefits", "statements", "apply"})


@dataclass(frozen=True, slots=True)
class Layered:
    """The layers of one job, read but not folded.

    Attributes:
        id: stem for file names.
        role_id, employer_id, posting_id: the files' stems, None where there is none.
        role: layers of the role, base first.
        employer: the employer's own tree.
        posting: layers of the posting; the employer's shared lists come first.
        sets: ``path=value`` overrides as given.
        missing: why layers could not be read; those that could are here all the same.

    """

    id: str
    role_id: str
    role: tuple[Layer, ...]
    employer_id: str | None = None
    employer: Mapping | None = None
    posting_id: str | None = None
    posting: tuple[Layer, ...] = ()
    sets: tuple[str, ...] = ()
    missing: tuple[Diagnostic, ...] = ()

    def texts(self) -> Iterator[str]:
        """Yield everything the result depends on."""
        yield self.id
        for layer in (*self.role, *self.posting):
            yield layer.name
            yield layer.node.span.source.name
            yield layer.node.span.source.text
        if self.employer:
            yield self.employer.span.source.text
        yield from self.sets


def gather(library: Library, target: Target, employer: str | None, sets: Several[str]) -> Layered:
    """Read every layer of a target (see ``Library.job``); what cannot be read is told in it.

    Raises:
        Problems: the target's own file cannot be read.

    """
    reading = _Reading(library)
    if target.shelf == "roles":
        firm = reading.named("employers", employer, None) if employer else None
        role = tuple(reading.role_layers(target.id, None, firm, employer, None))
        stem = f"{target.id}-{employer}" if employer else target.id
        missing = tuple(reading.missing)
        return Layered(stem, target.id, role, employer, firm, sets=tuple(sets), missing=missing)
    posting = library.tree(target.path)
    role_id, role_at = reading.name_in(posting, "role")
    firm_id, firm_at = reading.name_in(posting, "employer")
    if employer and firm_id and employer != firm_id:
        reading.missing.append(faults.other_employer(target.id, firm_id, firm_at))
    firm = reading.named("employers", firm_id, firm_at) if firm_id else None
    role = tuple(reading.role_layers(role_id, role_at, firm, firm_id, posting, target.id))
    own = [Layer(f"posting {target.id}", posting)]
    if firm:
        own.insert(0, Layer(f"employer {firm_id}", _only(firm, SHARED_WITH_POSTING)))
    return Layered(
        target.id, role_id or "", role, firm_id, firm, target.id, tuple(own), tuple(sets),
        tuple(reading.missing),
    )  # fmt: skip


class _Reading:
    """Read files by name, and note each that is missing or broken instead of stopping."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.missing: list[Diagnostic] = []

    def named(self, shelf: Shelf, name: str, at: Scalar | None) -> Mapping | None:
        """Return the file of that name on a shelf."""
        known = self.library.ids(shelf)
        if name not in known:
            called = names_of_roles(self.library) if shelf == "roles" else dict.fromkeys(known, ())
            self.missing.append(faults.unknown(shelf, name, at, called))
            return None
        try:
            return self.library.tree(known[name])
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
        posting_id: str = "",
    ) -> Iterator[Layer]:
        """Yield the layers of the role, base first."""
        defaults = self.library.workspace.folders("roles")[-1] / "defaults.yaml"
        yield Layer("defaults", self.library.tree(defaults))
        chain = self.chain(role_id, at) if role_id else []
        family = _nearest(chain, "family")
        yield from self.shared("roles/families", "family", family)
        for name, tree in chain[:-1]:
            yield Layer(f"role {name}", _without(tree, NOT_INHERITED))
        if chain:
            yield Layer(f"role {chain[-1][0]}", chain[-1][1])
        yield from self.pack(chain, family, firm)
        yield from self.overrides(firm, f"employer {firm_id}")
        country = _country(posting, firm) if firm else None
        part = _mapping(_mapping(firm, "countries"), country) if country else None
        yield from self.overrides(part, f"employer {firm_id}, {country}")
        team = _scalar(posting, "team")
        part = _mapping(_mapping(firm, "teams"), team.text) if team else None
        yield from self.overrides(part, f"employer {firm_id}, team {team.text if team else ''}")
        yield from self.overrides(posting, f"posting {posting_id}")

    def pack(
        self, chain: list[tuple[str, Mapping]], family: Scalar | None, firm: Mapping | None
    ) -> Iterator[Layer]:
        """Yield the pack of the role's trade, or else what fits it of the employer's."""
        own = _nearest(chain, "industry")
        if own and own.text == NO_PACK:
            return
        if own:
            yield from self.shared("roles/packs", "pack", own)
        elif family and family.text in SERVES_CUSTOMERS:
            leads = _nearest(chain, "people_manager")
            unfit = (
                HELD_BY_THE_LED
                if leads and leads.text.lower() in {"yes", "true", "on"}
                else frozenset()
            )
            for layer in self.shared("roles/packs", "pack", _scalar(firm, "industry")):
                yield Layer(layer.name, _without(layer.node, unfit), layer.broad)

    def shared(self, shelf: Shelf, what: str, name: Scalar | None) -> Iterator[Layer]:
        """Yield the family or pack of that name."""
        tree = self.named(shelf, name.text, name) if name else None
        if name and tree:
            yield Layer(f"{what} {name.text}", tree, broad=what == "pack")

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
            yield Layer(name, _without(value, FIXED))
        elif value is not None and not (isinstance(value, Scalar) and value.empty):
            message = "`overrides` takes role fields, indented below it"
            self.missing.append(error("KR202", message, value.span))


def _nearest(chain: list[tuple[str, Mapping]], field: str) -> Scalar | None:
    return next((s for _, tree in reversed(chain) if (s := _scalar(tree, field))), None)


def _scalar(tree: Mapping | None, field: str) -> Scalar | None:
    value = tree.get(field) if tree else None
    return value if isinstance(value, Scalar) and not value.empty else None


def _mapping(tree: Mapping | None, field: str) -> Mapping | None:
    value = tree.get(field) if tree else None
    return value if isinstance(value, Mapping) else None


def _only(tree: Mapping, names: frozenset[str]) -> Mapping:
    return Mapping(tuple(e for e in tree.entries if e.key.text in names), tree.span)


def _without(tree: Mapping, names: frozenset[str]) -> Mapping:
    return Mapping(tuple(e for e in tree.entries if e.key.text not in names), tree.span)


def _country(posting: Mapping | None, firm: Mapping) -> str | None:
    """Return the country of the work, as far as it is written plainly."""
    for place in _sequence(posting, "places"):
        if isinstance(place, Mapping) and (written := _scalar(place, "country")):
            return written.text
        name = place.text if isinstance(place, Scalar) else _id_of(place)
        for address in _sequence(firm, "locations"):
            if isinstance(address, Mapping) and _id_of(address) == name:
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


def _id_of(node: Node) -> str | None:
    name = _scalar(node, "id") if isinstance(node, Mapping) else None
    return name.text if name else None
