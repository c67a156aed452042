"""`kamroles doctor` says what works, what is missing, and what mends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from kamroles import render
from kamroles.diagnostics import Problems, error
from kamroles.pipeline import installation
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
        for part in ("Python", "reading", "templates and roles", "fonts", "Word", "PDF", "Typst",
                     "WeasyPrint", "workspace", "cache", "terminal")
    ]  # fmt: skip


def test_no_workspace_is_no_fault(tmp_path: Path) -> None:
    """It is said how to start one."""
    done = run("doctor", at=tmp_path)
    assert done.status == 0
    assert states(done.out)["workspace"] == "missing"
    assert "to mend: kamroles init" in done.out


@pytest.fixture
def _no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let WeasyPrint find that Pango is missing."""

    def without_pango(*rest: Any, pdf_engine: str, **more: Any) -> bytes:
        if pdf_engine == "weasyprint":
            raise Problems([error("KR401", "no Pango")])
        return rendered(*rest, pdf_engine=pdf_engine, **more)

    rendered = render.render
    monkeypatch.setattr("kamroles.render.render", without_pango)


@pytest.mark.usefixtures("_no_pango")
@pytest.mark.parametrize(
    ("tool", "command"), [("apt-get", "apt-get install"), ("brew", "brew install pango")]
)
def test_missing_pango_comes_with_the_command_of_this_system(
    tool: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 1 where PDF needs it, and the line to type."""
    write(tmp_path, "kamroles.yaml", "pdf_engine: weasyprint\n")
    monkeypatch.setattr(installation.shutil, "which", lambda name: name if name == tool else None)
    done = run("doctor", at=tmp_path)
    assert done.status == 1
    assert states(done.out)["PDF"] == "missing"
    assert f"to mend: {command}" in done.out


@pytest.mark.usefixtures("_no_pango")
def test_windows_is_told_where_pango_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has no packages of its own."""
    monkeypatch.setattr(installation.sys, "platform", "win32")
    assert "MSYS2" in run("doctor", at=tmp_path).out


@pytest.mark.usefixtures("_no_pango")
def test_without_pango_typst_makes_pdf_and_all_is_well(tmp_path: Path) -> None:
    """Pango is for themes with a style sheet of their own; nobody else misses it."""
    write(tmp_path, "kamroles.yaml", "pdf_engine: typst\n")
    done = run("doctor", at=tmp_path)
    assert done.status == 0, done.out
    told = states(done.out)
    assert (told["PDF"], told["Typst"], told["WeasyPrint"]) == ("ok", "ok", "missing")
    assert re.search(r"PDF +Typst made a page of \d+ kB: kamroles.yaml asks for it", done.out)


def test_a_broken_workspace_file_breaks_no_other_part(tmp_path: Path) -> None:
    """PDF is tried with the usual settings then."""
    write(tmp_path, "kamroles.yaml", "pdf_engine: quill\n")
    told = states(run("doctor", at=tmp_path).out)
    assert (told["PDF"], told["workspace"]) == ("ok", "missing")


def test_a_part_that_breaks_in_its_own_way_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Doctor survives whatever a broken installation does."""

    def broken() -> installation.Examined:
        raise ImportError("no module named x")

    monkeypatch.setattr(installation, "_parts", lambda: [("x", broken, True)])
    (part,) = installation.components()
    assert "no module named x" in part.state
    assert part.mend


def test_a_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It only costs time, so it is no failure."""
    taken = write(tmp_path, "taken", "")
    monkeypatch.setattr("kamroles.cache.folder", lambda: taken / "below")
    done = run("doctor", at=tmp_path)
    assert done.status == 0
    assert states(done.out)["cache"] == "missing"
    assert "KAMROLES_CACHE" in done.out
