"""script/fuzz notices what it is for, and draws the same inputs for the same seed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "script"))

import fuzz
from fuzzing import fleet, judging, meaning, words
from fuzzing.drawing import MARKER, SORTS, Draw, chance_of, drawn, mutated
from fuzzing.judging import Verdict
from fuzzing.kills import Ground, hashes
from fuzzing.subjects import Subject, subjects
from fuzzing.trial import Place, Ran, Seen, Told

from kamroles.document import Document, Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Callable

SUBJECT = Subject("posting", "tiny", "postings/salem.yaml", b"a: 1\nb: 2\n", ("salem",))


def ends_somehow(
    seed: int, number: int, sort: str, folder: Path, stage: Callable[[str], None]
) -> Verdict:
    """Stand in for what judges inputs: one is stuck, one falls, one is well."""
    stage("pdf typst")
    if number == 1:
        while True:
            pass
    if number == 2:
        os.abort()
    return Verdict("result")


def test_a_seed_gives_the_same_inputs_again() -> None:
    """Another seed gives others, and every sort of file is among them."""
    first, again, other = ([drawn(seed, n) for n in range(60)] for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert {each.sort for each in subjects()} == set(SORTS)


@pytest.mark.parametrize("sort", ["posting", "role", "employer", "pack", "labels", "settings"])
def test_what_is_called_innocent_is(sort: str) -> None:
    """A file that is only written in another way says the same to another reader of YAML."""
    draws = [each for n in range(90) if (each := drawn(5, n, sort)).innocent]
    assert draws
    for draw in draws:
        before, after = (words.text_of(each) for each in (draw.subject.content, draw.content))
        assert meaning.value(before) == meaning.value(after.lstrip("\ufeff")), draw.mutations


def test_who_is_stuck_or_falls_is_counted_and_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stage is told, so that layout can be told from the rest."""
    monkeypatch.setattr(fleet, "CPU_SECONDS", 0.5)
    every = fleet.Fleet(1, "", tmp_path, judge=ends_somehow)
    found = dict(every.verdicts(iter(range(4))))
    assert {n: each.outcome for n, each in found.items()} == {
        0: "result", 1: "hang", 2: "traceback", 3: "result",
    }  # fmt: skip
    assert "pdf typst" in found[1].detail
    assert "-6" in found[2].detail
    for sort, counted in (("theme .css", "hang in layout"), ("posting", "hang")):
        tally = fuzz.Tally(1)
        for number, verdict in found.items():
            list(tally.add(number, verdict, sort))
        assert (tally.counts["tried"], tally.counts[counted]) == (4, 1)
        assert not tally.clean


def test_json_of_another_shape_is_still_json() -> None:
    """One place of it says something else."""
    subject = Subject("ledger", "careers", "ledger.json", b"", ())
    whole = b'{"form": 1, "files": {"a": "b", "c": ["d", {"e": null}]}}'
    draws = [mutated(n, subject, whole, chance_of(1, n)) for n in range(60)]
    reshaped = [draw for draw in draws if any(" becomes {" in said for said in draw.mutations)]
    assert reshaped
    for draw in reshaped:
        if len(draw.mutations) == 1:
            assert json.loads(draw.content) != json.loads(whole)


@pytest.mark.parametrize(
    ("ran", "wrong"),
    [
        (Ran(0, "{}", "", {}), ""),
        (Ran(2, "", "Error: No such option", {}), "ends with 2"),
        (Ran(1, "", "Traceback (most recent call last)", {}), "ends with 1"),
    ],
)
def test_a_command_that_is_used_wrongly_is_noticed(ran: Ran, wrong: str) -> None:
    """What does not run tells nothing of its input."""
    assert wrong in judging._broken(ran)
    assert bool(wrong) == bool(judging._broken(ran))


def seen(text: str, *told: Told) -> Seen:
    """Return what would have been seen of a document with one paragraph."""
    blocks = (Paragraph((Run(text),)),)
    document = Document("posting", "Title", "en", "2026-11-23", sections=(), blocks=blocks)
    composed: Any = type("Made", (), {"document": document})
    return Seen(list(told), {"posting": composed})


def draw(content: str, marked: str = "") -> Draw:
    """Return an input that holds some text."""
    return Draw(1, SUBJECT, ("somehow",), content.encode(), marked=marked)


@pytest.mark.parametrize(
    ("printed", "strange"),
    [
        ("Title a customer", ""),
        ("Title a zyxwv", "zyxwv"),
        ("Title 48151623", "48151623"),
        ("Title plugh", ""),
    ],
)
def test_words_that_stand_nowhere_are_noticed(printed: str, strange: str) -> None:
    """What the file itself says, or any that ships, is known."""
    assert words.strange(draw("a: plugh\n"), seen(printed), seen("Title")) == strange


COMPUTING = Subject("template", "tiny", "templates/parts/a.md", b"", ("salem",))


