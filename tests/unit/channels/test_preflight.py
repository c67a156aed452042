"""Preflight: what a channel would refuse is told at the YAML value to mend, and does not go out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kamroles.channels.preflight import look
from kamroles.field_tables import known_channels
from tests.e2e.command import run
from tests.told import told
from tests.unit.channels.quarry import (
    FILES,
    FIRM,
    NAME,
    POSTING,
    ROLE,
    TODAY,
    changed,
    opening,
    workspace,
)
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

PAGE = f"https://jobs.quarry.example/careers/jobs/{NAME}.html"
LONG = "We ask each mill for its price and tell the bakers in time. " * 250


@pytest.fixture(scope="module")
def quarry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workspace of an employer with one open posting in two places."""
    return workspace(tmp_path_factory.mktemp("preflight") / "quarry")


def looked(at: Path, *channels: str) -> list[tuple[str, str]]:
    """Return code and place of what the command tells, the folder left out."""
    done = run("preflight", *channels, at=at)
    return [(code, place) for code, place in told(done.out)]


def test_a_good_posting_goes_everywhere(quarry: Path) -> None:
    """Nothing is told, and each channel says that it takes the posting."""
    done = run("preflight", "all", at=quarry)
    assert (done.status, done.out) == (0, "")
    assert done.err.count("1 of 1") == len(known_channels()[0])


