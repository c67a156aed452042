"""`check` runs the rules over what a workspace holds."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from kamroles.pipeline import check, open_library
from kamroles.rules.registry import RULES
from tests.conftest import AS_OF
from tests.e2e.command import run
from tests.e2e.conftest import write
from tests.unit.rules.checking import COMPLETE
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path


def test_a_finding_has_its_place_and_basis(tmp_path: Path) -> None:
    """It is a warning: the document is made all the same."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, "roles/tester.yaml", f"{COMPLETE}reports_to: Chairman of the board\n")
    done = run("check", "tester", at=tmp_path)
    assert done.status == 0
    assert "roles/tester.yaml:4:13: warning[G002]" in done.out
    assert "from: EEOC" in done.out
    assert run("check", "tester", "--strict", at=tmp_path).status == 1
    sarif = json.loads(run("check", "tester", "--report", "sarif", at=tmp_path).out)
    rules = sarif["runs"][0]["tool"]["driver"]["rules"]
    meaning = printed(RULES["G002"].meaning)
    assert rules == [{"id": "G002", "shortDescription": {"text": meaning}}]


def test_a_posting_and_its_employer_are_read(sample_workspace: Path, tmp_path: Path) -> None:
    """What the employer says of itself too; the samples are clean."""
    assert not [code for code in _found(sample_workspace) if not code.startswith("KR")]
    place = shutil.copytree(sample_workspace, tmp_path / "jobs")
    employer = place / "employers" / "cedar-main.yaml"
    lines = [line for line in employer.read_text().splitlines() if not line.startswith("site:")]
    at = next(n for n, line in enumerate(lines) if line.startswith("about:"))
    lines[at] += " We are like a family." if lines[at][6:].strip(" |>-") else ""
    lines.insert(at + 1, "  We are like a family.")
    employer.write_text("\n".join(lines) + "\n")
    assert "C003" in _found(place)


def test_broken_competencies_and_terms_are_found(tmp_path: Path) -> None:
    """Although no role names them."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, "roles/competencies/own.yaml", "name: Own\n")
    write(
        tmp_path,
        "roles/glossary/own.yaml",
        "terms: [{id: a, name: A, text: B, source: C, related: [d]}]\n",
    )
    assert _found(tmp_path) == ["KR203", "KR502"]


def _found(place: Path) -> list[str]:
    return [found.code for found in check(open_library(place), (), AS_OF).diagnostics]
