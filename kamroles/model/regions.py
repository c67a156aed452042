"""States and provinces by their codes (ISO 3166-2), of the countries whose jobs often name them."""

from __future__ import annotations

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


@cache
def _by_name(country: str) -> dict[str, str]:
    return {name.casefold(): code for code, name in REGIONS.get(country, {}).items()}


def code_in(country: str, region: str) -> str | None:
    """Return the code of a region of a country, for its code or name; None where it is unknown."""
    small = region.strip()
    if small.upper() in REGIONS.get(country, {}):
        return small.upper()
    return _by_name(country).get(small.casefold())


def same(country: str | None, one: str, other: str) -> bool:
    """Tell whether two words name the same region of a country."""
    first, second = (code_in(country or "", each) or each.casefold() for each in (one, other))
    return first == second


def countries_with(region: str) -> list[str]:
    """Return the countries that have a region of that code or name."""
    return [country for country in REGIONS if code_in(country, region)]
