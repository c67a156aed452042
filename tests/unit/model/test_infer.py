"""What follows safely is filled in; what an employer decides never is."""

from __future__ import annotations

import pytest

from kamroles.model import infer, places, regions
from kamroles.model.base import plain
from kamroles.model.employer import Employer
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from tests.unit.model.checked import made

EMPLOYER = """
country: US
locations:
  - {id: portland, street: 1 Main Street, city: Portland, region: OR, postal_code: 97204,
     country: US}
  - {id: seattle, city: Seattle, region: Washington, country: US}
  - {id: oslo, city: Oslo, country: "NO"}
"""


def completed(text: str, employer: str = EMPLOYER, role: str = "") -> Posting:
    """Return a posting completed with its employer and role."""
    return infer.complete(made(Posting, text), made(Role, role), made(Employer, employer))


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("account-manager", "Account Manager"),
        ("head-of-accounts", "Head of Accounts"),
        ("of-counsel", "Of Counsel"),
        ("it-key-account-manager", "IT Key Account Manager"),
        ("b2b-account-manager-ii", "B2B Account Manager II"),
    ],
)
def test_a_title_follows_from_the_file(stem: str, title: str) -> None:
    """As far as a file's name tells."""
    assert infer.title_of(stem) == title


def test_a_place_is_filled_in_from_the_employer() -> None:
    """A location's id stands for its address; what the posting says of it wins."""
    first, second = completed("places: [portland, {id: oslo, city: Oslo West}]").places
    assert plain(first) == {
        "id": "portland", "street": "1 Main Street", "city": "Portland", "region": "OR",
        "region_name": "Oregon", "postal_code": "97204", "country": "US",
        "country_name": "United States", "pay": None, "zone": None,
    }  # fmt: skip
    assert second.city == "Oslo West"
    assert (second.region, second.region_name) == (None, None)
    assert second.country_name == "Norway"


@pytest.mark.parametrize(
    ("text", "currency", "period"),
    [
        ("places: [portland]\npay: {min: 78000, max: 96000}", "USD", "year"),
        ("places: [portland]\npay: {min: 31.5}", "USD", None),
        ("places: [portland]\npay: {min: 4000, period: month}", "USD", "month"),
        ("places: [oslo]\npay: {min: 52000}", "NOK", None),
        ("places: [portland]\npay: {min: 78000, currency: EUR}", "EUR", "year"),
        ("workplace: remote\nremote_from: [DE]\npay: {min: 58000}", "EUR", "year"),
        ("workplace: remote\nremote_from: [JP]\npay: {min: 300000}", "JPY", None),
        ("workplace: remote\nremote_from: [PA]\npay: {min: 30000}", None, None),
        ("pay: {min: 78000}", "USD", "year"),
    ],
)
def test_currency_follows_from_the_country(
    text: str, currency: str | None, period: str | None
) -> None:
    """The period only where such an amount can be nothing but a year's pay."""
    pay = completed(text).pay
    assert pay is not None
    assert (pay.currency, pay.period) == (currency, period)


def test_pay_is_never_made_up() -> None:
    """No pay, dates or FLSA status appear that nobody wrote."""
    posting = completed("places: [portland]")
    names = ("pay", "closes", "starts", "posted", "flsa", "approval", "requisition")
    assert [getattr(posting, name) for name in names] == [None] * len(names)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("places: [oslo, portland]", "NO"),
        ("places: [{id: linz, city: Linz, country: AT}]", "AT"),
        ("workplace: remote\nremote_from: [DE, AT]", "DE"),
        ("workplace: remote\nremote_from: [DE]\nplaces: [oslo]", "NO"),
        ("workplace: remote\nremote_from: [CA-ON]", "CA"),
        ("workplace: remote\nremote_from: [EU, DE]", "DE"),
        ("workplace: remote\nremote_from: [worldwide]", "US"),
        ("workplace: remote\nremote_from: [UTC-8 to UTC+1]", "US"),
        ("", "US"),
    ],
)
def test_the_country_of_the_work_counts(text: str, country: str) -> None:
    """First the places, then where a remote job is done, then the employer."""
    assert infer.country_of(completed(text), made(Employer, EMPLOYER)) == country


def test_without_a_posting_the_employer_decides() -> None:
    """A role for an employer follows the habits of its country; one for nobody follows none."""
    assert infer.country_of(None, made(Employer, EMPLOYER)) == "US"
    assert infer.country_of(None, None) is None