@pytest.mark.parametrize(
    ("subject", "content", "printed", "strange"),
    [
        (SUBJECT, "to: 120\n", "$60,000 120 $70,000", ""),
        (SUBJECT, "min: 481 516\n", "481,516 a year", ""),
        (SUBJECT, "to: 120\n", "$60,000 120 $481,516", "481516"),
        (COMPUTING, "{{ low // 7 }},{{ low % 7 }}", "481,516", ""),
        (COMPUTING, "{{ low // 7 }}", "481,516 zyxwv", "zyxwv"),
        (COMPUTING, "{{ 'a' | replace('', 'b') }}", "bab zyxwv", "zyxwv"),
        (COMPUTING, "Ask{{ role.title }}", "AskAccount zyxwv", "zyxwv"),
        (SUBJECT, "Ask{{ role.title }}", "AskAccount", "askaccount"),
        (SUBJECT, "{{ 'a' | replace('', 'b') }}", "bab", "bab"),
        (COMPUTING, "{{ low }} https://a.example 10% of it", "481,516", "481516"),
    ],
)
def test_numbers_beside_each_other_or_computed_are_no_fault(
    subject: Subject, content: str, printed: str, strange: str
) -> None:
    """Those that nobody wrote, and that no template works out, still are."""
    one = Draw(1, subject, ("somehow",), content.encode())
    assert words.strange(one, seen(printed), seen("Title")) == strange


def test_the_words_of_a_value_in_another_sentence_are_not_the_value() -> None:
    """Where the value itself is printed once, it has to be there as it now is."""
    one = draw("", marked="Regional sales")
    inside = "Brief regional sales and service. Regional sales colleagues help."
    assert not words.lost(one, seen(inside), seen(inside))
    usual = seen(f"{inside} Regional sales: orders.")
    assert words.lost(one, seen(inside), usual)
    assert not words.lost(one, seen(f"{inside} Regional sales {MARKER}: orders."), usual)


@pytest.mark.parametrize("marked", ["Records and forecasting", "How to apply"])
def test_a_value_that_stands_in_another_file_too_is_not_judged(marked: str) -> None:
    """Nobody can tell which of the two was printed: in a family, as the title of a template."""
    usual = seen(f"{marked}: what stands below.")
    assert not words.lost(draw("", marked=marked), usual, usual)


def test_a_value_that_is_no_longer_printed_is_noticed() -> None:
    """Unless it is, with the marker."""
    one = draw("", marked="Renew contracts in time")
    usual = seen("Renew contracts in time.")
    assert words.lost(one, seen("Renew contracts."), usual)
    assert not words.lost(one, seen(f"Renew contracts in time {MARKER}."), usual)


@pytest.mark.parametrize(("line", "right"), [(1, False), (2, True), (3, False)])
def test_an_error_in_another_line_is_in_the_wrong_place(line: int, *, right: bool) -> None:
    """The mutated line is the second."""
    told = Told("KR103", "error", "no such field", (Place(SUBJECT.path, line, line),))
    assert (judging.misplaced(draw("a: 1\nb: 3\n"), [told]) == "") is right


@pytest.mark.parametrize(
    ("page", "active"),
    [
        ("<p>words", ""),
        ("<p onclick='a()'>words", "onclick"),
        ("<a href=' java\tscript:a'>words", "href=javascript:a"),
        ("<img src='logo.png'>", "src=logo.png"),
        ("<svg><script>a</script></svg>", "<script>"),
        ("<style>@import 'b.css';</style>", "@import 'b"),
        ("<style>p{background:url(http://a.example)}</style>", "url(http://a.example"),
    ],
)
def test_a_page_that_does_something_is_noticed(page: str, active: str) -> None:
    """And what it loads from elsewhere."""
    whole = f"<html><body>{page}</body></html>".encode()
    assert judging.active(whole, None) == active
    assert judging.active(whole, whole) == ""


def test_what_a_kill_leaves_is_looked_at_file_by_file(tmp_path: Path) -> None:
    """Old or new is well; anything else is lost, or lies about."""
    for name in ("one", "two", "three"):
        (tmp_path / name).write_text("old")
    old = hashes(tmp_path)
    for name in ("one", "two", "three"):
        (tmp_path / name).write_text("new")
    ground = Ground(tmp_path, old, hashes(tmp_path), 1.0)
    (tmp_path / "one").write_text("old")
    assert list(ground.faults()) == []
    assert list(ground.faults(finished=True)) == [("lost", "one")]
    (tmp_path / "two").write_text("ne")
    (tmp_path / "three").unlink()
    (tmp_path / ".kamroles-1").write_text("")
    assert list(ground.faults()) == [
        ("lying about", ".kamroles-1"), ("lost", "three"), ("lost", "two"),
    ]  # fmt: skip


def test_fields_may_change_places_and_approvals_may_not() -> None:
    """Documents name approvals in the order in which they were given."""
    assert meaning.value("a: 1\nb: 2\n") == meaning.value("b: 2\na: 1\n")
    first, second = "approvals:\n  a: 1\n  b: 2\n", "approvals:\n  b: 2\n  a: 1\n"
    assert meaning.value(first) != meaning.value(second)
