"""Reading YAML: values as written, places in characters, and what is refused."""

import codecs
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml as pyyaml

from kamroles.diagnostics import Diagnostic, Problems
from kamroles.diagnostics.codes import CODES
from kamroles.source import yaml
from kamroles.source.nodes import Mapping, Node, Scalar, Sequence, plain
from tests.unit.model.checked import offers
from tests.wording import pinned


@pytest.fixture(params=["c", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run each test with both of PyYAML's parsers."""
    loader = pyyaml.CSafeLoader if request.param == "c" else pyyaml.SafeLoader
    monkeypatch.setattr(yaml, "_LOADER", loader)
    return request.param


def findings(text: str) -> tuple[Diagnostic, ...]:
    """Return what is found in a text that cannot be used."""
    with pytest.raises(Problems) as caught:
        yaml.parse(text, "role.yaml")
    for finding in caught.value.diagnostics:
        assert finding.code in CODES
        assert finding.span is not None
    pinned(caught.value.diagnostics)
    return caught.value.diagnostics


def finding(text: str) -> Diagnostic:
    """Return the only finding in a text."""
    (only,) = findings(text)
    return only


def at(text: str, *path: str | int) -> Node:
    """Return the value at a path."""
    node: Node | None = yaml.parse(text, "role.yaml")
    for step in path:
        if isinstance(step, int):
            assert isinstance(node, Sequence)
            node = node.items[step]
        else:
            assert isinstance(node, Mapping)
            node = node.get(step)
    assert node is not None
    return node


def test_values_stay_as_written() -> None:
    """Nothing is guessed from the text of a value."""
    text = "country: NO\npostal_code: 01067\nat: 12:30\nmin: 65.000\non: yes\nnone: ~\nyes: 1\n"
    assert plain(yaml.parse(text, "x")) == {
        "country": "NO", "postal_code": "01067", "at": "12:30", "min": "65.000", "on": "yes",
        "none": "~", "yes": "1",
    }  # fmt: skip


def test_quotes_are_remembered() -> None:
    """A quoted text is told apart from a plain one, so that a quoted null is a text."""
    plain_null, quoted_null = at("a: null", "a"), at('a: "null"', "a")
    assert isinstance(plain_null, Scalar)
    assert isinstance(quoted_null, Scalar)
    assert (plain_null.empty, quoted_null.empty) == (True, False)


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("é: x", ("é",), (1, 4, 1, 5)),
        ("客户: 日本", ("客户",), (1, 5, 1, 7)),
        ('a: "😀"\n😀: {b: 😀x}', ("😀", "b"), (2, 8, 2, 10)),
        ("\ufeffa: é", ("a",), (1, 4, 1, 5)),
        ("a: 1\r\nb: 2\r\n", ("b",), (2, 4, 2, 5)),
        ("a:\n  - x\n  - yz\n\nb: 1\n", ("a",), (2, 3, 3, 7)),
        ("a:\n  b: 1\n  c: 2\n\n\nd: 3", ("a",), (2, 3, 3, 7)),
        ("a: |\n  one\n  two\n\n# c\nb: 1\n", ("a",), (1, 4, 3, 6)),
        ("a: >\n  one\n  two", ("a",), (1, 4, 3, 6)),
        ("a: {b: [1, 2] }\n", ("a",), (1, 4, 1, 16)),
        ("a:\nb: 1", ("a",), (1, 3, 1, 3)),
        ("a: one\n  two\nb: 1", ("a",), (1, 4, 2, 6)),
    ],
)
def test_places(text: str, path: tuple[str, ...], place: tuple[int, ...]) -> None:
    """Spans count characters from 1 and end where the value does."""
    span = at(text, *path).span
    assert (span.line, span.column, span.end_line, span.end_column) == place


def test_block_text_at_the_end_without_a_line_end() -> None:
    """A block of text that ends the file has its own end, also after blank lines."""
    for tail in ("", "\n", "\n\n", "\n   \n"):
        span = at("a: |\n  one\n  two" + tail, "a").span
        assert (span.end_line, span.end_column) == (3, 6)


