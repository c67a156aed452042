"""`kamroles doctor` says what works, what is missing, and what mends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kamroles.cli import doctor
from kamroles.diagnostics import Problems, error
from tests.e2e.command import run
from tests.e2e.conftest import write

if TYPE_CHECKING:
    from pathlib import Path


def states(out: str) -> dict[str, str]:
    """Return what was said of each part."""
    lines = (line for line in out.splitlines() if not line.startswith(" "))
    cells = (re.split(r" {2,}", line) for line in lines)
    return {part.removesuffix(" (optional)"): state for state, part, _ in cells}


def test_all_is_well(tmp_path: Path) -> None:
    """Where everything is installed the status is 0; a page is really rendered."""
    write(tmp_path, "kamroles.yaml", "theme: plain\n")
    done = run("doctor", at=tmp_path)
    assert done.status == 0, done.out
    assert list(states(done.out).items()) == [
        (part, "ok")
        for part in ("Python", "reading", "templates and roles", "fonts", "PDF", "Word", "Typst",
                     "workspace", "cache", "terminal")
    ]  # fmt: skip


def test_no_workspace_is_no_fault(tmp_path: Path) -> None:
    """It is said how to start one."""
    done = run("doctor", at=tmp_path)
    assert done.status == 0
    assert states(done.out)["workspace"] == "missing"
    assert "to mend: kamroles init" in done.out


@pytest.mark.parametrize(
    ("tool", "command"), [("apt-get", "apt-get install"), ("brew", "brew install pango")]
)
def test_missing_pango_comes_with_the_command_of_this_system(
    tool: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 1, and the line to type."""

    def without_pango(*_: object, **__: object) -> bytes:
        raise Problems([error("KR401", "no Pango")])

    monkeypatch.setattr("kamroles.render.render", without_pango)
    monkeypatch.setattr(doctor.shutil, "which", lambda name: name if name == tool else None)
    done = run("doctor", at=tmp_path)
    assert done.status == 1
    assert states(done.out)["PDF"] == "missing"
    assert f"to mend: {command}" in done.out


def test_a_part_that_breaks_in_its_own_way_is_missing() -> None:
    """Doctor survives whatever a broken installation does."""

    def broken() -> doctor.Result:
        raise ImportError("no module named x")

    result = doctor.Part("x", broken).result()
    assert "no module named x" in result.state
    assert result.mend


def test_a_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It only costs time, so it is no failure."""
    taken = write(tmp_path, "taken", "")
    monkeypatch.setattr("kamroles.cache.folder", lambda: taken / "below")
    done = run("doctor", at=tmp_path)
    assert done.status == 0
    assert states(done.out)["cache"] == "missing"
    assert "KAMROLES_CACHE" in done.out
