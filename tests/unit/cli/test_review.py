"""`review` lists what comes from the library and waits for the employer's word."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.unit.cli.running import run
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path

ROLE = """\
title: Tester
requirements:
  - {id: writing, text: Clear writing}
  - {id: english, text: English, need: preferred}
credentials:
  - {id: license, text: A license, kind: license, need: must}
conditions:
  travel: {min: 10, max: 25}
  physical: [{id: screen, text: Works at a screen}]
book: {text: 30 accounts, min: 30, source: guide}
sources: [{id: guide, text: A guide, date: "2025"}]
responsibilities: [{id: plan, text: Write plans}]
flsa_tendency: {leans: exempt, because: Office work with discretion., duties: [plan]}
"""
EMPLOYER = """\
name: Cedar
country: US
locations:
  - {id: portland, city: Portland, region: OR, country: US}
  - {id: bonn, city: Bonn, country: DE}
"""
POSTING = "role: tester\nemployer: cedar\nplaces: [portland]\n"
FLSA = "flsa: {status: exempt, decided_by: Director, decided_on: 2026-10-01}\n"
EVERYTHING = {"Must-haves", "Travel", "Accounts", "Physical demands", "FLSA status"}


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace whose role stands for the library; it is the folder."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "kamroles.yaml": "name: Jobs\n",
        "roles/tester.yaml": ROLE,
        "employers/cedar.yaml": EMPLOYER,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "postings").mkdir()
    return tmp_path


def review(jobs: Path, more: str = "", *flags: str) -> tuple[set[str], str, int]:
    """Return the open topics of a posting with these lines, all that is said, and the status."""
    (jobs / "postings/one.yaml").write_text(POSTING + more, encoding="utf-8")
    done = run("review", "one", *flags)
    topics = {line for line in done.stdout.splitlines() if line in EVERYTHING}
    return topics, done.stdout, done.exit_code


def test_everything_is_open_at_first(jobs: Path) -> None:
    """The status says so."""
    topics, shown, status = review(jobs)
    assert topics == EVERYTHING
    assert status == 1
    assert "6 points" in printed(shown.splitlines()[0])


def test_each_point_has_value_place_and_source(jobs: Path) -> None:
    """And the reasons for a decision."""
    _, shown, _ = review(jobs)
    assert "- Clear writing\n    from role tester, roles/tester.yaml:3:25\n" in shown
    assert "- A license\n" in shown
    assert "English" not in shown
    assert "10 to 25 percent of working time" in shown
    assert "source: A guide 2025" in shown
    assert "The library leans to exempt: Office work with discretion." in shown
    assert "Duty: Write plans" in shown


def test_what_is_advised_settles_it(jobs: Path) -> None:
    """The command that is printed can be run, and the line written; then nothing is open."""
    _, shown, _ = review(jobs)
    command = re.search(r"^  kamroles (confirm .*)$", shown, re.MULTILINE)
    decision = re.search(r"^(flsa: .*)$", shown, re.MULTILINE)
    assert command
    assert decision
    filled = decision[1].replace("…", "exempt", 1).replace("…", "Director", 1)
    review(jobs, f"{filled.replace('…', '2026-10-01')}\n")
    assert run(*command[1].split()).exit_code == 0
    assert run("review", "one").exit_code == 0
    assert "postings/one.yaml" in shown


OWN_LINES = [
    "",
    "overrides:\n  reports_to: Head\n",
    "overrides:\n    reports_to: Head\n",
    "overrides:\n    conditions:\n        hours: Mornings\n    tools:\n    - pen\n",
    "overrides:\n  requirements:\n  - {id: ink, text: Ink}\n  conditions:\n    hours: Mornings\n",
    "overrides:\n  requirements:\n    - id: ink\n      text: >\n        Some\n        ink\n# end\n",
    "overrides:\n   conditions:\n      physical:\n         - {id: go, text: Walks}\nopenings: 2\n",
    "overrides: {conditions: {hours: Mornings}}\n",
    "overrides: {requirements: [{id: ink, text: Ink}],\n  tools: [pen]}\nopenings: 2\n",
]


@pytest.mark.parametrize("own", OWN_LINES)
def test_what_differs_can_be_written_as_shown(jobs: Path, own: str) -> None:
    """Where it is said to stand, however the file is indented, and nothing of it is open then."""
    _, shown, _ = review(jobs, own)
    filled = shown.replace("min: …, max: …", "min: 1, max: 2").replace("…", "Mine")
    topics, again, _ = review(jobs, corrected(own, filled))
    assert topics == {"FLSA status"}
    assert "Where something differs" not in again
    assert run("check", "one").exit_code == 0


def corrected(own: str, shown: str) -> str:
    """Return lines of a posting with what is shown written where it says; in this order."""
    lines = (POSTING + own).splitlines()
    for part in re.split(r"^(?=Below |In the brackets)", shown, flags=re.MULTILINE)[1:]:
        head, *new = part.splitlines()
        number = int(re.search(r"line (\d+)", head)[1])
        if name := re.search(r"`(\w+)`", head):
            at = "\n".join(lines).index(f"{name[1]}: ") + len(name[1]) + 3
            text = "\n".join(lines)
            lines = f"{text[:at]}{new[0]}, {text[at:]}".splitlines()
        else:
            lines[number:number] = new
    return "\n".join(lines).removeprefix(POSTING) + "\n"


def test_a_source_is_named_for_the_librarys_words_only(jobs: Path) -> None:
    """Beside words of one's own, the numbers that are left are told as such."""
    topics, shown, _ = review(jobs, "overrides: {book: {text: 12 plants}}\n")
    assert "Accounts" in topics
    assert "- min: 30, beside your words\n" in shown
    assert "source: A guide" not in shown


