"""Which layers make up a job, base first: found by reading, before anything is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, error, nearest
from kamroles.source.merge import Layer
from kamroles.source.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as Several

    from kamroles.source.nodes import Node

NOT_INHERITED = frozenset({"id", "extends", "title", "aliases"})
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

    """

    id: str
    role_id: str
    role: tuple[Layer, ...]
    employer_id: str | None = None
    employer: Mapping | None = None
    posting_id: str | None = None
    posting: tuple[Layer, ...] = ()
    sets: tuple[str, ...] = ()

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


def gather(library: Any, target: Any, employer: str | None, sets: Several[str]) -> Layered:
    """Read every layer of a target (see ``Library.job``).

    Raises:
        Problems: a file that is needed is missing or cannot be read.

    """
    posting = library.tree(target.path) if target.shelf == "postings" else None
    role_id, role_at = target.id, None
    if posting:
        role_id, role_at = _name(posting, "role")
        employer, employer_at = _name(posting, "employer")
        firm = _shelf(library, "employers", employer, employer_at)
    else:
        firm = _shelf(library, "employers", employer, None) if employer else None
    chain = _chain(library, role_id, role_at)
    layers = tuple(_role_layers(library, chain, firm, employer, posting, target.id))
    stem = target.id if posting or not employer else f"{target.id}-{employer}"
    own: tuple[Layer, ...] = ()
    if posting and firm:
        own = (
            Layer(f"employer {employer}", _only(firm, SHARED_WITH_POSTING)),
            Layer(f"posting {target.id}", posting),
        )
    return Layered(
        stem, role_id, layers, employer, firm, target.id if posting else None, own, tuple(sets)
    )


def _role_layers(
    library: Any,
    chain: list[tuple[str, Mapping]],
    firm: Mapping | None,
    employer: str | None,
    posting: Mapping | None,
    posting_id: str,
) -> Iterator[Layer]:
    defaults = library.workspace.folders("roles")[-1] / "defaults.yaml"
    yield Layer("defaults", library.tree(defaults))
    family = _nearest(chain, "family")
    if family:
        yield Layer(f"family {family.text}", _shelf(library, "roles/families", family.text, family))
    for name, tree in chain[:-1]:
        yield Layer(f"role {name}", _without(tree, NOT_INHERITED))
    yield Layer(f"role {chain[-1][0]}", chain[-1][1])
    industry = _nearest(chain, "industry") or _scalar(firm, "industry")
    if industry:
        yield Layer(
            f"pack {industry.text}", _shelf(library, "roles/packs", industry.text, industry)
        )
    if firm:
        yield from _overrides(firm, f"employer {employer}")
        country = _country(posting, firm)
        part = _mapping(_mapping(firm, "countries"), country) if country else None
        yield from _overrides(part, f"employer {employer}, {country}")
        team = _scalar(posting, "team")
        part = _mapping(_mapping(firm, "teams"), team.text) if team else None
        yield from _overrides(part, f"employer {employer}, team {team.text if team else ''}")
    yield from _overrides(posting, f"posting {posting_id}")


def _chain(library: Any, role_id: str, at: Scalar | None) -> list[tuple[str, Mapping]]:
    """Return the role and those it extends, root first."""
    chain = [(role_id, _shelf(library, "roles", role_id, at))]
    while True:
        extends = _scalar(chain[0][1], "extends")
        if extends is None:
            return chain
        names = [name for name, _ in chain]
        if extends.text in names:
            circle = " -> ".join([*reversed(names[: names.index(extends.text) + 1]), extends.text])
            # the chain runs root first, so it is told from the role that was asked for
            raise Problems(
                [
                    error(
                        "KR503",
                        f"roles extend each other in a circle: {circle}",
                        extends.span,
                        "take one of these `extends` lines out",
                    )
                ]
            )
        chain.insert(0, (extends.text, _shelf(library, "roles", extends.text, extends)))


def _shelf(library: Any, shelf: str, name: str, at: Scalar | None) -> Mapping:
    known = library.ids(shelf)
    if name in known:
        found: Mapping = library.tree(known[name])
        return found
    what = {
        "roles": "role",
        "employers": "employer",
        "roles/families": "job family",
        "roles/packs": "industry pack",
    }[shelf]
    near = nearest(name, known)
    hint = f"did you mean {' or '.join(f'`{n}`' for n in near)}?" if near else None
    hint = hint or (f"there is: {', '.join(known)}" if known else f"there is no {what} yet")
    raise Problems([error("KR502", f"no {what} is called `{name}`", at.span if at else None, hint)])


def _name(posting: Mapping, field: str) -> tuple[str, Scalar]:
    value = posting.get(field)
    if isinstance(value, Scalar) and not value.empty:
        return value.text, value
    raise Problems(
        [
            error(
                "KR203",
                f"`{field}` is missing",
                (value or posting).span,
                f"add a line `{field}: …`; `kamroles list` shows the names",
            )
        ]
    )


def _overrides(tree: Mapping | None, name: str) -> Iterator[Layer]:
    value = tree.get("overrides") if tree else None
    if isinstance(value, Mapping):
        yield Layer(name, value)
    elif value is not None and not (isinstance(value, Scalar) and value.empty):
        raise Problems(
            [error("KR202", "`overrides` takes role fields, indented below it", value.span)]
        )


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
