"""What the ledger makes of publishes that were cut off, came back or ran on another day."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.publish.archive import Archive
from kamroles.publish.file_stamps import FileStamps
from kamroles.publish.ledger import Appearance, Ledger, Published, decode

if TYPE_CHECKING:
    from pathlib import Path

MONDAY = datetime.date(2026, 11, 23)
TUESDAY = datetime.date(2026, 11, 24)
WEDNESDAY = datetime.date(2026, 11, 25)


def version(name: str, day: datetime.date, until: datetime.date | None = None) -> Appearance:
    """Return a version that went live on a day."""
    return Appearance(name, "HR Director", MONDAY, day, until)


def open_now(name: str, day: datetime.date) -> dict[str, Published]:
    """Return one posting as a release of a day has it."""
    return {"jars": Published(day, (version(name, day),), {"pay": name})}


def after(ledger: Ledger, name: str, day: datetime.date) -> Ledger:
    """Return the ledger once a version is published."""
    return ledger.after({"jars.html": name}, open_now(name, day), day)


def test_a_version_ends_where_the_next_begins() -> None:
    """And one that stays keeps its first day."""
    ledger = after(after(Ledger(), "a", MONDAY), "b", TUESDAY)
    assert ledger.postings["jars"].appearances == (
        version("a", MONDAY, TUESDAY),
        version("b", TUESDAY),
    )
    assert after(ledger, "b", WEDNESDAY) == ledger
    assert ledger.postings["jars"].first_posted == MONDAY


def test_what_went_comes_back_with_its_first_day() -> None:
    """Facts stand there only while the posting does."""
    gone = after(Ledger(), "a", MONDAY).after({}, {}, TUESDAY)
    assert gone.postings["jars"] == Published(MONDAY, (version("a", MONDAY, TUESDAY),))
    back = after(gone, "a", WEDNESDAY).postings["jars"]
    assert back.first_posted == MONDAY
    assert back.appearances == (version("a", MONDAY, TUESDAY), version("a", WEDNESDAY))


def test_a_clock_that_went_back_makes_no_time_negative() -> None:
    """A version ends on its first day at the earliest."""
    ledger = after(after(Ledger(), "a", WEDNESDAY), "b", MONDAY)
    assert ledger.postings["jars"].appearances[0] == version("a", WEDNESDAY, WEDNESDAY)
    assert ledger.postings["jars"].first_posted == WEDNESDAY


def test_what_a_cut_off_publish_brought_is_remembered() -> None:
    """It may have been live, whether the same, another or the old version came after it."""
    monday = after(Ledger(), "a", MONDAY)
    cut = monday.begun({"jars.html": "b"}, after(monday, "b", TUESDAY))
    assert cut.cut_off
    assert cut.known("jars.html") == {"a", "b"}
    assert cut.live["jars"].live == version("a", MONDAY)

    same = after(cut, "b", WEDNESDAY).postings["jars"].appearances
    assert same == (version("a", MONDAY, WEDNESDAY), version("b", TUESDAY))
    other = after(cut, "c", WEDNESDAY).postings["jars"].appearances
    assert [each.version for each in other] == ["a", "b", "c"]
    assert other[1] == version("b", TUESDAY, WEDNESDAY)
    old = after(cut, "a", WEDNESDAY).postings["jars"].appearances
    assert [each.version for each in old] == ["a", "b", "a"]
    assert [each.until for each in old] == [WEDNESDAY, WEDNESDAY, None]


def test_cut_off_twice_nothing_is_forgotten_or_doubled() -> None:
    """Also not the first day of what was new in it."""
    first = Ledger().begun({"jars.html": "a"}, after(Ledger(), "a", MONDAY))
    assert first.first_posted == {"jars": MONDAY}
    again = first.begun({"jars.html": "a"}, after(first, "a", TUESDAY))
    assert again == first
    second = first.begun({"jars.html": "b"}, after(first, "b", TUESDAY))
    assert second.known("jars.html") == {"a", "b"}
    done = after(second, "b", WEDNESDAY)
    assert [each.version for each in done.postings["jars"].appearances] == ["a", "b"]
    assert done.postings["jars"].first_posted == MONDAY
    assert not done.cut_off


def test_what_search_engines_know_stays_through_all_that_publishing_does() -> None:
    """Else they would be told of everything again; each says for itself what it knows."""
    told = {"indexnow": {"https://x.example/jobs/a.html": "a"}}
    monday = after(Ledger(), "a", MONDAY).telling(told)
    tuesday = after(monday, "b", TUESDAY)
    for ledger in (monday.begun({}, tuesday), monday.leaving({"jars.html": ["a"]}), tuesday):
        assert ledger.told == told
    assert tuesday.telling({"google": {}}).told == {**told, "google": {}}


def test_it_is_read_as_it_was_written() -> None:
    """With all that a cut-off publish leaves."""
    monday = after(Ledger(), "a", MONDAY).telling({"indexnow": {"https://x.example": "a"}})
    cut = monday.begun({"jars.html": "b"}, after(monday, "b", TUESDAY))
    for ledger in (Ledger(), monday, cut):
        assert decode(ledger.encoded(), "") == ledger


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"files": []}',
        b'{"files": {"a": "\xff"}}',
        b'{"files": {"../a": "b"}}',
        b'{"a": ' + b"[" * 9000 + b"]" * 9000 + b"}",
        b'{"postings": {"a": {"first_posted": "2026-13-45"}}}',
    ],
    ids=["nothing", "a list", "another shape", "no text", "outside", "deep", "no day"],
)
def test_a_damaged_ledger_is_told(content: bytes, tmp_path: Path) -> None:
    """And its copy in the archive, where that matters."""
    with pytest.raises(Problems) as raised:
        decode(content, "here")
    assert [each.code for each in raised.value.diagnostics] == ["KR702"]
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "web.json").write_bytes(content)
    with pytest.raises(Problems) as raised:
        Archive(tmp_path).names()
    assert [each.code for each in raised.value.diagnostics] == ["KR702"]


@pytest.mark.parametrize("known", ["1e400, 2, null", '1, 2, "\\ud800"', '"1", "x", ""', "1"])
def test_damaged_stamps_only_cost_time(known: str) -> None:
    """What they say of a file is another's, and the file is read."""
    stamps = FileStamps(f'{{"form": 1, "files": {{"a": [{known}]}}}}'.encode())
    assert stamps.sha256("a", (3, 4)) is None  # type: ignore[arg-type]
    stamps.time_for("a", 1, 12)
    stamps.note("a", (1, 2), "\ud800")  # type: ignore[arg-type]
    assert FileStamps(stamps.encoded()).sha256("a", (1, 2)) == "\ud800"  # type: ignore[arg-type]
