"""Pay in words: one clear line, money as its readers write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kamroles.compose import compose, english
from kamroles.document import Facts, plain_text
from tests.unit.compose.jobs import AS_OF, lookup, made, make_job

if TYPE_CHECKING:
    from kamroles.model.job import Job

VANCOUVER = {"id": "van", "city": "Vancouver", "region": "BC", "country": "CA"}
BOTH = "Vancouver, BC, Canada or Seattle, Washington, United States"
SEATTLE = {"id": "sea", "city": "Seattle", "region": "WA", "country": "US"}


def _at(*places: dict[str, Any], **posting: Any) -> Job:
    return make_job(posting={"places": list(places), "workplace": "onsite", **posting})


def _lines(job: Job, told: str = "Pay") -> list[str]:
    """Return what the posting's facts say of pay or of something else, line by line."""
    document = compose(job, "posting", lookup(), as_of=AS_OF).document
    (facts,) = (block for block in document.blocks if isinstance(block, Facts))
    rows = [["".join(run.text for run in cell) for cell in row] for row in facts.rows]
    return [value for label, value in rows if label == told]


@pytest.mark.parametrize(
    ("places", "pay", "shown"),
    [
        ([VANCOUVER, SEATTLE], {"min": 78000, "currency": "CAD"}, "CA$78,000 a year"),
        ([SEATTLE, VANCOUVER], {"min": 78000, "currency": "CAD"}, "CA$78,000 a year"),
        ([SEATTLE, VANCOUVER], {"min": 78000}, "US$78,000 a year"),
        ([SEATTLE], {"min": 78000}, "$78,000 a year"),
        ([SEATTLE], {"min": 78000, "currency": "CAD"}, "CA$78,000 a year"),
        ([SEATTLE, VANCOUVER], {"min": 78000, "currency": "EUR"}, "€78,000 a year"),
        ([{"id": "a", "country": "SG"}, {"id": "b", "country": "HK"}],
         {"min": 78000, "currency": "SGD", "period": "year"}, "SGD\u00a078,000 a year"),
        ([{"id": "a", "country": "GB"}, {"id": "b", "country": "GI"}],
         {"min": 48000, "currency": "GBP"}, "GB£48,000 a year"),
    ],
)  # fmt: skip
def test_a_sign_means_one_currency_to_every_reader(
    places: list[dict[str, Any]], pay: dict[str, Any], shown: str
) -> None:
    """As soon as the posting's countries differ in what it means, it says which."""
    assert _lines(_at(*places, pay=pay)) == [shown]


@pytest.mark.parametrize(
    ("employer", "place", "pay", "shown"),
    [
        ("US", "CA", {"min": 78000}, "CA$78,000 a year"),
        ("CA", "CA", {"min": 78000}, "$78,000 a year"),
        ("CA", "US", {"min": 78000}, "US$78,000 a year"),
        ("DE", "CA", {"min": 78000}, "$78,000 a year"),
        ("US", "SG", {"min": 7000, "period": "month"}, "SGD\u00a07,000 a month"),
        ("US", "MX", {"min": 35000, "period": "month"}, "MX$35,000 a month"),
        ("SE", "DK", {"min": 420000, "period": "year"}, "DKK\u00a0420.000 a year"),
        ("DK", "DK", {"min": 420000, "period": "year"}, "kr.\u00a0420.000 a year"),
        ("GB", "GI", {"min": 45000, "period": "year"}, "GIP\u00a045,000 a year"),
        ("JP", "CN", {"min": 300000, "period": "year"}, "CN¥300,000 a year"),
        ("US", "GB", {"min": 45000}, "£45,000 a year"),
    ],
)
def test_a_sign_is_not_that_of_the_money_where_the_employer_is(
    employer: str, place: str, pay: dict[str, Any], shown: str
) -> None:
    """A US company's dollars in Toronto are said to be Canadian."""
    posting = {"places": [{"id": "a", "country": place}], "workplace": "onsite", "pay": pay}
    assert _lines(make_job(employer={"country": employer}, posting=posting)) == [shown]


