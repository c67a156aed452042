"""What people write instead of a field or value is met with the line they meant."""

from __future__ import annotations

import pytest

from kamroles.diagnostics import Severity
from kamroles.model.files import FILES
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from tests.unit.model.checked import found_in, made, offers, told


@pytest.mark.parametrize(
    ("text", "place", "named"),
    [
        ("deadline: 2027-01-15", "4:1", "`closes`"),
        ("Closing date: 2027-01-15", "4:1", "`closes`"),
        ("salary: 92000", "4:1", "`pay`"),
        ("location: dayton", "4:1", "`places`"),
        ("start_date: soon", "4:1", "`starts`"),
        ("company: cedar", "4:1", "`employer`"),
        ("job_title: Manager", "4:1", "`title`"),
        ("reports_to: Director", "4:1", "`overrides:`"),
        ("duties: [Sell]", "4:1", "`responsibilities` & `overrides:`"),
    ],
)
def test_everyday_words_lead_to_the_field(text: str, place: str, named: str) -> None:
    """A word that people use for a field, or a field of the role, is no riddle."""
    (only,) = found_in(Posting, text)
    assert told(only) == (place, "KR103")
    assert offers(only.hint, named)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("pay: 92,000 to 115,000", "`pay: {min: 92000, max: 115000}`"),
        ("pay: $92-115k a year", "`pay: {min: 92000, max: 115000, period: year}`"),
        (
            "pay: $62,000 - 78,000 + commission",
            "`pay: {min: 62000, max: 78000, note: plus commission}`",
        ),
        ("pay: $85,000 base / $120,000 OTE", "`pay: {min: 85000, ote: {min: 120000}}`"),
        ("pay: 28.50 an hour", "`pay: {min: 28.5, period: hour}`"),
        ("pay: €500/day", "`pay: {min: 500, currency: EUR, period: day}`"),
        ("pay: 62.000\u201378.000 €", "`pay: {min: 62000, max: 78000, currency: EUR}`"),
        ("pay: 12 LPA", "`pay: {min: 1200000, period: year}`"),
        ("pay: from 50k", "`pay: {min: 50000, upwards: true}`"),
        ("pay: commission only", "`pay: {commission_only: true}`"),
        ("pay: 60/40", "`pay: {min: 78000, max: 96000}`"),
        ("pay: [62000, 78000]", "`pay: {min: 62000, max: 78000}`"),
        ("pay: [{min: 62000}, {max: 78000}]", "`pay: {min: 62000, max: 78000}`"),
        ("pay: negotiable", "`pay: {min: 78000, max: 96000}`"),
        ("approval: Linda", "`approval: {by: Director of Human Resources, on: 2026-10-01}`"),
        (
            "flsa: exempt",
            "`flsa: {status: exempt, decided_by: Director of Human Resources, "
            "decided_on: 2026-10-01}`",
        ),
        ("places: Dayton, Ohio", "`places: [dayton]` & `locations`"),
        ("places: dayton", "`places: [dayton]`"),
    ],
)
def test_one_value_for_many_draws_an_example(text: str, fixed: str) -> None:
    """The hint shows the line as it is written, with the numbers that were given."""
    (only,) = found_in(Posting, text)
    assert (only.code, only.span and only.span.text) == ("KR102", text.partition(": ")[2])
    assert offers(only.hint, fixed)


ZONED = "pay: {min: 80000, max: 95000}}"


@pytest.mark.parametrize(
    ("text", "place", "fixed"),
    [
        ("pay: [{place: Bend, min: 80000, max: 95000}]", "4:6",
         f"`places: [{{id: bend, {ZONED}]` & `pay_zones`"),
        ("pay: [{portland: 80000-95000}, {bend: 74k}]", "4:6",
         f"`places: [{{id: portland, {ZONED}, {{id: bend, pay: {{min: 74000}}}}]` & `pay_zones`"),
        ("pay: {portland: {min: 80000, max: 95000}}", "4:7",
         f"`places: [{{id: portland, {ZONED}]` & `pay_zones`"),
        ("pay: [{zone: New York, min: 80000}]", "4:6",
         "`pay_zones: [{name: New York, pay: {min: 80000}}]`"),
        ("pay: {hourly: 28.50}", "4:7", "`min: 28.5` & `period: hour`"),
        ("pay: {day_rate: 500}", "4:7", "`min: 500` & `period: day`"),
        ("pay: {salary: 60k}", "4:7", "`min: 60000`"),
        ("pay: {range: 62000-78000}", "4:7", "`min: 62000` & `max: 78000`"),
    ],
)  # fmt: skip
def test_pay_written_in_another_shape_is_told_with_its_own(
    text: str, place: str, fixed: str
) -> None:
    """A list of places, or a word for an amount, leads to the lines that say it."""
    only, *_ = found_in(Posting, text)
    assert only.span
    assert f"{only.span.line}:{only.span.column}" == place
    assert offers(only.hint, fixed)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (
            "statements: [{id: eeo, text: We hire all, including veterans}]",
            'statements: [{id: eeo, text: "We hire all, including veterans"}]',
        ),
        (
            "statements:\n  - {id: eeo, text: All, young, and old}",
            '- {id: eeo, text: "All, young, and old"}',
        ),
    ],
)
def test_a_comma_in_a_text_in_braces_is_told_once(text: str, fixed: str) -> None:
    """Pieces of one text are no fields; the hint puts the whole text in quotes."""
    (only,) = found_in(Posting, text)
    assert only.code == "KR008"
    assert f"`{fixed}`" in (only.hint or "")


