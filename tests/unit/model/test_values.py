"""A field decides what its text means, and says how to mend what it cannot read."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamroles.diagnostics import Diagnostic, Severity
from kamroles.diagnostics.codes import CODES
from kamroles.mistakes.amounts import amount_hint
from kamroles.mistakes.dates import date_hint
from kamroles.model import values
from kamroles.model.values import Refused
from kamroles.source.nodes import NOWHERE, Mapping, Node, Scalar, Sequence
from tests.unit.model.checked import offers
from tests.wording import pinned

if TYPE_CHECKING:
    from collections.abc import Callable

TYPES = {
    "line": values.Line,
    "rich": values.Rich,
    "date": values.Date,
    "amount": values.Amount,
    "whole": values.Whole,
    "percent": values.Percent,
    "yes_no": values.YesNo,
    "slug": values.Slug,
    "email": values.Email,
    "url": values.Url,
    "color": values.Color,
    "country": values.Country,
    "currency": values.Currency,
}
READ: dict[str, Callable[[Node], Any]] = {
    name: get_args(written)[1].read for name, written in TYPES.items()
}


REFUSED_AS = {
    "percent": "KR207", "whole": "KR207", "yes_no": "KR208", "slug": "KR209", "country": "KR210",
    "currency": "KR211", "url": "KR212", "email": "KR212", "color": "KR213",
}  # fmt: skip


def written(text: str) -> Scalar:
    """Return a text as it stands in a file."""
    return Scalar(text, NOWHERE.span)


def refusal(name: str, node: Node) -> Refused:
    """Return what is said of a value that its type refuses."""
    with pytest.raises(Refused) as caught:
        READ[name](node)
    refused = caught.value
    pinned([Diagnostic(refused.code, Severity.ERROR, refused.message, hint=refused.hint)])
    return refused


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("line", "01067", "01067"),
        ("line", "NO", "NO"),
        ("line", "12:30", "12:30"),
        ("line", "  two \n  lines ", "two lines"),
        ("rich", "one  \n\ntwo\n", "one\n\ntwo"),
        ("date", "2026-12-18", datetime.date(2026, 12, 18)),
        ("date", "2028-02-29", datetime.date(2028, 2, 29)),
        ("amount", "65000", 65000),
        ("amount", "31.5", 31.5),
        ("amount", "65000.00", 65000),
        ("whole", "007", 7),
        ("percent", "100", 100),
        ("yes_no", "NO", False),
        ("yes_no", "on", True),
        ("slug", "net-2", "net-2"),
        ("email", "jobs@cedar.example", "jobs@cedar.example"),
        ("url", "https://cedar.example/jobs?a=1", "https://cedar.example/jobs?a=1"),
        ("color", "#0b5c5a", "#0b5c5a"),
        ("country", "NO", "NO"),
        ("currency", "EUR", "EUR"),
    ],
)
def test_text_is_read_by_its_field(name: str, text: str, value: object) -> None:
    """What YAML would guess does not matter; the field's type does."""
    assert READ[name](written(text)) == value
    assert type(READ[name](written(text))) is type(value)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("65.000", "65000"),
        ("65,000", "65000"),
        ("$88,000", "88000"),
        ("1.234.567,89", "1234567.89"),
        ("65\u00a0000 €", "65000"),
        ("65'000", "65000"),
        ("62,50", "62.50"),
        ("88k", "88000"),
        ("88.5 K", "88500"),
        ("88000+", "88000 & `max`"),
        ("EUR 65000", "65000"),
        ("65.000 EUR brutto", "65000"),
        ("78,000 - 96,000", "min: 78000 & max: 96000"),
        ("$78k\u2013$96k", "min: 78000 & max: 96000"),
        ("80-90k", "min: 80000 & max: 90000"),
        ("by agreement", "65000 & `currency`"),
        ("1e5", "65000 & `currency`"),
        ("-5", "5"),
        ("9" * 400, ""),
    ],
)
def test_an_amount_is_never_guessed(text: str, offered: str) -> None:
    """Thousands separators and currency signs are refused with what to write instead."""
    found = refusal("amount", written(text))
    assert found.code == "KR206"
    assert found.hint
    assert offers(found.hint, offered)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("12/18/2026", "2026-12-18"),
        ("18.12.2026", "2026-12-18"),
        ("12/10/2026", "2026-12-10 & 2026-10-12"),
        ("10.12.26", "2026-10-12 & 2026-12-10"),
        ("2026/12/8", "2026-12-08"),
        ("2026-1-5", "2026-01-05"),
        ("December 18, 2026", "2026-12-18"),
        ("18 Dec 2026", "2026-12-18"),
        ("18th of December", "2026-12-18"),
        ("Dec. 21", "2026-12-21"),
        ("February 30", "2026-12-18"),
        ("31/31/2026", "2026-12-18"),
        ("0/0/0000", "2026-12-18"),
        ("soon", "2026-12-18"),
        ("2026-13-01", ""),
        ("2027-02-29", ""),
    ],
)
def test_a_date_in_another_form_gets_its_readings(text: str, offered: str) -> None:
    """Where two days could be meant, both are named."""
    found = refusal("date", written(text))
    assert found.code == "KR205"
    assert found.hint
    assert offers(found.hint, offered)


