"""Where a posting stands: from its dates, its approval and what the employer decided."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.model.posting import Posting
from kamroles.pipeline.life import STATES, life_of, was_open
from tests.values import model_of

DAY = datetime.date(2026, 11, 23)
HELD = ("not approved", 'kamroles approve x --by "…"')


def posting(**values: Any) -> Posting:
    """Return a posting with these dates and this status."""
    base = {"id": "x", "role": "tester", "employer": "cedar"}
    return model_of(Posting, base | {k: str(v) for k, v in values.items() if v is not None})


def day(number: int) -> str:
    """Return a day of November 2026."""
    return f"2026-11-{number:02}"


@pytest.mark.parametrize(
    ("values", "held", "state", "due"),
    [
        ({"posted": day(1), "closes": day(30)}, None, "open", day(30)),
        ({"posted": day(23), "closes": day(23)}, None, "open", day(23)),
        ({"posted": day(1)}, None, "open", None),
        ({"posted": day(24)}, None, "approved", day(24)),
        ({"closes": day(30)}, None, "approved", None),
        ({"posted": day(1)}, HELD, "draft", None),
        ({"posted": day(1), "closes": day(22)}, None, "expired", None),
        ({"posted": day(1), "closes": day(22)}, HELD, "expired", None),
        ({"posted": day(1), "status": "paused"}, None, "paused", None),
        ({"posted": day(1), "status": "paused"}, HELD, "draft", None),
        ({"posted": day(1), "closes": day(22), "status": "paused"}, None, "expired", None),
        ({"posted": day(1), "status": "closed"}, HELD, "closed", None),
        ({"posted": day(1), "status": "closed", "status_since": day(20)}, None, "closed", None),
        ({"posted": day(1), "status": "closed", "status_since": day(23)}, None, "closed", None),
        ({"posted": day(1), "status": "closed", "status_since": day(24)}, None, "open", day(24)),
        ({"posted": day(1), "status": "paused", "status_since": day(24)}, None, "open", day(24)),
        (
            {"posted": day(1), "closes": day(25), "status": "closed", "status_since": day(28)},
            None,
            "open",
            day(25),
        ),
        ({"posted": day(1), "status": "open"}, None, "open", None),
        ({"posted": day(1), "status": "open", "status_since": day(20)}, HELD, "draft", None),
    ],
)
def test_the_state_follows(
    values: dict[str, str], held: tuple[str, str] | None, state: str, due: str | None
) -> None:
    """The last day to apply counts; what was decided comes before what dates say."""
    life = life_of(posting(**values), held, DAY)
    assert life.state == state
    assert (life.due and life.due.isoformat()) == due


def test_a_draft_says_what_to_do() -> None:
    """The command that helps stands beside the reason."""
    life = life_of(posting(posted=day(1)), HELD, DAY)
    assert (life.why, life.next) == HELD


def test_what_is_over_knows_since_when() -> None:
    """A closed page stays for some days after that one."""
    closed = life_of(posting(status="closed", status_since=day(20)), None, DAY)
    assert closed.since == datetime.date(2026, 11, 20)
    over = life_of(posting(closes=day(10)), None, DAY)
    assert over.since == datetime.date(2026, 11, 10)
    assert life_of(posting(status="closed", closes=day(10)), None, DAY).since == over.since
    unknown = life_of(posting(status="closed"), None, DAY)
    assert unknown.since is None
    assert "status_since" in unknown.next


def test_what_came_back_knows_since_when() -> None:
    """Search engines are told of that day, and people of the first one too."""
    life = life_of(posting(posted=day(1), status="open", status_since=day(20)), None, DAY)
    assert life.since == datetime.date(2026, 11, 20)
    assert day(1) in life.why


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ({"posted": day(1), "status_since": day(20)}, True),
        ({"posted": day(1)}, True),
        ({"posted": day(21), "status_since": day(20)}, False),
        ({"status_since": day(20)}, False),
    ],
)
def test_what_was_never_open_has_no_page_that_says_closed(
    values: dict[str, str], *, seen: bool
) -> None:
    """Nobody read of it, though its words were approved."""
    approved = {"approvals": {"posting": {"by": "HR", "on": day(1)}}}
    base = {"id": "x", "role": "tester", "employer": "cedar", "status": "closed"}
    one = model_of(Posting, base | values | approved)
    assert was_open(one, life_of(one, None, DAY)) is seen
    never = model_of(Posting, base | values)
    assert not was_open(never, life_of(never, None, DAY))


DATES = st.none() | st.integers(1, 28).map(day)


@given(
    posted=DATES,
    closes=DATES,
    status=st.sampled_from([None, "open", "paused", "closed"]),
    held=st.sampled_from([None, HELD]),
    today=st.integers(1, 28),
)
def test_candidates_see_only_what_is_released(
    posted: str | None, closes: str | None, status: str | None, held: Any, today: int
) -> None:
    """Open means: released, begun, not over, and not stopped."""
    now = datetime.date(2026, 11, today)
    life = life_of(posting(posted=posted, closes=closes, status=status), held, now)
    assert life.state in STATES
    begun = posted is not None and posted <= now.isoformat()
    over = closes is not None and closes < now.isoformat()
    stopped = status in {"paused", "closed"}
    assert (life.state == "open") is (begun and not over and not stopped and held is None)
    assert life.due is None or life.due >= now
