"""A finding stands in a file that the author can change, and blames nobody for what ships."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kamroles.pipeline import check, open_library
from tests.conftest import AS_OF
from tests.e2e.conftest import write
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic

POSTING = """employer: {employer}
role: {role}
places: [{at}]
pay: {pay}
posted: 2026-11-26
closes: 2027-01-11
"""
HERE = {
    "employer": "cedar-main",
    "role": "account-manager",
    "at": "portland",
    "pay": "{min: 50000, max: 62000}",
}
SIX = "[One year in sales, Clear writing, Clear speaking, Spreadsheets, A driving license, Dutch]"


@pytest.fixture
def place(sample_workspace: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample workspace."""
    return shutil.copytree(sample_workspace, tmp_path / "jobs")


def _found(place: Path, more: str = "", **said: str) -> list[Diagnostic]:
    """Return what the rules find in a posting of the sample employer."""
    write(place, "postings/own.yaml", POSTING.format(**HERE | said) + more)
    found = check(open_library(place), ["own"], AS_OF).diagnostics
    pinned(found)
    return [each for each in found if not each.code.startswith("KR")]


@pytest.mark.parametrize(
    ("country", "code"), [("AE", "AED"), ("PL", "PLN"), ("SA", "SAR"), ("TH", "THB"), ("MX", "MXN")]
)
def test_a_currency_is_never_unexplained(country: str, code: str, place: Path) -> None:
    """The author wrote amounts alone, or the code where a code has to be."""
    where = f"{{id: here, city: Here, country: {country}}}"
    said = {"employer": "kadewind", "role": "key-account-manager", "at": where}
    pay = "{min: 15000, max: 20000, period: month"
    assert _found(place, **said, pay=f"{pay}}}") == []
    assert _found(place, **said, pay=f"{pay}, currency: {code}, extra: plus {code} 900}}") == []


def test_other_capitals_of_the_pay_are_the_author_s(place: Path) -> None:
    """They are words as others are."""
    (found,) = _found(place, pay="{min: 50000, max: 62000, extra: plus a yearly STI}")
    assert (found.code, found.span and found.span.text) == ("R006", "STI")


def test_too_many_musts_are_told_where_the_last_was_added(place: Path) -> None:
    """Six stand in the posting, and the seventh ships: both places are shown."""
    (found,) = _found(place, f"overrides: {{requirements: {{replace: {SIX}}}}}\n")
    assert (found.code, found.span and found.span.text) == ("Q002", "Dutch")
    assert [each.span.source.name for each in found.related] == [
        "shipped:roles/packs/insurance.yaml"
    ]


def test_the_nearest_file_is_pointed_at(place: Path) -> None:
    """The posting's before the role's of the workspace."""
    musts = "".join(f"  - {{id: r{n}, text: Need {n}}}\n" for n in range(6))
    write(place, "roles/ours.yaml", f"extends: account-manager\nrequirements:\n{musts}")
    (found,) = [each for each in _found(place, role="ours") if each.code == "Q002"]
    assert found.span
    assert found.span.source.name.endswith("ours.yaml")
    more = "overrides: {requirements: [Dutch, French]}\n"
    (found,) = [each for each in _found(place, more, role="ours") if each.code == "Q002"]
    assert found.span
    assert (found.span.source.name[-8:], found.span.text) == ("own.yaml", "French")


def test_what_ships_is_told_beside_what_was_added(place: Path) -> None:
    """A duty of the posting leaves no time for those that ship."""
    more = "overrides: {responsibilities: [{text: Call all customers, share: 100}]}\n"
    found = [each for each in _found(place, more) if each.code == "S004"]
    assert found
    for each in found:
        assert each.span
        assert (each.span.source.name[-8:], each.span.line) == ("own.yaml", 7)
        assert each.related[-1].span.source.name.startswith("shipped:")


def test_names_of_products_and_terms_of_the_trade(place: Path) -> None:
    """They pass, in duties and among tools."""
    duties = (
        "[Set up dynamic product ads for shops., Escalate faults to the next level of support.]"
    )
    tools = "[Postman, Apache Maven, Guru knowledge base]"
    more = f"{{responsibilities: {{replace: {duties}}}, tools: {{replace: {tools}}}}}"
    said = {"role": "digital-account-manager"}
    found = _found(place, f"overrides: {more}\n", **said)
    assert [each for each in found if each.code[0] in "ACG"] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Under 28 years old", "A001"),
        ("Between 22 and 32 years of age", "A001"),
        ("Not older than 40", "A001"),
        ("Maximum 28 years old", "A001"),
        ("Female candidates preferred", "G003"),
        ("Unmarried", "F001"),
    ],
)
def test_limits_are_found_in_a_posting(text: str, code: str, place: Path) -> None:
    """As a requirement, without a sentence around it."""
    (found,) = _found(place, f"overrides: {{requirements: {{replace: [{text}]}}}}\n")
    assert (found.code, str(found.severity)) == (code, "warning")
    assert found.span
    assert found.span.line == 7
