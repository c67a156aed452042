"""The Python API does what its page says, and what the command line does."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import kamroles
from kamroles.resources import bundled
from tests.e2e.command import run
from tests.pages import blocks
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = datetime.date(2026, 11, 23)


def test_the_page(repository: Path, tmp_path: Path) -> None:
    """Each example runs after those above it."""
    shutil.copytree(bundled("templates") / "workspace", tmp_path / "my-jobs")
    page = repository / "docs" / "how-to" / "python-api.md"
    examples = [block.body for block in blocks(page) if block.language == "python"]
    assert len(examples) == 4
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(examples)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "'key-account-manager-portland'" in lines[0]
    assert lines[1].startswith("92000 my-jobs/postings/key-account-manager-portland.yaml:")
    assert printed(lines[2]).startswith("KR501 None ")
    assert lines[3] == f"{len(list((tmp_path / 'public').glob('*.*'))) - 1} 0"
    assert (tmp_path / "advert.docx").read_bytes().startswith(b"PK")


def test_the_command_gives_the_same_bytes(built: Path) -> None:
    """There is one way to a document."""
    jobs = kamroles.open_workspace(built, as_of=AS_OF)
    page = jobs.render(jobs.compose("salem"), "html")
    assert page == (built / "output" / "salem-posting.html").read_bytes()


def test_a_finding_is_raised(built: Path) -> None:
    """Bad input raises one exception that carries every finding."""
    jobs = kamroles.open_workspace(built, as_of=AS_OF)
    with pytest.raises(kamroles.Problems) as caught:
        jobs.resolve("salem", sets=["titel=x", "posting.pay.min=lots"])
    assert {finding.code for finding in caught.value.diagnostics} == {"KR103", "KR206"}


def test_check_is_the_commands_check(built: Path) -> None:
    """The report has the findings that the command prints."""
    report = kamroles.open_workspace(built, as_of=AS_OF).check()
    shown = run("check", at=built).out
    assert report.status == 0
    assert report.diagnostics
    assert all(finding.message in shown for finding in report.diagnostics)


def test_importing_kamroles_is_light() -> None:
    """The package itself brings nothing that costs time; names arrive when they are used."""
    code = "import sys, kamroles; print([m for m in sys.modules if 'kamroles.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert set(kamroles.__all__) <= set(dir(kamroles))
    with pytest.raises(AttributeError, match="no attribute 'opn'"):
        kamroles.opn  # noqa: B018
