"""What a new posting can say: what there is to choose from, and what another one has."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, error
from kamroles.source.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from kamroles.library import Library

_OF_ITS_OWN = (
    *("requisition", "posted", "closes", "starts", "approval", "approvals", "flsa", "confirmed"),
)
"""What a copy never takes over: it belongs to the one need that was approved."""


def reports_to(library: Library, role: str) -> str | None:
    """Return whom a role reports to; None for a role that cannot be used."""
    try:
        return library.job(library.find(role)).job.role.reports_to
    except Problems:
        return None


def cities(library: Library, employer: str | None) -> dict[str, str]:
    """Return the ids of an employer's locations with their cities."""
    return {id_: _text(entry, "city") or "" for id_, entry in _locations(library, employer)}


def country_at(library: Library, employer: str, place: str | None) -> str | None:
    """Return the country of a location; without one, the employer's."""
    found = {id_: _text(entry, "country") for id_, entry in _locations(library, employer)}
    own = _text(library.tree(library.ids("employers")[employer]), "country")
    return found.get(place or "", own)


def _locations(library: Library, employer: str | None) -> list[tuple[str, Mapping]]:
    path = library.ids("employers").get(employer or "")
    listed = library.tree(path).get("locations") if path else None
    entries = listed.items if isinstance(listed, Sequence) else ()
    return [
        (id_, entry)
        for entry in entries
        if isinstance(entry, Mapping) and (id_ := _text(entry, "id"))
    ]


def _text(node: Mapping, name: str) -> str | None:
    value = node.get(name)
    return value.text if isinstance(value, Scalar) and not value.empty else None


def employer_of(library: Library, posting: str) -> str | None:
    """Return who hires in a posting that is to be copied.

    Raises:
        Problems: there is no such posting.

    """
    return _text(_posting(library, posting), "employer")


def copied_posting(library: Library, like: str, id: str, answers: Table[str, Any]) -> bytes:
    """Return the file of a posting that is like another one, with what was answered.

    Its requisition, dates, approvals, FLSA decision and what was confirmed are left out, for they
    are not the new posting's. Of new pay only the amounts are taken; what it comes with stays.

    Raises:
        Problems: there is no such posting.

    """
    from kamroles.source.edit import LATER, Changes, edited, encoded

    tree = _posting(library, like)
    changes: Changes = {(name,): LATER for name in _OF_ITS_OWN if tree.entry(name)}
    for name, value in answers.items():
        if name == "pay" and value:
            changes |= {("pay", field): value.get(field) for field in ("min", "max", "period")}
        elif value is not None:
            changes[name,] = _value(name, value)
    if tree.entry("id"):
        changes["id",] = id
    return encoded(edited(tree, changes), library.find(like).path.read_bytes())


def _value(name: str, answer: str) -> Any:
    """Return an answer as the value of its field."""
    if name == "closes":
        return datetime.date.fromisoformat(answer)
    return [answer] if name == "places" else answer


def _posting(library: Library, name: str) -> Mapping:
    target = library.find(name)
    if target.folder != "postings":
        message = f"`{name}` is a role; --like copies a posting"
        hint = f"write `kamroles new posting --role {target.id}`"
        raise Problems([error("KR501", message, None, hint)])
    return library.tree(target.path)
