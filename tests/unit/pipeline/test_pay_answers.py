"""Pay as people type it: taken where it is clear, refused with what to write where it is not."""

from __future__ import annotations

from typing import Any

import pytest

from kamroles.model.pay import Pay
from kamroles.pipeline.pay_answers import UnclearError, pay_fields
from tests.values import model_of

TAKEN: list[tuple[str, dict[str, Any]]] = [
    ("78000", {"min": 78000}),
    ("78000 to 96000", {"min": 78000, "max": 96000}),
    ("78000-96000", {"min": 78000, "max": 96000}),
    ("78000 \u2013 96000", {"min": 78000, "max": 96000}),
    ("between 78000 and 96000", {"min": 78000, "max": 96000}),
    ("$62,000 - 78,000 + commission", {"min": 62000, "max": 78000, "note": "plus commission"}),
    ("$62,000\u2014$78,000", {"min": 62000, "max": 78000}),
    ("62-78k", {"min": 62000, "max": 78000}),
    ("62k-78k", {"min": 62000, "max": 78000}),
    ("62k to 78", {"min": 62000, "max": 78000}),
    ("$62K\u2013$78K", {"min": 62000, "max": 78000}),
    ("62.5k - 78k", {"min": 62500, "max": 78000}),
    ("60-80 k", {"min": 60000, "max": 80000}),
    ("£45k\u2013£55k", {"min": 45000, "max": 55000, "currency": "GBP"}),
    ("€56,000 - €70,000 p.a.",
     {"min": 56000, "max": 70000, "currency": "EUR", "period": "year"}),
    ("56 000 to 70 000 EUR", {"min": 56000, "max": 70000, "currency": "EUR"}),
    ("56\u202f000 \u2013 70\u00a0000 €", {"min": 56000, "max": 70000, "currency": "EUR"}),
    ("CHF 120'000 - 135\u2019000", {"min": 120000, "max": 135000, "currency": "CHF"}),
    ("₹12,00,000 - ₹18,00,000", {"min": 1200000, "max": 1800000, "currency": "INR"}),
    ("12-18 lakhs", {"min": 1200000, "max": 1800000}),
    ("12-18 LPA", {"min": 1200000, "max": 1800000, "period": "year"}),
    ("CA$90,000", {"min": 90000, "currency": "CAD"}),
    ("US$62k-78k", {"min": 62000, "max": 78000}),
    ("AUD 90k-99k", {"min": 90000, "max": 99000, "currency": "AUD"}),
    ("90k-99k AUD plus super",
     {"min": 90000, "max": 99000, "currency": "AUD", "note": "plus super"}),
    ("62,000\u201378,000 dollars a year", {"min": 62000, "max": 78000, "period": "year"}),
    ("$65k/yr", {"min": 65000, "period": "year"}),
    ("65k per annum", {"min": 65000, "period": "year"}),
    ("65000 pa", {"min": 65000, "period": "year"}),
    ("$65,000 annually", {"min": 65000, "period": "year"}),
    ("$62,000/year to $78,000/year", {"min": 62000, "max": 78000, "period": "year"}),
    ("28.50/hr", {"min": 28.5, "period": "hour"}),
    ("28.50 - 34 per hour", {"min": 28.5, "max": 34, "period": "hour"}),
    ("$28.50-$34/hour", {"min": 28.5, "max": 34, "period": "hour"}),
    ("20-25 p/h", {"min": 20, "max": 25, "period": "hour"}),
    ("£20-£25ph", {"min": 20, "max": 25, "currency": "GBP", "period": "hour"}),
    ("30 an hour plus overtime", {"min": 30, "period": "hour", "note": "plus overtime"}),
    ("hourly rate 28.50", {"min": 28.5, "period": "hour"}),
    ("450 a day", {"min": 450, "period": "day"}),
    ("450/day", {"min": 450, "period": "day"}),
    ("day rate: 450", {"min": 450, "period": "day"}),
    ("£500 pd", {"min": 500, "currency": "GBP", "period": "day"}),
    ("1200/week", {"min": 1200, "period": "week"}),
    ("4000-5000 a month", {"min": 4000, "max": 5000, "period": "month"}),
    ("3,500 pcm", {"min": 3500, "period": "month"}),
    ("from 60000", {"min": 60000, "upwards": True}),
    ("60k+", {"min": 60000, "upwards": True}),
    ("60,000 and up", {"min": 60000, "upwards": True}),
    ("at least 60k", {"min": 60000, "upwards": True}),
    ("from $25/hour", {"min": 25, "upwards": True, "period": "hour"}),
    ("from 60k to 70k", {"min": 60000, "max": 70000}),
    ("60k+, plus commission", {"min": 60000, "upwards": True, "note": "plus commission"}),
    ("65000 + 10% bonus", {"min": 65000, "note": "plus 10% bonus"}),
    ("65k & benefits", {"min": 65000, "note": "plus benefits"}),
    ("commission only", {"commission_only": True}),
    ("100% commission only", {"commission_only": True}),
    ("70-85k base, 110-130k OTE",
     {"min": 70000, "max": 85000, "ote": {"min": 110000, "max": 130000}}),
    ("60k + OTE 90k", {"min": 60000, "ote": {"min": 90000}}),
    ("OTE 90k", {"ote": {"min": 90000}}),
]  # fmt: skip
REFUSED = [
    ("96000 to 78000", "78000 to 96000"),
    ("86.000", "write 86000"),
    ("€56.000 - 70.000", "write 56000 to 70000"),
    ("€3.500 a month", "write 3500 per month"),
    ("31,50", "write 31.50"),
    ("62,5k", "write 62500"),
    ("62-78", "62 to 78 an hour, or 62k to 78k a year"),
    ("$30", "30 an hour, or 30k a year"),
    ("from 60", "60 an hour"),
    ("4000 to 5000", "4000 to 5000 a month"),
    ("up to 80000", "such as 60000 to 80000"),
    ("around 60k", "write 60000"),
    ("62-78k DOE", "write 62000 to 78000"),
    ("65k, depending on experience", "write 65000"),
    ("62000 and 78000", "write 62000 to 78000"),
    ("60000-70000-80000", "78000 to 96000"),
    ("14 x 2500", "78000 to 96000"),
    ("competitive", "78000 to 96000"),
    ("negotiable, DOE", "78000 to 96000"),
    ("0", "78000 to 96000"),
    ("-5000", "write 5000"),
    ("USD 62k - EUR 78k", "several currencies"),
    ("62k a year - 5k a month", "once"),
    ("¥6,000,000", "JPY 6000000"),
    ("kr 600000", "SEK 600000"),
    ("600 to 78k", "78000 to 600000"),
]


