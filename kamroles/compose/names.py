"""What may have been meant by a name that nothing stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.compose.faults import Fault, meant
from kamroles.compose.values import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Undefined

_SPECIAL = {
    "loop": "in a {% for … %}",
    "super": "in a block that replaces another one",
    "caller": "in a macro that is used by {% call %}",
}


def unknown_name(value: Undefined, known: Mapping[str, Any]) -> Fault:
    """Return the fault of a name that is not known, given the names that are."""
    name = str(value._undefined_name)  # noqa: SLF001 - jinja2 keeps it for subclasses
    hint = value._undefined_hint  # noqa: SLF001
    if hint and "does not export" in hint:
        return Fault("KR303", f"that template has no `{name}`", None, name)
    if hint:
        return Fault("KR303", hint, None, name)
    return not_known(name, known)


def not_known(name: str, known: Mapping[str, Any]) -> Fault:
    """Return the fault of the unknown ``name``."""
    if name in _SPECIAL:
        return Fault("KR303", f"`{name}` works only {_SPECIAL[name]}", None, name)
    fields = [
        f"`{top}.{name}`"
        for top in ("role", "posting", "employer")
        if isinstance(found := known.get(top), Record) and name in found.names()
    ]
    if fields:
        hint: str | None = f"did you mean {' or '.join(fields)}?"
    else:
        hint = meant(name, (*known, *_SPECIAL, "self"), "templates know")
    return Fault("KR303", f"`{name}` is not known", hint, name)
