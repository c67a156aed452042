"""Tables fit the terminal, and every word of them is there."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.cli.tables import table
from kamroles.diagnostics.excerpt import cells

ROWS = [("a", "long name", ""), ("longer", "b", "c")]
WORDS = st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=9), max_size=30)
CELLS = WORDS.map(" ".join)


def test_columns_are_aligned() -> None:
    """Each column starts at the same place, and no line ends in blanks."""
    assert table(ROWS) == ["a       long name", "longer  b          c"]
    assert table([]) == []


def test_a_column_in_which_nothing_stands_is_gone() -> None:
    """With the space before it."""
    assert table([("a", "", "b"), ("c", "", "")]) == ["a  b", "c"]


def test_a_text_is_wrapped_beside_the_others() -> None:
    """Where there is room to read it."""
    assert table([("name", "a few words " * 6)], 50) == [
        "name  a few words a few words a few words a few",
        "      words a few words a few words",
    ]


def test_a_text_without_room_stands_below() -> None:
    """A short one stays beside the others."""
    rows = [("a-name-that-is-long", "first", "it is too long for this row"), ("b", "second", "ok")]
    assert table(rows, 40) == [
        "a-name-that-is-long  first",
        "    it is too long for this row",
        "b                    second  ok",
    ]


def test_nothing_stands_below_where_there_is_nothing_to_say() -> None:
    """A long name has no empty line behind it."""
    rows = [("sort", "a-name-that-is-very-long-indeed-and-longer", ""), *[("sort", "b", "it")] * 3]
    assert table(rows, 50) == ["  ".join(rows[0][:2]), *["sort  b  it"] * 3]


def test_wide_letters_count_twice() -> None:
    """As terminals show them."""
    assert table([("東京", "a"), ("x", "b")]) == ["東京  a", "x     b"]


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5), edge=st.integers(40, 130))
def test_nothing_is_lost_and_nothing_is_too_wide(
    rows: list[tuple[str, str, str]], edge: int
) -> None:
    """Whatever stands in the cells, every word of every row is printed whole."""
    for row in rows:
        lines = table([row], edge)
        assert sorted(" ".join(lines).split()) == sorted(" ".join(row).split())
    lines = table(rows, edge)
    assert all(line == line.rstrip() for line in lines)
    assert max(map(cells, lines), default=0) <= edge


@pytest.mark.parametrize("edge", [None, 200])
def test_with_room_a_row_is_a_line(edge: int | None) -> None:
    """So that other programs can read it."""
    assert len(table([("a", "b " * 40), ("c", "d")], edge)) == 2
