"""Whatever a command prints fits the terminal, and says there all that it says elsewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from kamroles.cli import COMMANDS
from kamroles.diagnostics.excerpt import cells
from kamroles.diagnostics.wrapping import wrapped
from kamroles.pipeline.catalog import SORTS
from tests.unit.cli.running import run

if TYPE_CHECKING:
    from pathlib import Path

NAME = "commercial-lines-account-manager-salem"
LINES = {
    "list": ["list", "list qqq", "list roles zzz", *(f"list {sort}" for sort in SORTS)],
    "render": [f"render {NAME} -f md", f"render {NAME} --theme nosuch"],
    "build": ["build -f txt --workers 1"],
    "show": [f"show {NAME}", f"show {NAME} --all", "show nosuch"],
    "define": ["define", "define FLSA", "define nosuch"],
    "explain": [f"explain {NAME}", f"explain {NAME} responsibilities", f"explain {NAME} qqq"],
    "check": ["check"],
    "rule": ["rule", "rule C004", "rule KR601", "rule KR999"],
    "review": [f"review {NAME}"],
    "confirm": [f"confirm {NAME}"],
    "approve": [f"approve {NAME} --by Director -y"],
    "init": ["init"],
    "status": ["status"],
    "close": [f"close {NAME}"],
    "pause": [f"pause {NAME}"],
    "reopen": [f"reopen {NAME} --closes 2027-01-29"],
    "repost": [f"repost {NAME} --as again --closes 2027-01-29"],
    "site": ["site --nosuch"],
    "publish": ["publish ./public --dry-run", "publish nosuch"],
    "archive": [f"archive {NAME}", "archive nosuch"],
    "preflight": ["preflight all"],
    "feed": ["feed indeed", "feed nosuch"],
    "new": [f"new posting --like {NAME} --place bend -y", "new role -y"],
    "eject": ["eject posting", "eject nosuch"],
    "schema": ["schema nosuch"],
    "doctor": ["doctor"],
}
COPIED = re.compile(r" *(?:- \{|\w+: \{|kamroles ).*")
"""Lines to copy, of which none may be broken."""


@pytest.fixture
def jobs(sample_workspace: Path, tmp_path: Path) -> Path:
    """Return the sample workspace, to be changed."""
    return shutil.copytree(sample_workspace, tmp_path / "w")


def on_screen(patch: pytest.MonkeyPatch, width: int) -> None:
    """Let commands print as on a terminal so wide."""
    patch.setenv("COLUMNS", str(width))
    patch.setattr("kamroles.cli.terminal.edge", lambda **_: width)


def breaks(line: str, width: int) -> bool:
    """Tell whether there is a place at which a line could have been wrapped."""
    margin = len(line) - len(line.lstrip())
    return not COPIED.fullmatch(line) and len(wrapped(line.lstrip(), width, margin)) > 1


def test_every_command_is_looked_at() -> None:
    """A new one has to be added here."""
    assert LINES.keys() == COMMANDS.keys()


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("line", [line for lines in LINES.values() for line in lines])
def test_what_is_printed_fits(
    line: str, width: int, jobs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line is wider, but what is to be copied; none ends in blanks."""
    on_screen(monkeypatch, width)
    done = run("-C", str(jobs), *shlex.split(line))
    shown = [each for each in done.output.splitlines() if "Usage:" not in each]
    wide = [each for each in shown if cells(each) > width and breaks(each, width)]
    assert wide == []
    assert [each for each in shown if each != each.rstrip()] == []


@pytest.mark.parametrize("line", [f"list {sort}" for sort in SORTS] + ["rule", "define", "check"])
def test_every_word_is_there(line: str, jobs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a small terminal as in a file, where each entry is a line."""
    whole = run("-C", str(jobs), *line.split()).output
    on_screen(monkeypatch, 60)
    narrow = run("-C", str(jobs), *line.split()).output
    assert sorted(narrow.split()) == sorted(whole.split())
