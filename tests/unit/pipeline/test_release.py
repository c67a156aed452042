"""What may go out, and why the rest does not: one posting that is held keeps no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles import pipeline
from kamroles.pipeline import approving, confirming
from kamroles.pipeline.release import Release, releases
from tests.unit.site.conftest import TODAY, library, made, root

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

__all__ = ["library", "made", "root"]

LEFT_OUT = (
    "pay_left_out: {because: it is bargained, decided_by: HR Director, decided_on: 2026-11-02}"
)
PAY = "pay: {min: 60000, max: 90000}"


def released(root: Path, day: datetime.date = TODAY) -> dict[str, Release]:
    """Return what may go out of the workspace, by name."""
    found = releases(pipeline.open_library(root), day)
    return {each.today.name: each for each in found}


def changed(root: Path, old: str, new: str, file: str = "postings/jar-keeper-salem.yaml") -> None:
    """Change a file of the workspace."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def approved(root: Path) -> None:
    """Approve the words of the posting again."""
    library = pipeline.open_library(root)
    found, _ = approving.waiting(library, ["jar-keeper-salem"], ["posting"], TODAY)
    approving.approve(library, found, "HR Director", TODAY)


def test_only_what_is_open_goes(root: Path) -> None:
    """What was ended is gone, and a draft is held with the command that helps."""
    found = released(root)
    assert {name: each.may for name, each in found.items()} == {
        "jar-keeper-salem": "goes",
        "jar-keeper-both": "goes",
        "lid-keeper-bend": "goes",
        "lid-keeper-paused": "gone",
        "lid-keeper-over": "gone",
        "lid-keeper-draft": "held",
    }
    assert found["lid-keeper-draft"].mend == 'kamroles approve lid-keeper-draft --by "…"'


@pytest.mark.parametrize(
    ("old", "new", "may", "mend"),
    [
        (PAY, "pay: {min: 60001, max: 90000}", "held", "kamroles approve jar-keeper-salem"),
        (PAY, "pay: {min: 90000, max: 60000}", "held", "kamroles check jar-keeper-salem"),
        (f"{PAY}\n", "", "held", "kamroles check jar-keeper-salem"),
        ("closes: 2026-12-18", "closes: 2026-11-22", "gone", ""),
        ("posted: 2026-11-02", "posted: 2026-11-24", "waits", ""),
        ("posted: 2026-11-02\n", "", "held", "write `posted: 2026-11-23`"),
        ("closes: 2026-12-18", "closes: 2026-12-18\nstatus: closed", "gone", ""),
        ("closes: 2026-12-18", "closes: 2026-11-23\nstatus: open", "goes", ""),
    ],
)
def test_what_holds_a_posting(root: Path, old: str, new: str, may: str, mend: str) -> None:
    """Words that nobody approved, mistakes, missing pay; dates and status are no words."""
    changed(root, old, new)
    found = released(root)
    assert (found["jar-keeper-salem"].may, found["jar-keeper-both"].may) == (may, "goes")
    assert found["jar-keeper-salem"].mend.startswith(mend)
    assert bool(found["jar-keeper-salem"].mend) is bool(mend)


def test_a_sample_never_goes(root: Path) -> None:
    """Whatever was approved."""
    changed(root, "country: US\ncolor", "country: US\nsample: true\ncolor", "employers/umbel.yaml")
    found = released(root)
    assert {each.may for each in found.values()} == {"held", "gone"}
    assert found["jar-keeper-salem"].mend == "kamroles new employer"


def test_what_is_not_confirmed_is_held(root: Path) -> None:
    """A value of the library waits for the employer's word."""
    changed(root, "closes:", "overrides: {conditions: {travel: {min: 5}}}\ncloses:")
    changed(
        root,
        "summary: Looks",
        "conditions: {travel: {min: 5, max: 10}}\nsummary: Looks",
        "roles/jar-keeper.yaml",
    )
    approved(root)
    assert released(root)["jar-keeper-salem"].mend == "kamroles review jar-keeper-salem"
    library = pipeline.open_library(root)
    resolved = pipeline.resolve(library, pipeline.Order("jar-keeper-salem", ""), TODAY)
    points = confirming.to_confirm(resolved, ())
    confirming.confirm(library, resolved, points, "HR Director", TODAY)
    assert released(root)["jar-keeper-salem"].may == "goes"


def test_pay_may_be_left_out_by_decision(root: Path) -> None:
    """The advert then has no line and no gap, and its words are approved like any others."""
    changed(root, PAY, LEFT_OUT)
    assert released(root)["jar-keeper-salem"].why == "not as approved on 2026-11-05"
    approved(root)
    found = released(root)["jar-keeper-salem"]
    assert found.may == "goes"
    words = (root / "approvals/jar-keeper-salem-posting.md").read_text(encoding="utf-8")
    assert "Pay" not in words
    assert "bargained" not in words


def test_an_advert_without_pay_is_held_whatever_its_template(root: Path) -> None:
    """A workspace may print no pay; then it has to say why."""
    changed(root, PAY, "pay_left_out: {because: x, decided_by: y, decided_on: 2026-11-02}")
    own = root / "templates/kinds/posting.md"
    own.parent.mkdir(parents=True)
    own.write_text(
        '{% extends "shipped/kinds/posting.md" %}\n{% block facts %}\n{% endblock %}\n',
        encoding="utf-8",
    )
    approved(root)
    assert released(root)["jar-keeper-salem"].may == "goes"
    changed(root, "pay_left_out: {because: x, decided_by: y, decided_on: 2026-11-02}", PAY)
    found = released(root)["jar-keeper-salem"]
    assert (found.may, found.today.life.state) == ("held", "open")
    assert "pay_left_out" in found.mend
