"""A new posting that is like another one, with what was answered."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, error
from kamroles.pipeline.drafts import country_at
from kamroles.source.edit import LATER, Changes, edited_bytes
from kamroles.source.nodes import Mapping, Node, Scalar, Sequence, id_of, inner, items_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence as Several

    from kamroles.library import Library

_OF_ITS_OWN = (
    "requisition",
    "posted",
    "closes",
    "closes_at",
    "starts",
    "approval",
    "approvals",
    "flsa",
    "pay_left_out",
    "status",
    "status_since",
    "confirmed",
)
"""What a copy never takes over: it belongs to the one need that was approved."""


def employer_of(library: Library, posting: str) -> str | None:
    """Return who hires in a posting that is to be copied.

    Raises:
        Problems: there is no such posting.

    """
    return text_of(_posting(library, posting), "employer") or None


def name_of_copy(library: Library, like: str, answers: Table[str, Any]) -> str:
    """Return what to call a copy: after its new place and role, where it has one; else as before.

    Raises:
        Problems: there is no such posting.

    """
    tree, old = _posting(library, like), library.find(like).id
    place, role = next(iter(answers.get("places", ())), None), answers.get("role")
    if answers.get("workplace") == "remote" and not place:
        place = "remote"
    if not place and not role:
        return old
    was = [*filter(None, map(_place_id, items_of(tree.get("places")))), "remote"]
    behind = next((f"-{each}" for each in was if old.endswith(f"-{each}")), "")
    start = role or (old.removesuffix(behind) if behind else text_of(tree, "role") or old)
    return f"{start}-{place or behind.lstrip('-') or was[0]}"


def _place_id(place: Node) -> str:
    return (place.text if isinstance(place, Scalar) else id_of(place) or "").lower()


def copied_posting(library: Library, like: str, id: str, answers: Table[str, Any]) -> bytes:
    """Return the file of a posting that is like another one, with what was answered.

    Its requisition, dates, approvals, FLSA decision and what was confirmed are left out, for they
    are not the new posting's. New pay takes the place of the old amounts; what it comes with stays.

    Raises:
        Problems: there is no such posting, or it cannot take the answers.

    """
    tree = _posting(library, like)
    changes: Changes = {(name,): LATER for name in _OF_ITS_OWN if tree.entry(name)}
    for name, value in answers.items():
        if name == "pay" and value:
            changes |= _new_pay(tree, value, answers.get("places"))
        elif name == "places" and not answers.get("employer"):
            changes |= _new_places(tree, value)
        elif value is not None:
            changes[name,] = datetime.date.fromisoformat(value) if name == "closes" else value
    if tree.entry("id"):
        changes["id",] = id
    return edited_bytes(tree, changes, library.workspace.content(library.find(like).path))


def _new_pay(tree: Mapping, pay: Table[str, Any], places: Several[str] | None) -> Changes:
    """Return the changes for new pay: amounts where the old ones stand, and all else stays.

    Raises:
        Problems: the posting pays by place or by zone.

    """
    several: list[Node | None] = [tree.get("pay_zones")]
    several += [
        each
        for each in items_of(tree.get("places"))
        if inner(each, "pay") and id_of(each) in (places or {id_of(each)})
    ]
    if apart := next((each for each in several if each is not None), None):
        message = "this posting pays by place or zone, and `--pay` gives one pay"
        hint = "leave --pay out, and write the new amounts into the copy"
        raise Problems([error("KR616", message, apart.span, hint)])
    there = tree.get("pay")
    if not isinstance(there, Mapping):
        return {("pay",): pay}
    old = {"min", "max", "upwards", "period", "commission_only"}
    old |= {"extra"} if "note" in pay else set()
    changes: Changes = {("pay", each): None for each in there.by_name() if each in old}
    named = [each for each in ("base", "ote") if there.entry(each) and each not in pay]
    if named and "min" in pay and not there.entry("min"):
        changes["pay", named[0]] = {name: pay[name] for name in ("min", "max") if name in pay}
        pay = {name: value for name, value in pay.items() if name not in {"min", "max"}}
    return changes | {("pay", name): value for name, value in pay.items()}


def _new_places(tree: Mapping, places: Several[str]) -> Changes:
    """Return the changes for other places; what is said of one that stays is kept."""
    there = items_of(tree.get("places"))
    if not any(id_of(each) in places for each in there):
        return {("places",): places}
    old = [each.text if isinstance(each, Scalar) else id_of(each) for each in there]
    changes: Changes = {("places", each): each for each in places if each not in old}
    return changes | {("places", each): None for each in old if each not in places}


def country_of_copy(
    library: Library, like: str, employer: str | None, place: str | None
) -> str | None:
    """Return the country of a posting that is copied to another place, or stays where it is."""
    tree = _posting(library, like)
    listed = tree.get("places")
    first = listed.items[0] if isinstance(listed, Sequence) and listed.items else None
    if isinstance(first, Mapping):
        first = first.get("country") or first.get("id")
    said = place or (first.text if isinstance(first, Scalar) else None)
    firm = employer or text_of(tree, "employer")
    if said and len(said) == 2 and said.isupper():
        return said
    return country_at(library, firm, said) if firm in library.ids("employers") else None


def _posting(library: Library, name: str) -> Mapping:
    target = library.find(name)
    if target.folder != "postings":
        message = f"`{name}` is a role; --like copies a posting"
        hint = f"write `kamroles new posting --role {target.id}`"
        raise Problems([error("KR501", message, None, hint)])
    return library.tree(target.path)
