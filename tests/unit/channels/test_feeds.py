"""Feeds: each is read, by a reader that shares nothing with the writer, as its board would."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.channels.ad import LONGEST_ID, ads_of, short_id
from kamroles.channels.job_posting import markup
from kamroles.channels.xml_feed import feed_of
from kamroles.field_tables import GROUP, known_channels
from tests.e2e.command import run
from tests.packages import install
from tests.told import refused, told
from tests.unit.channels.feed_reader import BOARDS, read
from tests.unit.channels.quarry import (
    FILES,
    FIRM,
    NAME,
    POSTING,
    ROLE,
    TODAY,
    changed,
    feed,
    opening,
    workspace,
)
from tests.unit.channels.test_feed_reader import sample

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.channels.opening import Opening

PAGE = f"https://jobs.quarry.example/careers/jobs/{NAME}.html"
WORDS = {"indeed": "flour & grain", "linkedin": "flour &amp; grain"}


@pytest.fixture(scope="module")
def quarry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workspace of an employer with one open posting in two places."""
    return workspace(tmp_path_factory.mktemp("feeds") / "quarry")


@pytest.fixture(scope="module")
def buyer(quarry: Path) -> Opening:
    """Return that posting."""
    return opening(quarry)


@pytest.mark.parametrize("board", BOARDS)
def test_each_feed_is_read_as_its_board_would(board: str, quarry: Path) -> None:
    """There is a job for each place, and the board has nothing to complain about."""
    done = feed(board, quarry)
    assert done.status == 0, done.err
    reading = read(board, done.out.encode())
    assert reading.faults == []
    identity = BOARDS[board].identity
    assert [job[identity] for job in reading.jobs] == [f"{NAME}--portland", f"{NAME}--bend"]
    addresses = {job.get("url") or job.get("link") or job["applyUrl"] for job in reading.jobs}
    assert {each.partition("?")[0] for each in addresses} == {PAGE}
    for job in reading.jobs:
        assert "Flour & Grain Buyer" in job.values()  # no entities in plain text
        assert WORDS.get(board, "flour &amp; grain") in job["description"]


@pytest.mark.parametrize("board", BOARDS)
def test_a_feed_has_the_shape_of_the_boards_sample(
    board: str, quarry: Path, repository: Path
) -> None:
    """Its elements come in the order of the sample, and none is new."""
    ours = read(board, feed(board, quarry).out.encode())
    theirs = read(board, sample(repository, board))
    assert set(ours.head) <= set(theirs.head)
    assert set(ours.jobs[0]) <= set(theirs.jobs[0])
    if board == "indeed":
        assert set(ours.jobs[0]) == set(theirs.jobs[0])


def test_a_feed_says_what_the_page_says(quarry: Path) -> None:
    """Values are in each board's own words."""
    indeed = read("indeed", feed("indeed", quarry).out.encode()).jobs[1]
    assert indeed["salary"] == "$50000 - $56000 per year"
    assert (indeed["city"], indeed["state"], indeed["postalcode"]) == ("Bend", "OR", "97701")
    assert (indeed["jobtype"], indeed["remotetype"]) == ("fulltime", "Hybrid remote")
    assert (indeed["requisitionid"], indeed["email"]) == (NAME, "jobs@quarry.example")
    assert (indeed["date"], indeed["expirationdate"]) == ("2026-11-02", "2026-12-18")
    assert "mills that are < 100 miles away" in indeed["description"]
    words = indeed["description"]
    assert words.index("What you will do") < words.index("How to apply")
    linkedin = read("linkedin", feed("linkedin", quarry).out.encode()).jobs[0]
    assert "<strong>What you will do</strong>" in linkedin["description"]
    assert linkedin["salaries/salary/highEnd/amount"] == "56000"
    assert linkedin["workplaceTypes"] == "Hybrid"
    jooble = read("jooble", feed("jooble", quarry).out.encode()).jobs[0]
    assert (jooble["pubdate"], jooble["expire"]) == ("02.11.2026", "18.12.2026")
    assert read("talent", feed("talent", quarry).out.encode()).jobs[0]["isremote"] == "no"
    adzuna = read("adzuna", feed("adzuna", quarry).out.encode()).jobs[0]
    assert (adzuna["salary_min"], adzuna["salary_frequency"]) == ("50000", "year")


def test_who_may_use_a_feed_is_said(quarry: Path) -> None:
    """A feed alone is no place at a board, and nobody here can prove that it is taken."""
    said = feed("indeed", quarry).err
    assert "2026-03-31" in said
    assert "Not proven" in said


def test_a_feed_is_written_beside_the_site(quarry: Path) -> None:
    """The same input makes the same bytes, on standard output or in a file."""
    done = run("feed", "talent", at=quarry)
    assert done.status == 0
    path = quarry / "site" / "feeds" / "talent.xml"
    assert path.read_text(encoding="utf-8").strip() == feed("talent", quarry).out.strip()
    own = quarry / "own.xml"
    assert run("feed", "talent", "-o", str(own), at=quarry).status == 0
    assert own.read_bytes() == path.read_bytes()


