"""How places are named by their parts."""

from __future__ import annotations

import pytest

from kamroles.model import regions
from kamroles.model.naming import place_names


@pytest.mark.parametrize(
    ("city", "region", "country", "named"),
    [
        ("Singapore", None, "SG", "Singapore"),
        ("Singapore", "Singapore", "SG", "Singapore"),
        ("Singapore, Singapore", None, "SG", "Singapore"),
        ("Luxembourg", None, "LU", "Luxembourg"),
        ("Lëtzebuerg", None, "LU", "Lëtzebuerg"),
        ("Macau", None, "MO", "Macau"),
        ("Kowloon", None, "HK", "Kowloon, Hong Kong"),
        ("Hong Kong", None, "HK", "Hong Kong"),
        ("Mexico City", None, "MX", "Mexico City, Mexico"),
        ("New York", "NY", "US", "New York, New York, United States"),
        ("New York, NY", "NY", "US", "New York, New York, United States"),
        ("Québec", "QC", "CA", "Québec, QC, Canada"),
        ("Washington, D.C.", "DC", "US", "Washington, District of Columbia, United States"),
        ("Washington DC", "DC", "US", "Washington, District of Columbia, United States"),
        ("Washington", "Washington DC", "US", "Washington, Washington DC, United States"),
        ("Portland OR", "OR", "US", "Portland, Oregon, United States"),
        ("Portland, Oregon, USA", "Oregon", "US", "Portland, Oregon, United States"),
        ("Kansas City", "KS", "US", "Kansas City, Kansas, United States"),
        ("San Juan", "PR", "US", "San Juan, Puerto Rico, United States"),
        ("Toronto", "ON", "CA", "Toronto, ON, Canada"),
        ("Sydney, NSW", "NSW", "AU", "Sydney, NSW, Australia"),
        ("Zürich", "Zurich", "CH", "Zürich, Switzerland"),
        ("Sao Paulo", "São Paulo", "BR", "Sao Paulo, Brazil"),
        ("München", "Bayern", "DE", "München, Bayern, Germany"),
        ("Dublin", "Co. Dublin", "IE", "Dublin, Co. Dublin, Ireland"),
        ("London, UK", None, "GB", "London, United Kingdom"),
    ],
)
def test_no_name_is_said_twice(city: str, region: str | None, country: str, named: str) -> None:
    """But where a town and its state have one name."""
    assert ", ".join(place_names(city, regions.name_in(country, region), country)) == named


@pytest.mark.parametrize(
    ("city", "country", "parts"),
    [
        ("Portland, OR", "US", ("Portland", "OR")),
        ("Portland, Oregon", "US", ("Portland", "OR")),
        ("Washington D.C.", "US", ("Washington", "DC")),
        ("Montréal, Québec", "CA", ("Montréal", "QC")),
        ("Kansas City", "US", ("Kansas City", None)),
        ("Port Washington", "US", ("Port Washington", None)),
        ("Portland, ME", "NL", ("Portland, ME", None)),
        ("Winston, Salem", "US", ("Winston, Salem", None)),
    ],
)
def test_a_region_behind_a_city(city: str, country: str, parts: tuple[str, str | None]) -> None:
    """By its code or name, behind a comma; without one, by its code in capitals."""
    assert regions.apart(city, country) == parts


def test_a_region_has_names_in_its_own_language() -> None:
    """So that conditions find it."""
    assert regions.same("DE", "Bayern", "BY")
    assert regions.same("CA", "Québec", "QC")
    assert not regions.same("DE", "Sachsen", "ST")
