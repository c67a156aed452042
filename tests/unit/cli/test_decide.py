"""`close`, `pause`, `reopen` and `repost` as a person sees them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kamroles import pipeline
from kamroles.site.build import build
from tests.told import refused, told
from tests.unit.cli.running import run
from tests.unit.site.conftest import TODAY, made, root
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["made", "root"]

SALEM = "jar-keeper-salem"


@pytest.fixture(autouse=True)
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold what is printed at one width, also where tests share processes."""
    monkeypatch.delenv("COLUMNS", raising=False)


def text_of(root: Path, name: str = SALEM) -> str:
    """Return the file of a posting."""
    return (root / f"postings/{name}.yaml").read_text(encoding="utf-8")


def states(day: str = "2026-11-23") -> dict[str, str]:
    """Return where each posting stands."""
    said = json.loads(run("--as-of", day, "status", "--json").output)
    return {each["posting"]: each["state"] for each in said}


def test_one_posting_can_be_asked_for(root: Path) -> None:
    """By its name; another name is wrong usage."""
    said = json.loads(run("--as-of", "2026-11-23", "status", SALEM, "--json").output)
    assert [each["posting"] for each in said] == [SALEM]
    assert run("status", "jar-keeper-bth").exit_code == 2


def test_close_pause_and_reopen(root: Path) -> None:
    """Each file says what was decided and nothing else new; the approval holds."""
    before = text_of(root)
    done = run("close", SALEM, "jar-keeper-both")
    assert done.exit_code == 0
    printed(done.output)
    assert text_of(root) == before + "status: closed\nstatus_since: 2026-11-23\n"
    assert {states()[SALEM], states()["jar-keeper-both"]} == {"closed"}
    done = run("--as-of", "2026-11-25", "reopen", SALEM)
    printed(done.output)
    assert text_of(root) == before + "status: open\nstatus_since: 2026-11-25\n"
    assert states("2026-11-25")[SALEM] == "open"
    done = run("--as-of", "2026-11-26", "pause", SALEM)
    printed(done.output)
    assert text_of(root) == before + "status: paused\nstatus_since: 2026-11-26\n"
    assert states("2026-11-26")[SALEM] == "paused"


def test_a_draft_may_be_stopped(root: Path) -> None:
    """A need that is gone is gone before anybody read of it; no page says so."""
    done = run("pause", "lid-keeper-draft")
    assert (done.exit_code, states()["lid-keeper-draft"]) == (0, "draft")
    printed(done.output)
    done = run("close", "lid-keeper-draft")
    assert (done.exit_code, states()["lid-keeper-draft"]) == (0, "closed")
    printed(done.output)
    build(pipeline.open_library(root), root / "site", TODAY)
    assert not (root / "site/jobs/lid-keeper-draft.html").exists()
    assert (root / "site/jobs/lid-keeper-over.html").exists()


@pytest.mark.parametrize(
    ("decision", "name"),
    [("close", "lid-keeper-over"), ("pause", "lid-keeper-paused"), ("reopen", SALEM)],
)
def test_what_is_so_already_is_said(root: Path, decision: str, name: str) -> None:
    """And the file stays as it is."""
    before = text_of(root, name)
    done = run(decision, name)
    assert done.exit_code == 0
    assert "nothing changed" in printed(done.output)
    assert text_of(root, name) == before


def test_each_posting_stands_for_itself(root: Path) -> None:
    """What cannot be closed is told, with the nearest name, and the others are."""
    done = run("close", "jar-keeper-salm", "jar-keeper", "lid-keeper-bend")
    assert done.exit_code == 1
    assert [code for code, _ in told(done.stderr)] == ["KR501", "KR501"]
    assert "did you mean `jar-keeper-salem`" in done.stderr
    assert states()["lid-keeper-bend"] == "closed"


def test_an_open_end_is_asked_for(root: Path) -> None:
    """What is over needs a last day, given or refused in plain words."""
    before = text_of(root)
    done = run("--as-of", "2026-12-19", "reopen", SALEM)
    assert done.exit_code == 1
    assert told(done.stderr) == [("KR661", f"postings/{SALEM}.yaml:7:9")]
    for day in ("2026-12-18", "soon", ""):
        done = run("--as-of", "2026-12-19", "reopen", SALEM, "--closes", day)
        assert done.exit_code == 2
        assert refused(done.stderr)
    assert text_of(root) == before
    done = run("--as-of", "2026-12-19", "reopen", SALEM, "--closes", "2027-01-29")
    assert done.exit_code == 0
    printed(done.output)
    assert states("2026-12-19")[SALEM] == "open"
    assert states("2027-01-30")[SALEM] == "expired"


@pytest.mark.parametrize("command", [("reopen",), ("repost", "--as", "jar-keeper-2")])
def test_a_day_that_contradicts_another_is_refused(root: Path, command: tuple[str, ...]) -> None:
    """A file that was right is never made wrong."""
    path = root / f"postings/{SALEM}.yaml"
    before = text_of(root) + "starts: 2027-01-04\n"
    path.write_text(before, encoding="utf-8")
    done = run(*command, SALEM, "--closes", "2027-01-29")
    assert done.exit_code == 1
    assert told(done.stderr) == [("KR222", f"postings/{SALEM}.yaml:11:9")]
    assert text_of(root) == before
    assert not (root / "postings/jar-keeper-2.yaml").exists()


