"""The layers of a role, from the defaults up to what an employer says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error, there_is
from kamroles.library.titles import alike, names_of_roles, offered
from kamroles.model.areas import country_in
from kamroles.model.fields import layer_choosing, not_inherited
from kamroles.model.role import Role
from kamroles.source.nodes import Mapping, Scalar, id_of, inner, items_of, scalar_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Mapping as Known

    from kamroles.layers.folding import Layer
    from kamroles.library.definitions import Definitions, Folder
    from kamroles.source.nodes import Node

NO_PACK = "none"
"""The industry of a role that is the same in every trade."""
_HELD_BY_THE_LED = frozenset({"responsibilities", "book"})
"""Parts of a pack that fit those who hold accounts, not a manager who leads them."""
_CALLED: dict[str, str] = {
    "roles": "role",
    "employers": "employer",
    "roles/families": "job family",
    "roles/packs": "industry pack",
}
_Chain = list[tuple[str, Mapping]]


class RoleFiles:
    """Reads files by name, and notes in ``missing`` what is not there or broken."""

    def __init__(self, definitions: Definitions, layer: Callable[..., Layer]) -> None:
        self.definitions = definitions
        self.layer = layer
        self.missing: list[Diagnostic] = []

    def named(self, folder: Folder, name: str, at: Scalar | None) -> Mapping | None:
        """Return the content of the file of that name in a folder."""
        known = self.definitions.ids(folder)
        if name not in known:
            roles = folder == "roles"
            called = names_of_roles(self.definitions) if roles else dict.fromkeys(known, ())
            self.missing.append(_unknown(folder, name, at, called))
            return None
        try:
            return self.definitions.tree(known[name])
        except Problems as problems:
            self.missing += problems.diagnostics
            return None

    def layers(
        self,
        role_id: str | None,
        at: Scalar | None,
        firm: Mapping | None,
        firm_id: str | None,
        posting: Mapping | None,
    ) -> Iterator[Layer]:
        """Yield the layers of the role that postings share, base first."""
        yield self.layer("defaults", self.definitions.tree(self.definitions.defaults))
        chain = self._chain(role_id, at) if role_id else []
        family = _nearest(chain, "family")
        shared = self.named("roles/families", family.text, family) if family else None
        if family and shared:
            yield self.layer(f"family {family.text}", shared, without=not_inherited(Role))
        for name, tree in chain[:-1]:
            yield self.layer(f"role {name}", tree, without=not_inherited(Role))
        if chain:
            yield self.layer(f"role {chain[-1][0]}", chain[-1][1])
        yield from self._pack([("", shared), *chain] if shared else chain, firm)
        yield from self.overrides(firm, f"employer {firm_id}")
        if firm and (country := _country(posting, firm)):
            part = inner(firm, "countries", country)
            yield from self.overrides(part, f"employer {firm_id}, {country}")
        if team := scalar_of(posting, "team"):
            part = inner(firm, "teams", team.text)
            yield from self.overrides(part, f"employer {firm_id}, team {team.text}")

    def overrides(self, tree: Node | None, name: str) -> Iterator[Layer]:
        """Yield what a file says of the role."""
        value = inner(tree, "overrides")
        if isinstance(value, Mapping):
            for entry in value.entries:
                if entry.key.text in layer_choosing(Role):
                    what = f"`{entry.key.text}` decides which files are read"
                    hint = "write a role of its own with it, and name that one"
                    message = f"{what}; it cannot be overridden"
                    self.missing.append(error("KR508", message, entry.key.span, hint))
            yield self.layer(name, value, without=layer_choosing(Role))
        elif value is not None and not (isinstance(value, Scalar) and value.empty):
            message = "`overrides` takes role fields, indented below it"
            self.missing.append(error("KR202", message, value.span))

    def _chain(self, role_id: str, at: Scalar | None) -> _Chain:
        """Return the role and those it extends, root first, as far as they can be read."""
        chain: _Chain = []
        name, place = role_id, at
        while tree := self.named("roles", name, place):
            chain.insert(0, (name, tree))
            extends = scalar_of(tree, "extends")
            if extends is None:
                break
            names = [passed for passed, _ in chain]
            if extends.text in names:
                self.missing.append(_circle(names, extends))
                break
            name, place = extends.text, extends
        return chain

    def _pack(self, chain: _Chain, firm: Mapping | None) -> Iterator[Layer]:
        """Yield the pack of the role's trade, or else what fits it of the employer's.

        Jobs that do not serve the employer's customers need no licence or tool of its trade.
        """
        name, unfit = _nearest(chain, "industry"), not_inherited(Role)
        if name and name.text == NO_PACK:
            return
        if name is None and _is_yes(_nearest(chain, "customer_facing")):
            name = scalar_of(firm, "industry")
            if _is_yes(_nearest(chain, "people_manager")):
                unfit |= _HELD_BY_THE_LED
        tree = self.named("roles/packs", name.text, name) if name else None
        if name and tree:
            yield self.layer(f"pack {name.text}", tree, without=unfit, broad=True)


def _nearest(chain: _Chain, field: str) -> Scalar | None:
    found = (scalar_of(tree, field) for _, tree in reversed(chain))
    return next(filter(None, found), None)


def _is_yes(value: Scalar | None) -> bool:
    return value is not None and value.text.lower() in {"yes", "true", "on"}


def _country(posting: Mapping | None, firm: Mapping) -> str | None:
    """Return the country of the work, as far as it is written plainly."""
    for place in items_of(posting, "places"):
        name = place.text if isinstance(place, Scalar) else id_of(place)
        known = scalar_of(firm, "locations", name, "country")
        if written := scalar_of(place, "country") or known:
            return written.text
    areas = (inner(posting, "remote_from"), *items_of(posting, "remote_from"))
    for area in areas:
        if isinstance(area, Scalar) and (country := country_in(area.text)):
            return country
    return text_of(firm, "country") or None


def _circle(names: list[str], extends: Scalar) -> Diagnostic:
    # the chain runs root first, so it is told from the role that was asked for
    circle = " -> ".join([*reversed(names[: names.index(extends.text) + 1]), extends.text])
    hint = "take one of these `extends` lines out"
    return error("KR503", f"roles extend each other in a circle: {circle}", extends.span, hint)


def _unknown(
    folder: Folder, name: str, at: Scalar | None, known: Known[str, Iterable[str]]
) -> Diagnostic:
    what = _CALLED.get(folder, "file")
    hint = offered(alike(name, known)) or there_is(known) or f"there is no {what} yet"
    return error("KR502", f"no {what} is called `{name}`", at.span if at else None, hint)
