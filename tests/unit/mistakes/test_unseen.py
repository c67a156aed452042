"""Spaces that are none, pasted from other programs, are told on the line that they spoil."""

from __future__ import annotations

import re

import pytest

from kamroles.diagnostics import Diagnostic, Problems
from kamroles.diagnostics.codes import CODES
from kamroles.source.nodes import plain
from kamroles.source.yaml import parse
from tests.unit.model.checked import offers
from tests.wording import pinned


def findings(text: str) -> tuple[Diagnostic, ...]:
    """Return what is found in a text that cannot be used."""
    with pytest.raises(Problems) as caught:
        parse(text, "f")
    assert all(found.code in CODES for found in caught.value.diagnostics)
    pinned(caught.value.diagnostics)
    return caught.value.diagnostics


@pytest.mark.parametrize(
    ("text", "place", "named", "offered"),
    [
        ("title:\u00a0Key\nb: c", "1:7", "U+00A0", "replace & `title: Key`"),
        ("a:\n\u00a0\u00a0b: x\nc: d", "2:1", "U+00A0", "replace & `  b: x`"),
        ("a: b\nc:\u2007d", "2:3", "U+2007", "replace & `c: d`"),
        ("a: b\nc:\u202fd", "2:3", "U+202F", "replace & `c: d`"),
        ("a:\n  -\u3000b\nc: d", "2:4", "U+3000", "replace & `  - b`"),
        ("a:\n  b:\u200bx\nc: d", "2:5", "U+200B", "delete & replace & `  b: x`"),
        ("a: b\nre\u200bports: d", "2:3", "U+200B", "delete & replace"),
        ("a: {min:\u00a01}", "1:9", "U+00A0", "replace"),
        ("a:\n  - b\n  -\u00a0c", "3:4", "U+00A0", "replace & `  - c`"),
        ("a: b\n\u00a0c: d", "2:1", "U+00A0", "delete"),
        ("a: b\n\u00a0\nc: d", "2:1", "U+00A0", "delete"),
    ],
)
def test_the_character_is_named_on_its_own_line(
    text: str, place: str, named: str, offered: str
) -> None:
    """Its name, its place and the line with a normal space; no other line is blamed."""
    (only,) = findings(text)
    assert (only.code, str(only.span)) == ("KR005", f"f:{place}")
    assert named in only.message
    assert offers(only.hint, offered)
    assert re.findall("delete|replace", only.hint or "") == re.findall("delete|replace", offered)


def test_a_byte_order_mark_inside_the_text_is_named() -> None:
    """It is no space, but as invisible."""
    (only,) = findings("title: x\nb:\ufeff c")
    assert (only.code, str(only.span)) == ("KR005", "f:2:3")
    assert "U+FEFF" in only.message
    assert offers(only.hint, "delete & replace")


def test_all_lines_are_told_at_once() -> None:
    """A whole file pasted from a word processor is mended in one go."""
    text = "title:\u00a0A\nplaces:\n\u00a0\u00a0-\u00a0salem\nnote: b\nstarts:\u00a0soon\n"
    assert [str(found.span) for found in findings(text)] == ["f:1:7", "f:3:1", "f:5:8"]


@pytest.mark.parametrize(
    "text",
    [
        "a: 10\u202f% and 5\u00a0EUR",
        "a: b\u00a0",
        "a: \u00a0b",
        "a:\n  - Hours:\u00a09 to 5",
        "a: |\n  title:\u00a0x\n  -\u00a0y",
        'a: "x\n  title:\u00a0y"',
        "a: b  # c:\u00a0d",
        "# c:\u00a0d\na: b",
    ],
)
def test_such_spaces_inside_a_text_are_kept(text: str) -> None:
    """Good typography is no fault."""
    assert plain(parse(text, "f"))


def test_another_fault_elsewhere_keeps_its_own_message() -> None:
    """Only a fault next to such a character is put down to it."""
    text = 'a: |\n  b:\u00a0c\nd: "x" y\n'
    (only,) = findings(text)
    assert (only.code, str(only.span)) == ("KR008", "f:3:8")


def test_a_line_of_nothing_but_such_spaces_takes_no_time() -> None:
    """Patterns that try every start would take hours for this one."""
    (only,) = findings("a: b\n" + "\u00a0" * 200_000 + "c: d")
    assert only.code == "KR005"
