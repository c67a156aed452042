"""YAML that cannot be read: the place, plain words, and the line as it was meant."""

from collections.abc import Iterator

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kamroles.diagnostics import Diagnostic, Problems
from kamroles.diagnostics.codes import CODES
from kamroles.source import yaml
from kamroles.source.nodes import Mapping
from tests.conftest import examples
from tests.unit.model.checked import offers
from tests.wording import pinned


@pytest.fixture(params=["c", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a test with both of PyYAML's parsers."""
    loader = pyyaml.CSafeLoader if request.param == "c" else pyyaml.SafeLoader
    monkeypatch.setattr(yaml, "_LOADER", loader)
    return request.param


def finding(text: str) -> Diagnostic:
    """Return the only finding in a text."""
    with pytest.raises(Problems) as caught:
        yaml.parse(text, "f")
    pinned(caught.value.diagnostics)
    (only,) = caught.value.diagnostics
    assert only.code in CODES
    return only


CORRECTED = [
    # a text with a colon
    ("title: Account Manager: West", "KR008", "1:23", 'title: "Account Manager: West"'),
    ("a: b: c # note", "KR008", "1:5", 'a: "b: c" # note'),
    ("x:\n  - text: Note: this", "KR008", "2:15", '- text: "Note: this"'),
    ('t: He said "hi": so', "KR008", "1:16", "t: 'He said \"hi\": so'"),
    ("t: [a: b: c, d]", "KR008", "1:9", 't: [a: "b: c", d]'),
    ("t: {x: Sell: more, y: 2}", "KR008", "1:12", 't: {x: "Sell: more", y: 2}'),
    # first characters with a meaning
    ("t: @home", "KR008", "1:4", 't: "@home"'),
    ("t: %10", "KR008", "1:4", 't: "%10"'),
    ("- `code`", "KR008", "1:3", '- "`code`"'),
    ("t: *bold* text", "KR008", "1:4", 't: "*bold* text"'),
    ("t:\n  - *Company car* or cash\n  - b", "KR008", "2:5", '- "*Company car* or cash"'),
    ("t: & co", "KR008", "1:4", 't: "& co"'),
    ("t: | a | b |", "KR008", "1:4", 't: "| a | b |"'),
    ("t: > 50 accounts", "KR008", "1:4", 't: "> 50 accounts"'),
    ("t: ] x", "KR008", "1:4", 't: "] x"'),
    ("t: ? x", "KR008", "1:4", 't: "? x"'),
    ("t: {{ x }}", "KR015", "1:5", 't: "{{ x }}"'),
    ("t: [draft] Do it", "KR008", "1:12", 't: "[draft] Do it"'),
    # quotes
    ('t: "abc\nb: c\n', "KR007", "1:4", 't: "abc"'),
    ('t: "abc\nb: "c"\n', "KR007", "1:4", 't: "abc"'),
    ("t: 'abc\nb: 'c'\n", "KR007", "1:4", "t: 'abc'"),
    ("t: 'don't'", "KR008", "1:9", 't: "don\'t"'),
    ('t: "a" b', "KR008", "1:8", "t: '\"a\" b'"),
    ('a: "one\nb: \'x"\nc: "d" e', "KR008", "3:8", "c: '\"d\" e'"),
    ('t: "the "best" one"', "KR008", "1:10", "t: 'the \"best\" one'"),
    ('t: "C:\\dir"', "KR008", None, "t: 'C:\\dir'"),
    # a word processor's quotes
    ("title: “Manager: West”", "KR008", "1:16", 'title: "Manager: West"'),
    ("title: „Manager: West“", "KR008", "1:16", 'title: "Manager: West"'),
    ("title: “Key” and: “Other”", "KR008", "1:17", 'title: "“Key” and: “Other”"'),
    # brackets
    ("t: [a, b\nc: d\n", "KR007", "1:4", "t: [a, b]"),
    ("t: [a, b # c\n", "KR007", "1:4", "t: [a, b]"),
    ("t: [a, b\nc.d: e\n", "KR007", "1:4", "t: [a, b]"),
    ("t: {a: 1, b: 2\nc: d\n", "KR007", "1:4", "t: {a: 1, b: 2}"),
    ("pay: {min: 92000 max: 115000}", "KR010", "1:18", "pay: {min: 92000, max: 115000}"),
    (
        "pay: {min: 9, extra: a bonus period: year}",
        "KR010",
        "1:30",
        "pay: {min: 9, extra: a bonus, period: year}",
    ),
    ("t: {id: eeo text: We hire all}", "KR010", "1:13", "t: {id: eeo, text: We hire all}"),
    # no dash, no colon
    ("a:\n  - b c\n  -Own tins", "KR010", "3:3", "- Own tins"),
    ("a:\n  - b c\n  • Own tins", "KR010", "3:3", "- Own tins"),
    ("role: x\ncloses 2027-01-15", "KR010", "2:1", "closes: 2027-01-15"),
    # tabs
    ("a:\n\tb: 1", "KR006", "2:1", "  b: 1"),
    ("a:\n  b: 1\n\tc: 2", "KR006", "3:1", "  c: 2"),
    ("a: x\n\tb: 2", "KR006", "2:1", "  b: 2"),
    # no space after the colon
    ("a: b\nc:d\ne: f\n", "KR010", "2:2", "c: d"),
    ("a:b\n", "KR018", "1:1", "a: b"),
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "code", "place", "line"), CORRECTED)
def test_the_corrected_line_is_shown(text: str, code: str, place: str | None, line: str) -> None:
    """The hint holds the line as it was meant, and that line can be read."""
    found = finding(text)
    assert found.code == code
    assert place is None or str(found.span) == f"f:{place}"
    assert f"`{line}`" in (found.hint or "")
    pyyaml.safe_load(line)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "code", "place", "named"),
    [
        ("title: A\n  level: 3\n", "KR009", "2:3", "column 1 & `title: A` & `overrides:`"),
        ("x:\n- id: x\n   text: y", "KR009", "3:4", "column 3 & `id: x`"),
        ("a:\n    b: 1\n  c: 2\n", "KR009", "3:3", "column 5 & `b: 1` & column 1 & `a:`"),
        ("a:\n  - b\n c: 1\n", "KR009", "3:2", "column 3 & `b` & column 1 & `a:`"),
        ('a: "x"\n  b: 2', "KR009", "2:3", 'column 1 & `a: "x"`'),
        ("a: 1\n- b\n", "KR009", "2:1", "which name"),
        ("# A\n a: 1\nb: 2\n", "KR009", "2:2", "column 1"),
        ("title Account\nb: 1", "KR010", "1:1", "name & colon"),
        ("a: 1\nb\nc: 2\n", "KR010", "2:1", "name & colon"),
        ("t: - x", "KR010", "1:4", 'next line & `t: "- x"`'),
        ("t: [a, b}", "KR007", "1:9", "`]`"),
        ("t: [", "KR007", "1:5", "closing bracket"),
        ("t: [a, , b]", "KR010", "1:8", "extra comma"),
        ('t: [a, "b" "c"]', "KR010", "1:12", "comma between"),
        ("t: long\n  and note: more\n", "KR008", "2:11", "whole text & `>`"),
        ('"' + "x" * 3000, "KR010", "1:3002", "check & quotes"),
    ],
)
def test_what_to_do_is_said(text: str, code: str, place: str, named: str) -> None:
    """Where no single line mends it, the hint says what to look at."""
    found = finding(text)
    assert (found.code, str(found.span)) == (code, f"f:{place}")
    assert found.hint
    assert offers(found.hint, named)


