"""Where the parts of pay come from that nobody wrote at their own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.model.infer import country_of
from kamroles.model.pay_conflicts import says_amounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kamroles.model.job import Job
    from kamroles.model.posting import Place, Posting

_ZONES = "pay_zones"
_SHARED = ("currency", "period", "note")
_SPLIT = ("base_share", "variable_share")


def pay_source(posting: Posting | None, way: Sequence[str]) -> str | None:
    """Return the path that the pay at a path of the posting is taken over from, if it is."""
    start, field = _parted(way)
    if posting is None or not start:
        return None
    if start[1] == "places" and (place := _place(posting, start[2])):
        if place.zone:
            return ".".join(("posting", _ZONES, place.zone, "pay", *field))
        if posting.pay and says_amounts(posting.pay) and not _own(place):
            return ".".join(("posting", "pay", *field))
    if start[1] != "pay" and field[-1:] and field[-1] in _SHARED:
        return f"posting.pay.{field[-1]}"
    if field in (["min"], ["max"]):
        return ".".join((*start, "base", *field))
    return ".".join((*start, "split")) if field and field[0] in _SPLIT else None


def pay_note(job: Job, path: str) -> str:
    """Return why a part of pay is what it is where no file says it; empty for any other value."""
    way = path.split(".")
    start, field = _parted(way)
    posting = job.posting
    if not posting or not start or not field:
        return _of_the_whole(posting, way) if posting else ""
    if field[-1] == "period":
        return "follows from the amount"
    if field[-1] == "country":
        return "whose way to write money it follows"
    if field[-1] != "currency":
        return ""
    if start[1] == _ZONES:
        zone = next(zone for zone in posting.pay_zones if zone.id == start[2])
        if zone.places:
            return "follows from the country of the zone's places"
    elif start[1] == "places":
        return "follows from the country of the place"
    of_the_work = country_of(posting, None)
    return f"follows from the country of the {'work' if of_the_work else 'employer'}"


def _of_the_whole(posting: Posting, way: Sequence[str]) -> str:
    """Return whose pay a place has, and why it is in a zone."""
    place = _place(posting, way[2]) if list(way[:2]) == ["posting", "places"] and way[2:] else None
    if not place or list(way[3:]) not in (["pay"], ["zone"]) or (way[3] == "pay" and _own(place)):
        return ""
    if way[3] == "zone":
        return f"follows from `places` of that zone in `posting.{_ZONES}`"
    whose = f"posting.{_ZONES}.{place.zone}.pay" if place.zone else "posting.pay"
    return f"is what `{whose}` says"


def _parted(way: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the steps to a pay, and those inside it; nothing where the path leads to no pay."""
    if list(way[:2]) == ["posting", "pay"]:
        return [*way[:2]], [*way[2:]]
    if len(way) > 3 and way[0] == "posting" and way[1] in ("places", _ZONES):
        return ([*way[:4]], [*way[4:]]) if way[3] == "pay" else ([], [])
    return [], []


def _place(posting: Posting, id: str) -> Place | None:
    return next((place for place in posting.places if place.id == id), None)


def _own(place: Place) -> bool:
    """Tell whether a place has pay of its own, as written."""
    return place.span("pay") is not None