@pytest.mark.parametrize(
    ("name", "text", "offered"),
    [
        ("percent", "15%", "15"),
        ("whole", "1.5", ""),
        ("yes_no", "maybe", "yes & no"),
        ("slug", "Key Account", "key-account"),
        ("slug", "Ä", ""),
        ("country", "Norway", "NO"),
        ("country", "UK", "GB"),
        ("country", "de", "DE"),
        ("country", "Atlantis", "US & DE"),
        ("country", "IC", "US & DE"),
        ("currency", "$", "USD"),
        ("currency", "eur", "EUR"),
        ("currency", "DEM", "USD & EUR"),
        ("url", "cedar.example", "https://example.com/jobs"),
        ("url", "javascript:alert(1)", "https://example.com/jobs"),
        ("email", "jobs at cedar", "jobs@example.com"),
        ("email", "a@b.example, c@d.example", "jobs@example.com"),
        ("color", "red", '"#0b5c5a"'),
    ],
)
def test_a_refused_value_says_how_to_mend_it(name: str, text: str, offered: str) -> None:
    """Each type names what it takes, or what was probably meant."""
    found = refusal(name, written(text))
    assert found.code == REFUSED_AS[name]
    assert found.hint
    assert offers(found.hint, offered)


def test_a_number_out_of_range_is_refused() -> None:
    """A percentage ends at 100."""
    found = refusal("percent", written("101"))
    assert found.code == REFUSED_AS["percent"]
    assert offers(found.hint, "100")


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize(
    "node",
    [Sequence((), NOWHERE.span), NOWHERE, Sequence((written("a"),), NOWHERE.span)],
    ids=["list", "mapping", "list of one"],
)
def test_a_list_or_mapping_is_no_single_value(name: str, node: Mapping | Sequence) -> None:
    """A collection where one value belongs is a fault, not an accident."""
    found = refusal(name, node)
    assert found.code == "KR202"


@pytest.mark.parametrize("name", TYPES)
@settings(max_examples=40)
@given(text=st.text() | st.from_regex(r"[0-9.,'/ kKe+-]{1,30}", fullmatch=True))
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    """No text makes a type fail in any other way."""
    code = None
    try:
        READ[name](written(text))
    except Refused as refused:
        code = refused.code
    assert code is None or code in CODES


@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from("./-"))
def test_a_written_day_is_among_the_readings(day: datetime.date, mark: str) -> None:
    """Month first or day first: the day that was meant is always offered."""
    text = f"{day.month}{mark}{day.day}{mark}{day.year}"
    assert day.isoformat() in date_hint(text)


@given(st.integers(1000, 999_999_999), st.sampled_from(",.' \u00a0"), st.booleans())
def test_a_grouped_amount_is_read_whole(number: int, mark: str, cents: bool) -> None:
    """The hint never loses or adds digits."""
    text = f"{number:,}".replace(",", mark)
    if cents:
        text += ("," if mark == "." else ".") + "50"
    wanted = f"{number}.50" if cents else f"{number}"
    assert amount_hint(text).startswith(f"write {wanted}")
