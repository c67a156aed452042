"""A plan of hundreds of postings is read in a minute, and hides nothing that goes or is held."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from kamroles.cli.plan_page import plan_page, some
from kamroles.cli.session import Session
from kamroles.publish.ledger import Ledger
from kamroles.publish.plan import Plan, PlannedChange
from kamroles.publish.site_release import SiteRelease
from kamroles.site.build import Built
from tests.wording import printed

if TYPE_CHECKING:
    from collections.abc import Iterable

_DRAFT = "this posting has not been approved: run `kamroles approve {} --by …`"
_LONG = "commercial-lines-account-manager-salem-oregon-second-shift"
STEPS = [
    *(PlannedChange("+", f"new-{i}", "new", "approved by HR Director") for i in range(40)),
    *(PlannedChange("+", f"back-{i}", "back", "approved by HR Director") for i in range(40)),
    *(PlannedChange("~", f"kam-{i}", "changed", "pay, closing date, words") for i in range(5)),
    *(PlannedChange("-", f"old-{i}", "expired", f"closed on {i // 8}") for i in range(10)),
    *(PlannedChange("!", f"mine-{i}", "held", _DRAFT.format(f"mine-{i}")) for i in range(12)),
    PlannedChange(
        "!", _LONG, "held", "the sample employer Cedar & Main: run `kamroles new employer`"
    ),
    *(PlannedChange("!", f"jobs/{i}.html", "drifted", "changed there by us") for i in range(5)),
]


def shown(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    steps: Iterable[PlannedChange],
    *,
    every: bool = False,
    width: int = 80,
) -> str:
    """Return what a person reads of a plan with these steps."""
    monkeypatch.setenv("COLUMNS", str(width))
    day = datetime.date(2026, 11, 23)
    release = SiteRelease(day, "https://careers.example", {}, {}, Built())
    plan = Plan("public", release, Ledger(), {}, tuple(steps), 7, (), (), (), Ledger())
    plan_page(plan, every=every).print(Session(day))
    return capsys.readouterr().out


def test_many_that_come_are_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first are shown, the others counted by kind; what goes or is held has its name."""
    said = shown(monkeypatch, capsys, STEPS)
    printed(said)
    words = set(said.replace(",", " ").split())
    assert {step.name for step in STEPS if step.mark in "-!"} <= words
    assert {f"kam-{i}" for i in range(5)} <= words
    assert len([step for step in STEPS if step.mark == "+" and step.name in words]) == 10
    assert "+ 30 more new" in said
    assert "+ 40 more back" in said
    assert "! 12 held: this posting has not been approved: run\n    `kamroles approve NAME" in said
    assert len(said.splitlines()) < 40


def test_each_can_be_seen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its own line and its own command."""
    said = shown(monkeypatch, capsys, STEPS, every=True)
    rows = [line.split()[:2] for line in said.splitlines()]
    assert all([step.mark, step.name] in rows for step in STEPS)
    assert "NAME" not in said


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_word_is_broken_by_the_edge(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lines end before it, but for a name that is longer; what goes on is indented."""
    said = shown(monkeypatch, capsys, STEPS, width=width)
    longest = max(width, len(_LONG) + 4)
    assert [line for line in said.splitlines() if len(line) > longest] == []
    assert all(line.startswith("  ") for line in said.splitlines())
    assert width == 40 or "`kamroles approve NAME --by …`" in said


def test_some_of_many_names() -> None:
    """So that a line stays a line."""
    assert some(["a", "b"], 2) == "a, b"
    assert some(["a", "b", "c", "d"], 2) == "a, b and 2 more"
