"""Countries, currencies and US states: codes, names, and which currency is paid where."""

from __future__ import annotations

import datetime
from functools import cache, lru_cache

from kamroles.diagnostics import nearest

_AS_OF = datetime.date(2026, 1, 1)
"""The day whose currencies count; fixed, since results must not depend on the clock."""
_NEW_IN_EURO = {"BG"}  # since 2026, which not every release of Babel knows
_NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
"""Codes that Unicode CLDR names and ISO 3166 does not assign to a country."""

US_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
US_TERRITORIES = {
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}  # fmt: skip


@cache
def countries() -> dict[str, str]:
    """Return the ISO 3166 alpha-2 codes with their English names (from Unicode CLDR)."""
    from babel import Locale

    names = Locale("en").territories
    return {
        code: name.partition(" SAR ")[0]
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_ISO
    }


@cache
def currencies() -> dict[str, str]:
    """Return the ISO 4217 codes of money that is in use somewhere, with their English names."""
    from babel import Locale
    from babel.numbers import get_territory_currencies

    names = Locale("en").currencies
    used = (code for country in countries() for code in get_territory_currencies(country, _AS_OF))
    return {code: str(names.get(code, code)) for code in used}


@lru_cache(4096)  # the most like a text takes long to find, and files are read more than once
def country_code(text: str, *, alike: bool = False) -> str | None:
    """Return the code somebody may have meant: another case, a name, or a common abbreviation.

    With ``alike``, also that of the country whose name is most like the text.
    """
    if text.upper() in countries():
        return text.upper()
    by_name = {name.lower(): code for code, name in countries().items()}
    code = by_name.get(text.lower()) or _called("countries", text)
    near = nearest(text.lower(), by_name, 1, cutoff=0.8) if alike and not code else ()
    return by_name[near[0]] if near else code


def currency_code(text: str) -> str | None:
    """Return the currency somebody may have meant by a symbol or another case."""
    return text.upper() if text.upper() in currencies() else _called("currencies", text)


def _called(table: str, text: str) -> str | None:
    from kamroles.mistakes.synonyms import called

    return next(iter(called(table, text)), None)


def currency_of(country: str) -> str | None:
    """Return the one legal tender of a country, or None when there is none or several."""
    from babel.numbers import get_territory_currencies

    found = ["EUR"] if country in _NEW_IN_EURO else get_territory_currencies(country, _AS_OF)
    return found[0] if len(found) == 1 else None
