"""Fill in what follows safely from what was written; pay, dates and FLSA status never do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.model import places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_SMALL_WORDS = {"of", "and", "for", "in", "the", "to"}
_CAPITALS = {"it", "hr", "vp", "us", "uk", "eu", "b2b", "crm", "oem", "ii", "iii", "iv"}
_PAID_BY_THE_YEAR = {"USD", "CAD", "AUD", "NZD", "EUR", "GBP"}
_LEAST_YEARLY = 10_000
_DAYS = {
    str(number): f"{word} day{'s' * (number > 1)} a week"
    for number, word in enumerate(("one", "two", "three", "four", "five"), 1)
}


def title_of(stem: str) -> str:
    """Return a job title for a file name: ``head-of-accounts`` is Head of Accounts."""
    words = stem.split("-")
    return " ".join(_capital(word, first=not n) for n, word in enumerate(words))


def _capital(word: str, *, first: bool) -> str:
    if word in _CAPITALS:
        return word.upper()
    return word if word in _SMALL_WORDS and not first else word.capitalize()


def complete(
    posting: Mapping[str, Any], role: Mapping[str, Any], employer: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the posting with places, pay unit and title filled in and conditions applied."""
    full = dict(posting)
    full["title"] = posting["title"] or role["title"]
    full["office_days"] = _DAYS.get(posting["office_days"], posting["office_days"])
    full["places"] = [_place(place, employer) for place in posting["places"]]
    country = country_of(full, employer)
    full["pay"] = _pay(posting["pay"], country)
    for name in ("benefits", "statements", "apply"):
        full[name] = [entry for entry in posting[name] if _applies(entry["when"], full, country)]
    return full


def country_of(posting: Mapping[str, Any] | None, employer: Mapping[str, Any] | None) -> str | None:
    """Return the country whose habits a document follows: of the work, else of the employer."""
    if posting:
        for place in posting["places"]:
            if place.get("country"):
                return str(place["country"])
        if posting["remote_from"]:
            return str(posting["remote_from"][0])
    return employer["country"] if employer else None


def _place(place: Mapping[str, Any], employer: Mapping[str, Any]) -> dict[str, Any]:
    locations: Iterable[Mapping[str, Any]] = employer["locations"]
    known = next((a for a in locations if a["id"] == place["id"]), {})
    full = {name: place[name] or known.get(name) for name in place}
    full["region_name"] = places.region_name(full["country"], full["region"])
    full["country_name"] = places.countries().get(full["country"] or "", full["country"])
    return full


def _pay(pay: Mapping[str, Any] | None, country: str | None) -> dict[str, Any] | None:
    if pay is None:
        return None
    full = dict(pay)
    if full["currency"] is None and country:
        full["currency"] = places.currency_of(country)
    # other money is too small for this: 30000 of it can be the pay of a month, or of a day
    if full["currency"] in _PAID_BY_THE_YEAR and full["min"] >= _LEAST_YEARLY:
        full["period"] = full["period"] or "year"
    return full


def _applies(
    when: Mapping[str, Any] | None, posting: Mapping[str, Any], country: str | None
) -> bool:
    if when is None:
        return True
    countries = {p["country"] for p in posting["places"]} | set(posting["remote_from"])
    regions = {_region(p["country"], p["region"]) for p in posting["places"] if p["region"]}
    wanted = {_region(c, name) for c in countries or {country} for name in when["region"]}
    return (
        _fits(when["country"], countries or {country})
        and _fits(wanted, regions)
        and _fits(when["workplace"], {posting["workplace"]})
        and _fits(when["employment_type"], {posting["employment_type"]})
    )


def _region(country: str | None, name: str) -> str:
    return places.region_code(country, name).lower()


def _fits(wanted: Collection[str], given: set[Any]) -> bool:
    return not wanted or not given.isdisjoint(wanted)
