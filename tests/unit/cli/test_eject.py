"""Templates are copied whole or a block at a time, and the copy renders as before."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kamroles.cli import main
from tests.told import told

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Make a workspace with nothing of its own."""
    (tmp_path / "kamroles.yaml").write_text("theme: plain\n")
    return tmp_path


def kamroles(folder: Path, *words: str) -> tuple[int, str]:
    """Run a command; return status and output."""
    result = CliRunner().invoke(main, ["-C", str(folder), "--as-of", "2026-11-23", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def markdown(folder: Path) -> str:
    """Return the posting of a shipped role as Markdown."""
    kamroles(folder, "render", "account-manager", "--kind", "posting", "-f", "md", "-o", "out")
    return (folder / "out" / "account-manager-posting.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("more", [[], ["--block", "apply"], ["--block", "requirements"]])
def test_a_copy_renders_as_before(workspace: Path, more: list[str]) -> None:
    """Ejecting alone changes no word."""
    before = markdown(workspace)
    status, output = kamroles(workspace, "eject", "posting", *more)
    assert status == 0, output
    assert (workspace / "templates" / "kinds" / "posting.md").is_file()
    assert markdown(workspace) == before


def test_a_changed_block_shows(workspace: Path) -> None:
    """The copied block is the one that counts; the others come from the shipped template."""
    kamroles(workspace, "eject", "posting", "--block", "apply")
    copy = workspace / "templates" / "kinds" / "posting.md"
    copy.write_text(copy.read_text().replace("## {{", "## Here is {{"))
    text = markdown(workspace)
    assert "Here is How to apply" in text
    assert "What you will do" in text


def test_nothing_is_overwritten(workspace: Path) -> None:
    """A second run refuses and leaves the edited file alone."""
    kamroles(workspace, "eject", "posting")
    copy = workspace / "templates" / "kinds" / "posting.md"
    copy.write_text("# Mine\n")
    status, output = kamroles(workspace, "eject", "posting")
    assert (status, copy.read_text()) == (1, "# Mine\n")
    assert told(output) == [("KR519", "")]


@pytest.mark.parametrize(
    ("words", "code", "nearest"),
    [
        (["postin"], "KR520", "`posting`"),
        (["posting", "--block", "aply"], "KR521", "`apply`"),
    ],
)
def test_wrong_names_get_the_nearest(
    workspace: Path, words: list[str], code: str, nearest: str
) -> None:
    """A misspelt kind or block names what was probably meant."""
    status, output = kamroles(workspace, "eject", *words)
    assert status == 1
    assert told(output) == [(code, "")]
    assert nearest in output