@pytest.mark.parametrize(("typed", "fields"), TAKEN)
def test_what_is_clear_is_taken(typed: str, fields: dict[str, Any]) -> None:
    """Nothing but what was said; and it is pay that a file can have."""
    found = pay_fields(typed, "US")
    assert found == fields
    model_of(Pay, found)


@pytest.mark.parametrize(("typed", "said"), REFUSED)
def test_what_is_not_clear_is_refused_with_what_to_write(typed: str, said: str) -> None:
    """Never guessed."""
    with pytest.raises(UnclearError) as refused:
        pay_fields(typed, "US")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("country", "typed", "currency"),
    [
        ("CA", "$62k-70k", None),
        ("AU", "$62k-70k", None),
        ("GB", "£45k", None),
        ("US", "£45k", "GBP"),
        ("NO", "kr 600 000", None),
        ("JP", "¥6,000,000 a year", None),
        ("IN", "Rs. 12,00,000", None),
        ("DE", "USD 62k", "USD"),
        (None, "€62k", "EUR"),
    ],
)
def test_a_sign_is_that_of_the_country(country: str, typed: str, currency: str | None) -> None:
    """The currency is written only where it does not follow."""
    assert pay_fields(typed, country).get("currency") == currency


@pytest.mark.parametrize(
    ("country", "typed"), [("DE", "$62k-70k"), ("US", "¥62k"), ("GB", "kr 9k")]
)
def test_a_sign_of_other_countries_is_asked_about(country: str, typed: str) -> None:
    """A dollar in Germany may be of several countries."""
    with pytest.raises(UnclearError, match="several currencies"):
        pay_fields(typed, country)
