"""Values that do not go together are found, each at the place of the one to change."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from kamroles.model import consistency, infer
from kamroles.model.employer import Employer
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from tests.unit.model.checked import found_in, made, offers
from tests.wording import pinned

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic

EMPLOYER = """
country: US
locations: [{id: portland, city: Portland, region: OR, country: US}]
teams: {large-accounts: {overrides: {reports_to: Team Lead}}}
countries: {DE: {overrides: {reports_to: Leitung}}}
"""
PLACED = "places: [portland]\n"
EXEMPT = "{status: exempt, decided_by: Director, decided_on: 2026-11-02}"
TODAY = datetime.date(2026, 11, 23)


def in_role(text: str) -> list[Diagnostic]:
    """Return what the rules find in a role."""
    return list(consistency.role_conflicts(made(Role, text)))


def in_posting(text: str) -> list[Diagnostic]:
    """Return what the rules find in a posting."""
    employer = made(Employer, EMPLOYER)
    posting = infer.complete(made(Posting, text), made(Role), employer)
    return list(consistency.posting_conflicts(posting, employer))


def told(found: list[Diagnostic]) -> list[tuple[str, str, str]]:
    """Return severity, code, and the text at the place of each finding."""
    pinned(found)
    return [(f.severity, f.code, f.span.text if f.span else "") for f in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("book: {text: Few, min: 15, max: 5}", [("error", "KR221", "15")]),
        ("book: {text: Few, min: 5, max: 5}", []),
        ("book: {text: Few, max: 5}", []),
        ("conditions: {travel: {min: 40, max: 10}}", [("error", "KR221", "40")]),
        ("responsibilities: [{id: a, text: A, share: 99}]", [("warning", "KR226", None)]),
        ("responsibilities: [{id: a, text: A, share: 100}]", []),
        ("responsibilities: [{id: a, text: A}]", []),
        (
            "responsibilities: [{id: renewals, text: A}]\n"
            "flsa_tendency: {leans: depends, because: B, duties: [renewal]}",
            [("error", "KR225", "renewal")],
        ),
        (
            "sources: [{id: guide, text: A guide}]\nbook: {text: Few, source: gide}",
            [("error", "KR225", "gide")],
        ),
        ("sources: [{id: guide, text: A guide}]\nbook: {text: Few, source: guide}", []),
    ],
)
def test_a_role_is_held_against_itself(text: str, wanted: list[tuple[str, str, str]]) -> None:
    """Least and most, shares, and names of duties and sources."""
    found = told(in_role(text))
    assert [f[:2] for f in found] == [w[:2] for w in wanted]
    assert [f[2] for f, w in zip(found, wanted, strict=True) if w[2]] == [
        w[2] for w in wanted if w[2]
    ]


def test_a_wrong_name_gets_the_nearest() -> None:
    """Also where an id is named inside a role."""
    text = (
        "responsibilities: [{id: renewals, text: A}]\n"
        "flsa_tendency: {leans: depends, because: B, duties: [renewal]}"
    )
    (found,) = in_role(text)
    assert told([found]) == [("error", "KR225", "renewal")]
    assert offers(found.hint, "`renewals`")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (PLACED, []),
        (PLACED + "pay: {min: 96000, max: 78000}", [("error", "KR221", "96000")]),
        (PLACED + "pay: {min: 31}", [("error", "KR224", "{min: 31}")]),
        (PLACED + "pay: {min: 92000, period: hour}", [("warning", "KR230", "92000")]),
        (PLACED + "pay: {min: 30, max: 9200, period: hour}", [("warning", "KR230", "9200")]),
        (PLACED + "pay: {min: 45, period: year}", [("warning", "KR230", "45")]),
        (PLACED + "pay: {min: 250, max: 900, period: hour}", []),
        (PLACED + "pay: {min: 400000, period: month, currency: JPY}", []),
        (PLACED + "pay: {min: 30000, max: 120000}", []),
        (PLACED + "pay: {min: 92000, max: 1150000}", [("warning", "KR230", "1150000")]),
        (PLACED + "pay: {min: 2, max: 3, period: hour}", []),
        (PLACED + "pay: {min: 500, max: 1000, period: hour}", []),
        (PLACED + "pay: {min: 35568}\nflsa: " + EXEMPT, []),
        (PLACED + "pay: {min: 35567}\nflsa: " + EXEMPT, [("warning", "KR233", "exempt")]),
        (
            PLACED + "pay: {min: 44, period: hour}\nflsa: " + EXEMPT,
            [("warning", "KR233", "exempt")],
        ),
        (PLACED + "pay: {min: 22000}\nflsa: " + EXEMPT.replace("exempt", "non-exempt"), []),
        ("places: [{id: x, city: Dayton, region: ohio, country: US}]", []),
        ("places: [{id: x, city: Dayton, region: OI, country: US}]", [("warning", "KR232", "OI")]),
        ("places: [{id: x, city: Guelph, region: On, country: CA}]", []),
        (
            "places: [{id: x, city: Guelph, region: Ontaro, country: CA}]",
            [("warning", "KR232", "Ontaro")],
        ),
        (
            "places: [{id: x, city: 'Dayton, OH', country: US}]",
            [("warning", "KR340", "'Dayton, OH'")],
        ),
        ("places: [{id: x, city: Dayton OH, country: US}]", [("warning", "KR340", "Dayton OH")]),
        ("places: [{id: x, city: 'Dayton, OH', region: OH, country: US}]", []),
        (
            "places: [portland, {id: x, city: Bonn, country: DE}]",
            [("warning", "KR234", "[portland, {id: x, city: Bonn, country: DE}]")],
        ),
        ("places: [{id: x, city: Bonn, country: DE}, portland]", []),
        ("places: [{id: x, city: Ponce, region: PR, country: US}]", []),
        ("places: [{id: x, city: Bonn, region: NW, country: DE}]", []),
        ("places: [portlnd]", [("error", "KR223", "portlnd")]),
        ("places: [{id: salem, city: Salem, country: US}]", []),
        ("places: [{id: salem, city: Salem}]", [("error", "KR223", "{id: salem, city: Salem}")]),
        (PLACED + "team: large", [("error", "KR223", "large")]),
        (PLACED + "team: large-accounts", []),
        (
            PLACED + "pay: {min: 1000, period: day}\n"
            "pay_left_out: {because: B, decided_by: D, decided_on: 2026-11-02}",
            [("error", "KR222", "{because: B, decided_by: D, decided_on: 2026-11-02}")],
        ),
        (
            PLACED + "pay_left_out: {because: B, decided_by: D, decided_on: 2026-11-02}",
            [],
        ),
        (PLACED + "posted: 2026-12-01\ncloses: 2026-11-30", [("error", "KR222", "2026-11-30")]),
        (PLACED + "closes: 2026-12-18\nstarts: 2026-12-01", [("error", "KR222", "2026-12-01")]),
        (PLACED + "closes: 2026-12-18\nstarts: as soon as possible", []),
        (PLACED + "closes: 2026-12-18\nstarts: 2026-11", [("error", "KR222", "2026-11")]),
        (PLACED + "closes: 2026-12-18\nstarts: 2026-12", []),
        (PLACED + "posted: 2026-12-18\ncloses: 2026-12-18\nstarts: 2026-12-18", []),
        (PLACED + "workplace: hybrid", [("note", "KR229", "hybrid")]),
        (PLACED + "workplace: hybrid\noffice_days: two days a week", []),
        ("workplace: remote", [("warning", "KR229", "remote")]),
        ("workplace: remote\nremote_from: [US]", []),
        ("workplace: remote\nremote_from: worldwide", []),
        ("workplace: remote\nremote_from: [DE, US-CO, UTC]", []),
        ("workplace: remote\nremote_from: [EU, DE]", [("note", "KR237", "DE")]),
        ("workplace: remote\nremote_from: [EEA, EU]", [("note", "KR237", "EU")]),
        ("workplace: remote\nremote_from: [US-CO, US]", [("note", "KR237", "US-CO")]),
        ("workplace: remote\nremote_from: [US, worldwide]", [("note", "KR237", "US")]),
        (
            "workplace: [remote, onsite]\nremote_from: [US]",
            [("error", "KR203", "[remote, onsite]")],
        ),
        (PLACED + "workplace: [remote, onsite]\nremote_from: [US]", []),
        (
            PLACED + "workplace: [remote, hybrid]\nremote_from: [US]",
            [("note", "KR229", "[remote, hybrid]")],
        ),
        (PLACED + "remote_from: [US]", [("warning", "KR237", "[US]")]),
        ("workplace: onsite", [("error", "KR203", "onsite")]),
        (
            PLACED + "workload: {min: 90, max: 80}\nemployment_type: other",
            [("error", "KR221", "90")],
        ),
        (PLACED + "weekly_hours: {min: 40, max: 32}", [("error", "KR221", "40")]),
        (PLACED + "workload: {min: 50, max: 80}", [("warning", "KR237", "{min: 50, max: 80}")]),
        (PLACED + "workload: {min: 50, max: 100}", []),
        (PLACED + "workload: {min: 0}\nemployment_type: other", [("error", "KR207", "{min: 0}")]),
        (
            PLACED + "employment_type: part_time\nworkload: {min: 100}",
            [("warning", "KR237", "{min: 100}")],
        ),
        (PLACED + "employment_type: [full_time, part_time]\nworkload: {min: 50}", []),
        (PLACED + "weekly_hours: {min: 160}", [("warning", "KR230", "{min: 160}")]),
        (PLACED + "weekly_hours: {min: 400}", [("error", "KR206", "{min: 400}")]),
        (PLACED + "contract: {kind: permanent}", []),
        (PLACED + "contract: {kind: permanent, length: 1 year}", [("error", "KR237", "1 year")]),
        (PLACED + "contract: {kind: fixed_term}", [("warning", "KR237", "{kind: fixed_term}")]),
        (
            PLACED + "contract: {kind: fixed_term, until: 2027-02-28}\nstarts: 2027-03",
            [("error", "KR222", "2027-02-28")],
        ),
        (PLACED + "contract: {kind: fixed_term, until: 2027-12-31}\nstarts: soon", []),
        (PLACED + "closes_at: 17:00", [("error", "KR237", "17:00")]),
        (PLACED + "closes: 2026-12-18\ncloses_at: 00:00", [("warning", "KR237", "00:00")]),
        (PLACED + "weekly_hours: {min: 0}", [("error", "KR206", "{min: 0}")]),
        (PLACED + "weekly_hours: {min: 0, max: 20}", []),
        (
            PLACED + "closes: 2026-12-18\ncontract: {kind: fixed_term, until: 2026-12-01}",
            [("error", "KR222", "2026-12-01")],
        ),
        (PLACED + "closes: 2026-12-18\ncloses_at: 17:00", []),
        (PLACED + "openings: 3\nmax_applications: 2", [("error", "KR237", "2")]),
    ],
)
def test_a_posting_is_held_against_its_employer(
    text: str, wanted: list[tuple[str, str, str]]
) -> None:
    """Pay, places, team, dates and workplace."""
    assert told(in_posting(text)) == wanted


@pytest.mark.parametrize("day", ["2026-13-01", "2027-02-30", "2/30/2027"])
def test_a_start_that_no_calendar_has(day: str) -> None:
    """It is no start in words."""
    (found,) = found_in(Posting, f"{PLACED}starts: {day}")
    assert (found.code, found.span and found.span.text) == ("KR205", day)


@pytest.mark.parametrize("text", ["…", "...", "TBD", "tba.", "XXX", "todo"])
def test_a_placeholder_is_no_value(text: str) -> None:
    """In a line, in a list, and within a group."""
    assert [f.code for f in found_in(Posting, f"contact: {text}")] == ["KR231"]
    decision = f"approval: {{by: {text}, on: 2026-11-02}}"
    assert [f.code for f in found_in(Posting, decision)] == ["KR231"]
    assert [f.code for f in found_in(Role, f"tools: [{{id: a, text: {text}}}]")] == ["KR231"]


@pytest.mark.parametrize("text", ["TBD Insurance", "Who … knows", "n/a", "todos"])
def test_a_value_that_looks_like_one(text: str) -> None:
    """Only a text that is nothing else holds a place."""
    assert in_posting(f"{PLACED}contact: {text}") == []


def test_every_finding_says_how_to_mend_it() -> None:
    """All of them, in one posting."""
    text = (
        "places: [portlnd]\nteam: small\npay: {min: 9, max: 8}\n"
        "posted: 2026-12-01\ncloses: 2026-11-30\nstarts: 2026-11-01\nworkplace: hybrid"
    )
    found = in_posting(text)
    assert len(told(found)) == 7
    assert all(f.hint for f in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("closes: 2026-11-22", [("warning", "KR228", "2026-11-22")]),
        ("closes: 2026-11-22\nstatus: closed", []),
        ("closes: 2026-11-23", []),
        ("closes: 3027-01-15", [("warning", "KR230", "3027-01-15")]),
        ("closes: 2028-11-23", []),
        ("starts: 2028-11-24", [("warning", "KR230", "2028-11-24")]),
        ("starts: 2028-12", [("warning", "KR230", "2028-12")]),
        ("starts: 2028-11", []),
        ("starts: when you can", []),
        ("approval: {by: Director, on: 2026-11-24}", [("error", "KR222", "2026-11-24")]),
        ("approval: {by: Director, on: 2026-11-23}", []),
        (
            "approvals: {posting: {by: Director, on: 2026-11-24}}",
            [("error", "KR222", "2026-11-24")],
        ),
        (
            "flsa: {status: exempt, decided_by: D, decided_on: 2026-11-24}",
            [("error", "KR222", "2026-11-24")],
        ),
        (
            "pay_left_out: {because: B, decided_by: D, decided_on: 2026-11-24}",
            [("error", "KR222", "2026-11-24")],
        ),
        ("", []),
    ],
)
def test_a_posting_is_held_against_the_day(text: str, wanted: list[tuple[str, str, str]]) -> None:
    """Closed postings and approvals still to come; the day is given, never asked for."""
    assert told(list(consistency.date_conflicts(made(Posting, text), TODAY))) == wanted


def test_least_above_most_says_which_to_write() -> None:
    """The two numbers change places."""
    (found,) = in_posting(PLACED + "pay: {min: 96000, max: 78000}")
    assert told([found]) == [("error", "KR221", "96000")]
    assert offers(found.hint, "min: 78000 & max: 96000")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("posted: 2026-11-03\nstatus: closed\nstatus_since: 2026-11-20", []),
        ("posted: 2026-11-03\nstatus: closed\nstatus_since: 2027-11-20", []),
        ("posted: 2026-11-03\nstatus: open\nstatus_since: 2026-11-20", []),
        (
            "posted: 2026-11-03\nstatus: paused\nstatus_since: 2025-11-20",
            [("warning", "KR222", "2025-11-20")],
        ),
        ("posted: 2026-11-03\nstatus_since: 2026-11-20", [("warning", "KR652", "2026-11-20")]),
    ],
)
def test_the_day_of_a_status(text: str, wanted: list[tuple[str, str, str]]) -> None:
    """One before the posting, or without a status, is doubtful; one to come is a plan."""
    found = [*consistency.own_conflicts(made(Posting, text))]
    found += consistency.date_conflicts(made(Posting, text), TODAY)
    assert told(found) == wanted


def test_both_of_two_that_contradict_each_other_are_shown() -> None:
    """Nobody can tell which of them is wrong."""
    dates = in_posting(PLACED + "posted: 3026-12-01\ncloses: 2026-11-30")
    assert [
        each.span.text for found in dates if found.code == "KR222" for each in found.related
    ] == ["3026-12-01"]