def test_the_title_is_the_roles_unless_the_posting_has_one() -> None:
    """A posting's title wins."""
    assert completed("").title == "Account Manager"
    assert completed("title: Account Manager, West").title == "Account Manager, West"


@pytest.mark.parametrize(
    ("when", "text", "shown"),
    [
        ("country: [US]", "places: [portland]", True),
        ("country: [US]", "places: [oslo]", False),
        ("country: [US]", "places: [oslo, portland]", True),
        ("country: [US]", "workplace: remote\nremote_from: [DE]", False),
        ("country: [DE]", "workplace: remote\nremote_from: [DE, AT]", True),
        ("country: [US]", "", True),
        ("country: [DE]", "", False),
        ("region: [OR]", "places: [portland]", True),
        ("region: [Oregon]", "places: [portland]", True),
        ("region: [oregon]", "places: [portland]", True),
        ("region: [WA]", "places: [seattle]", True),
        ("region: [WA]", "places: [portland]", False),
        ("region: [WA]", "places: [portland, seattle]", True),
        ("region: [None]", "places: [oslo]", False),
        ("region: [OR]", "workplace: remote\nremote_from: [US]", False),
        ("region: [CO]", "workplace: remote\nremote_from: [US-CO, US-WA]", True),
        ("region: [Colorado]", "workplace: remote\nremote_from: [US-CO]", True),
        ("region: [OR]", "workplace: remote\nremote_from: [US-CO]", False),
        ("region: [Ontario]", "workplace: remote\nremote_from: [CA-ON]", True),
        ("country: [US]", "workplace: remote\nremote_from: [US-CO]", True),
        ("country: [DE]", "workplace: remote\nremote_from: [EU]", False),
        ("workplace: [remote]", "workplace: [onsite, remote]\nremote_from: [US]", True),
        ("workplace: [hybrid]", "workplace: [onsite, remote]\nremote_from: [US]", False),
        ("employment_type: [part_time]", "employment_type: [full_time, part_time]", True),
        ("workplace: [hybrid, remote]", "workplace: hybrid", True),
        ("workplace: [hybrid, remote]", "places: [portland]", False),
        ("employment_type: [full_time]", "", True),
        ("employment_type: [full_time]", "employment_type: part_time", False),
        ("country: [US], workplace: [remote]", "places: [portland]", False),
        ("country: [US], workplace: [remote]", "workplace: remote\nremote_from: [US]", True),
    ],
)
def test_conditions_hold_where_the_job_is(when: str, text: str, shown: bool) -> None:
    """Benefits, statements and ways to apply appear only where their `when` fits."""
    line = "{id: one, text: Some words, when: {" + when + "}}"
    both = f"benefits: [{line}]\nstatements: [{line}]\napply: [{line}]\n{text}"
    posting = completed(both)
    assert [len(getattr(posting, name)) for name in ("benefits", "statements", "apply")] == [
        int(shown)
    ] * 3


def test_what_has_no_condition_is_shown_everywhere() -> None:
    """A benefit without `when` is never left out."""
    assert len(completed("benefits: [Transit pass]\nplaces: [oslo]").benefits) == 1


def test_currencies_are_those_in_use() -> None:
    """Money that was given up is no currency, and no clock is asked."""
    assert {"USD", "EUR", "GBP", "CHF", "NOK"} <= places.currencies().keys()
    assert not {"DEM", "FRF", "ATS"} & places.currencies().keys()
    assert places.currency_of("BG") == "EUR"
    assert places.currency_of("PA") is None


@pytest.mark.parametrize("name", ["IC", "EU", "ZZ", "QO"])
def test_codes_that_are_no_country_are_unknown(name: str) -> None:
    """CLDR names more territories than ISO 3166 does."""
    assert name not in places.countries()


def test_states_have_codes_and_names() -> None:
    """Either may be written; regions that are not known stay as written."""
    assert regions.code_in("US", "oregon") == "OR"
    assert regions.name_in("US", "or") == "Oregon"
    assert regions.name_in("DE", "BY") == "Bavaria"
    assert regions.name_in("DE", "Bayern") == "Bayern"
    assert regions.name_in("IN", "KA") == "KA"
    assert regions.name_in("US", None) is None
