"""What a new posting says: from answers, or copied from one that is like it."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import click

from kamroles import pipeline
from kamroles.cli import questions, starter
from kamroles.cli.drafts import PostingDraft
from kamroles.diagnostics import Problems, error
from kamroles.source.nodes import items_of, text_of
from kamroles.source.scalar import written

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from pathlib import Path

    from kamroles.library import Library
    from kamroles.source.nodes import Mapping

_OF_ITS_OWN = ("requisition", "posted", "closes", "starts", "approval", "flsa", "confirmed")
"""What a copy never takes over: it belongs to the one need that was approved."""


def drafted(
    library: Library,
    asked: questions.Questions,
    name: str | None,
    given: Table[str, str | None],
) -> PostingDraft:
    """Return what was answered.

    Raises:
        Problems: there is no employer.
        click.BadParameter: a flag cannot be used.

    """
    roles = {entry.id: entry.title for entry in pipeline.list_entries(library, "roles")}
    role = asked.choice("--role", given["role"], "Which role?", roles, "account-manager")
    firm = _employer(library, asked, given["employer"])
    tree = library.tree(library.ids("employers")[firm])
    places = _places(tree)
    place = next(iter(places), None)
    if place or given["place"] is not None:
        place = asked.choice("--place", given["place"], "In which place?", places, place or "")
    default = "onsite" if place else "remote"
    workplace = asked.choice(
        "--workplace", given["workplace"], "Where is it done?", questions.WORKPLACES, default
    )
    if workplace != "remote" and place is None:
        message = f"{firm} has no `locations` yet, so that its jobs can only be remote"
        raise click.BadParameter(message, param_hint="'--workplace'")
    country = _country_of(tree, place)
    pay = asked.text("--pay", given["pay"], "Pay range, such as 78000 to 96000", questions.pay)
    closes = asked.text("--closes", given["closes"], "Last day to apply", questions.day)
    requisition = asked.text(
        "--requisition", given["requisition"], "Requisition number", questions.line
    )
    taken = {*library.ids("postings"), *library.ids("roles")}
    id_ = name or starter.free(f"{role}-{place or 'remote'}", taken)
    return PostingDraft(
        id_,
        role,
        firm,
        country,
        workplace,
        place,
        pay,
        closes,
        requisition,
        reports_to=reports_to(library, role),
    )


def reports_to(library: Library, role: str) -> str | None:
    """Return whom a role reports to, for an example that fits."""
    from kamroles.diagnostics import Problems

    try:
        resolved = library.job(library.find(role))
    except Problems:
        return None
    return resolved.job.role.reports_to


def _employer(library: Library, asked: questions.Questions, given: str | None) -> str:

    known = {entry.id: entry.title for entry in pipeline.list_entries(library, "employers")}
    if not known:
        hint = "write one with `kamroles new employer`"
        raise Problems([error("KR502", "there is no employer in this workspace yet", None, hint)])
    if given is None and not asked.ask and len(known) > 1:
        message = f"--employer is needed: there is {', '.join(known)}"
        raise click.UsageError(message)
    return asked.choice("--employer", given, "Who hires?", known, next(iter(known)))


def _places(employer: Mapping) -> dict[str, str]:
    """Return the ids of an employer's locations with their cities."""
    found = {}
    for entry in items_of(employer, "locations"):
        if id_ := text_of(entry, "id"):
            found[id_] = text_of(entry, "city")
    return found


def _country_of(employer: Mapping, place: str | None) -> str | None:
    for entry in items_of(employer, "locations"):
        if place and text_of(entry, "id") == place:
            return text_of(entry, "country") or None
    return text_of(employer, "country") or None


def copied(
    library: Library,
    asked: questions.Questions,
    like: str,
    name: str | None,
    given: Table[str, str | None],
) -> tuple[str, bytes]:
    """Return the id and the file of a posting that is like another one.

    Its requisition, dates, approval, FLSA decision and what was confirmed are left out, for they
    are not the new posting's.

    Raises:
        Problems: there is no such posting.
        click.BadParameter: a flag cannot be used.

    """
    from kamroles.source.edit import edited

    target = library.find(like)
    if target.shelf != "postings":
        message = f"`{like}` is a role; --like copies a posting"
        hint = f"write `kamroles new posting --role {target.id}`"
        raise Problems([error("KR501", message, None, hint)])
    tree = library.tree(target.path)
    changes: dict[str, str | None] = dict.fromkeys(_OF_ITS_OWN)
    closes = asked.text("--closes", given["closes"], "Last day to apply", questions.day)
    requisition = asked.text(
        "--requisition", given["requisition"], "Requisition number", questions.line
    )
    flow = tree.flow
    changes["closes"] = closes
    changes["requisition"] = written(requisition, flow=flow) if requisition else None
    changes |= _from_flags(library, tree, given)
    taken = {*library.ids("postings"), *library.ids("roles")}
    id_ = name or starter.free(target.id, taken)
    if tree.entry("id"):
        changes["id"] = id_
    return id_, _encoded(target.path, edited(tree, changes))


def _from_flags(library: Library, tree: Mapping, given: Table[str, str | None]) -> dict[str, str]:
    """Return what the flags change in a copy."""
    asked = questions.Questions(ask=False)
    changes: dict[str, str] = {}
    if given["role"]:
        changes["role"] = asked.choice(
            "--role", given["role"], "", dict.fromkeys(library.ids("roles"), ""), ""
        )
    if given["employer"]:
        known = dict.fromkeys(library.ids("employers"), "")
        changes["employer"] = asked.choice("--employer", given["employer"], "", known, "")
    if given["workplace"]:
        changes["workplace"] = asked.choice(
            "--workplace", given["workplace"], "", questions.WORKPLACES, ""
        )
    if given["place"]:
        firm = changes.get("employer") or text_of(tree, "employer")
        path = library.ids("employers").get(firm or "")
        places = _places(library.tree(path)) if path else {}
        changes["places"] = f"[{asked.choice('--place', given['place'], '', places, '')}]"
    if given["pay"]:
        pay = asked.text("--pay", given["pay"], "", questions.pay)
        changes["pay"] = f"{{{', '.join(f'{key}: {value}' for key, value in pay.items())}}}"
    return changes


def _encoded(path: Path, text: str) -> bytes:
    """Return the text in the encoding, and with the byte-order mark, of the file it came from."""
    raw = path.read_bytes()
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if raw.startswith(mark):
            return mark + text.encode(codec)
    return text.encode()
