"""script/parity notices what it is for: words, bytes, findings, and what is missing."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "script"))

from guard import broken
from guard.comparing import differences
from guard.telling import accepted, changed, tell

FINDING: dict[str, Any] = {
    "code": "KR205", "severity": "error", "message": "there is no such day",
    "file": "postings/salem.yaml", "line": 7, "column": 9, "end_line": 7, "end_column": 19,
    "hint": "check month and day", "basis": None,
    "related": [{"message": "posted here", "file": "postings/salem.yaml", "line": 6, "column": 9,
                 "end_line": 6, "end_column": 19}],
}  # fmt: skip
WORDS = {"a1": "Pay: $60,000\nPlace: Salem\n", "b2": "Pay: $60,000\nPlace: Bend\n"}


def report(*findings: dict[str, Any]) -> str:
    """Return findings as ``check`` prints them for machines."""
    import json

    return json.dumps({"diagnostics": list(findings)}, indent=2)


def results(**changed: Any) -> dict[str, dict[str, Any]]:
    """Return what came of one task, with some of it changed."""
    run = {"command": "check", "status": 1, "out": report(FINDING), "err": "one checked\n",
           "broken": ""}  # fmt: skip
    run |= {name: value for name, value in changed.items() if name in run}
    files = changed.get("files", {"made/salem-posting.md": "a1"})
    return {"salem": {"runs": [run], "files": files, "lost": changed.get("lost", [])}}


def told(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return the sorts of what differs."""
    found = differences(old, new, lambda _, digest: WORDS.get(digest, "the same"))
    return [each.sort for each in found]


def test_nothing_is_told_of_what_is_equal() -> None:
    """Whatever there is."""
    assert told(results(), copy.deepcopy(results())) == []


@pytest.mark.parametrize(
    ("changed", "sort"),
    [
        ({"status": 0}, "exit status"),
        ({"broken": "ValueError: no"}, "traceback"),
        ({"err": "two checked\n"}, "printed beside"),
        ({"out": "no finding\n"}, "printed"),
        ({"out": report()}, "finding lost: KR205"),
        ({"out": report(FINDING, FINDING | {"code": "KR103", "line": 1, "message": "x",
                                            "hint": "y"})}, "finding added: KR103"),
        ({"out": report(FINDING | {"code": "KR206"})}, "code"),
        ({"out": report(FINDING | {"column": 10})}, "place of KR205"),
        ({"out": report(FINDING | {"end_column": 20})}, "place of KR205"),
        ({"out": report(FINDING | {"file": "postings/bend.yaml"})}, "place of KR205"),
        ({"out": report(FINDING | {"severity": "warning"})}, "severity of KR205"),
        ({"out": report(FINDING | {"message": "no such day"})}, "message of KR205"),
        ({"out": report(FINDING | {"hint": "check the day"})}, "hint of KR205"),
        ({"out": report(FINDING | {"basis": "a law"})}, "basis of KR205"),
        ({"out": report(FINDING | {"related": []})}, "related places of KR205"),
        ({"out": report(FINDING, FINDING)}, "order or number of findings"),
        ({"files": {}}, "file missing"),
        ({"files": {"made/salem-posting.md": "b2"}}, "words of md"),
        ({"files": {"made/salem-posting.pdf": "c3"}}, "file missing"),
        ({"lost": ["kamroles.yaml"]}, "file removed"),
    ],
)  # fmt: skip
def test_each_change_is_told_as_what_it_is(changed: dict[str, Any], sort: str) -> None:
    """In either direction."""
    assert told(results(), results(**changed))[0] == sort
    assert told(results(**changed), results()) != []


def test_bytes_that_hold_the_same_words_are_told_too() -> None:
    """As bytes."""
    old, new = (results(files={"salem.pdf": digest}) for digest in ("c3", "d4"))
    assert told(old, new) == ["bytes of pdf"]


def test_a_task_that_one_side_lacks_is_told() -> None:
    """A role that is gone has no documents to compare."""
    assert told(results(), {}) == ["missing"]
    assert told({}, results()) == ["missing"]


def test_the_words_that_changed_are_printed() -> None:
    """Old and new, and no others."""
    new = results(files={"made/salem-posting.md": "b2"})
    lines = "\n".join(tell(list(differences(results(), new, lambda _, d: WORDS[d])), 3))
    assert "-Place: Salem" in lines
    assert "+Place: Bend" in lines
    assert "60,000" not in lines


def test_a_long_line_is_cut_to_where_it_differs() -> None:
    """Its start says nothing."""
    old, new = (" ".join(["word"] * 100 + [last]) for last in ("one", "two"))
    assert [line[-8:] for line in changed(old, new)] == ["word one", "word two"]
    assert all(len(line) < 80 for line in changed(old, new))


def test_many_of_a_sort_are_cut() -> None:
    """The number is told."""
    new = {f"{n}": results(status=0)["salem"] for n in range(9)}
    old = {f"{n}": results()["salem"] for n in range(9)}
    lines = list(tell(list(differences(old, new, lambda *_: "")), 2))
    assert lines[0] == "exit status: 9"
    assert lines[-1] == "  … and 7 more; --all prints them"


def test_what_is_meant_is_counted_with_its_reason() -> None:
    """And nothing else with it."""
    new = results(out=report(FINDING | {"hint": "check the day"}), status=0)
    found = list(differences(results(), new, lambda *_: ""))
    lines = ["# hints", "", "^hint of KR205: salem because it names the day"]
    left, meant = accepted(found, lines)
    assert [each.sort for each in left] == ["exit status"]
    assert meant == ["1 accepted, because it names the day"]


def test_there_are_enough_broken_inputs_and_the_same_ones_each_time() -> None:
    """At least five hundred, also when it has to be quick."""
    quick, full = list(broken.tasks(quick=True)), list(broken.tasks(quick=False))
    assert len(full) > len(quick) >= 500
    assert list(broken.tasks(quick=True)) == quick
    assert len({task["name"] for task in full}) == len(full)