def test_nothing_open_is_a_good_end(jobs: Path) -> None:
    """Status 0, and a word on it."""
    review(jobs, FLSA)
    run("confirm", "one")
    done = run("review", "one")
    assert (done.exit_code, done.stdout) == (0, "")
    assert printed(run("review", "one").stderr).startswith("one: nothing is open")


@pytest.mark.parametrize(
    ("more", "settled"),
    [
        ('confirmed: [{id: travel, values: ["10 to 25 percent of working time"]}]', {"Travel"}),
        ("confirmed: [{id: requirements, values: [Clear writing]}]", set()),
        ("confirmed: [{id: requirements, values: [Clear writing, A license]}]", {"Must-haves"}),
        ("confirmed: [travel]", set()),
        (FLSA, {"FLSA status"}),
        ("overrides: {conditions: {travel: {min: 5, max: 10}}}", {"Travel"}),
        ("overrides: {conditions: {travel: {remove: true}}}", {"Travel"}),
        ("overrides: {conditions: {travel: {text: to customers}}}", set()),
        ("overrides: {conditions: {travel: {max: 10}}}", set()),
        ("overrides: {book: {text: 20 accounts, min: 20}}", {"Accounts"}),
        ("overrides: {book: {text: 20 accounts}}", set()),
        ("overrides: {conditions: {physical: {remove: true}}}", {"Physical demands"}),
        ("overrides: {conditions: {physical: [{id: screen, text: Screen}]}}", {"Physical demands"}),
        ("overrides: {requirements: [{id: writing, text: Writing}]}", set()),
        (
            "overrides: {requirements: [{id: writing, text: Writing}],"
            " credentials: [{id: license, need: preferred}]}",
            {"Must-haves"},
        ),
    ],
)
def test_a_value_of_ones_own_settles_it(jobs: Path, more: str, settled: set[str]) -> None:
    """As long as no part of it is the library's."""
    topics, _, _ = review(jobs, more + "\n")
    assert topics == EVERYTHING - settled


def test_an_employers_overrides_count(jobs: Path) -> None:
    """Also those for a country; so do values from the command line."""
    path = jobs / "employers/cedar.yaml"
    path.write_text(
        EMPLOYER + "countries:\n  US:\n    overrides: {conditions: {travel: {min: 0, max: 5}}}\n"
    )
    assert "Travel" not in review(jobs)[0]
    path.write_text(EMPLOYER)
    flags = ("--set", "conditions.travel.min=0", "--set", "conditions.travel.max=5")
    assert "Travel" not in review(jobs, "", *flags)[0]


def test_overtime_is_a_matter_of_the_us(jobs: Path) -> None:
    """Elsewhere nothing has to be decided."""
    (jobs / "postings/bonn.yaml").write_text(POSTING.replace("portland", "bonn"))
    assert run("confirm", "bonn").exit_code == 0
    done = run("review", "bonn")
    assert done.exit_code == 0
    assert "FLSA" not in done.output


def test_what_was_confirmed_and_has_changed_is_told(jobs: Path) -> None:
    """A value is confirmed, not its name: another one is open again, beside the old one."""
    review(jobs)
    run("confirm", "one", "travel", "book")
    role = (jobs / "roles/tester.yaml").read_text(encoding="utf-8")
    (jobs / "roles/tester.yaml").write_text(role.replace("max: 25", "max: 40"), encoding="utf-8")
    done = run("review", "one")
    assert "- 10 to 40 percent of working time\n    confirmed before: 10 to 25" in done.stdout
    assert "Accounts" not in done.stdout.splitlines()


def test_a_role_is_confirmed_in_a_posting(jobs: Path) -> None:
    """The command that starts one is named."""
    done = run("review", "tester")
    assert done.exit_code == 1
    assert "kamroles new posting --role tester" in done.stdout


def test_machines_get_findings(jobs: Path) -> None:
    """One each, at the place where the library says it."""
    (jobs / "postings/one.yaml").write_text(POSTING)
    done = run("--report", "json", "review", "one")
    assert done.exit_code == 1
    found = json.loads(done.stdout)["diagnostics"]
    assert [each["code"] for each in found] == ["KR602"] * 6


def test_the_samples_are_settled(sample_workspace: Path) -> None:
    """What ships as an example of good postings is one."""
    for path in sorted((sample_workspace / "postings").glob("*.yaml")):
        done = run("-C", str(sample_workspace), "review", path.stem)
        assert done.exit_code == 0, done.output