def test_a_remote_job_is_read_where_it_can_be_done_from() -> None:
    """Its countries count as those of places do."""
    pay = {"min": 90000, "max": 99000, "currency": "AUD", "period": "year"}
    job = make_job(
        posting={"places": [], "workplace": "remote", "remote_from": ["AU", "US"], "pay": pay}
    )
    assert _lines(job) == ["A$90,000 to A$99,000 a year"]


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        (["US-OR", "US-ID"], "$78,000 to $96,000 a year"),
        (["US-OR", "CA-ON"], "US$78,000 to US$96,000 a year"),
    ],
)
def test_readers_in_states_are_readers_of_their_country(areas: list[str], said: str) -> None:
    """Who reads about work in two states of one country knows its dollars."""
    pay = {"min": 78000, "max": 96000, "currency": "USD", "period": "year"}
    job = make_job(posting={"places": [], "workplace": "remote", "remote_from": areas, "pay": pay})
    assert _lines(job) == [said]


@pytest.mark.parametrize(
    ("amount", "country", "shown"),
    [
        (1200000, "IN", "12,00,000"),
        (123456789, "IN", "12,34,56,789"),
        (80000, "IN", "80,000"),
        (1200000, "US", "1,200,000"),
        (999, "US", "999"),
        (28.5, "US", "28.50"),
        (1200000, "XX", "1,200,000"),
    ],
)
def test_digits_are_grouped_as_in_the_country(amount: float, country: str, shown: str) -> None:
    """By the English of the country, as dates are."""
    assert english.amounts(amount, None, "XTS", country)[0].endswith(shown)


