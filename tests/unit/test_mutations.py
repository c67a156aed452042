"""The judge of places knows which lines a slip concerns."""

from __future__ import annotations

import pytest

from tests.mutations import Mutation

SOUND = "title: A\nlists:\n  - id: one\n    text: First\n  - id: two\n    text: Second\nkind: x\n"


def concerned(before: str, after: str) -> set[int]:
    """Return the lines that are concerned when one text becomes another."""
    return set(Mutation("f.yaml", "", *(tuple(t.splitlines()) for t in (before, after))).concerned)


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        (SOUND.replace("Second", "Other"), {6}),
        ("title: A\n# nothing\n", {1, 2}),
        ("# nothing\n", {1}),
        (SOUND.replace("  - id: two\n", "  - id: two\n  - id: two\n"), {5, 6}),
        (SOUND.replace("    text: Second\n", ""), {5, 6}),
        (SOUND.replace("  - id: two\n    text: Second\n", ""), {2, 3, 4, 5}),
    ],
)
def test_the_lines_that_a_slip_concerns(after: str, lines: set[int]) -> None:
    """A group that lacks a field is told at its key, a file without a word at its first line."""
    assert concerned(SOUND, after) == lines


def test_the_key_of_a_group_that_lost_a_field_is_concerned() -> None:
    """The line that is gone was far below it; other groups are not concerned."""
    before = "size:\n  text: 1\n  title: 2\n  small: 3\nspace:\n  section: 4\n"
    assert concerned(before, before.replace("  small: 3\n", "")) == {1, 2, 3, 4}
    assert concerned(before, before.replace("section: 4", "section:")) == {5, 6}
