"""What people may have meant by an area that is written in another way than by its code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.characters import straight
from kamroles.diagnostics import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_EVERYDAY = {
    "worldwide": ("anywhere", "any", "everywhere", "global", "globally", "world", "all"),
    "EU": ("europe", "european union", "e.u."),
    "EEA": ("european economic area", "ewr"),
    "DE, AT, CH": ("dach", "d-a-ch"),
    "IS, LI, NO, CH": ("efta",),
    "US, CA, MX": ("north america", "nafta"),
    "UTC": ("wet", "western european time"),
    "UTC+1": ("cet", "mez", "central european time"),
    "UTC+2": ("eet", "eastern european time"),
    "UTC-5": ("est", "et", "eastern time"),
    "UTC-6": ("cst", "central time"),
    "UTC-7": ("mst", "mountain time"),
    "UTC-8": ("pst", "pacific time"),
}
_ZONES = re.compile(
    r"(?:utc|gmt)?\s*([+-]?\d{1,2}(?::\d{2})?)?"
    r"(?:\s*(?:to|until|through|[/,]|\s-\s|--)\s*(?:utc|gmt)?\s*([+-]?\d{1,2}(?::\d{2})?)?)?"
)
_SHORTEST_NAME = 4
"""Letters of a region's name; what is shorter is rather the code of a country."""


def area_meant(
    text: str,
    regions: Mapping[str, Mapping[str, str]],
    country: Callable[[str], str | None],
) -> str | None:
    """Return the codes of the areas that ``text`` may mean, None where nothing is like it.

    ``regions`` are the names of regions by country and code, ``country`` finds the code of one.
    """
    small = " ".join(straight(text).replace("\u2212", "-").lower().split())
    for code, words in _EVERYDAY.items():
        if small in {code.lower(), *words}:
            return code
    small = re.sub(r"^(?:anywhere |only )?(?:in|within|inside) (?:the )?|^the | only$", "", small)
    if found := re.fullmatch(r"(?:utc|gmt)?\s*(?:\u00b1|\+/-)\s*(\d{1,2})(?:\s*h\w*)?", small):
        return f"UTC-{found[1]} to UTC+{found[1]}"
    listed = [part for part in re.split(r"\s*(?:[,;/&]|\bor\b|\band\b)\s*", small) if part]
    if len(listed) > 1:
        meant = [area_meant(part, regions, country) for part in listed]
        return ", ".join(filter(None, meant)) if all(meant) else None
    return _zones(small) or _region(small, regions) or _country(small, country, regions)


def _zones(small: str) -> str | None:
    found = _ZONES.fullmatch(small)
    if not found or not small.startswith(("utc", "gmt", "+", "-")):
        return None
    return " to ".join([_offset(end) for end in found.groups() if end is not None] or ["UTC"])


def _offset(written: str) -> str:
    sign = "-" if written.startswith("-") else "+"
    hours, _, minutes = written.lstrip("+-").partition(":")
    return f"UTC{sign}{int(hours)}{':' + minutes if minutes else ''}"


def _region(small: str, regions: Mapping[str, Mapping[str, str]]) -> str | None:
    country, sign, part = small.partition("-")
    known = regions.get(country.upper()) if sign else None
    for land, names in {country.upper(): known}.items() if known else regions.items():
        wanted = part if known else small
        for code, name in names.items():
            exact = wanted == name.lower() and len(wanted) >= _SHORTEST_NAME
            if exact or (known and wanted == code.lower()):
                return f"{land}-{code}"
    near = nearest(part.upper(), known, 1) if known else ()
    return f"{country.upper()}-{near[0]}" if near else None


def _country(
    small: str,
    country: Callable[[str], str | None],
    regions: Mapping[str, Mapping[str, str]],
) -> str | None:
    whole, sign, _ = small.partition("-")
    if sign and len(whole) == len("US"):  # a part of a country whose parts are not known
        return country(whole) if whole.upper() not in regions else None
    return country(small)
