"""Fields that contradict each other; all contradictions are told, none hides another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import ENOUGH, Diagnostic, Related, error, nearest, note, suggest, warning
from kamroles.model import plausible
from kamroles.model.offered import work_conflicts
from kamroles.model.pay_conflicts import pay_conflicts, pays
from kamroles.model.ranges import ordered

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator

    from kamroles.diagnostics import Span
    from kamroles.model.employer import Employer
    from kamroles.model.posting import Decision, PayLeftOut, Posting
    from kamroles.model.role import Role

_FAR_AHEAD = 2
"""So many years, and nobody plans a posting."""
_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?\Z")
"""A date, or a month; both can be compared as texts."""


def role_conflicts(role: Role, *, whole: bool = True) -> Iterator[Diagnostic]:
    """Check a resolved role against itself; ``whole`` if nothing in it was refused."""
    yield from ordered(role.book, "book")
    yield from ordered(role.conditions.travel, "travel")
    shares = [duty.share for duty in role.responsibilities if duty.share is not None]
    if whole and shares and sum(shares) < 100:
        message = f"the shares of time add up to {sum(shares)}, not 100"
        hint = "raise them, or leave `share` out everywhere"
        yield warning("KR226", message, _nearest_duty(role), hint)
    lists = ("responsibilities", "sources", "competencies")
    known = {listed: {each.id: each for each in getattr(role, listed)} for listed in lists}
    lost = [each for each in _references(role) if each[1] not in known[each[2]]]
    for number, (message, name, listed, place) in enumerate(lost):
        there = known[listed] if number < ENOUGH else {}
        near = next(iter(nearest(name, there, 1)), "")
        where = there[near].span() if near else role.span(listed)
        beside = [Related(f"`{near}` is here" if near else "they are here", where)] if where else []
        yield error("KR225", message.format(name), place, suggest(name, there), *beside)


def _nearest_duty(role: Role) -> Span | None:
    """Return the first share, or else duty, of a workspace: what ships is not theirs to mend."""
    shares = [duty.span("share") for duty in role.responsibilities]
    spans = filter(None, (*shares, *(duty.span() for duty in role.responsibilities)))
    own = (span for span in spans if not span.source.name.startswith("shipped:"))
    return next(own, role.span("responsibilities"))


def posting_conflicts(
    posting: Posting, employer: Employer, refused: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Check a completed posting (see ``infer.complete``) against itself and its employer.

    Fields of which something was ``refused`` are not called missing as well.
    """
    yield from own_conflicts(posting)
    for _, pay in pays(posting):
        yield from plausible.pay_doubts(pay)
    places = {place.id: place for place in employer.locations}
    vague = [each for each in posting.places if not (each.city and each.country)]
    lost = [place for place in vague if place.id not in places]
    for number, place in enumerate(lost):
        message = f"`{place.id}` is not one of {employer.name}'s locations"
        near = suggest(place.id, places) if number < ENOUGH else None
        hint = near or "add it to the employer's `locations`"
        yield error("KR223", message, place.span(), hint)
    if posting.team and posting.team not in employer.teams:
        message = f"`{posting.team}` is not one of {employer.name}'s teams"
        near = suggest(posting.team, employer.teams)
        yield error("KR223", message, posting.span("team"), near)
    if "workplace" not in refused:
        yield from _workplace(posting, employer, refused)
    if unread := [each for each in posting.statements if each.to_check]:
        named = ", ".join(f"`{each.id}`" for each in unread)
        message = f"nobody who knows the law has read these statements: {named}"
        hint = "have them read, then take each line `to_check: yes` out"
        yield warning("KR735", message, unread[0].span("to_check"), hint)
    yield from plausible.flsa_doubts(posting)
    yield from plausible.country_doubts(posting, employer)
    yield from plausible.state_doubts([*posting.places, *employer.locations])


