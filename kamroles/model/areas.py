"""Where a remote job can be done: in countries, parts of them, unions, the world, time zones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.model import regions
from kamroles.model.places import countries

if TYPE_CHECKING:
    from collections.abc import Collection

WORLDWIDE = "worldwide"
_EU = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"}
    | {"IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
)
UNIONS = {
    "EU": ("European Union", _EU),
    "EEA": ("European Economic Area", _EU | {"IS", "LI", "NO"}),
}
"""Names and countries of unions, by their codes."""
_OFFSET = r"UTC(?:[+-](?:0|[1-9]|1[0-4])(?::[0-5][0-9])?)?"
ZONES = rf"{_OFFSET}(?: to {_OFFSET})?"


def is_zones(area: str) -> bool:
    """Tell whether an area is a range of time zones, such as UTC-8 to UTC+1."""
    return re.fullmatch(ZONES, area) is not None


def offsets(area: str) -> list[float]:
    """Return the hours from UTC of the ends of a range of time zones."""
    found = []
    for end in area.split(" to "):
        hours, _, minutes = end.removeprefix("UTC").partition(":")
        size = abs(int(hours or 0)) + int(minutes or 0) / 60
        found.append(-size if hours.startswith("-") else size)
    return found


def is_area(text: str) -> bool:
    """Tell whether a text is the code of an area."""
    if "-" in text and not text.startswith("UTC"):
        country, _, region = text.partition("-")
        return region in regions.REGIONS.get(country, {})
    return text == WORLDWIDE or text in UNIONS or text in countries() or is_zones(text)


def country_in(area: str) -> str | None:
    """Return the country that an area is, or is a part of; None for a larger one."""
    country = area.partition("-")[0]
    return country if country in countries() else None


def region_in(area: str) -> str | None:
    """Return the code of the region that an area is; None for a country or a larger one."""
    return area.partition("-")[2] or None if country_in(area) else None


def holds(area: str, country: str) -> bool:
    """Tell whether a country is a part of a larger area."""
    if area in UNIONS:
        return country in UNIONS[area][1]
    return area == WORLDWIDE or is_zones(area)


def larger_of(area: str, areas: Collection[str]) -> str | None:
    """Return the one of some areas that an area is a part of; None where it stands for itself."""
    country = country_in(area)
    for other in areas:
        inside = other == country and area != country
        if other != area and (inside or (country and other in UNIONS and holds(other, country))):
            return other
        if other == WORLDWIDE != area and not is_zones(area):
            return other
    return "EEA" if area == "EU" and "EEA" in areas else None


def area_name(area: str) -> str:
    """Return what an area is called."""
    if area == WORLDWIDE:
        return "anywhere"
    if area in UNIONS:
        return UNIONS[area][0]
    country, region = country_in(area), region_in(area)
    if not country or not region:
        return countries().get(area, area)
    name = regions.REGIONS[country][region]
    # Georgia is a state, and a country
    return f"{name}, {countries()[country]}" if name in countries().values() else name
