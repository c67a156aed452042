"""`explain` names every file, line and layer that had a say in a value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.told import told
from tests.unit.cli.running import run

if TYPE_CHECKING:
    from pathlib import Path

PARENT = """\
title: Parent
responsibilities:
  - {id: renewals, text: Run renewals, share: 60}
  - {id: plans, text: Write plans, share: 40}
aliases: [One]
tools: [{id: crm, text: CRM}]
"""
CHILD = """\
extends: parent
title: Child
responsibilities:
  - id: renewals
    text: Run every renewal
  - {id: boards, text: Brief boards, share: 20, after: renewals}
aliases: [Two]
tools: [{id: crm, remove: true}]
"""
EMPLOYER = """\
name: Cedar
country: US
locations: [{id: portland, city: Portland, region: OR, country: US}]
benefits:
  - {id: german, text: Long leave, when: {country: [DE]}}
overrides: {reports_to: Director}
"""
POSTING = """\
role: child
employer: cedar
places: [portland]
pay: {min: 70000}
overrides:
  responsibilities: [{id: renewals, text: Renew}]
"""


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace of few layers; it is the folder."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "kamroles.yaml": "name: Jobs\n",
        "roles/parent.yaml": PARENT,
        "roles/child.yaml": CHILD,
        "employers/cedar.yaml": EMPLOYER,
        "postings/west.yaml": POSTING,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def explained(path: str, *more: str, name: str = "west") -> dict[str, Any]:
    """Return what is told of a path."""
    done = run("explain", name, path, "--json", *more)
    assert done.exit_code == 0, done.output
    story: dict[str, Any] = json.loads(done.stdout)
    return story


def steps(story: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    """Return layer, place and effect of each step."""
    return [
        (s["layer"], f"{s['file']}:{s['line']}:{s['column']}", s["effect"]) for s in story["steps"]
    ]


@pytest.mark.usefixtures("jobs")
class TestOneValue:
    """`explain NAME PATH`."""

    def test_every_layer_is_named_in_order(self) -> None:
        """With the place, and who overrode it."""
        story = explained("responsibilities.renewals.text")
        assert story["value"] == "Renew"
        assert steps(story) == [
            ("role parent", "roles/parent.yaml:3:26", "overridden by role child"),
            ("role child", "roles/child.yaml:5:11", "overridden by posting west"),
            ("posting west", "postings/west.yaml:6:43", "holds"),
        ]
        assert [step["text"] for step in story["steps"]] == [
            "Run renewals",
            "Run every renewal",
            "Renew",
        ]

    def test_a_share_is_rescaled(self) -> None:
        """The layer that took the time away is named."""
        story = explained("responsibilities.renewals.share")
        assert story["value"] == "48"
        assert steps(story) == [
            ("role parent", "roles/parent.yaml:3:47", "rescaled by role child to 48"),
            ("rescaled by role child", "roles/parent.yaml:3:47", "holds"),
        ]

    def test_what_is_gone_can_be_explained(self) -> None:
        """It says who removed it, and holds nothing."""
        story = explained("tools.crm.text")
        assert (story["value"], story["note"]) == (None, "removed")
        assert steps(story) == [
            ("role parent", "roles/parent.yaml:6:25", "removed by role child"),
            ("role child", "roles/child.yaml:8:9", None),
        ]

    def test_a_list_tells_what_each_layer_did(self) -> None:
        """Nobody overrides anybody there."""
        story = explained("aliases", name="parent")
        assert (story["value"], steps(story)[0][2]) == ("One", None)
        story = explained("responsibilities")
        assert [step["text"] for step in story["steps"]] == [
            "added renewals, plans",
            "added boards; changed renewals",
            "changed renewals",
        ]
        assert "responsibilities.boards.share" in story["inside"]

    def test_a_set_value_wins(self) -> None:
        """The command line is the nearest layer."""
        story = explained("reports_to", "--set", "reports_to=CEO")
        assert story["value"] == "CEO"
        assert [step[0] for step in steps(story)] == ["employer cedar", "--set"]
        assert steps(story)[0][2] == "overridden by --set"

    def test_posting_and_employer_have_paths(self) -> None:
        """They are trees of their own."""
        assert explained("posting.pay.min")["value"] == "70000"
        assert explained("employer.locations.portland.city")["value"] == "Portland"

    @pytest.mark.parametrize(
        ("path", "value", "note"),
        [
            ("posting.pay.currency", "USD", "follows from the country of the work"),
            ("posting.pay.period", "year", "follows from the amount"),
            ("posting.workplace", "onsite", "nobody has written it; this is the default"),
            ("posting.closes", None, "nobody has written it"),
            ("id", "child", "follows from the file's name"),
            ("posting.overrides", None,
             "role fields: explained by their own paths, such as `reports_to`"),
            ("posting.places.portland.region_name", "Oregon",
             "follows from `posting.places.portland.region`"),
            ("posting.benefits.german.text", None,
             "left out: its `when` does not fit this posting, or a layer removed it"),
        ],
    )  # fmt: skip
    def test_what_nobody_wrote_has_its_reason(
        self, path: str, value: str | None, note: str
    ) -> None:
        """Inferred, by default, or not there."""
        story = explained(path)
        assert (story["value"], story["note"]) == (value, note)

    @pytest.mark.parametrize(
        ("path", "place"),
        [
            ("posting.title", "roles/child.yaml:2:8"),
            ("posting.places.portland.city", "employers/cedar.yaml:3:34"),
        ],
    )
    def test_what_is_taken_over_leads_to_its_place(self, path: str, place: str) -> None:
        """A posting's title is the role's, its address the employer's."""
        assert [step[1] for step in steps(explained(path))] == [place]

    @pytest.mark.parametrize(
        ("path", "offered"),
        [
            ("pay.min", "`posting.pay.min`"),
            ("responsibilities.renewal.text", "`responsibilities.renewals.text`"),
            ("posting.pay.maximum", "`posting.pay.max`"),
            ("conditions.zzz", "environment, travel, hours, physical"),
            ("zzz", "`kamroles explain NAME`"),
        ],
    )
    def test_a_wrong_path_has_a_hint(self, path: str, offered: str) -> None:
        """The nearest, or what there is."""
        done = run("explain", "west", path)
        assert done.exit_code == 1
        assert told(done.stderr) == [("KR518", "")]
        assert offered in done.stderr

    def test_people_see_the_winner(self) -> None:
        """Marked, below what it overrode."""
        lines = run("explain", "west", "responsibilities.renewals.text").stdout.splitlines()
        assert lines[0] == "responsibilities.renewals.text"
        assert lines[1].strip() == "Renew"
        assert [line for line in lines if line.startswith("→")] == [
            "→ 3. posting west  postings/west.yaml:6:43"
        ]
        assert "      Run renewals   [overridden by role child]" in lines


