"""Texts in a word processor's quotes draw a warning with the line as meant."""

import pytest

from kamroles.diagnostics import Severity
from kamroles.model.read import curly_quotes
from kamroles.source.yaml import parse
from tests.wording import pinned


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("title: “Key Manager”", "title: Key Manager"),
        ("title: \u2018Don\u2019t ask\u2019", "title: Don\u2019t ask"),
        ("title: „Key“  # new", "title: Key  # new"),
        ("tools: [“CRM”, b]", "tools: [CRM, b]"),
        ("title: “yes”", 'title: "yes"'),
    ],
)
def test_a_word_processors_quotes_around_a_text_draw_a_warning(text: str, fixed: str) -> None:
    """They are letters to YAML and would be printed; the hint has the line without them."""
    (only,) = curly_quotes(parse(text, "f"))
    pinned([only])
    assert (only.severity, only.code) == (Severity.WARNING, "KR019")
    assert f"`{fixed}`" in (only.hint or "")


@pytest.mark.parametrize(
    "text",
    [
        "title: The “best” job",
        "title: “Key” and “Other”",
        'title: "“Key”"',
        "title: |\n  “Key”",
        "title: \u2018Customers\u2019 view\u2019 of it",
        "title: Don\u2019t",
    ],
)
def test_quotes_inside_a_text_are_left_alone(text: str) -> None:
    """Only one pair around the whole text is doubtful, and not where straight ones hold it."""
    assert list(curly_quotes(parse(text, "f"))) == []
