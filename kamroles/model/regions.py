"""States and provinces by their codes (ISO 3166-2), of the countries whose jobs often name them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kamroles.model.places import US_STATES, US_TERRITORIES

REGIONS = {
    "US": US_STATES | US_TERRITORIES,
    "AU": {
        "ACT": "Australian Capital Territory", "NSW": "New South Wales",
        "NT": "Northern Territory", "QLD": "Queensland", "SA": "South Australia",
        "TAS": "Tasmania", "VIC": "Victoria", "WA": "Western Australia",
    },
    "CA": {
        "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick",
        "NL": "Newfoundland and Labrador", "NS": "Nova Scotia", "NT": "Northwest Territories",
        "NU": "Nunavut", "ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec",
        "SK": "Saskatchewan", "YT": "Yukon",
    },
    "DE": {
        "BW": "Baden-Württemberg", "BY": "Bavaria", "BE": "Berlin", "BB": "Brandenburg",
        "HB": "Bremen", "HH": "Hamburg", "HE": "Hesse", "MV": "Mecklenburg-Western Pomerania",
        "NI": "Lower Saxony", "NW": "North Rhine-Westphalia", "RP": "Rhineland-Palatinate",
        "SL": "Saarland", "SN": "Saxony", "ST": "Saxony-Anhalt", "SH": "Schleswig-Holstein",
        "TH": "Thuringia",
    },
    "GB": {
        "ENG": "England", "NIR": "Northern Ireland", "SCT": "Scotland", "WLS": "Wales",
    },
}  # fmt: skip
"""The regions of a country that is here are known, all of them; of any other, none is."""


_BY_CODE = frozenset({"AU", "CA"})
_ALSO = {
    "DE": {
        "Bayern": "BY", "Hessen": "HE", "Mecklenburg-Vorpommern": "MV", "Niedersachsen": "NI",
        "Nordrhein-Westfalen": "NW", "Rheinland-Pfalz": "RP", "Sachsen": "SN",
        "Sachsen-Anhalt": "ST", "Thüringen": "TH",
    },
    "US": {"Washington DC": "DC"},
}  # fmt: skip
"""Other names of regions, in the country's own language or everyday use."""


@cache
def _by_name(country: str) -> dict[str, str]:
    names = {name: code for code, name in REGIONS.get(country, {}).items()}
    return {plain(name): code for name, code in (names | _ALSO.get(country, {})).items()}


def plain(name: str) -> str:
    """Return a name as people compare it: without capitals, accents and full stops."""
    apart = unicodedata.normalize("NFKD", name).replace(".", "")
    return "".join(each for each in apart if not unicodedata.combining(each)).strip().casefold()


def code_in(country: str | None, region: str) -> str | None:
    """Return the code of a region of a country, for its code or name; None where it is unknown."""
    small = plain(region)
    if small.upper() in REGIONS.get(country or "", {}):
        return small.upper()
    return _by_name(country or "").get(small)


def name_in(country: str | None, region: str | None) -> str | None:
    """Return the name of a region for its code; a name stays as it was written.

    So does a code where letters and adverts have that, as in Vancouver, BC.
    """
    code = code_in(country, region) if region else None
    if not code or not region or country in _BY_CODE:
        return region
    name = REGIONS[country or ""][code]
    is_name = plain(region) != code.casefold() and region.casefold() != name.casefold()
    return region if is_name else name


def same(country: str | None, one: str, other: str) -> bool:
    """Tell whether two words name the same region of a country."""
    first, second = (code_in(country, each) or plain(each) for each in (one, other))
    return first == second


def apart(city: str, country: str | None) -> tuple[str, str | None]:
    """Return a city, and the code of its region where that was written behind it.

    Without a comma only capitals count: the Kansas of Kansas City is a part of its name.
    """
    if found := re.fullmatch(r"(.+?)(?:\s*,\s*([^,]+)|\s+([A-Z]\.?[A-Z]\.?[A-Z]?))", city.strip()):
        code = code_in(country, found[2] or found[3])
        return (found[1], code) if code else (city, None)
    return city, None


def countries_with(region: str) -> list[str]:
    """Return the countries that have a region of that code or name."""
    return [country for country in REGIONS if code_in(country, region)]