CASES = [
    ("no region", FIRM, "    region: OR\n", "", "indeed", "KR620", f"{FIRM}:8:11"),
    ("region that is recommended", FIRM, "    region: OR\n", "", "talent", "KR621", f"{FIRM}:8:11"),
    ("no e-mail", POSTING, "contact_email: jobs@quarry.example\n", "", "linkedin", "KR620",
     f"{POSTING}:1:1"),
    ("no address to apply at", FIRM, 'online, text: Send us a page about your work., url: "https://quarry.e'
     'xample/apply"', "online, text: Ask in one of our shops.", "site", "KR621", f"{FIRM}:19:3"),
    ("no pay", POSTING, "pay: {min: 50000, max: 56000}\n", "", "google", "KR621",
     f"{POSTING}:1:1"),
    ("pay left out by decision", POSTING, "pay: {min: 50000, max: 56000}",
     "pay_left_out: {because: It is bargained, decided_by: Owner, decided_on: 2026-10-01}",
     "site", "", ""),
    ("pay that has no upper end", POSTING, "max: 56000", "upwards: yes", "google", "KR626",
     f"{POSTING}:6:6"),
    ("pay that a field cannot say", POSTING, "max: 56000", "upwards: yes", "indeed", "KR632",
     f"{POSTING}:6:6"),
    ("several kinds", POSTING, "workplace: hybrid",
     "workplace: hybrid\nemployment_type: [full_time, part_time]", "linkedin", "KR632",
     f"{POSTING}:5:18"),
    ("remote from everywhere", POSTING, "workplace: hybrid\noffice_days: two days a week",
     "workplace: remote\nremote_from: [worldwide]", "google", "KR627", f"{POSTING}:5:14"),
    ("remote without a place", POSTING,
     "places: [portland, bend]\nworkplace: hybrid\noffice_days: two days a week",
     "workplace: remote\nremote_from: [US]", "indeed", "KR620", f"{POSTING}:1:1"),
    ("no region where a place in words will do", FIRM, "    region: OR\n", "", "linkedin", "", ""),
    ("no region beside a postal code", FIRM, "    region: OR\n", "", "ziprecruiter", "", ""),
    ("neither region nor postal code", FIRM, '    region: OR\n    postal_code: "97204"\n', "",
     "ziprecruiter", "KR620", f"{FIRM}:8:11"),
    ("commission alone", POSTING, "pay: {min: 50000, max: 56000}", "pay: {commission_only: yes}",
     "indeed", "KR632", f"{POSTING}:6:6"),
    ("commission alone on the site", POSTING, "pay: {min: 50000, max: 56000}",
     "pay: {commission_only: yes}", "site", "", ""),
    ("an address without https", "kamroles.yaml", "https://jobs", "http://jobs", "linkedin",
     "KR623", f"{POSTING}:1:1"),
    ("remote from a union", POSTING,
     "places: [portland, bend]\nworkplace: hybrid\noffice_days: two days a week",
     "workplace: remote\nremote_from: [EU]", "site", "", ""),
    ("pay for an area without a place", POSTING, "pay: {min: 50000, max: 56000}",
     "pay_zones: [{name: West, pay: {min: 50000}}, {name: East, pay: {min: 40000}}]",
     "google", "KR620", f"{FIRM}:8:11"),
    ("a title with the place", ROLE, "title: Flour & Grain Buyer", "title: Flour Buyer, Portland",
     "google", "KR629", f"{ROLE}:1:8"),
    ("a title with letters", ROLE, "title: Flour & Grain Buyer", "title: Flour Buyer (m/f/d)",
     "google", "KR629", f"{ROLE}:1:8"),
    ("a text like a tag", ROLE, "Visit each mill twice a year.", "Visit <each> mill.", "indeed",
     "KR631", f"{ROLE}:7:23"),
    ("a text like an entity", ROLE, "Visit each mill twice a year.", "Visit A&amp;B.", "indeed",
     "KR631", f"{ROLE}:7:23"),
    ("a long description", FIRM, "We are 40 people in three bakeries.",
     LONG + "\nstatements: [{id: long, text: " + LONG + "}]", "linkedin", "KR622",
     f"{POSTING}:1:1"),
    ("an old posting", POSTING, "posted: 2026-11-02", "posted: 2026-09-01", "google", "", ""),
    ("a sample", FIRM, "name: Quarry", "sample: true\nname: Quarry", "site", "KR633",
     f"{FIRM}:1:9"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_what_a_channel_would_refuse(case: tuple[str, ...], tmp_path: Path) -> None:
    """The finding stands at the value, or where it would be written."""
    _, file, old, new, channel, code, place = case
    at = workspace(tmp_path, changed(file, (old, new)))
    found = looked(at, channel)
    if not code:
        assert found == []
        return
    assert (code, place) in [(each, where.replace(f"{at}/", "")) for each, where in found]
    done = run("preflight", channel, at=at)
    severe = f"error[{code}]" in done.out
    assert done.status == int("error[" in done.out)
    assert run("preflight", channel, "--strict", at=at).status == 1
    assert ("takes 1 of 1" in done.err) != severe


def test_what_lacks_at_a_place_that_postings_share_is_told_once(tmp_path: Path) -> None:
    """With the number of those that wait for it, and a region of its own country."""
    posting = FILES[POSTING].replace("[portland, bend]", "[hamburg]")
    others = {f"postings/{name}.yaml": posting for name in ("baker", "miller")}
    done = run("preflight", "indeed", at=workspace(tmp_path, {POSTING: posting, **others}))
    ((code, place),) = told(done.out)
    assert (code, place.rpartition("/")[2]) == ("KR620", "quarry.yaml:15:11")
    assert "baker and 2 others: " in done.out
    assert "such as HH" in done.out
    assert "takes 0 of 3" in done.err


def test_a_title_that_ships_is_mended_in_the_posting(tmp_path: Path) -> None:
    """Nobody can change a file that comes with kamroles."""
    files = changed(FIRM, ("name: Quarry & Sons Bakery", "name: Account"))
    posting = FILES[POSTING].replace("role: buyer", "role: account-manager")
    done = run("preflight", "google", at=workspace(tmp_path, files | {POSTING: posting}))
    ((code, place),) = told(done.out)
    assert (code, place.rpartition("postings/")[2]) == ("KR629", f"{NAME}.yaml:1:7")


def test_a_posting_without_a_way_to_apply_is_told_so_once(tmp_path: Path) -> None:
    """Not of the address as well."""
    firm = FILES[FIRM].partition("apply:")[0]
    found = looked(workspace(tmp_path, {FIRM: firm}), "site")
    assert [(code, place.rpartition("employers/")[2]) for code, place in found] == [
        ("KR620", "quarry.yaml:1:1")
    ]


def test_a_remote_job_without_a_place_is_told_so_once(tmp_path: Path) -> None:
    """Not once for each part of an address; what is worldwide has no countries, which is one."""
    lines = "places: [portland, bend]\nworkplace: hybrid\noffice_days: two days a week"
    remote = "workplace: remote\nremote_from: [worldwide]"
    at = workspace(tmp_path, changed(POSTING, (lines, remote)))
    for channel, code in (("indeed", "KR620"), ("google", "KR627")):
        assert [each for each, _ in looked(at, channel)] == [code]


def test_old_jobs_are_refused_by_jooble(tmp_path: Path) -> None:
    """It takes what changed less than 45 days ago; what was approved anew has changed."""
    at = workspace(tmp_path, changed(POSTING, ("closes: 2026-12-18", "closes: 2027-06-30")))
    made = opening(at)
    jooble = known_channels()[0]["jooble"]
    last = made.changed
    assert look(made, jooble, PAGE, last.replace(day=last.day + 7)).diagnostics == []
    ads, _, found = look(made, jooble, PAGE, last.replace(year=last.year + 1))
    assert ads == []
    assert [code for code, _ in pinned(found)] == ["KR625"]


def test_whoever_publishes_can_ask_for_one(quarry: Path) -> None:
    """The site asks for a posting, and leaves it or its markup out when there is an error."""
    made = opening(quarry)
    for name in ("site", "google"):
        ads, _, found = look(made, known_channels()[0][name], PAGE, TODAY)
        assert [ad.place.id for ad in ads if ad.place] == ["portland", "bend"]
        assert found == []
    bare = replace(made, job=replace(made.job, posting=_without_country(made)))
    ads, _, found = look(bare, known_channels()[0]["google"], PAGE, TODAY)
    assert ads == []
    assert {code for code, _ in pinned(found)} == {"KR620"}


def _without_country(made):  # type: ignore[no-untyped-def]
    from msgspec.structs import replace as changed_model

    places = tuple(changed_model(place, country=None) for place in made.posting.places)
    return changed_model(made.posting, places=places)