def test_whole_mapping_and_flow() -> None:
    """The root and flow collections know their span and kind."""
    root = yaml.parse("# c\na: {b: 1}\nc: [d]\n", "x")
    assert (root.span.line, root.span.end_line, root.span.end_column) == (2, 3, 7)
    inner, listed = root.get("a"), root.get("c")
    assert isinstance(inner, Mapping)
    assert isinstance(listed, Sequence)
    assert (root.flow, inner.flow, listed.flow) == (False, True, True)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "KR004", "1:1"),
        ("# only a comment\n", "KR004", "1:1"),
        ("---\n", "KR004", "1:1"),
        ("- a\n", "KR018", "1:1"),
        ("just text\n", "KR018", "1:1"),
        ("a: 1\n---\nb: 2\n", "KR017", "2:1"),
        ("a: 1\nb: 2\na: 3\n", "KR014", "3:1"),
        ("a: {b: 1, b: 2}\n", "KR014", "1:11"),
        ("? [a]\n: 1\n", "KR015", "1:3"),
        ("{a: 1}: 2\n", "KR015", "1:1"),
        ('"": 1\n', "KR015", "1:1"),
        ("a: &x 1\n", "KR012", "1:4"),
        ("a: [*x]\n", "KR012", "1:5"),
        ("<<: {a: 1}\n", "KR012", "1:1"),
        ("a: !!python/object:os.system x\n", "KR013", "1:4"),
        ("a: !!str 1\n", "KR013", "1:4"),
        ("a: !x {b: 1}\n", "KR013", "1:4"),
        ("a: x\x07y\n", "KR005", "1:5"),
        ("a: x\n\ue000: 1\n", "KR005", "2:1"),
        ("a: \U000f0001\n", "KR005", "1:4"),
        ("a: \U00100001\n", "KR005", "1:4"),
        ("a: b\u2028c\n", "KR005", "1:5"),
        ("a: b\ufeffc\n", "KR005", "1:5"),
        ("a: \ud800\n", "KR005", "1:4"),
        ('a: "\\u0007"\n', "KR005", "1:4"),
        ('a: "\\uE000"\n', "KR005", "1:4"),
        ("a: b\n  - c\n", "KR019", "2:3"),
        ("a: {b:1}\n", "KR019", "1:5"),
    ],
)
def test_refused(text: str, code: str, place: str) -> None:
    """What cannot be used is reported at its place, with a way to mend it."""
    found = finding(text)
    assert (found.code, str(found.span), bool(found.hint)) == (code, f"role.yaml:{place}", True)


def test_twice_names_both_places() -> None:
    """A name given twice shows where it was given first."""
    found = finding("title: A\nlevel: 2\ntitle: B\n")
    assert [str(related.span) for related in found.related] == ["role.yaml:1:1"]


def test_all_findings_of_a_file_come_at_once() -> None:
    """One bad value does not hide the next, up to the first line that cannot be read."""
    found = findings("a: 1\na: 2\nb: *x\nc: !t 1\nd: {e: 1,000}\nf: g: h\n")
    assert {f.code for f in found} == {"KR014", "KR012", "KR013", "KR016", "KR008"}


def test_a_row_of_names_given_twice_is_one_slip() -> None:
    """The line that began a list entry is lost, so that its fields go on with those before."""
    found = finding("a:\n  - id: b\n    text: c\n    need: d\n    text: e\n    need: f\n")
    assert (found.code, str(found.span), found.span.end_line) == ("KR014", "role.yaml:5:5", 6)
    assert [str(related.span) for related in found.related] == ["role.yaml:3:5"]
    assert offers(found.hint, "dash")
    apart = findings("a: 1\nb: 2\na: 1\nc: 3\nb: 2\n")
    assert [str(each.span) for each in apart] == ["role.yaml:3:1", "role.yaml:5:1"]


def test_no_finding_of_a_file_is_left_out_in_silence() -> None:
    """How many of them are shown is decided where they are printed."""
    assert len(findings("a:\n" + "  - *x\n" * 300)) == 300
    *some, rest = findings("a: " + "\x07" * 300)
    assert f"{300 - len(some)} more" in rest.message


def test_a_list_longer_than_anybody_writes_is_refused() -> None:
    """Its entries are held against each other."""
    entries = "  - a\n" * yaml.MAX_ENTRIES
    yaml.parse(f"a:\n{entries}", "role.yaml")
    found = finding(f"a:\n{entries}  - b\n")
    assert (found.code, str(found.span)) == ("KR011", f"role.yaml:{yaml.MAX_ENTRIES + 2}:5")


@pytest.mark.parametrize(
    ("line", "numbers", "corrected"),
    [
        ("{min: 62,000, max: 88,000}", ["62000", "88000"], "pay: {min: 62000, max: 88000}"),
        ("{min: 1,250,000, max: 3}", ["1250000"], "pay: {min: 1250000, max: 3}"),
        ("{min: $92,000, max: $115,000}", ["92000", "115000"], "pay: {min: 92000, max: 115000}"),
        ("{min: 62,000}", ["62000"], "pay: {min: 62000}"),
        ("{min: 62,000.50}", ["62000.50"], "pay: {min: 62000.50}"),
    ],
)
def test_thousands_comma(line: str, numbers: list[str], corrected: str) -> None:
    """A comma inside a number in braces is recognized, and the whole line is shown corrected."""
    found = findings(f"pay: {line}")
    assert [f.code for f in found] == ["KR016"] * len(numbers)
    for number, one in zip(numbers, found, strict=True):
        assert number in one.message.split()
        assert f"`{corrected}`" in (one.hint or "")


def test_short_flow_mappings_are_no_numbers() -> None:
    """Keys without a value are not taken for the rest of a number."""
    assert plain(yaml.parse("a: {b: 62, 000, c}", "x")) == {"a": {"b": "62", "000": "", "c": ""}}