def reads_or_reports(text: str) -> None:
    """Read a text; only findings with a place may come instead."""
    found: tuple[Diagnostic, ...] = ()
    try:
        tree = yaml.parse(text, "f")
    except Problems as problems:
        found = problems.diagnostics
        tree = None
    assert isinstance(tree, Mapping) or found
    for one in found:
        assert one.code in CODES
        assert one.span is not None
        assert min(one.span.line, one.span.column) >= 1


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
PIECES = st.sampled_from(
    ["a", "b: ", "- ", "\n", "  ", "\t", "[", "]", "{", "}", ",", ": ", '"', "'", "#", "&x ", "*x",
     "!t ", "|", ">", "%", "@", "`", "---", "...", "? ", "\\", "\\u12", "1,000", "<<: ", "é", "日",
     "\r\n", "\x00", "\ue000", "|2", "%YAML 1.2\n", "\\UFFFFFFFF", "null", ":", "\u2028"]
)  # fmt: skip
YAMLISH = st.lists(PIECES, max_size=25).map("".join)


@given(ANY_TEXT | YAMLISH)
@settings(max_examples=examples(600), deadline=None)
def test_any_text_is_read_or_reported(text: str) -> None:
    """Whatever is written, the answer is a mapping or findings."""
    reads_or_reports(text)


