"""Rules that look at several fields at once; each returns findings, none stops the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Diagnostic, Span, error, nearest, note, warning
from kamroles.model import plausible

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator, Mapping

Values = "Mapping[str, Any]"
_FAR_AHEAD = 2
"""So many years, and nobody plans a posting."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def role_rules(role: Mapping[str, Any], spans: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """Check a resolved role against itself."""
    yield from _ordered(role["book"], "book", "role.book", spans)
    yield from _ordered(role["conditions"]["travel"], "travel", "role.conditions.travel", spans)
    yield from _shares(role, spans)
    duties = [duty["id"] for duty in role["responsibilities"]]
    for number, name in enumerate((role["flsa_tendency"] or {}).get("duties", ())):
        if name not in duties:
            place = spans.get(f"role.flsa_tendency.duties.{number}")
            yield error(
                "KR225", f"no responsibility is called `{name}`", place, _like(name, duties)
            )
    yield from _cited(role, spans)
    known = [competency["id"] for competency in role["competencies"]]
    for question in role["interview"]:
        if (name := question["competency"]) not in known:
            place = spans.get(f"role.interview.{question['id']}.competency")
            message = f"the role has no competency `{name}` to ask about"
            yield error("KR225", message, place, _like(name, known))


def posting_rules(
    posting: Mapping[str, Any],
    employer: Mapping[str, Any],
    spans: Mapping[str, Span],
    refused: Collection[str] = (),
) -> Iterator[Diagnostic]:
    """Check a completed posting (see ``infer.complete``) against itself and its employer.

    Fields of which something was ``refused`` are not called missing as well.
    """
    yield from alone(posting, spans)
    yield from _pay(posting["pay"], spans)
    places = [place["id"] for place in employer["locations"]]
    for place in posting["places"]:
        if place["id"] not in places and not (place["city"] and place["country"]):
            yield error(
                "KR223",
                f"`{place['id']}` is not one of {employer['name']}'s locations",
                spans.get(f"posting.places.{place['id']}"),
                _like(place["id"], places) or "add it to the employer's `locations`",
            )
    team = posting["team"]
    if team and team not in employer["teams"]:
        yield error(
            "KR223",
            f"`{team}` is not one of {employer['name']}'s teams",
            spans.get("posting.team"),
            _like(team, employer["teams"]),
        )
    if "workplace" not in refused:
        yield from _workplace(posting, spans, refused)
    yield from plausible.flsa_doubts(posting, spans)
    yield from plausible.country_doubts(posting, employer, spans)
    written = {f"posting.places.{place['id']}": place for place in posting["places"]}
    kept = {f"employer.locations.{place['id']}": place for place in employer["locations"]}
    yield from plausible.state_doubts(written | kept, spans)


def alone(posting: Mapping[str, Any], spans: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """Check what a posting says by itself, whatever its role and employer are."""
    yield from _ordered(posting["pay"], "pay", "posting.pay", spans)
    yield from _dates(posting, spans)


def date_rules(
    posting: Mapping[str, Any], as_of: datetime.date, spans: Mapping[str, Span]
) -> Iterator[Diagnostic]:
    """Check a posting against today."""
    closes, approval = posting["closes"], posting["approval"]
    if closes and closes < as_of.isoformat():
        yield warning(
            "KR228",
            f"this posting closed on {closes}",
            spans.get("posting.closes"),
            "move `closes`, or take the posting down",
        )
    latest = f"{as_of.year + _FAR_AHEAD:04}{as_of.isoformat()[4:]}"
    for name in ("posted", "closes", "starts"):
        written = posting[name]
        if written and _ISO.match(written) and written > latest:
            yield warning(
                "KR230",
                f"`{name}` is {written}, more than two years ahead",
                spans.get(f"posting.{name}"),
                "check the year",
            )
    for path, day, done in (
        ("approval.on", (approval or {}).get("on"), "approved"),
        ("flsa.decided_on", (posting["flsa"] or {}).get("decided_on"), "decided"),
    ):
        if day and day > as_of.isoformat():
            yield error(
                "KR222",
                f"it was {done} on {day}, which is still to come",
                spans.get(f"posting.{path}"),
                f"write the day it was {done}",
            )


def _cited(role: Mapping[str, Any], spans: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """Check that every figure's source is one of the role's."""
    known = [source["id"] for source in role["sources"]]
    citing = [("book", role["book"]), ("outlook", role["outlook"])]
    citing += [(f"pay_references.{pay['id']}", pay) for pay in role["pay_references"]]
    for path, entry in citing:
        cited = entry["source"] if entry else None
        if cited and cited not in known:
            place = spans.get(f"role.{path}.source")
            yield error("KR225", f"no source is called `{cited}`", place, _like(cited, known))


def _ordered(
    pair: Mapping[str, Any] | None, name: str, path: str, spans: Mapping[str, Span]
) -> Iterator[Diagnostic]:
    if not pair or pair["min"] is None or pair["max"] is None or pair["min"] <= pair["max"]:
        return
    # the nearest layer's word is the one to change, not the library's
    written = [span for end in ("min", "max") if (span := spans.get(f"{path}.{end}"))]
    place = next((s for s in written if not s.source.name.startswith("shipped:")), None)
    hint = f"write min: {pair['max']} and max: {pair['min']}?"
    if len({span.source.name for span in written}) > 1:
        hint = "write both `min` and `max`; the other one is inherited"
    message = f"{name}: the least ({pair['min']}) is above the most ({pair['max']})"
    yield error("KR221", message, place or spans.get(f"{path}.min"), hint)


def _pay(pay: Mapping[str, Any] | None, spans: Mapping[str, Span]) -> Iterator[Diagnostic]:
    if not pay:
        return
    for name, example in (("currency", "USD"), ("period", "hour")):
        if pay[name] is None:
            hint = f"add `{name}`, such as {name}: {example}"
            if plausible.too_wide(pay):
                hint = f"is a digit missing in `min`, or one too many in `max`? Otherwise {hint}"
            message = f"the pay range does not say its {name}"
            yield error("KR224", message, spans.get("posting.pay"), hint)
    yield from plausible.pay_doubts(pay, spans)


def _shares(role: Mapping[str, Any], spans: Mapping[str, Span]) -> Iterator[Diagnostic]:
    shares = [duty["share"] for duty in role["responsibilities"] if duty["share"] is not None]
    if shares and sum(shares) < 100:
        yield warning(
            "KR226",
            f"the shares of time add up to {sum(shares)}, not 100",
            spans.get("role.responsibilities"),
            "raise them, or leave `share` out everywhere",
        )


def _dates(posting: Mapping[str, Any], spans: Mapping[str, Span]) -> Iterator[Diagnostic]:
    posted, closes, starts = posting["posted"], posting["closes"], posting["starts"]
    if posted and closes and closes < posted:
        yield error(
            "KR222",
            f"it closes on {closes}, before it is posted on {posted}",
            spans.get("posting.closes"),
            "write a closing date after the posting date",
        )
    if starts and _ISO.match(starts) and closes and starts < closes:
        yield error(
            "KR222",
            f"work starts on {starts}, before the posting closes on {closes}",
            spans.get("posting.starts"),
            "write a later start, or an earlier closing date",
        )


def _workplace(
    posting: Mapping[str, Any], spans: Mapping[str, Span], refused: Collection[str]
) -> Iterator[Diagnostic]:
    place = spans.get("posting.workplace") or spans.get("posting")
    if posting["workplace"] == "hybrid" and not posting["office_days"]:
        yield note(
            "KR229",
            "a hybrid job without `office_days` leaves candidates guessing",
            place,
            "add office_days: two days a week",
        )
    if posting["workplace"] == "remote":
        if not posting["remote_from"] and not posting["places"]:
            yield warning(
                "KR229",
                "a remote job should say from which countries it can be done",
                place,
                "add remote_from: [US]",
            )
    elif not posting["places"] and "places" not in refused:
        yield error(
            "KR203",
            "`places` is missing: where is the job done?",
            place,
            "add places: [id-of-a-location], or workplace: remote",
        )


def _like(name: str, known: Any) -> str | None:
    near = nearest(name, known, 1)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"there is: {', '.join(known)}" if known else None