@settings(max_examples=30)
@given(st.text("abr.-_ 0\u00e9", max_size=12) | st.sampled_from(["", ".", "role.", "posting."]))
def test_any_path_is_told_or_refused(path: str) -> None:
    """Whatever is typed ends in a story or a finding."""
    done = run("explain", "account-manager", f"responsibilities{path}")
    assert done.exit_code in {0, 1}
    assert done.exit_code == 0 or "KR518" in done.stderr


@pytest.mark.usefixtures("jobs")
class TestAllValues:
    """`explain NAME`."""

    def test_every_path_listed_can_be_explained(self) -> None:
        """The list and the answers agree."""
        listed = json.loads(run("explain", "west", "--json").stdout)
        assert "responsibilities.renewals.share" in listed
        assert listed["posting.pay.currency"] == "USD"
        for path in list(listed)[::7]:
            assert explained(path)["path"] == path

    def test_values_stand_beside_their_paths(self) -> None:
        """Those that are set; how many are not is told apart."""
        done = run("explain", "west")
        row = next(line for line in done.stdout.splitlines() if line.startswith("posting.pay.min "))
        assert row.split() == ["posting.pay.min", "70000"]
        assert "posting.closes" not in done.stdout
        assert "more are not set" in done.stderr
        assert "posting.closes" in run("explain", "west", "-v").stderr

    def test_a_role_has_paths_too(self) -> None:
        """Without posting and employer."""
        listed = json.loads(run("explain", "account-manager", "--json").stdout)
        assert not [path for path in listed if path.startswith(("posting.", "employer."))]


def test_shipped_files_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks for them in their own folder."""
    monkeypatch.chdir(tmp_path)
    story = explained("title", name="key-account-manager")
    assert story["steps"][-1]["file"] == "shipped:roles/key-account-manager.yaml"


def test_what_the_library_says_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A definition has no layers; the list names terms and leaves their meaning out."""
    monkeypatch.chdir(tmp_path)
    story = explained("competencies.negotiation.definition", name="account-manager")
    assert story["steps"] == []
    assert "shipped:roles/competencies/negotiation.yaml" in story["note"]
    listed = json.loads(run("explain", "account-manager", "--json").stdout)
    assert "churn" in listed["terms"]
    assert not [path for path in listed if "anchors" in path]


def test_a_list_is_told_with_its_words(jobs: Path) -> None:
    """An id alone says little to who looks for a duty."""
    shown = run("explain", "west", "responsibilities").stdout
    assert "  renewals:                Renew\n" in shown
    assert "  boards:                  Brief boards\n" in shown


def test_a_title_that_the_posting_writes_itself(jobs: Path) -> None:
    """The role's title is none that anybody reads."""
    assert "of this posting" not in run("explain", "west", "title").stdout
    (jobs / "postings/west.yaml").write_text(POSTING + "title: Child, West\n", encoding="utf-8")
    assert (
        "documents of this posting show `posting.title`" in run("explain", "west", "title").stdout
    )