@given(YAMLISH)
@settings(max_examples=200, deadline=None)
def test_any_text_with_the_parser_in_python(text: str) -> None:
    """The same holds where PyYAML comes without its part in C."""
    before = yaml._LOADER
    yaml._LOADER = pyyaml.SafeLoader
    try:
        reads_or_reports(text)
    finally:
        yaml._LOADER = before


@pytest.mark.parametrize(
    ("text", "place", "column"),
    [
        ("a:\n  - b c\n    - d", "3:5", 3),
        ("a:\n  - id: b\n    text: B c\n     - id: d", "4:6", 3),
    ],
)
def test_an_entry_indented_too_far_leads_to_its_dash(text: str, place: str, column: int) -> None:
    """The hint names the column of the dashes above, not the colon."""
    with pytest.raises(Problems) as caught:
        yaml.parse(text, "f")
    pinned(caught.value.diagnostics)
    first = caught.value.diagnostics[0]
    assert (first.code, str(first.span)) == ("KR019", f"f:{place}")
    assert offers(first.hint, f"column {column}")
    assert "colon" not in (first.hint or "")


def test_fields_under_a_value_may_lack_their_name_above() -> None:
    """A forgotten `overrides:` is offered where a field stands under a value."""
    found = finding("openings: 2\n  responsibilities:\n    - Sell")
    assert (found.code, str(found.span)) == ("KR009", "f:2:3")
    assert offers(found.hint, "column 1 & `openings: 2` & `overrides:`")


@pytest.mark.parametrize(
    ("text", "above"),
    [("title: A\n  level: 3\n", "title: A"), ("a:\n    b: 1\n\n  c: 2\n", "b: 1"),
     ("a: 1\n- b\n", "a: 1")],
)  # fmt: skip
def test_the_line_above_one_that_does_not_fit_is_shown(text: str, above: str) -> None:
    """It may be the one that is wrong."""
    found = finding(text)
    assert found.code == "KR009"
    assert [each.span.text for each in found.related] == [above]


@pytest.mark.parametrize(
    ("text", "code", "places"),
    [
        ("a:\n    text: b\n    more: c\n  - id: d\n", "KR009", ["f:3:5", "f:2:5"]),
        ("a:\n    - b: c\n      d: e\n  f:\n", "KR009", ["f:3:7", "f:2:5"]),
        ('t: [a,\n  "b" "c"]\n', "KR010", ["f:1:1"]),
        ("t: long\n  and note: more\n", "KR008", ["f:1:1"]),
        ("a: 1\nb\nc: 2\n", "KR010", ["f:3:1"]),
        ("a:\n  b\n    - c\n", "KR019", ["f:2:3"]),
    ],
)
def test_the_line_that_may_have_led_to_it_is_shown(text: str, code: str, places: list[str]) -> None:
    """Where a text, a bracket or the lines began that it does not fit."""
    with pytest.raises(Problems) as caught:
        yaml.parse(text, "f")
    first = caught.value.diagnostics[0]
    assert first.code == code
    assert [str(each.span) for each in first.related] == places
