"""Rules that look at several fields at once; each returns findings, none stops the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, error, note, suggest, warning
from kamroles.model import plausible

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator

    from kamroles.model.employer import Employer
    from kamroles.model.posting import Pay, Posting
    from kamroles.model.role import Book, Role, Travel

_FAR_AHEAD = 2
"""So many years, and nobody plans a posting."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def role_rules(role: Role) -> Iterator[Diagnostic]:
    """Check a resolved role against itself."""
    yield from _ordered(role.book, "book")
    yield from _ordered(role.conditions.travel, "travel")
    yield from _shares(role)
    duties = [duty.id for duty in role.responsibilities]
    if tendency := role.flsa_tendency:
        for number, name in enumerate(tendency.duties):
            if name not in duties:
                place = tendency.span("duties", str(number))
                message = f"no responsibility is called `{name}`"
                yield error("KR225", message, place, suggest(name, duties))
    yield from _cited(role)
    known = [competency.id for competency in role.competencies]
    for question in role.interview:
        if (name := question.competency) not in known:
            message = f"the role has no competency `{name}` to ask about"
            yield error("KR225", message, question.span("competency"), suggest(name, known))


def posting_rules(
    posting: Posting, employer: Employer, refused: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Check a completed posting (see ``infer.complete``) against itself and its employer.

    Fields of which something was ``refused`` are not called missing as well.
    """
    yield from alone(posting)
    yield from _pay(posting)
    places = [place.id for place in employer.locations]
    for place in posting.places:
        if place.id not in places and not (place.city and place.country):
            yield error(
                "KR223",
                f"`{place.id}` is not one of {employer.name}'s locations",
                place.span(),
                suggest(place.id, places) or "add it to the employer's `locations`",
            )
    if posting.team and posting.team not in employer.teams:
        yield error(
            "KR223",
            f"`{posting.team}` is not one of {employer.name}'s teams",
            posting.span("team"),
            suggest(posting.team, employer.teams),
        )
    if "workplace" not in refused:
        yield from _workplace(posting, refused)
    yield from plausible.flsa_doubts(posting)
    yield from plausible.country_doubts(posting, employer)
    yield from plausible.state_doubts([*posting.places, *employer.locations])


def alone(posting: Posting) -> Iterator[Diagnostic]:
    """Check what a posting says by itself, whatever its role and employer are."""
    yield from _ordered(posting.pay, "pay")
    yield from _dates(posting)


def date_rules(posting: Posting, as_of: datetime.date) -> Iterator[Diagnostic]:
    """Check a posting against today."""
    if posting.closes and posting.closes < as_of:
        yield warning(
            "KR228",
            f"this posting closed on {posting.closes}",
            posting.span("closes"),
            "move `closes`, or take the posting down",
        )
    latest = f"{as_of.year + _FAR_AHEAD:04}{as_of.isoformat()[4:]}"
    for name in ("posted", "closes", "starts"):
        written = str(getattr(posting, name) or "")
        if _ISO.match(written) and written > latest:
            yield warning(
                "KR230",
                f"`{name}` is {written}, more than two years ahead",
                posting.span(name),
                "check the year",
            )
    approval, decision = posting.approval, posting.flsa
    days = [(approval.on, approval.span("on"), "approved")] if approval else []
    days += [(decision.decided_on, decision.span("decided_on"), "decided")] if decision else []
    for day, place, done in days:
        if day > as_of:
            message = f"it was {done} on {day}, which is still to come"
            yield error("KR222", message, place, f"write the day it was {done}")


def _cited(role: Role) -> Iterator[Diagnostic]:
    """Check that every figure's source is one of the role's."""
    known = [source.id for source in role.sources]
    for figure in (role.book, role.outlook, *role.pay_references):
        cited = figure.source if figure else None
        if figure and cited and cited not in known:
            place = figure.span("source")
            yield error("KR225", f"no source is called `{cited}`", place, suggest(cited, known))


def _ordered(pair: Book | Travel | Pay | None, name: str) -> Iterator[Diagnostic]:
    if not pair or pair.min is None or pair.max is None or pair.min <= pair.max:
        return
    # the nearest layer's word is the one to change, not the library's
    written = [span for end in ("min", "max") if (span := pair.span(end))]
    place = next((s for s in written if not s.source.name.startswith("shipped:")), None)
    hint = f"write min: {pair.max} and max: {pair.min}?"
    if len({span.source.name for span in written}) > 1:
        hint = "write both `min` and `max`; the other one is inherited"
    message = f"{name}: the least ({pair.min}) is above the most ({pair.max})"
    yield error("KR221", message, place or pair.span("min"), hint)


def _pay(posting: Posting) -> Iterator[Diagnostic]:
    pay = posting.pay
    if not pay:
        return
    for name, example in (("currency", "USD"), ("period", "hour")):
        if getattr(pay, name) is None:
            hint = f"add `{name}`, such as {name}: {example}"
            if plausible.too_wide(pay):
                hint = f"is a digit missing in `min`, or one too many in `max`? Otherwise {hint}"
            message = f"the pay range does not say its {name}"
            yield error("KR224", message, pay.span(), hint)
    yield from plausible.pay_doubts(pay)


def _shares(role: Role) -> Iterator[Diagnostic]:
    shares = [duty.share for duty in role.responsibilities if duty.share is not None]
    if shares and sum(shares) < 100:
        yield warning(
            "KR226",
            f"the shares of time add up to {sum(shares)}, not 100",
            role.span("responsibilities"),
            "raise them, or leave `share` out everywhere",
        )


def _dates(posting: Posting) -> Iterator[Diagnostic]:
    posted, closes, starts = posting.posted, posting.closes, posting.starts
    if posted and closes and closes < posted:
        yield error(
            "KR222",
            f"it closes on {closes}, before it is posted on {posted}",
            posting.span("closes"),
            "write a closing date after the posting date",
        )
    if starts and _ISO.match(starts) and closes and starts < closes.isoformat():
        yield error(
            "KR222",
            f"work starts on {starts}, before the posting closes on {closes}",
            posting.span("starts"),
            "write a later start, or an earlier closing date",
        )


def _workplace(posting: Posting, refused: Collection[str]) -> Iterator[Diagnostic]:
    place = posting.span("workplace") or posting.span()
    if posting.workplace == "hybrid" and not posting.office_days:
        yield note(
            "KR229",
            "a hybrid job without `office_days` leaves candidates guessing",
            place,
            "add office_days: two days a week",
        )
    if posting.workplace == "remote":
        if not posting.remote_from and not posting.places:
            yield warning(
                "KR229",
                "a remote job should say from which countries it can be done",
                place,
                "add remote_from: [US]",
            )
    elif not posting.places and "places" not in refused:
        yield error(
            "KR203",
            "`places` is missing: where is the job done?",
            place,
            "add places: [id-of-a-location], or workplace: remote",
        )
