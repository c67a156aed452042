"""Bad input: a clear message for each posting, the others still come out, the status tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace as changed_model

from kamroles.channels.preflight import look
from kamroles.field_tables import known_channels
from tests.e2e.command import run
from tests.e2e.conftest import write
from tests.told import told
from tests.unit.channels.feed_reader import read
from tests.unit.channels.quarry import (
    FILES,
    FIRM,
    NAME,
    POSTING,
    TODAY,
    changed,
    feed,
    opening,
    release,
    workspace,
)
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "postings/other.yaml"
GOOD = FILES[POSTING].replace("[portland, bend]", "[bend]")


def sent(board: str, at: Path) -> tuple[int, list[str], list[tuple[str, str]]]:
    """Return status, the jobs that come out, and the findings with their places."""
    done = feed(board, at)
    names = [job[key] for job in read(board, done.out.encode()).jobs for key in ("requisitionid",)]
    return done.status, names, [(code, place) for code, place in told(done.err)]


@pytest.mark.parametrize(
    ("line", "new", "codes"),
    [
        ("closes: 2026-12-18", "closes: 2026-13-18", ["KR205"]),
        ("posted: 2026-11-02", "posted: 2026-12-24", ["KR222"]),
        ("employer: quarry", "employer: quarry\ntitle: Buyer\u0007", ["KR005"]),
        ("places: [portland, bend]", "places: [berlin]", ["KR223"]),
        ("workplace: hybrid", "workplace: sometimes", ["KR214"]),
    ],
)
def test_a_broken_posting_keeps_no_other_back(
    line: str, new: str, codes: list[str], tmp_path: Path
) -> None:
    """What cannot be read is told where it is written; the good posting is in the feed."""
    broken = changed(POSTING, (line, new)) | {OTHER: GOOD}
    status, names, found = sent("indeed", workspace(tmp_path, broken))
    assert names == ["other"]
    assert status == 1
    assert [code for code, _ in found if code in codes] == codes
    assert all(place.startswith("postings/") or "/postings/" in place for _, place in found)


def test_a_refused_posting_keeps_no_other_back(tmp_path: Path) -> None:
    """A place without a region keeps its own job out of the feed, and no other."""
    posting = FILES[POSTING].replace("[portland, bend]", "[hamburg, bend]")
    at = workspace(tmp_path, {POSTING: posting, OTHER: GOOD})
    done = feed("indeed", at)
    assert done.status == 1
    jobs = [job["referencenumber"] for job in read("indeed", done.out.encode()).jobs]
    assert jobs == [f"{NAME}--bend", "other--bend"]
    assert f"refused: {NAME}--hamburg" in done.err
    assert [code for code, _ in told(done.err)] == ["KR620"]


@pytest.mark.parametrize(
    "mistakes",
    [
        pytest.param([("    region: OR\n", ""), (", region: OR,", ",")], id="all are refused"),
        pytest.param(
            [("    city: Hamburg\n    postal_code", "    postal_code")], id="none is made"
        ),
        pytest.param([("country: US\nabout", "country: USA\nabout")], id="the employer is broken"),
    ],
)
def test_an_empty_feed_takes_no_other_ones_place(
    mistakes: list[tuple[str, str]], tmp_path: Path
) -> None:
    """After a mistake in what all jobs share: an empty feed would close them at the board."""
    at = workspace(tmp_path, changed(FIRM, *mistakes))
    write(at, "site/feeds/indeed.xml", "as it was")
    done = run("feed", "indeed", at=at)
    assert done.status == 1
    assert "nothing is written" in done.err
    assert (at / "site/feeds/indeed.xml").read_text() == "as it was"


def test_a_closed_posting_goes_nowhere(tmp_path: Path) -> None:
    """It is named with the reason, and is no mistake."""
    at = workspace(tmp_path, {OTHER: GOOD})
    path = at / POSTING
    path.write_text(path.read_text() + "status: closed\nstatus_since: 2026-11-20\n")
    done = feed("indeed", at)
    assert done.status == 0
    assert f"left out: {NAME} (closed on 2026-11-20)" in done.err
    assert [job["requisitionid"] for job in read("indeed", done.out.encode()).jobs] == ["other"]
    assert f"not looked at: {NAME}" in run("preflight", "indeed", at=at).err


@pytest.mark.parametrize("name", ["Buyer-Portland", "buyer portland"])
def test_a_name_that_is_no_id_is_told(name: str, tmp_path: Path) -> None:
    """Two files whose names differ in case alone cannot both be postings."""
    at = workspace(tmp_path)
    write(at, f"postings/{name}.yaml", GOOD)
    status, names, found = sent("indeed", at)
    assert status == 1
    assert names == [NAME, NAME]
    assert "KR504" in [code for code, _ in found]


def test_two_postings_with_one_id_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should two ids ever be shortened to the same, the second does not go out."""
    at = workspace(tmp_path, {POSTING: GOOD, OTHER: GOOD})
    monkeypatch.setattr("kamroles.channels.ad.short_id", lambda *_: "always-the-same")
    done = feed("indeed", at)
    assert done.status == 1
    assert len(read("indeed", done.out.encode()).jobs) == 1
    assert [code for code, _ in told(done.err)] == ["KR634"]


