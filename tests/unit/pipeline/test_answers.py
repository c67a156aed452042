"""Answers to questions: taken as the field they are for takes them, or corrected at once."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from kamroles.model.posting import Decision
from kamroles.model.read import read
from kamroles.pipeline.answers import AnswerError, last_day, left_open, office_days, one_of, pay
from kamroles.pipeline.place_answers import city, country
from kamroles.source.yaml import parse


@pytest.mark.parametrize(
    ("country", "typed", "fields"),
    [
        ("US", "62-78k", {"min": 62000, "max": 78000}),
        ("US", "$62,000/$78,000", {"min": 62000, "max": 78000}),
        ("US", "62k or 78k a year", {"min": 62000, "max": 78000, "period": "year"}),
        ("US", "12 x 5000", {"min": 5000, "period": "month"}),
        ("US", "$5,000 x 12", {"min": 5000, "period": "month"}),
        ("CH", "CHF 110'000 a year", {"min": 110000, "period": "year"}),
        ("US", "$85,000 base, $120,000 OTE, 70/30",
         {"min": 85000, "ote": {"min": 120000}, "split": "70/30"}),
        (None, "62k", {"min": 62000}),
    ],
)  # fmt: skip
def test_pay_is_taken(country: str | None, typed: str, fields: dict[str, Any]) -> None:
    """As fields that a file can have."""
    assert pay(country)(typed) == fields


@pytest.mark.parametrize(
    ("country", "typed", "said"),
    [
        ("CH", "CHF 110'000", "110000 a month or 110000 a year"),
        ("MX", "$35,000", "35000 a month or 35000 a year"),
        ("US", "85k base + 35k variable, OTE 130k", "{min: 120000}"),
        ("US", "85k base, OTE 80k", "less than base pay"),
        ("US", "85k base, 120k OTE, 50/50", "71/29"),
        ("US", "competitive", "`competitive` is no amount"),
        ("US", "13 x 5000", "`x` cannot stand beside amounts"),
    ],
)
def test_pay_that_a_file_could_not_have_is_corrected_at_the_question(
    country: str, typed: str, said: str
) -> None:
    """And not once the file is there."""
    with pytest.raises(AnswerError) as refused:
        pay(country)(typed)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("where", "typed", "found"),
    [
        ("US", "Portland, Oregon", {"city": "Portland", "region": "OR"}),
        ("US", "Portland OR", {"city": "Portland", "region": "OR"}),
        ("US", "Portland, OR 97204",
         {"city": "Portland", "region": "OR", "postal_code": "97204"}),
        ("US", "Portland, Oregon, USA", {"city": "Portland", "region": "OR"}),
        ("US", "Atlanta, Georgia", {"city": "Atlanta", "region": "GA"}),
        ("US", "Kansas City", {"city": "Kansas City"}),
        ("US", "Toronto, Canada", {"city": "Toronto", "country": "CA"}),
        ("CA", "Toronto, ON M5V 2T6",
         {"city": "Toronto", "region": "ON", "postal_code": "M5V 2T6"}),
        ("DE", "10115 Berlin", {"city": "Berlin", "postal_code": "10115"}),
        ("DE", "M\u00fcnchen, Bayern", {"city": "M\u00fcnchen", "region": "BY"}),
        ("GB", "London SW1A 1AA", {"city": "London", "postal_code": "SW1A 1AA"}),
        ("NL", "1012 AB Amsterdam", {"city": "Amsterdam", "postal_code": "1012 AB"}),
        ("IN", "Bengaluru, Karnataka", {"city": "Bengaluru", "region": "Karnataka"}),
    ],
)  # fmt: skip
def test_a_city_is_taken_apart(where: str, typed: str, found: dict[str, str]) -> None:
    """From the state, the postal code and the country behind it."""
    assert city(where)(typed) == found


@pytest.mark.parametrize("typed", ["Portland, Orgon", "97204"])
def test_a_city_that_cannot_be_is_refused(typed: str) -> None:
    """A state that is none, a postal code alone."""
    with pytest.raises(AnswerError):
        city("US")(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("USA", "US"), ("america", "US"), ("Deutschland", "DE"), ("UK", "GB"), ("Schweiz", "CH"),
        ("The Netherlands", "NL"), ("\u00d6sterreich", "AT"), ("norge", "NO"),
    ],
)  # fmt: skip
def test_a_country_has_many_names(typed: str, code: str) -> None:
    """In its own language and in everyday use."""
    assert country(typed) == code


@pytest.mark.parametrize(
    ("where", "typed", "day"),
    [
        ("US", "Dec 18", "2026-12-18"),
        ("US", "Jan 15", "2027-01-15"),
        ("US", "12/11/2026", "2026-12-11"),
        ("GB", "11/12/2026", "2026-12-11"),
        ("DE", "11.12.2026", "2026-12-11"),
        ("DE", "18. Dezember 2026", "2026-12-18"),
        ("GB", "Friday, 18th of December", "2026-12-18"),
        ("US", "in four weeks", "2026-12-21"),
        ("US", "1/31", "2027-01-31"),
        ("US", "3/4", "2027-03-04"),
        ("GB", "3/4", "2027-04-03"),
        ("US", "end of the month", "2026-11-30"),
        ("US", "the end of February, 2028", "2028-02-29"),
        ("US", "end of January", "2027-01-31"),
    ],
)
def test_a_day_is_read_as_people_there_write_it(where: str, typed: str, day: str) -> None:
    """Without a year it is the next one."""
    assert last_day(datetime.date(2026, 11, 23), where)(typed) == day


@pytest.mark.parametrize(
    ("where", "typed"),
    [
        ("CA", "11/12/2026"),
        ("CA", "3/4"),
        ("US", "2026-11-01"),
        ("US", "soon"),
        ("US", "next Friday"),
        ("US", "end of spring"),
        ("US", "Feb 30, 2027"),
        ("US", "13/31"),
    ],
)
def test_a_day_that_is_over_or_two_is_refused(where: str, typed: str) -> None:
    """Nobody knows which is meant in Canada, nor which Friday is the next."""
    with pytest.raises(AnswerError):
        last_day(datetime.date(2026, 11, 23), where)(typed)


def test_office_days_are_of_the_week() -> None:
    """A bare number is; other words stay."""
    taken = [office_days(typed) for typed in ("2", "1 day", "3x a week", "Tuesday and Thursday")]
    assert taken == [
        "two days a week",
        "one day a week",
        "three days a week",
        "Tuesday and Thursday",
    ]


def test_a_name_is_chosen_in_any_case_and_in_everyday_words() -> None:
    """By its number too."""
    check = one_of({"onsite": "at the place of work", "hybrid": "", "software": "Software"})
    taken = [check(typed) for typed in ("Hybrid", "on-site", "in the office", "2", "SaaS")]
    assert taken == ["hybrid", "onsite", "onsite", "hybrid", "software"]


def test_words_for_no_answer_leave_it_open() -> None:
    """But not what may be one."""
    assert all(map(left_open, ("TBD", "not sure yet", "n/a", "-", "Open until filled")))
    assert not any(map(left_open, ("negotiable", "NO", "60k")))


@pytest.mark.parametrize("written", ["Exempt", "exempt", "NON-EXEMPT"])
def test_a_word_of_a_fixed_list_has_no_case(written: str) -> None:
    """In files as in answers; what is read is the word of the list."""
    text = f"{{status: {written}, decided_by: Director, decided_on: 2026-10-01}}"
    decision, found = read(parse(text, "flsa"), Decision)
    assert (decision and decision.status, list(found)) == (written.lower(), [])