def test_a_feed_of_nothing_closes_all_jobs(tmp_path: Path) -> None:
    """With no open posting the feed is there, and has none."""
    at = workspace(tmp_path, changed(POSTING, ("posted: 2026-11-02", "posted: 2026-11-30")))
    done = feed("indeed", at)
    assert done.status == 0
    assert read("indeed", done.out.encode()).jobs == []
    assert f"left out: {NAME}" in done.err


def test_a_feed_needs_the_address_of_the_site(tmp_path: Path) -> None:
    """Jobs lead to their pages."""
    done = feed("indeed", workspace(tmp_path, {"kamroles.yaml": "kinds: [posting]\n"}))
    assert done.status == 1
    assert told(done.err) == [("KR636", "")]
    assert done.out == ""


def test_a_channel_that_is_no_feed_is_refused(quarry: Path) -> None:
    """The site writes what Google reads."""
    done = feed("google", quarry)
    assert done.status == 2
    assert "Google" in refused(done.err)
    assert "indede" in refused(feed("indede", quarry).err)
    done = run("preflight", "linkdin", at=quarry)
    assert done.status == 2
    assert "linkedin" in refused(done.err)


@given(
    posting=st.from_regex(r"[a-z0-9]{1,30}(-[a-z0-9]{1,9}){0,4}", fullmatch=True),
    place=st.from_regex(r"([a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2})?", fullmatch=True),
    other=st.tuples(
        st.from_regex(r"[a-z0-9]{1,30}(-[a-z0-9]{1,9}){0,4}", fullmatch=True),
        st.from_regex(r"([a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2})?", fullmatch=True),
    ),
)
def test_ids_are_short_and_never_the_same(posting: str, place: str, other: tuple[str, str]) -> None:
    """An id has at most 40 characters, and two places or postings have two."""
    assert 1 <= len(short_id(posting, place)) <= LONGEST_ID
    assert (short_id(posting, place) == short_id(*other)) == ((posting, place) == other)


def test_ids_that_begin_alike_differ() -> None:
    """What is cut off is in the hash; what fits stays as it is."""
    long = "commercial-lines-account-manager-salem-and-bend"
    assert short_id(long, "salem") != short_id(long, "bend")
    assert short_id("buyer-a", "b") != short_id("buyer", "a-b")
    assert short_id("buyer", "bend") == "buyer--bend"
    assert re.fullmatch("commercial-lines-account---[0-9a-f]{12}", short_id(long))


def test_a_place_keeps_its_id_whatever_changes_around_it(tmp_path: Path) -> None:
    """Neither the order of places, nor what is paid there or the title, makes it another job."""
    own = "{id: bend, pay: {min: 48000, max: 50000}}"
    first = {POSTING: changed(POSTING, ("[portland, bend]", f"[portland, {own}]"))[POSTING]}
    other = first[POSTING].replace(f"[portland, {own}]", f"[{own}, hamburg, portland]")
    other = other.replace("role: buyer", "role: buyer\ntitle: Miller")
    other = other.replace("max: 56000}", "max: 57000, currency: USD}")
    ids = []
    for number, files in enumerate((first, {POSTING: other})):
        made = opening(workspace(tmp_path / str(number), files))
        boards = {ad.place.city: ad.id for ad in ads_of(made, PAGE, TODAY) if ad.place}
        google = {
            said["jobLocation"]["address"]["addressLocality"]: said["identifier"]["value"]
            for said in markup(made, PAGE)
        }
        assert boards == google
        ids.append(boards)
    assert ids[0].items() <= ids[1].items()


def test_two_employers_share_a_feed_and_nothing_else(tmp_path: Path) -> None:
    """Each job is its own employer's; one without a site of its own is not given ours."""
    plain = FILES[FIRM].replace("Quarry & Sons", "Gravel & Daughters")
    other = FILES[POSTING].replace("employer: quarry", "employer: gravel")
    files = {
        "employers/gravel.yaml": plain.replace("site: https://quarry.example\n", ""),
        "postings/other.yaml": other,
    }
    at = workspace(tmp_path, files)
    jobs = read("indeed", feed("indeed", at).out.encode()).jobs
    companies = {job["requisitionid"]: job["company"] for job in jobs}
    assert companies == {NAME: "Quarry & Sons Bakery", "other": "Gravel & Daughters Bakery"}
    head = read("talent", feed("talent", at).out.encode()).head
    assert head["publisher"] == "Gravel & Daughters Bakery, Quarry & Sons Bakery"
    firms = [markup(opening(at, name), PAGE)[0]["hiringOrganization"] for name in (NAME, "other")]
    assert [firm.get("sameAs") for firm in firms] == ["https://quarry.example", None]


