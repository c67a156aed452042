"""How a place is named by its parts, so that none is said twice."""

from __future__ import annotations

from kamroles.model import regions
from kamroles.model.places import countries, country_code

WITH_REGION = frozenset({"US", "CA", "AU"})
"""Countries whose places are told apart by their state or province."""


def place_names(
    city: str | None,
    region: str | None,
    country: str | None,
    *,
    whole: bool = True,
    abroad: bool = True,
) -> list[str]:
    """Return what a place is called, the town first, then what it lies in.

    ``whole`` names the region also where people leave it out; ``abroad`` is false where the
    country goes without saying. A city that has the name of its country, such as Singapore, is
    named once; New York in New York is two places.
    """
    town = _alone(city, region, country) if city else None
    named = countries().get(country, country) if country else None
    # a city that is a state of its own has one name, but a state that is named for its city two
    own_state = country not in WITH_REGION and _alike(town, region)
    shown = country in WITH_REGION or (whole and not own_state and not _alike(region, named))
    parts = [town, region if shown else None]
    if abroad and not (_alike(town, named) or (town and country_code(town) == country)):
        parts.append(named)
    return list(filter(None, parts))


def _alike(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and regions.plain(one) == regions.plain(other)


def _alone(city: str, region: str | None, country: str | None) -> str:
    """Return a city without its region and country, where somebody wrote them behind it."""
    town, comma, last = city.rpartition(",")
    if comma and country and country_code(last.strip()) == country:
        return _alone(town, region, country)
    if region and comma and regions.same(country, last, region):
        return _alone(town, region, country)
    town, code = regions.apart(city, country)
    return town.strip() if region and code and regions.same(country, code, region) else city.strip()