@pytest.mark.parametrize("country", ["CH", "DE", "SE", "ZA", "NL", "FR"])
def test_signs_between_digits_are_those_that_unicode_has(country: str) -> None:
    """Each group has one, also where Babel drops two apostrophes as quotes."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = english.locale_of(country)
    group, point = get_group_symbol(locale), get_decimal_symbol(locale)
    shown = english.amounts(1234567.5, None, "XTS", country)[0]
    assert shown.endswith(f"1{group}234{group}567{point}50")


@pytest.mark.parametrize(
    ("pay", "line"),
    [
        ({"min": 60000, "upwards": True}, "from $60,000 a year"),
        ({"min": 28.5, "max": 34, "period": "hour"}, "$28.50 to $34.00 an hour"),
        ({"min": 450, "period": "day"}, "$450 a day"),
        ({"min": 70000, "variable": {"min": 0, "max": 20000}},
         "Base $70,000 a year; variable pay up to $20,000"),
        ({"min": 78000, "max": 96000, "note": "Plus a bonus"},
         "$78,000 to $96,000 a year, plus a bonus"),
        ({"min": 78000, "extra": "plus a bonus"}, "$78,000 a year, plus a bonus"),
        ({"base": {"min": 70000, "max": 85000}, "ote": {"min": 110000, "max": 130000},
          "split": "65/35"},
         "Base $70,000 to $85,000 a year; on-target earnings $110,000 to $130,000 "
         "(base 65%, variable 35%)"),
        ({"min": 70000, "max": 85000, "variable": {"min": 40000, "max": 45000},
          "ote": {"min": 110000, "max": 130000}, "note": "uncapped"},
         "Base $70,000 to $85,000 a year; variable pay $40,000 to $45,000; on-target earnings "
         "$110,000 to $130,000, uncapped"),
        ({"min": 70000, "variable": {"percent": 20}},
         "Base $70,000 a year; variable pay 20% of base"),
        ({"min": 70000, "upwards": True, "variable": {"percent": 20}},
         "Base from $70,000 a year; variable pay 20% of base"),
        ({"ote": {"min": 110000}, "split": "70/30"},
         "On-target earnings $110,000 a year (base 70%, variable 30%)"),
        ({"commission_only": True}, "Commission only"),
        ({"commission_only": True, "ote": {"min": 90000, "max": 120000}},
         "Commission only; on-target earnings $90,000 to $120,000 a year"),
        ({"commission_only": True, "variable": {"min": 90000}, "note": "paid each month"},
         "Commission only; variable pay $90,000 a year, paid each month"),
    ],
)  # fmt: skip
def test_each_way_to_be_paid_is_one_clear_line(pay: dict[str, Any], line: str) -> None:
    """The period is said once."""
    assert _lines(make_job(posting={"pay": pay})) == [line]


def test_each_range_stands_with_its_place() -> None:
    """A line for each, in the money and digits of the place."""
    delhi = {"id": "del", "city": "Delhi", "country": "IN"}
    job = _at(
        {**SEATTLE, "pay": {"min": 80000, "max": 95000}},
        {**VANCOUVER, "pay": {"min": 90000}},
        {**delhi, "pay": {"min": 1200000, "max": 1800000}},
        pay={"note": "plus a bonus", "period": "year"},
    )
    assert _lines(job) == [
        "Seattle, Washington: US$80,000 to US$95,000 a year, plus a bonus",
        "Vancouver, BC, Canada: CA$90,000 a year, plus a bonus",
        "Delhi, India: ₹12,00,000 to ₹18,00,000 a year, plus a bonus",
    ]
    document = compose(job, "posting", lookup(), as_of=AS_OF).document
    (facts,) = (block for block in document.blocks if isinstance(block, Facts))
    paths = [
        run.path for _, cell in facts.rows for run in cell if (run.path or "").endswith(".pay")
    ]
    assert paths == [f"posting.places.{id_}.pay" for id_ in ("sea", "van", "del")]


def test_zones_are_named_with_the_places_in_them() -> None:
    """A zone can be an area in words, too."""
    job = _at(
        SEATTLE,
        {"id": "portland"},
        {"id": "bend", "city": "Bend", "region": "OR", "country": "US", "pay": {"min": 70000}},
        pay=None,
        pay_zones=[
            {"id": "one", "name": "Zone 1", "places": ["sea", "portland"], "pay": {"min": 80000}},
            {"id": "two", "name": "Everywhere else", "pay": {"min": 60000}},
        ],
    )
    assert _lines(job) == [
        "Zone 1 (Seattle, Washington or Portland, Oregon): $80,000 a year",
        "Everywhere else: $60,000 a year",
        "Bend, Oregon: $70,000 a year",
    ]


def test_zones_beside_the_pay_of_all_other_places() -> None:
    """What is paid elsewhere stays a line of its own."""
    zone = {"id": "nyc", "name": "New York", "pay": {"min": 90000}}
    assert _lines(make_job(posting={"pay": {"min": 80000}, "pay_zones": [zone]})) == [
        "New York: $90,000 a year",
        "$80,000 a year",
    ]


def test_a_template_of_before_prints_all_of_it() -> None:
    """`wording.pay()` and `posting.pay.extra` go on working."""
    words = '# T\n\n{% import "parts/wording.md" as wording %}{{ wording.pay() }}'
    apart = _at(
        {"id": "portland", "pay": {"min": 80000}}, {**SEATTLE, "pay": {"min": 90000}}, pay=None
    )
    for job, line in (
        (make_job(), "$78,000 to $96,000 a year, plus a yearly bonus of up to 10%"),
        (apart, "Portland, Oregon: $80,000 a year; Seattle, Washington: $90,000 a year"),
    ):
        assert plain_text(made(words, job).document).splitlines()[-1] == line
    for name in ("extra", "note"):
        shown = plain_text(made(f"{{{{ posting.pay.{name} }}}}").document).splitlines()[-1]
        assert shown == "plus a yearly bonus of up to 10%"
        shown = plain_text(made(f"{{% if posting.pay.{name} %}}x{{% endif %}}y", apart).document)
        assert shown.splitlines()[-1] == "y"


def test_the_profile_says_it_to_the_author() -> None:
    """With currency codes, and all parts."""
    from kamroles.compose.composition import Author

    pay = {"min": 70000, "upwards": True, "variable": {"percent": 10}, "note": "plus a car"}
    job = make_job(posting={"pay": pay})
    profile = compose(job, "profile", lookup(), as_of=AS_OF, author=Author())
    assert "from USD 70,000; variable 10% of base per year plus a car" in plain_text(
        profile.document
    )


@pytest.mark.parametrize(
    ("paid", "workplace", "line"),
    [
        ((VANCOUVER, SEATTLE), "onsite", []),
        ((SEATTLE,), "onsite", []),  # the other one has the pay of the posting
        ((), "hybrid", [BOTH]),
    ],
)  # fmt: skip
def test_a_place_that_has_its_own_pay_is_said_with_it(
    paid: tuple[dict[str, Any], ...], workplace: str, line: list[str]
) -> None:
    """Not once more in a line of its own."""
    places = [
        one | ({"pay": {"min": 80000}} if one in paid else {}) for one in (VANCOUVER, SEATTLE)
    ]
    job = _at(*places, pay={"min": 70000}, workplace=workplace)
    assert _lines(job, "Place") == line
