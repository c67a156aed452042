"""Texts that YAML cuts off or splits without a fault draw a warning with the line as meant."""

import pytest

from kamroles.diagnostics import Severity
from tests.unit.layers.layers import finding, folded


@pytest.mark.parametrize(
    ("text", "place", "fixed"),
    [
        ("responsibilities:\n  - Own item #1 and C# parts", "2:5", '- "Own item #1 and C# parts"'),
        ("title: Manager #2 ", "1:8", 'title: "Manager #2"'),
        ("tools:\n  - Case #3", "2:5", '- "Case #3"'),
    ],
)
def test_a_hash_before_a_word_cuts_a_text(text: str, place: str, fixed: str) -> None:
    """The text ends before ` #2`, which is told."""
    found = finding(text)
    assert (found.severity, found.code) == (Severity.WARNING, "KR019")
    assert str(found.span) == f"0.yaml:{place}"
    assert f"`{fixed}`" in (found.hint or "")


@pytest.mark.parametrize(
    "text",
    [
        "title: Manager # two",
        "title: C# Manager",
        'title: "Manager" #2',
        "title: Manager ## two",
        "pay: {min: 1, max: 2} #approved",
        "pay:\n  min: 92000 #approved",
    ],
)
def test_a_comment_is_left_alone(text: str) -> None:
    """A space after `#`, or a number before it, makes a comment likely."""
    assert folded(text).diagnostics == ()


@pytest.mark.parametrize(
    ("listed", "place", "meant"),
    [
        ("[Walks for hours, wearing shoes]", "1:37", '["Walks for hours, wearing shoes"]'),
        ("[Sells, calls, writes, Travels]", "1:27", '["Sells, calls, writes", Travels]'),
    ],
)
def test_a_comma_splits_a_sentence_in_brackets(listed: str, place: str, meant: str) -> None:
    """An entry that begins with a small letter goes on with the one before."""
    found = finding(f"responsibilities: {listed}")
    assert (found.severity, found.code) == (Severity.WARNING, "KR019")
    assert str(found.span) == f"0.yaml:{place}"
    assert f"`responsibilities: {meant}`" in (found.hint or "")


@pytest.mark.parametrize(
    "text",
    [
        "responsibilities: [Sells, Calls]",
        "responsibilities: [sells, calls]",
        'responsibilities: ["Sells", "calls"]',
        "responsibilities: [Phones, iPads]",
        "responsibilities:\n  - Sells\n  - calls",
        "tools: [Excel, email]",
    ],
)
def test_entries_of_their_own_are_left_alone(text: str) -> None:
    """Lists that hold what they look like draw no warning."""
    assert folded(text).diagnostics == ()


@pytest.mark.parametrize("text", ["-Own bins\n  -Own tins", "• Own bins\n  • Own tins"])
def test_bullets_are_no_list(text: str) -> None:
    """Lines with bullets are one text; the hint shows the first as an entry."""
    found = finding(f"responsibilities:\n  {text}")
    assert (found.code, str(found.span)) == ("KR102", "0.yaml:2:3")
    assert "`- Own bins`" in (found.hint or "")
