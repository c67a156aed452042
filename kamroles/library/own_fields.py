"""The names of own data that the employers of a workspace declare."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, get_args

from kamroles.diagnostics import Problems
from kamroles.model.employer import OwnField, OwnType
from kamroles.source.nodes import children, inner, text_of

if TYPE_CHECKING:
    from kamroles.library.definitions import Definitions


def own_fields(definitions: Definitions) -> dict[str, list[OwnField]]:
    """Return what employers declare, by name; what is wrong in it is told elsewhere."""
    found: dict[str, list[OwnField]] = {}
    for path in definitions.ids("employers").values():
        with contextlib.suppress(Problems):
            declared = inner(definitions.tree(path), "extra_fields")
            for name, node in children(declared) if declared else ():
                type: Any = text_of(node, "type") or "text"
                meaning = text_of(node, "meaning") or None
                if type in get_args(OwnType):
                    found.setdefault(name, []).append(OwnField(type=type, meaning=meaning))
    return found