def test_a_last_day_before_the_first_is_refused(root: Path) -> None:
    """One that is to come, of a posting that waits."""
    path = root / f"postings/{SALEM}.yaml"
    before = text_of(root).replace("2026-11-02", "2026-12-10")
    path.write_text(before, encoding="utf-8")
    done = run("reopen", SALEM, "--closes", "2026-12-09")
    assert (done.exit_code, text_of(root)) == (1, before)
    assert [code for code, _ in told(done.stderr)] == ["KR222"]


def test_what_has_a_mistake_is_closed_all_the_same(root: Path) -> None:
    """And the mistake is told."""
    path = root / f"postings/{SALEM}.yaml"
    path.write_text(text_of(root).replace("min: 60000", "min: 99000"), encoding="utf-8")
    before = text_of(root)
    done = run("close", SALEM)
    assert done.exit_code == 1
    assert [code for code, _ in told(done.stderr)] == ["KR221"]
    assert text_of(root) == before + "status: closed\nstatus_since: 2026-11-23\n"


def test_what_changed_is_known_to_the_site(root: Path) -> None:
    """Its page is new on the day it comes back, though all its words are old."""
    run("--as-of", "2026-11-10", "pause", SALEM)
    run("--as-of", "2026-11-20", "reopen", SALEM)
    built = build(pipeline.open_library(root), root / "site", TODAY)
    days = {each.id: str(each.changed) for each in built.openings}
    assert (days[SALEM], days["jar-keeper-both"]) == ("2026-11-20", "2026-11-05")


def test_repost(root: Path) -> None:
    """The old one keeps name and first day; the new one has the same words, approved."""
    before = text_of(root)
    done = run("repost", SALEM, "--as", "jar-keeper-2", "--closes", "2027-01-29")
    assert done.exit_code == 0
    printed(done.output)
    wanted = before.replace("2026-12-18", "2027-01-29").replace("2026-11-02", "2026-11-23")
    assert text_of(root, "jar-keeper-2") == wanted
    assert text_of(root) == before + "status: closed\nstatus_since: 2026-11-23\n"
    assert (states()["jar-keeper-2"], states()[SALEM]) == ("open", "closed")
    old, new = (root / f"approvals/{name}-posting.md" for name in (SALEM, "jar-keeper-2"))
    assert old.read_text(encoding="utf-8").replace(SALEM, "jar-keeper-2") == new.read_text(
        encoding="utf-8"
    )
    done = run("repost", SALEM, "--as", "jar-keeper-2", "--closes", "2027-01-29")
    assert done.exit_code == 1
    assert {code for code, _ in told(done.stderr)} == {"KR519"}


def test_a_change_after_reposting_is_told_with_its_file(root: Path) -> None:
    """The words of before are there to compare with."""
    run("repost", SALEM, "--as", "jar-keeper-2")
    path = root / "postings/jar-keeper-2.yaml"
    path.write_text(text_of(root, "jar-keeper-2").replace("60000", "61000"), encoding="utf-8")
    done = run("check", "jar-keeper-2")
    found = [line for line in done.output.splitlines() if "KR605" in line]
    assert len(found) == 1
    assert "postings/jar-keeper-2.yaml:5" in found[0]
    assert "jar-keeper-salem" not in found[0]


@pytest.mark.parametrize(
    ("old", "new", "day", "arguments", "code"),
    [
        ("posted: 2026-11-02\n", "", "2026-11-23", ("--as", "x"), "KR662"),
        ("2026-11-02", "2026-11-24", "2026-11-23", ("--as", "x"), "KR662"),
        ("", "", "2026-12-19", ("--as", "x"), "KR661"),
        ("", "", "2026-11-23", ("--as", "jar-keeper-both"), "KR519"),
        ("", "", "2026-11-23", ("--as", "con"), "KR510"),
    ],
)
def test_what_cannot_be_reposted(
    root: Path, old: str, new: str, day: str, arguments: tuple[str, ...], code: str
) -> None:
    """Nothing is written."""
    path = root / f"postings/{SALEM}.yaml"
    before = text_of(root).replace(old, new) if old else text_of(root)
    path.write_text(before, encoding="utf-8")
    there = sorted(root.rglob("*.*"))
    done = run("--as-of", day, "repost", SALEM, *arguments)
    assert done.exit_code == 1
    assert {each for each, _ in told(done.stderr)} == {code}
    assert (text_of(root), sorted(root.rglob("*.*"))) == (before, there)


def test_a_name_is_asked_for_and_looked_at(root: Path) -> None:
    """An address is for good, so nobody makes one up."""
    for arguments in ((), ("--as", "A b"), ("--as", "")):
        done = run("repost", SALEM, *arguments)
        assert done.exit_code == 2
        assert refused(done.stderr)


def test_outside_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said where to go."""
    monkeypatch.chdir(tmp_path)
    done = run("close", "x")
    assert done.exit_code == 1
    assert told(done.stderr) == [("KR516", "")]
