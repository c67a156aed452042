"""What is suggested goes in as the lines of its file do."""

from __future__ import annotations

import pytest

from kamroles.diagnostics.indentation import Indentation, indentation_of


@pytest.mark.parametrize(
    ("text", "step", "dash"),
    [
        ("", 2, 2),
        ("a: 1\nb: {c: 1}\n", 2, 2),
        ("a:\n  b: 1\n", 2, 2),
        ("a:\n    b: 1\n", 4, 4),
        ("a:\n    b: 1\nc:\n- d\n", 4, 0),
        ("a:\n- d\nc:\n    e: 1\n", 4, 0),
        ("a:\n  - b: 1\n    c:\n       d: 1\n", 3, 2),
        ("# a:\n#    b: 1\nc:   # said\n   d: 1\n", 3, 3),
        ("a: |\n  said:\n      more\nb:\n    c: 1\n", 4, 4),
        ("a:\n\tb: 1\nc:\n    d: 1\n", 4, 4),
    ],
)
def test_the_first_group_and_list_decide(text: str, step: int, dash: int) -> None:
    """Comments and lines with tabs say nothing; without any, it is two."""
    assert indentation_of(text) == Indentation(step, dash)


def test_it_is_told_in_words() -> None:
    """As in hints."""
    assert indentation_of("a:\n    b: 1\n").in_words == "four spaces"