def own_conflicts(posting: Posting) -> Iterator[Diagnostic]:
    """Check what a posting says by itself, whatever its role and employer are."""
    yield from pay_conflicts(posting)
    yield from ordered(posting.workload, "workload")
    yield from ordered(posting.weekly_hours, "weekly_hours")
    yield from work_conflicts(posting)
    yield from _status_doubts(posting)
    posted, closes, starts = posting.posted, posting.closes, posting.starts
    if posted and closes and closes < posted:
        message = f"it closes on {closes}, before it is posted on {posted}"
        hint = "write a closing date after the posting date"
        yield error("KR222", message, posting.span("closes"), hint, *posting.beside("posted"))
    if starts and closes and _ISO.match(starts) and starts < closes.isoformat()[: len(starts)]:
        in_or_on = "on" if starts.count("-") > 1 else "in"
        message = f"work starts {in_or_on} {starts}, before the posting closes on {closes}"
        hint = "write a later start, or an earlier closing date"
        yield error("KR222", message, posting.span("starts"), hint, *posting.beside("closes"))


def _status_doubts(posting: Posting) -> Iterator[Diagnostic]:
    """Check the day from which a status holds."""
    since, status = posting.status_since, posting.status
    if since is None or status == "open":
        return
    place = posting.span("status_since")
    if status is None:
        message = "`status_since` says from which day a status holds, and there is no `status`"
        hint = "write `status: closed` or `status: paused` too, or take this line away"
        yield warning("KR652", message, place, hint)
    elif posting.posted and since < posting.posted:
        message = f"it is {status} from {since}, before it is posted on {posting.posted}"
        hint = "check both days; if it was never open, all is well"
        yield warning("KR222", message, place, hint, *posting.beside("posted"))


def date_conflicts(posting: Posting, as_of: datetime.date) -> Iterator[Diagnostic]:
    """Check a posting against today."""
    if posting.closes and posting.closes < as_of and posting.status != "closed":
        message = f"this posting closed on {posting.closes}"
        hint = f"run `kamroles close {posting.id}`, or `kamroles reopen` with a new last day"
        yield warning("KR228", message, posting.span("closes"), hint)
    latest = f"{as_of.year + _FAR_AHEAD:04}{as_of.isoformat()[4:]}"
    for name in ("posted", "closes", "starts"):
        written = str(getattr(posting, name) or "")
        if _ISO.match(written) and written > latest[: len(written)]:
            message = f"`{name}` is {written}, more than two years ahead"
            yield warning("KR230", message, posting.span(name), "check the year")
    approvals = [*posting.approvals.values()]
    approvals += [posting.approval] if posting.approval else []
    days = [(each.on, each.span("on"), "approved") for each in approvals]
    decisions: tuple[Decision | PayLeftOut | None, ...] = (posting.flsa, posting.pay_left_out)
    days += [(each.decided_on, each.span("decided_on"), "decided") for each in decisions if each]
    for day, place, done in days:
        if day > as_of:
            message = f"it was {done} on {day}, which is still to come"
            yield error("KR222", message, place, f"write the day it was {done}")


def _references(role: Role) -> Iterator[tuple[str, str, str, Span | None]]:
    """Yield what a role names of itself: what to say if it is not there, name, list, place."""
    if tendency := role.flsa_tendency:
        for number, name in enumerate(tendency.duties):
            place = tendency.span("duties", str(number))
            yield "no responsibility is called `{}`", name, "responsibilities", place
    for figure in (role.book, role.outlook, *role.pay_references):
        if figure and figure.source:
            yield "no source is called `{}`", figure.source, "sources", figure.span("source")
    for question in role.interview:
        message = "the role has no competency `{}` to ask about"
        yield message, question.competency, "competencies", question.span("competency")


def _workplace(
    posting: Posting, employer: Employer, refused: Collection[str]
) -> Iterator[Diagnostic]:
    place, ways = posting.span("workplace") or posting.span(), posting.workplace
    if "hybrid" in ways and not posting.office_days:
        message = "a hybrid job without `office_days` leaves candidates guessing"
        yield note("KR229", message, place, "add office_days: two days a week")
    if posting.places:
        return
    if ways != ("remote",) and "places" not in refused:
        hint = "add places: [id-of-a-location], or workplace: remote"
        yield error("KR203", "`places` is missing: where is the job done?", place, hint)
    elif "remote" in ways and not posting.remote_from and "remote_from" not in refused:
        message = "a remote job should say from where it can be done"
        own = f"[{employer.country}], or another country, " if employer.country else "a country, "
        hint = f"add remote_from: {own}states such as [US-CO, US-WA], [EU], [EEA] or [worldwide]"
        yield warning("KR229", message, place, hint)
