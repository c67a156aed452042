"""`confirm` writes values of the library into a posting as the employer's own word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.told import told
from tests.unit.cli.running import run
from tests.unit.cli.test_review import POSTING, jobs

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["jobs"]

WRITTEN = """\
role: tester
employer: cedar
places: [portland]
confirmed:
  - {id: requirements, by: Head of Tests, on: 2026-11-23, values: [Clear writing, A license]}
  - {id: travel, by: Head of Tests, on: 2026-11-23, values: [10 to 25 percent of working time]}
"""


def posting(jobs: Path, more: str = "") -> Path:
    """Write the posting and return its file."""
    path = jobs / "postings/one.yaml"
    path.write_text(POSTING + more, encoding="utf-8")
    return path


def test_values_are_written_with_who_and_when(jobs: Path) -> None:
    """Groups that are named, and no others."""
    path = posting(jobs)
    done = run("confirm", "one", "requirements", "travel", "--by", "Head of Tests")
    assert done.exit_code == 0, done.output
    assert "- Clear writing\n" in done.stdout
    text = path.read_text(encoding="utf-8")
    assert text.replace('"', "") == WRITTEN


def test_what_was_confirmed_stays(jobs: Path) -> None:
    """A second call adds to the first; a bare name of before is bound by naming it."""
    path = posting(jobs, "confirmed: [travel]  # by mail\n# the end\n")
    run("confirm", "one", "book")
    text = path.read_text(encoding="utf-8")
    assert "confirmed: [travel, {id: book," in text
    assert text.endswith("# by mail\n# the end\n")
    assert "Travel" in run("review", "one").stdout.splitlines()
    run("confirm", "one", "travel")
    assert "Travel" not in run("review", "one").stdout.splitlines()


def test_other_entries_keep_every_byte(jobs: Path) -> None:
    """Also who said it when, and the comments beside them."""
    lines = "confirmed:\n  - travel   # Anna, by phone\n  - {id: book, by: Head}  # x\n"
    path = posting(jobs, lines)
    run("confirm", "one", "requirements", "--by", "Head of Tests")
    text = path.read_text(encoding="utf-8")
    assert text.startswith(POSTING + lines)
    assert "  - {id: requirements, by: Head of Tests," in text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["tester"], "KR501"), (["nobody"], "KR501"), (["one", "flsa"], ""), (["one", "travl"], "")],
)
def test_what_cannot_be_confirmed(arguments: list[str], code: str, jobs: Path) -> None:
    """A role, an unknown posting, a decision, a group that is none; no file changes."""
    path = posting(jobs)
    done = run("confirm", *arguments)
    assert done.exit_code == (1 if code else 2)
    assert [each for each, _ in told(done.stderr)] == ([code] if code else [])
    assert path.read_text(encoding="utf-8") == POSTING
