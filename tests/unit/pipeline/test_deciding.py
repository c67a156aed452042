"""What close, pause and reopen write into a posting, and that they write nothing else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.diagnostics import Problems
from kamroles.pipeline.deciding import Decision, changes_for
from kamroles.source.edit import edited, edited_bytes
from kamroles.source.nodes import plain
from kamroles.source.yaml import parse
from tests.unit.source.test_edit import NAMES, STYLES, TREES, lines_of
from tests.wording import pinned

DAY = datetime.date(2026, 11, 23)
LATER = datetime.date(2027, 1, 29)


def decided(
    text: str, decision: Decision, closes: datetime.date | None = None, day: datetime.date = DAY
) -> str:
    """Return the text of a posting after a decision."""
    root = parse(text, "postings/x.yaml")
    return edited(root, changes_for(root, "x", decision, day, closes))


@pytest.mark.parametrize(
    ("before", "decision", "closes", "after"),
    [
        ("a: b\n", "close", None, "a: b\nstatus: closed\nstatus_since: 2026-11-23\n"),
        ("a: b\n", "pause", None, "a: b\nstatus: paused\nstatus_since: 2026-11-23\n"),
        ("a: b\n", "reopen", None, "a: b\n"),
        ("a: b\ncloses: 2026-11-23\n", "reopen", None, "a: b\ncloses: 2026-11-23\n"),
        # what was closed by itself keeps that day: its page does not come back
        (
            "closes: 2026-11-20   # Friday\n",
            "close",
            None,
            "closes: 2026-11-20   # Friday\nstatus: closed\nstatus_since: 2026-11-20\n",
        ),
        (
            "status: paused   # by phone\nstatus_since: 2026-11-20\n",
            "close",
            None,
            "status: closed   # by phone\nstatus_since: 2026-11-23\n",
        ),
        (
            "status: closed\nstatus_since: 2026-11-20   # day\n",
            "reopen",
            None,
            "status: open\nstatus_since: 2026-11-23   # day\n",
        ),
        (
            "closes: 2026-11-20\nstatus: closed\n",
            "reopen",
            LATER,
            "closes: 2027-01-29\nstatus: open\nstatus_since: 2026-11-23\n",
        ),
        # an end that has not come yet is no end
        (
            "status: closed\nstatus_since: 2026-11-24\n",
            "close",
            None,
            "status: closed\nstatus_since: 2026-11-23\n",
        ),
        # the comments of a starter file hold the place
        (
            "# closes: 2026-12-21   # last day to apply\n# status: …\nrole: x\n",
            "reopen",
            LATER,
            "closes: 2027-01-29   # last day to apply\nstatus: open\nrole: x\n"
            "status_since: 2026-11-23\n",
        ),
        ("{role: x}\n", "close", None, "{role: x, status: closed, status_since: 2026-11-23}\n"),
    ],
)
def test_what_is_written(
    before: str, decision: Decision, closes: datetime.date | None, after: str
) -> None:
    """Only `status`, `status_since` and `closes` change; twice is once."""
    assert decided(before, decision, closes) == after
    assert decided(after, decision, closes) == after


@pytest.mark.parametrize(
    ("before", "decision", "told"),
    [
        ("a: b\nstatus: closed\n", "pause", [("KR660", "postings/x.yaml:2:9")]),
        ("closes: 2026-11-22\n", "pause", [("KR660", "postings/x.yaml:1:9")]),
        ("closes: 2026-11-22\n", "reopen", [("KR661", "postings/x.yaml:1:9")]),
        (
            "closes: 2026-11-22\nstatus: closed\n",
            "reopen",
            [("KR661", "postings/x.yaml:1:9")],
        ),
    ],
)
def test_what_is_over_is_not_opened_by_the_way(
    before: str, decision: Decision, told: list[tuple[str, str]]
) -> None:
    """It needs another last day, which nobody guesses."""
    with pytest.raises(Problems) as caught:
        decided(before, decision)
    assert pinned(caught.value.diagnostics) == told


DAYS = st.none() | st.integers(1, 28).map(lambda day: f"2026-11-{day:02}")
STATUSES = st.sampled_from([None, "open", "paused", "closed"])


@given(
    tree=st.dictionaries(NAMES, TREES, min_size=1, max_size=4),
    style=STYLES,
    written=st.tuples(
        st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
    ),
    said=st.fixed_dictionaries({"status": STATUSES, "status_since": DAYS, "closes": DAYS}),
    placeholder=st.sampled_from(["", "# status: …", "# status: paused   # or closed", "#status:"]),
    steps=st.lists(st.sampled_from(["close", "pause", "reopen"]), min_size=1, max_size=4),
)
def test_every_other_byte_stays(
    tree: dict[str, Any],
    style: str,
    written: tuple[str, str],
    said: dict[str, Any],
    placeholder: str,
    steps: list[Decision],
) -> None:
    """Whatever stands in a posting: nested, flowing, with comments or Windows line ends.

    Without the lines of the three fields the file is what it was before.
    """
    newline, codec = written
    own = {name: value for name, value in said.items() if value}
    lines = [placeholder, *(f"{name}: {value}  # {name}" for name, value in own.items())]
    lines += lines_of(tree, style, 0) if style != "flow" else [f"a: {_flow(tree)}  # c"]
    text = "# top" + newline + "".join(line + newline for line in lines)
    raw, before = text.encode(codec), text
    for step in steps:
        root = parse(before, "postings/x.yaml")
        closes = LATER if step == "reopen" else None
        try:
            changes = changes_for(root, "x", step, DAY, closes)
        except Problems:
            continue
        raw = edited_bytes(root, changes, raw)
        before = raw.decode(codec)
        assert changes_for(parse(before, "again.yaml"), "x", step, DAY, closes) == {}
    assert _rest(before) == _rest(text)
    wanted: Any = plain(parse(text, "postings/x.yaml"))
    found: Any = plain(parse(before, "postings/x.yaml"))
    fields = {"status", "status_since", "closes"}
    assert {k: v for k, v in found.items() if k not in fields} == {
        k: v for k, v in wanted.items() if k not in fields
    }


def _flow(tree: dict[str, Any]) -> str:
    return lines_of(tree, "flow", 0)[0].removesuffix("  # c")


def _rest(text: str) -> list[str]:
    """Return the lines of a file but those of the three fields, or of what holds their place."""
    ours = ("status:", "status_since:", "closes:", "# status:", "#status:")
    return [line for line in text.splitlines(keepends=True) if not line.startswith(ours)]
