"""Findings as people and machines read them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.diagnostics import Diagnostic, Related, Severity, Source, Span, error, note, warning
from kamroles.diagnostics.codes import CODES
from kamroles.diagnostics.forms import summary, to_github, to_json, to_sarif, to_text

SENIOR = Source("roles/senior.yaml", "title: Senior\nlevel: senior\n")
PARENT = Source("roles/base.yaml", "title: Base\n\n\nlevel:\n  grade: 5\n")


def span(source: Source, line: int, start: int, end: int, end_line: int | None = None) -> Span:
    """Return a span of one line, or of several."""
    return Span(source, line, start, end_line or line, end)


KIND = error(
    "KR101",
    "this is a single value, but in the role base it is a mapping",
    span(SENIOR, 2, 8, 14),
    "write `level: {grade: 6}`",
    Related("inherited from here", span(PARENT, 5, 3, 11)),
)


def excerpt(line: str, start: int, end: int) -> tuple[str, str]:
    """Return the line and the carets shown for a place in a line."""
    found = error("KR010", "m", span(Source("f", line), 1, start, end))
    rows = to_text([found], color=False).splitlines()
    assert rows[1] == "  |"
    return rows[2].removeprefix("1 | "), rows[3].removeprefix("  | ")


def test_the_form_for_people() -> None:
    """Place, severity, code and fact; excerpt; related place; hint; basis; a summary."""
    ruled = Diagnostic("KR109", Severity.WARNING, "so", basis="the style guide")
    assert (
        to_text([KIND, ruled], color=False)
        == """\
warning[KR109]: so
  = from: the style guide

roles/senior.yaml:2:8: error[KR101]: this is a single value, but in the role base it is a mapping
  |
2 | level: senior
  |        ^^^^^^
  = roles/base.yaml:5:3: inherited from here
  = hint: write `level: {grade: 6}`

1 error, 1 warning
"""
    )


def test_numbers_of_two_digits_move_the_margin() -> None:
    """The bars stand under each other whatever the line's number is."""
    source = Source("f", "\n" * 11 + "a: b\n")
    shown = to_text([error("KR010", "m", span(source, 12, 4, 5), "h")], color=False)
    assert shown.splitlines()[1:5] == ["   |", "12 | a: b", "   |    ^", "   = hint: h"]


def test_order_and_summary() -> None:
    """Findings come by file, line and column, whatever order they were made in."""
    places = [("b", 1, 1), ("a", 2, 1), ("a", 1, 5), ("a", 1, 2)]
    found = [error("KR010", "m", span(Source(f, ""), n, c, c)) for f, n, c in places]
    rows = to_text(found, color=False).splitlines()
    assert [r.split(": ")[0] for r in rows if "KR010" in r] == ["a:1:2", "a:1:5", "a:2:1", "b:1:1"]
    assert rows[-1] == "4 errors"
    assert summary([warning("KR109", ""), note("KR109", ""), note("KR109", "")]) == (
        "1 warning, 2 notes"
    )
    assert to_text([], color=False) == ""


@pytest.mark.parametrize(
    ("line", "start", "end", "carets"),
    [
        ("a: b", 4, 5, "   ^"),
        ("客户: 日本", 5, 7, "      ^^^^"),
        ("e\u0301: x", 5, 6, "   ^"),
        ("😀: 😀", 4, 5, "    ^^"),
        ("a:", 3, 3, "  ^"),
        ("ab", 9, 12, "  ^"),
    ],
)
def test_carets_count_cells(line: str, start: int, end: int, carets: str) -> None:
    """Wide characters take two cells, combining marks none; an empty place gets one caret."""
    assert excerpt(line, start, end) == (line, carets)


def test_tabs_and_controls_in_the_line() -> None:
    """A tab is shown as one space; what a terminal would obey is spelled out."""
    assert excerpt("\ta: b", 2, 3) == (" a: b", " ^")
    assert excerpt("a\x1b[2Jb: c", 6, 7) == ("a\\u{1b}[2Jb: c", "          ^")
    assert excerpt("a\u202eb", 3, 4) == ("a\\u{202e}b", "         ^")


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("x" * 300, 1, 2),
        ("x" * 300, 150, 152),
        ("x" * 300, 300, 301),
        ("x" * 300, 100, 280),
        ("x" * 300, 1, 301),
        ("日" * 200, 100, 101),
    ],
)
def test_long_lines_are_cut(line: str, start: int, end: int) -> None:
    """At most 100 cells are shown, and the carets stand under the place."""
    shown, carets = excerpt(line[: start - 1] + "@" + line[start:], start, end)
    wide = sum(2 if c == "日" else 1 for c in shown)
    assert 60 <= wide <= 100 if start < 300 else wide <= 100
    at = carets.index("^")
    assert sum(2 if c == "日" else 1 for c in shown[: shown.index("@")]) == at
    assert at <= 40
    assert at + carets.count("^") <= 100


