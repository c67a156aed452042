"""Whole walks at a terminal of 80 columns, by somebody who never saw YAML."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from tests.terminal import COLUMNS, talk
from tests.unit.model.editor import values

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")
_STEERED = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def assert_fits(seen: str) -> None:
    """Hold what was shown to the width; a bar that moves is drawn over and counts as one line."""
    plain = _STEERED.sub("", seen)
    broad = [line for line in plain.split("\n") if "\r" not in line and len(line) > COLUMNS]
    questions = [line for line in broad if re.search(r"(?:\]|skip\)): ", line)]
    assert [line for line in broad if line not in questions and "hint:" not in line] == []


def read(path: Path) -> dict[str, object]:
    """Return the fields of a YAML file."""
    found: dict[str, object] = values(path.read_text(encoding="utf-8"))
    return found


def test_from_an_empty_folder_to_a_posting_and_its_like(tmp_path: Path) -> None:
    """Every answer as people give it; then the same job in another place, and a role."""
    seen = talk(
        tmp_path,
        ["init"],
        [
            ("Who hires", "Birch & Grove"),
            ("country", "USA"),
            ("City", "Portland, Oregon"),
            ("Website", ""),
            ("apply", "Ann Lee <jobs@birch.example>"),
            ("industry", "SaaS"),
            ("Write them", "yes"),
            ("Which role", "account exec"),
            ("Which of them", "CSM"),
            ("Where", "Hybrid"),
            ("in the office", "2"),
            ("Pay", "$62,000 - 78,000 + commission"),
            ("Last day", "Dec 18"),
        ],
    )
    assert_fits(seen)
    assert "hands customers over once they have" in seen
    assert read(tmp_path / "postings/customer-success-manager-portland.yaml") == {
        "role": "customer-success-manager",
        "employer": "birch-grove",
        "places": ["portland"],
        "workplace": "hybrid",
        "office_days": "two days a week",
        "pay": {"min": 62000, "max": 78000, "note": "plus commission"},
        "closes": "2026-12-18",
    }
    employer = read(tmp_path / "employers/birch-grove.yaml")
    assert employer["industry"] == "software"
    statements = employer["statements"]
    assert isinstance(statements, list)
    assert [each["id"] for each in statements] == ["equal-opportunity", "accommodation", "privacy"]
    assert {each["to_check"] for each in statements} == {"yes"}
    assert "KR735" in seen
    made = {path.suffix for path in (tmp_path / "output").glob("*-posting.*")}
    assert {".html", ".docx"} <= made

    path = tmp_path / "employers/birch-grove.yaml"
    salem = "locations:\n  - id: salem\n    city: Salem\n    region: OR\n    country: US\n"
    path.write_text(re.sub("locations:.*\n", salem, path.read_text("utf-8")), "utf-8")
    like = "customer-success-manager-portland"
    seen = talk(tmp_path, ["new", "posting", "--like", like, "--place", "salem"], [])
    assert_fits(seen)
    assert (tmp_path / "postings/customer-success-manager-salem.yaml").is_file()
    made = {path.suffix for path in (tmp_path / "output").glob("*-salem-posting.*")}
    assert {".html", ".docx"} <= made


def test_who_only_presses_enter_is_told_each_line_that_is_missing(tmp_path: Path) -> None:
    """With its file and its number, and what to write there."""
    enter = [
        *("Who hires", "country", "City", "Website", "apply", "industry", "Write them"),
        *("Which role", "Where", "Pay", "Last day"),
    ]
    seen = talk(tmp_path, ["init"], [(question, "") for question in enter])
    assert_fits(seen)
    for file, number, line in re.findall(r"\n  (\S+\.yaml):(\d+)\n      (\w+):", seen):
        written = (tmp_path / file).read_text("utf-8").splitlines()[int(number) - 1]
        assert written.startswith(f"# {line}:")
    left = seen.partition("Left open")[2]
    assert all(
        f"      {name}:" in left for name in ("pay", "closes", "flsa", "apply", "statements")
    )
