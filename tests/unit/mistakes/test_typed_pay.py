"""Pay as people type it: taken where it is clear, refused with what to write where it is not."""

from __future__ import annotations

from typing import Any

import pytest

from kamroles.mistakes.money_words import UnclearError
from kamroles.mistakes.typed_pay import pay_fields as fields_of_pay
from kamroles.model import places
from kamroles.model.pay import Pay
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
    ("£45k-£55k OTE £80k",
     {"min": 45000, "max": 55000, "currency": "GBP", "ote": {"min": 80000}}),
    ("£45k-£55k (OTE £80k)",
     {"min": 45000, "max": 55000, "currency": "GBP", "ote": {"min": 80000}}),
    ("$85,000 base / $120,000 OTE", {"min": 85000, "ote": {"min": 120000}}),
    ("Base: 85,000; OTE: 120,000", {"min": 85000, "ote": {"min": 120000}}),
    ("$85k base, $120k OTE, 70/30", {"min": 85000, "ote": {"min": 120000}, "split": "70/30"}),
    ("OTE $120k (60/40 split)", {"ote": {"min": 120000}, "split": "60/40"}),
    ("$70k base + $50k commission", {"min": 70000, "variable": {"min": 50000}}),
    ("base 60k, variable 20k", {"min": 60000, "variable": {"min": 20000}}),
    ("60k base plus up to 20k bonus", {"min": 60000, "variable": {"min": 0, "max": 20000}}),
    ("60k + commission, OTE 90k",
     {"min": 60000, "ote": {"min": 90000}, "note": "plus commission"}),
    ("Commission only (OTE $60k)", {"commission_only": True, "ote": {"min": 60000}}),
    ("straight commission", {"commission_only": True}),
    ("$60k-$70k, uncapped commission", {"min": 60000, "max": 70000, "note": "uncapped commission"}),
    ("$60k-70k (plus commission)", {"min": 60000, "max": 70000, "note": "plus commission"}),
    ("$80k CAD", {"min": 80000, "currency": "CAD"}),
    ("CAD $80k", {"min": 80000, "currency": "CAD"}),
    ("45-55k€", {"min": 45000, "max": 55000, "currency": "EUR"}),
    ("500€/Tag", {"min": 500, "currency": "EUR", "period": "day"}),
    ("110'000.- CHF", {"min": 110000, "currency": "CHF"}),
    ("₹12L - ₹15L", {"min": 1200000, "max": 1500000, "currency": "INR"}),
    ("1.2 Cr", {"min": 12000000}),
    ("60 to 70 thousand", {"min": 60000, "max": 70000}),
    ("86.000", {"min": 86000}),
    ("€56.000 - 70.000", {"min": 56000, "max": 70000, "currency": "EUR"}),
    ("56.000,00 € bis 70.000,00 €", {"min": 56000, "max": 70000, "currency": "EUR"}),
    ("€3.500 a month", {"min": 3500, "currency": "EUR", "period": "month"}),
    ("4.500,- brutto im Monat", {"min": 4500, "period": "month", "note": "gross"}),
    ("18,50 € pro Stunde", {"min": 18.5, "currency": "EUR", "period": "hour"}),
    ("62,5k", {"min": 62500}),
    ("60 bis 75 Tsd. €", {"min": 60000, "max": 75000, "currency": "EUR"}),
    ("60-75 TEUR", {"min": 60000, "max": 75000, "currency": "EUR"}),
    ("ab 60.000 €", {"min": 60000, "upwards": True, "currency": "EUR"}),
    ("45 à 55 k€ brut annuel",
     {"min": 45000, "max": 55000, "currency": "EUR", "period": "year", "note": "gross"}),
    ("45 000 kr/mån SEK", {"min": 45000, "currency": "SEK", "period": "month"}),
    ("around 60k", {"min": 60000, "note": "approximately"}),
    ("c. £35k", {"min": 35000, "currency": "GBP", "note": "approximately"}),
    ("62-78k DOE", {"min": 62000, "max": 78000, "note": "depending on experience"}),
    ("65k, depending on experience", {"min": 65000, "note": "depending on experience"}),
    ("62-78k + commission (negotiable)",
     {"min": 62000, "max": 78000, "note": "plus commission, negotiable"}),
    ("Salary range 62,000 to 78,000", {"min": 62000, "max": 78000}),
    ("60k..80k", {"min": 60000, "max": 80000}),
    ("£30k pro rata", {"min": 30000, "currency": "GBP", "note": "pro rata"}),
]  # fmt: skip
REFUSED = [
    ("96000 to 78000", "78000 to 96000"),
    ("31,50", "31.5 an hour"),
    ("62-78", "62 to 78 an hour, or 62k to 78k a year"),
    ("$30", "30 an hour, or 30k a year"),
    ("from 60", "60 an hour"),
    ("4000 to 5000", "4000 to 5000 a month"),
    ("up to 80000", "such as 60000 to 80000"),
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
    ("60/40", "OTE 120000, 60/40"),
    ("120k OTE, 70/40 split", "70/30"),
    ("60k/70k/80k", "78000 to 96000"),
    ("85k + 35k", "78000 to 96000"),
    ("60k base, commission only", "no base pay"),
    ("up to 80k, OTE 90k", "60000 to 80000"),
    ("Band 6", "`band` cannot stand beside amounts; write it like 78000"),
    ("55.00/hour W2", "`w2`"),
    ("DOE", "`DOE` is no amount"),
    ("commission", "is no amount"),
]


def pay_fields(typed: str, country: str | None) -> dict[str, Any]:
    """Return what is read for work in a country."""
    own = places.currency_of(country) if country else None
    return fields_of_pay(typed, own, places.currencies())


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
        ("MX", "$35,000 a month", None),
        ("GI", "£45k", None),
        ("PK", "Rs 1,200,000", None),
        ("ZA", "R45k", None),
        ("CA", "$60k USD", "USD"),
        ("US", "R$ 8,000 a month", "BRL"),
        ("TW", "NT$60,000", None),
    ],
)
def test_a_sign_is_that_of_the_country(
    country: str | None, typed: str, currency: str | None
) -> None:
    """The currency is written only where it does not follow."""
    assert pay_fields(typed, country).get("currency") == currency


@pytest.mark.parametrize(
    ("country", "typed"),
    [("DE", "$62k-70k"), ("US", "¥62k"), ("GB", "kr 9k"), ("US", "Rs 1,200,000")],
)
def test_a_sign_of_other_countries_is_asked_about(country: str, typed: str) -> None:
    """A dollar in Germany may be of several countries."""
    with pytest.raises(UnclearError, match="several currencies"):
        pay_fields(typed, country)
