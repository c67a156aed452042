"""Authors are told which duties and measures a posting prints, and why one came up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Severity
from kamroles.pipeline import open_library
from kamroles.pipeline.workspace_check import check
from tests.conftest import AS_OF
from tests.e2e.conftest import write
from tests.unit.cli.running import run
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic

DUTIES = [(f"d{n}", n + 1) for n in range(10)]


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with a role of ten duties, of which a posting prints eight."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    lines = "".join(
        f"  - {{id: {id}, text: Do task {id}, share: {share}}}\n" for id, share in DUTIES
    )
    write(tmp_path, "roles/base.yaml", f"title: Base\nresponsibilities:\n{lines}")
    write(tmp_path, "employers/firm.yaml", "name: Firm\ncountry: US\n")
    return tmp_path


def told(folder: Path, text: str, code: str, file: str = "roles/own.yaml") -> list[Diagnostic]:
    """Return what `check` says by a code of a role on the base, or of another file."""
    write(folder, file, text)
    stem = file.rpartition("/")[2].removesuffix(".yaml")
    report = check(open_library(folder), [stem], AS_OF)
    found = [each for each in report.diagnostics if each.code == code]
    pinned(found)
    return found


def test_check_names_what_the_posting_leaves_out(small: Path) -> None:
    """Duties and measures, as a note at the top of the file."""
    measures = "".join(f"  - {{id: m{n}, text: Goal {n}}}\n" for n in range(4))
    text = f"extends: base\ntitle: Own\nmeasures:\n{measures}"
    (found,) = told(small, text, "KR608")
    assert found.severity is Severity.NOTE
    assert found.span
    assert found.span.line == 1
    assert "the duties `d0` and `d1` and the measure `m3`" in found.message
    assert "`headline: yes`" in (found.hint or "")


def test_what_is_all_printed_needs_no_note(small: Path) -> None:
    """Eight duties have room."""
    gone = "".join(f"  - {{id: d{n}, remove: true}}\n" for n in range(2))
    text = f"extends: base\ntitle: Own\nresponsibilities:\n{gone}"
    assert told(small, text, "KR608") == []
    assert told(small, text, "KR609") == []


def test_a_measure_that_comes_up_is_noted_too(small: Path) -> None:
    """Of four measures three are printed, so that the fourth takes the place of a removed one."""
    measures = "".join(f"  - {{id: m{n}, text: Goal {n}}}\n" for n in range(4))
    write(small, "roles/measured.yaml", f"extends: base\ntitle: Measured\nmeasures:\n{measures}")
    text = "extends: measured\ntitle: Own\nmeasures:\n  - {id: m1, remove: true}\n"
    (found,) = told(small, text, "KR609")
    assert found.span
    assert (found.span.line, found.span.column) == (4, 5)
    assert "without `m1`" in found.message
    assert "`m3`: Goal 3" in found.message
    assert "no such measure" in (found.hint or "")


@pytest.mark.parametrize("command", ["role", "posting"])
def test_a_new_file_says_what_its_posting_prints(small: Path, command: str) -> None:
    """In its own comment: duties and measures, and which only the description has."""
    measures = "".join(f"  - {{id: m{n}, text: Goal {n}}}\n" for n in range(4))
    write(small, "roles/measured.yaml", f"extends: base\ntitle: Measured\nmeasures:\n{measures}")
    if command == "role":
        run("new", "role", "Own", "--from", "measured", "--yes")
        text = (small / "roles/own.yaml").read_text(encoding="utf-8")
    else:
        run("new", "posting", "own", "--role", "measured", "--employer", "firm", "--yes")
        text = (small / "postings/own.yaml").read_text(encoding="utf-8")
    words = " ".join(line.removeprefix("# ") for line in text.splitlines())
    if command == "role":
        assert "only the description has d0, d1." in words
        assert "prints m0, m1, m2; only the description has m3." in words
    else:
        assert "but the duties d0 and d1 and the measure m3; `headline: yes`" in words


def test_a_removal_that_brings_up_another_duty_is_noted(small: Path) -> None:
    """With its words, at the removal."""
    text = "extends: base\ntitle: Own\nresponsibilities:\n  - {id: d9, remove: true}\n"
    (found,) = told(small, text, "KR609")
    assert found.severity is Severity.NOTE
    assert found.span
    assert found.span.line == 4
    assert "without `d9`" in found.message
    assert "`d1`: Do task d1" in found.message
    assert found.hint
    assert "- {id: d1, remove: true}" in found.hint


def test_it_is_quiet_once_that_one_is_removed_or_a_headline_holds(small: Path) -> None:
    """As the hint says; and nothing unseen comes up where headlines fill the posting."""
    both = "".join(f"  - {{id: {id}, remove: true}}\n" for id in ("d9", "d1", "d0"))
    assert told(small, f"extends: base\ntitle: Own\nresponsibilities:\n{both}", "KR609") == []
    heads = "".join(f"  - {{id: d{n}, headline: yes}}\n" for n in range(9))
    text = f"extends: base\ntitle: Own\nresponsibilities:\n{heads}  - {{id: d9, remove: true}}\n"
    assert told(small, text, "KR609") == []


def test_a_removal_in_a_posting_counts_as_well(small: Path) -> None:
    """There it stands in the `overrides`."""
    text = (
        "role: base\nemployer: firm\nworkplace: remote\nremote_from: [US]\noverrides:\n"
        "  responsibilities:\n    - {id: d9, remove: true}\n"
    )
    (found,) = told(small, text, "KR609", "postings/job.yaml")
    assert found.span
    assert found.span.line == 7


def test_another_template_is_asked_what_it_prints(small: Path) -> None:
    """A workspace whose posting prints all leaves nothing out."""
    write(
        small,
        "templates/kinds/posting.md",
        '{% extends "kinds/posting.md" %}\n{% block duties %}\n## Duties {#duties}\n\n'
        "{{ role.responsibilities | each('text') | listed }}\n{% endblock %}\n",
    )
    assert told(small, "extends: base\ntitle: Own\n", "KR608") == []


def test_show_marks_what_the_posting_leaves_out(small: Path) -> None:
    """Behind the duty, in its table."""
    lines = run("show", "base", "--section", "duties").stdout.splitlines()
    marked = [line for line in lines if "(not in the posting)" in line]
    assert [line.split()[-5] for line in marked] == ["d0", "d1"]


def test_show_says_nothing_of_it_where_no_posting_can_be_made(small: Path) -> None:
    """What is wrong in the template is told by `check`."""
    write(small, "templates/kinds/posting.md", "# {{ nothing }}\n")
    done = run("show", "base", "--section", "duties")
    assert done.exit_code == 0
    assert "not in the posting" not in done.stdout


def test_a_new_role_says_which_duties_are_printed(small: Path) -> None:
    """In the comment on top."""
    assert run("new", "role", "Own", "--from", "base").exit_code == 0
    text = (small / "roles/own.yaml").read_text(encoding="utf-8").replace("\n# ", " ")
    assert (
        "a posting prints d2, d3, d4, d5, d6, d7, d8, d9; only the description has d0, d1." in text
    )
    assert "`headline: yes` has one printed before the others." in text


@pytest.mark.parametrize("listed", ["responsibilities", "measures"])
def test_a_headline_is_yes_or_no(listed: str, small: Path) -> None:
    """Anything else is told with its place and what to write."""
    text = f"extends: base\ntitle: Own\n{listed}:\n  - {{id: x, text: Do more, headline: first}}\n"
    (found,) = told(small, text, "KR208")
    assert found.span
    assert (found.span.line, found.span.column) == (4, 38)
    assert found.hint == "write yes or no"
