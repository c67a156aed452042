"""What one document is made from: a role, and the employer and posting where there are any."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kamroles.model.base import Model
from kamroles.model.walk import walk
from kamroles.source.nodes import NOWHERE, children, inner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table
    from typing import Any

    from kamroles.diagnostics import Span
    from kamroles.model.employer import Employer
    from kamroles.model.posting import Posting
    from kamroles.model.role import Role
    from kamroles.source.nodes import Node


@dataclass(frozen=True, eq=False)
class Job:
    """A role with all layers merged, checked and complete.

    Attributes:
        id: stem for file names: the posting's id, or the role's with the employer's.
        role: with what the library says of its competencies and terms.
        employer: None for an unbranded template.
        posting: ``places``, ``benefits``, ``statements`` and ``apply`` are those that apply,
            complete with what the employer gives. None without a posting.
        country: ISO code of the country the document is for, or None.
        own_data: by name, the own data that a part which is not there could have, unset.

    """

    id: str
    role: Role
    employer: Employer | None = None
    posting: Posting | None = None
    country: str | None = None
    own_data: Table[str, Any] = field(default_factory=dict)

    @property
    def parts(self) -> dict[str, Model]:
        """Return role, employer and posting, as far as there are any, by name."""
        named = {"role": self.role, "employer": self.employer, "posting": self.posting}
        return {name: part for name, part in named.items() if part is not None}

    def values(self) -> Iterator[tuple[str, Any]]:
        """Yield every value with its dotted path, such as ``role.tools.crm.text``."""
        for name, part in self.parts.items():
            yield from walk(part, name)

    def span(self, path: str) -> Span | None:
        """Return where the value at a dotted path was written; None for what nobody wrote."""
        node = self._node(path)
        return node.span if node and node != NOWHERE else None

    def _node(self, path: str) -> Node | None:
        """Return the node of the value at a path; deeper than values go, that of a part of it."""
        if path in self._nodes:
            return self._nodes[path]
        around, _, step = path.rpartition(".")
        return inner(self._node(around), step) if around else None

    @cached_property
    def _nodes(self) -> dict[str, Node | None]:
        """The node of each value, by its path; of two entries of one name, that of the first."""
        found: dict[str, Node | None] = {}
        for name, part in self.parts.items():
            found[name] = part.node
        inside: dict[str, dict[str, Node]] = {}
        for path, value in self.values():
            around, _, step = path.rpartition(".")
            if path in found:
                continue
            if isinstance(value, Model):  # it may come from another file than what is around it
                found[path] = value.node
                continue
            if around not in inside:
                inside[around] = dict(reversed(children(found[around] or NOWHERE)))
            found[path] = inside[around].get(step)
        return found

    def place(self, path: str) -> Span | None:
        """Return where a value was written, or else the list or group it stands in."""
        found = None
        while path and found is None:
            found = self.span(path)
            path = path.rpartition(".")[0]
        return found