@pytest.mark.parametrize(
    "text",
    [
        "2027-02-01",
        "2027-03",
        "as soon as possible",
        "February 1, 2027",
        "March 2027",
        "1/2",
        "2027",
    ],
)
def test_a_start_is_a_date_a_month_or_words(text: str) -> None:
    """Only a date in digits that can be read two ways is refused."""
    assert made(Posting, f"starts: {text}").starts == text


def test_a_removal_in_the_first_column_is_led_back() -> None:
    """`remove` outside of its entry is told where it belongs."""
    (only,) = found_in(Posting, "benefits:\n  - {id: a, text: A}\nremove: true")
    assert told(only) == ("6:1", "KR103")
    assert offers(only.hint, "`id`")


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("closes: until filled", "`closes` & 2026-12-18"),
        ("closes: open", "`closes` & 2026-12-18"),
        ("closes: Dec 21", "2026-12-21"),
        ("posted: 2027-11-02\ncloses: Dec 21", "2027-12-21"),
        ("posted: 2027-12-22\ncloses: 21 Dec", "2028-12-21"),
        ("posted: Dec 1\ncloses: 2027-01-15", "2026-12-01"),
        ("approval: {by: A, on: soon}", "2026-12-18"),
    ],
)
def test_words_for_a_date_are_met_with_what_to_do(text: str, offered: str) -> None:
    """A date that may be missing is left out; a year comes from the dates before, never a clock."""
    (only,) = found_in(Posting, text)
    assert only.code == "KR205"
    assert offers(only.hint, offered)


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("pay: {min: 9, period: annual}", "year"),
        ("pay: {min: 9, period: Yearly}", "year"),
        ("pay: {min: 9, period: per annum}", "year"),
        ("pay: {min: 9, period: hourly}", "hour"),
        ("pay: {min: 9, period: daily}", "day"),
        ("employment_type: Full-time", "full_time"),
        ("flsa: {status: hourly, decided_by: A, decided_on: 2026-10-01}", "non-exempt"),
        ("workplace: home\u00a0office", "remote"),
    ],
)
def test_everyday_words_lead_to_the_value(field: str, meant: str) -> None:
    """What people say is met with the word that is read."""
    (only,) = found_in(Posting, field)
    assert only.code == "KR214"
    assert (only.hint or "").split("`")[1] == meant


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("contact: [your name]", "`contact: your name`"),
        ("contact:\n  - your name", "`contact: your name`"),
        ('contact: ["a: b"]', '`contact: "a: b"`'),
        ("contact: {name: A}", '`contact: "{name: A}"`'),
        ("contact: [a, b]", '`contact: "[a, b]"`'),
        ("contact:\n  name: A", "`contact:`"),
    ],
)
def test_a_list_in_place_of_a_text_draws_the_line_as_meant(text: str, fixed: str) -> None:
    """Brackets around a text make a list of it."""
    (only,) = found_in(Posting, text)
    assert (only.code, only.span and only.span.line) == ("KR202", 4 + ("\n" in text))
    assert offers(only.hint, fixed)


def test_a_percentage_above_the_whole_is_told_its_limit() -> None:
    """The number is written rightly; it is too large."""
    (only,) = found_in(Role, "conditions: {travel: {min: 10, max: 120}}")
    assert (only.code, only.span and only.span.text) == ("KR207", "120")
    assert offers(only.hint, "100")


def test_an_invisible_character_in_a_word_is_named() -> None:
    """The word looks right, so the hint says what cannot be seen."""
    (only,) = found_in(Posting, "workplace: hyb\u200brid")
    assert only.code == "KR214"
    assert "U+200B" in (only.hint or "")


def test_quotes_of_a_word_processor_are_doubted_where_nothing_else_is_wrong() -> None:
    """A text is printed with them; of a date that cannot be read one finding is enough."""
    (only,) = found_in(Posting, "starts: “as soon as possible”")
    assert (only.severity, only.code) == (Severity.WARNING, "KR019")
    assert [found.code for found in found_in(Posting, "closes: “2027-01-15”")] == ["KR205"]


@pytest.mark.parametrize(
    ("kind", "text", "named"),
    [
        ("posting", "travel: {min: 1, max: 2}", "`overrides:` & `conditions:`"),
        ("role", "physical: [Sits]", "`conditions:`"),
        ("role", "benefits: [Car]", "employer's & posting's"),
        ("employer", "workplace: hybrid", "posting's"),
        ("posting", "currency: USD",
         "`pay:`"),
        ("posting", "confirmed: all",
         "`confirmed: [requirements, travel, book, physical]`"),
    ],
)  # fmt: skip
def test_a_field_at_the_wrong_place_is_led_home(kind: str, text: str, named: str) -> None:
    """The models know each other."""
    (only,) = found_in(FILES[kind], text)
    assert offers(only.hint, named)