def test_a_place_without_a_state_is_said_in_words(tmp_path: Path) -> None:
    """LinkedIn takes a place in words instead of its parts."""
    at = workspace(tmp_path, changed(POSTING, ("[portland, bend]", "[portland, hamburg]")))
    reading = read("linkedin", feed("linkedin", at).out.encode())
    assert reading.faults == []
    assert [job.get("location") for job in reading.jobs] == [None, "Hamburg, Germany"]


@pytest.mark.parametrize("board", BOARDS)
def test_any_text_stays_in_its_field(board: str, buyer: Opening) -> None:
    """An end mark of CDATA, or what looks like XML, neither breaks a feed nor gets lost."""
    name = 'a ]]> b <job> & "c" ]]]]>'
    document = replace(buyer.document, title=name)
    (ad, _) = ads_of(replace(buyer, document=document), PAGE, TODAY)
    channel = known_channels()[0][board]
    assert channel.feed
    content = feed_of(channel, channel.feed, [ad], name, "https://x.example/?a&b", TODAY)
    (job,) = read(board, content).jobs
    assert name in job.values()


def test_the_reader_is_no_mock() -> None:
    """What is no XML is not read."""
    with pytest.raises(expat.ExpatError):
        read("indeed", b'<?xml version="1.0" encoding="utf-8"?><source><job></source>')


TABLE = """
from kamroles.field_tables import Channel, ChannelField, Feed, Value

CHANNEL = Channel(
    "village",
    "The village board",
    who="Everybody in the village",
    source="a talk with its owner",
    unproven="nothing",
    fields=(
        ChannelField("key", "required", "V", Value(lambda ad: ad.id)),
        ChannelField("name", "required", "V", Value(lambda ad: ad.title), most=10),
    ),
    feed=Feed("village"),
)
"""


@pytest.fixture
def _village(site: Path) -> object:
    install(site, "kamroles-village", TABLE, GROUP, "village = kamroles_village:CHANNEL")
    known_channels.cache_clear()
    yield
    known_channels.cache_clear()


@pytest.mark.usefixtures("_village")
def test_a_channel_of_another_package_is_one_of_all(quarry: Path) -> None:
    """It is listed, looked at, and its feed is written."""
    assert "village" in run("list", "channels", at=quarry).out
    done = run("preflight", "village", at=quarry)
    assert done.status == 1
    assert [code for code, _ in told(done.out)] == ["KR622"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (TABLE.replace("ad.title", "ad.titel"), "titel"),
        ("CHANNEL = 'village'\n", "Channel"),
    ],
)
def test_a_channel_that_fails_names_its_package(
    table: str, said: str, quarry: Path, site: Path
) -> None:
    """Never a traceback; other channels work."""
    install(site, "kamroles-village", table, GROUP, "village = kamroles_village:CHANNEL")
    known_channels.cache_clear()
    done = run("preflight", "all", at=quarry)
    known_channels.cache_clear()
    assert done.status == 1
    assert [code for code, _ in told(done.out)] == ["KR525"] * done.out.count("error[")
    assert "kamroles-village" in done.out
    assert said in done.out
    assert "Indeed: takes 1 of 1" in done.err


@pytest.mark.parametrize(
    ("file", "old", "new", "board", "said"),
    [
        (POSTING, "min: 50000, max: 56000", "min: 25, max: 31.50, period: hour", "indeed",
         ("salary", "$25 - $31.50 per hour")),
        (POSTING, "min: 50000, max: 56000", "min: 50000", "indeed",
         ("salary", "$50000 per year")),
        (POSTING, "min: 50000, max: 56000", "min: 50000, upwards: yes", "indeed", ("salary", "")),
        (POSTING, "workplace: hybrid\noffice_days: two days a week",
         "workplace: remote\nremote_from: [US]", "indeed", ("remotetype", "Fully remote")),
        (POSTING, "workplace: hybrid\noffice_days: two days a week",
         "workplace: remote\nremote_from: [US]", "talent", ("isremote", "yes")),
        (POSTING, "workplace: hybrid", "employment_type: [full_time, part_time]\nworkplace: hybrid",
         "indeed", ("jobtype", "fulltime, parttime")),
        (POSTING, "workplace: hybrid", "contract: {kind: permanent}\nworkplace: hybrid", "adzuna",
         ("contract_type", "permanent")),
        (ROLE, "family: purchasing\n", "", "indeed", ("category", "")),
        (FIRM, "    street: 12 Mill Lane\n", "", "indeed", ("streetaddress", "")),
    ],
)  # fmt: skip
def test_values_follow_the_posting(
    file: str, old: str, new: str, board: str, said: tuple[str, str], tmp_path: Path
) -> None:
    """What is paid, where it is done, and what is not known."""
    done = feed(board, workspace(tmp_path, changed(file, (old, new))))
    reading = read(board, done.out.encode())
    assert reading.faults == []
    assert reading.jobs[0][said[0]] == said[1]
