"""``kamroles status``: where each posting stands, why, and what is due next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from kamroles.cli import choices
from kamroles.cli.page import Page
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.pipeline import life

if TYPE_CHECKING:
    import datetime

    from kamroles.pipeline.life import PostingToday


@click.command(epilog="Example: kamroles status --as-of 2026-12-24")
@click.argument("names", nargs=-1, metavar="[NAME…]", type=choices.Name("postings"))
@choices.as_json
@shows_findings
def command(session: Session, names: tuple[str, ...], *, as_json: bool) -> None:
    """Show where postings stand: open, approved, draft, paused, expired or closed.

    NAME is a posting; without one, all are shown.

    Approval, the fields posted, closes and status, and today decide: a posting is open from its
    first day to its last if its words are approved and its values confirmed. Below each stands
    why, and what is due next.
    """
    known = session.library.ids("postings")
    wanted = {one_of(name, known, "NAME") for name in names}
    found = list(life.postings_today(session.library, session.as_of, wanted))
    if as_json:
        session.data([_as_data(each) for each in found])
        return
    if not found:
        session.say("there are no postings here; `kamroles new posting` writes one")
        return
    page = Page()
    for state in life.STATES:
        group = [each for each in found if each.life.state == state]
        for each in sorted(group, key=_soonest):
            show(page, each, why(each, session.as_of))
    page.gap()
    counts = Counter(each.life.state for each in found)
    page.text(", ".join(f"{counts[state]} {state}" for state in life.STATES if counts[state]))
    dated = [each for each in found if each.life.due]
    if dated:
        first = min(dated, key=_soonest)
        page.text(f"Next: {_due(first.life, session.as_of)} ({first.name})")
    page.print(session)


def show(page: Page, each: PostingToday, said: str) -> None:
    """Show where a posting stands, with what is said of it below."""
    page.line(f"{each.life.state:<9} {each.name}", strong=True)
    page.text(said, indent=10)


def _soonest(each: PostingToday) -> tuple[bool, Any, str]:
    return each.life.due is None, each.life.due, each.name


def why(each: PostingToday, as_of: datetime.date) -> str:
    """Return why a posting stands there, and what is due or to do next."""
    said = each.life.why
    if each.life.due:
        return f"{said}; {_due(each.life, as_of)}"
    if each.life.next.startswith("kamroles "):
        return f"{said}; run `{each.life.next}`"
    return f"{said}; {each.life.next}" if each.life.next else said


def _due(now: life.Life, as_of: datetime.date) -> str:
    """Return what is due when, and in how many days."""
    assert now.due is not None  # noqa: S101 - asked of those that are due alone
    days = (now.due - as_of).days
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return f"{now.next} {now.due}, {when}"


def _as_data(each: PostingToday) -> dict[str, Any]:
    now = each.life
    named = {"posting": each.name, "state": now.state, "why": now.why}
    return named | {"since": now.since, "due": now.due, "next": now.next}