@pytest.mark.parametrize(
    ("opening", "column"),
    [("[", 65), ("{a: ", 257), ("- ", 129), ("? ", 129), ("[{a: ", 161)],
    ids=["list", "map", "dash", "key", "both"],
)
def test_deep_nesting(opening: str, column: int) -> None:
    """50,000 levels are refused where the 65th begins, without a crash and without waiting.

    Newer parsers refuse some of them on their own, in other words and further on.
    """
    found = finding(opening * 50_000)
    assert found.code == "KR011"
    assert "64" in found.message
    assert found.hint
    assert found.span
    assert (found.span.line, found.span.column) == (1, column)


def test_depth_limit() -> None:
    """64 levels are read and 65 are not."""
    assert yaml.parse("a: " + "[" * 63 + "]" * 63, "x")
    assert finding("a: " + "[" * 64 + "]" * 64).code == "KR011"


def test_too_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file full of values is refused; names count, too."""
    monkeypatch.setattr(yaml, "MAX_VALUES", 100)
    assert yaml.parse("a: [" + "1," * 97 + "]", "x")
    assert finding("a: [" + "1," * 98 + "]").code == "KR011"


def test_alias_bomb() -> None:
    """Aliases are refused where they stand and never expanded."""
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 9))]
    assert {f.code for f in findings("\n".join(lines))} == {"KR012"}


def test_long_text_is_refused() -> None:
    """The size limit holds for text that comes from elsewhere, too."""
    assert finding("a: " + "x" * 300_000).code == "KR002"


@pytest.mark.parametrize("form", ["a: {}", "a: '{}'", "a: |\n  {}", "a: [{}]"])
def test_a_value_of_many_pages_is_refused(form: str) -> None:
    """Wherever it stands; one of a few pages is read."""
    assert finding(form.format("word " * 5_000)).code == "KR011"
    assert yaml.parse(form.format("word " * 3_000), "x")


@pytest.mark.parametrize(
    "raw",
    [
        "a: é\n".encode(),
        codecs.BOM_UTF8 + "a: é\n".encode(),
        "a: é\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "a: é\n".encode("utf-16-be"),
        "a: é\r\n".encode(),
        "a: é\n".encode("utf-32"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16", "utf-16-be", "crlf", "utf-32"],
)
def test_encodings(raw: bytes, tmp_path: Path) -> None:
    """Text of each usual encoding is read, with the same places."""
    path = tmp_path / "role.yaml"
    path.write_bytes(raw)
    tree = yaml.read(path, "role.yaml")
    value = tree.get("a")
    assert value is not None
    assert plain(tree) == {"a": "é"}
    assert str(value.span) == "role.yaml:1:4"


def file_finding(path: Path) -> Diagnostic:
    """Return the only finding in a file."""
    with pytest.raises(Problems) as caught:
        yaml.read(path, "role.yaml")
    (only,) = caught.value.diagnostics
    pinned([only])
    return only


@pytest.mark.parametrize(
    ("raw", "code", "place"),
    [
        ("title: ok\nname: é".encode("latin-1"), "KR003", "2:7"),
        (codecs.BOM_UTF8 + b"a: \xc3\xa9\xff", "KR003", "1:5"),
        (codecs.BOM_UTF16_LE + b"a\x00:\x00 \x00\x00\xd8", "KR003", "1:4"),
        ("a: b\n".encode("utf-16-le"), "KR003", "1:1"),
        (b"\x89PNG\r\n\x1a\n\x00", "KR003", "1:1"),
        (b"", "KR004", "1:1"),
        (b"a: " + b"x" * 10_000_000, "KR002", "1:1"),
    ],
    ids=["latin-1", "after-bom", "broken-utf-16", "utf-16-no-mark", "png", "empty", "10-mb"],
)
def test_unusable_files(raw: bytes, code: str, place: str, tmp_path: Path) -> None:
    """A file that is no text of a sensible size is refused at the first bad byte."""
    path = tmp_path / "role.yaml"
    path.write_bytes(raw)
    found = file_finding(path)
    assert (found.code, str(found.span)) == (code, f"role.yaml:{place}")
    assert found.hint


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    """A file of a terabyte (with nothing in it) is refused at once."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(2**40)
    assert file_finding(path).code == "KR002"


def test_missing_folder_and_pipe(tmp_path: Path) -> None:
    """What is no file is told apart in words; a pipe is not waited for."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    looped = tmp_path / "loop"
    looped.symlink_to(looped)
    told = {
        "no such": tmp_path / "none.yaml",
        "folder": tmp_path,
        "ordinary": pipe,
        "name": tmp_path / "a\0b",
        os.strerror(errno.ELOOP): looped,
    }
    for word, path in told.items():
        found = file_finding(path)
        assert (found.code, str(found.span)) == ("KR001", "role.yaml:1:1")
        assert word in found.message


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without read permission is a finding (simulated: root may read every file)."""
    path = tmp_path / "role.yaml"
    path.write_text("a: 1\n", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    found = file_finding(path)
    assert (found.code, str(found.span)) == ("KR001", "role.yaml:1:1")
