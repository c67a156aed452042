"""The reader reads a feed in the shape of each board's sample, and finds what is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.channels.feed_reader import BOARDS, read

if TYPE_CHECKING:
    from pathlib import Path


def sample(repository: Path, board: str) -> bytes:
    """Return the feed in the shape of a board's sample."""
    return (repository / "tests" / "corpus" / "feeds" / f"{board}.xml").read_bytes()


@pytest.mark.parametrize("board", BOARDS)
def test_the_shape_of_each_board_is_read(board: str, repository: Path) -> None:
    """Every element of the sample is known, and nothing is complained about."""
    reading = read(board, sample(repository, board))
    assert reading.faults == []
    (job,) = reading.jobs
    rules = BOARDS[board]
    assert set(job) == {*rules.required.split(), *rules.optional.split()}
    assert "Bread & Cake Buyer" in job.values()


@pytest.mark.parametrize(
    ("board", "old", "new", "fault"),
    [
        ("indeed", "flour & sugar", "flour &amp; sugar", "entity"),
        ("indeed", "<ul><li>", "<ol><li>", "<ol>"),
        ("indeed", "2026-11-02]", "2 November 2026]", "date"),
        ("indeed", "?source=Indeed", "", "url"),
        ("indeed", "<experience><![CDATA[]]></experience>", "", "no element"),
        ("indeed", "$50000 - $56000 per year", "$50k to $56k", "salary"),
        ("linkedin", "buyer--quarry", "b" * 41, "partnerJobId"),
        ("linkedin", "<strong>", "<h2>", "<h2>"),
        ("linkedin", "[Hybrid]", "[hybrid]", "workplaceTypes"),
        ("adzuna", "[year]", "[week]", "salary_frequency"),
        ("adzuna", "<![CDATA[Quarry Bakery]]>", "Quarry Bakery", "not in CDATA"),
        ("jooble", "02.11.2026", "2026-11-02", "pubdate"),
        ("talent", "[no]", "[false]", "isremote"),
        ("ziprecruiter", "[US]", "[United States]", "country"),
    ],
)
def test_what_a_board_refuses_is_found(
    board: str, old: str, new: str, fault: str, repository: Path
) -> None:
    """One change of the sample, one complaint."""
    text = sample(repository, board).decode()
    assert old in text
    faults = read(board, text.replace(old, new, 1).encode()).faults
    assert len(faults) >= 1
    assert fault in " ".join(faults)