def test_a_logo_that_is_no_picture(tmp_path: Path) -> None:
    """It is told at the line that names it; another employer's posting comes out."""
    firm = FILES[FIRM].replace("country: US\nabout", "country: US\nlogo: assets/logo.png\nabout")
    plain = FILES[FIRM].replace("Quarry & Sons", "Gravel & Daughters")
    files = {FIRM: firm, "assets/logo.png": "no picture", "employers/gravel.yaml": plain}
    at = workspace(tmp_path, files | {OTHER: GOOD.replace("quarry\n", "gravel\n", 1)})
    status, names, found = sent("indeed", at)
    assert status == 1
    assert names == ["other"]
    assert [code for code, _ in found] == ["KR408"]
    assert found[0][1].endswith(f"{FIRM}:4:7")


def test_a_description_of_30000_characters(tmp_path: Path) -> None:
    """A board with a limit refuses it by name; one without takes it whole."""
    long = "We ask each mill for its price and tell the bakers in time. " * 250
    firm = FILES[FIRM] + f"statements:\n  - {{id: a, text: {long}}}\n  - {{id: b, text: {long}}}\n"
    at = workspace(tmp_path, {FIRM: firm})
    done = feed("linkedin", at)
    assert done.status == 1
    assert [code for code, _ in told(done.err)] == ["KR622"]
    (first, _) = read("indeed", feed("indeed", at).out.encode()).jobs
    assert len(first["description"]) > 30_000


@pytest.mark.parametrize("name", ["Quarry\u0007", "Quarry\ufffe", "Quarry \ud800"])
def test_control_characters_stay_out(name: str, tmp_path: Path) -> None:
    """Reading YAML refuses them; what makes them some other way is refused again."""
    made = opening(workspace(tmp_path))
    firm = changed_model(made.employer, name=name)
    bad = replace(made, job=replace(made.job, employer=firm))
    said = look(bad, known_channels()[0]["indeed"], "https://x.example/", TODAY)
    assert said.going == []
    assert [code for code, _ in pinned(said.diagnostics)] == ["KR631"]


def test_what_changed_since_its_approval_waits(tmp_path: Path) -> None:
    """Words that nobody approved are in no feed."""
    at = workspace(tmp_path)
    path = at / FIRM
    path.write_text(path.read_text().replace("three bakeries", "four bakeries"))
    done = feed("indeed", at)
    assert read("indeed", done.out.encode()).jobs == []
    assert f"left out: {NAME}" in done.err
    release(at)
    assert len(read("indeed", feed("indeed", at).out.encode()).jobs) == 2