def test_spans_over_lines_and_blank_places() -> None:
    """Carets run to the end of the first line; a place without a line has no excerpt."""
    source = Source("f", "a: |\n  b\n")
    rows = to_text([error("KR010", "m", span(source, 1, 4, 4, 2))], color=False).splitlines()
    assert rows[3] == "  |    ^"
    rows = to_text([error("KR001", "m", span(Source("f", ""), 1, 1, 1))], color=False).splitlines()
    assert rows == ["f:1:1: error[KR001]: m", "", "1 error"]


def test_color() -> None:
    """With color the same words come, between plain ANSI codes."""
    colored = to_text([KIND], color=True)
    assert "\x1b[1;31merror[KR101]\x1b[0m" in colored
    for code in ("1;31", "31", "34", "1", "0"):
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == to_text([KIND], color=False)


@given(st.text(st.characters(exclude_categories=())), st.integers(1, 20), st.integers(1, 20))
def test_nothing_a_terminal_obeys_is_printed(text: str, line: int, column: int) -> None:
    """Whatever stands in a name, message, hint or line, only printable text comes out."""
    place = span(Source(text, text), line, column, column + 3)
    found = error("KR010", text, place, text, Related(text, place))
    printed = to_text([found], color=False) + to_github([found])
    assert not [c for c in printed if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) <= 0x9F)]
    printed.encode()
    for form in (to_json([found]), to_sarif([found], CODES, "1.2.3")):
        assert form.isascii()
        assert json.loads(form)


def test_github() -> None:
    """Annotations escape what GitHub takes as its own, more of it in properties."""
    odd = Source("a:b,c%.yaml", "x\ny\n")
    assert to_github(
        [
            error("KR010", "50% of\nit", span(odd, 1, 1, 2), "do: this, or"),
            warning("KR109", "w", span(odd, 1, 2, 1, 2)),
            note("KR114", "n"),
        ]
    ).splitlines() == [
        "::notice title=KR114::n",
        "::error file=a%3Ab%2Cc%25.yaml,line=1,endLine=1,col=1,endColumn=2,title=KR010::"
        "50%25 of%0Ait%0Ahint: do: this, or",
        "::warning file=a%3Ab%2Cc%25.yaml,line=1,endLine=2,title=KR109::w",
    ]


def test_json() -> None:
    """The JSON has all there is to a finding, and how many there are."""
    log = json.loads(to_json([KIND, note("KR114", "n")]))
    assert (log["errors"], log["warnings"], log["notes"]) == (1, 0, 1)
    first, second = log["diagnostics"]
    assert (first["code"], first["file"], first["related"]) == ("KR114", None, [])
    assert second == {
        "code": "KR101",
        "severity": "error",
        "message": KIND.message,
        "file": "roles/senior.yaml",
        "line": 2, "column": 8, "end_line": 2, "end_column": 14,
        "hint": "write `level: {grade: 6}`",
        "basis": None,
        "related": [
            {
                "message": "inherited from here",
                "file": "roles/base.yaml",
                "line": 5, "column": 3, "end_line": 5, "end_column": 11,
            }
        ],
    }  # fmt: skip


def test_sarif() -> None:
    """The log names each rule once, and each result its rule, level and places."""
    log = json.loads(to_sarif([KIND, KIND, note("KR114", "n")], CODES, "1.2.3"))
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("kamroles", "1.2.3")
    assert driver["rules"] == [
        {"id": code, "shortDescription": {"text": CODES[code]}} for code in ("KR101", "KR114")
    ]
    assert [driver["rules"][r["ruleIndex"]]["id"] for r in run["results"]] == [
        "KR114", "KR101", "KR101",
    ]  # fmt: skip
    plain, placed = run["results"][:2]
    assert plain == {
        "ruleId": "KR114", "ruleIndex": 1, "level": "note", "message": {"text": "n"},
    }  # fmt: skip
    physical = placed["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "roles/senior.yaml"
    assert physical["region"] == {
        "startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 14,
    }  # fmt: skip
    assert placed["relatedLocations"][0]["message"]["text"] == "inherited from here"


def test_sarif_names_are_addresses() -> None:
    """A file's name becomes a valid relative address."""
    found = error("KR010", "m", span(Source("é dir\\a:b.yaml", ""), 1, 1, 1))
    result = json.loads(to_sarif([found], CODES, "1.2.3"))["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%C3%A9%20dir/a%3Ab.yaml"
