"""Changing a file by its values: those change, and every other character stays."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.diagnostics import Problems
from kamroles.source.edit import LATER, edited, edited_bytes, group_changes
from kamroles.source.nodes import Path, plain
from kamroles.source.yaml import parse

DAY = datetime.date(2027, 1, 15)
FILE = """\
# A posting.
role: account-manager   # the job
closes: 2026-12-18  # a Friday
# starts: 2027-01-04   # first day of work

approval:
  by: Director   # of HR
  on: 2026-11-20
places:
- portland
pay: {min: 1, max: 2,
      extra: "a, b"}   # yearly
confirmed: [requirements, travel]
overrides:
  # nothing here
  responsibilities:
    - id: renewals
      text: >
        Renew
        contracts.
      share: 15   # percent
    - Brief each board.
about: |
  Two lines,
  as written.
# the end
"""


def change(text: str, *changes: tuple[str, Any]) -> str:
    """Return the text with its values changed, by dotted paths."""
    return edited(
        parse(text, "file.yaml"), {tuple(path.split(".")): value for path, value in changes}
    )


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        ("closes", DAY, "closes: 2026-12-18  #", "closes: 2027-01-15  #"),
        ("closes", LATER, "closes: 2026-12-18  # a Friday\n", "# closes: …\n"),
        ("closes", None, "closes: 2026-12-18  # a Friday\n", ""),
        (
            "starts",
            DAY,
            "# starts: 2027-01-04   # first day of work",
            "starts: 2027-01-15   # first day of work",
        ),
        (
            "approval",
            LATER,
            "approval:\n  by: Director   # of HR\n  on: 2026-11-20\n",
            "# approval: …\n",
        ),
        ("approval.on", DAY, "  on: 2026-11-20\n", "  on: 2027-01-15\n"),
        ("approval.by", None, "  by: Director   # of HR\n", ""),
        ("approval.words", "f0", "  on: 2026-11-20\n", "  on: 2026-11-20\n  words: f0\n"),
        ("places", ["salem", "bend"], "places:\n- portland\n", "places: [salem, bend]\n"),
        ("places.salem", "salem", "- portland\n", "- portland\n- salem\n"),
        ("pay.max", 3, "max: 2,", "max: 3,"),
        ("pay.min", None, "{min: 1, max", "{max"),
        ("pay.extra", None, ',\n      extra: "a, b"}', "}"),
        ("pay.note", "a: b", '"a, b"}', '"a, b", note: "a: b"}'),
        (
            "confirmed.travel",
            {"id": "travel", "values": ["0 to 5"]},
            "requirements, travel]",
            "requirements, {id: travel, values: [0 to 5]}]".replace("0 to 5", '"0 to 5"'),
        ),
        ("overrides.responsibilities.renewals.share", 20, "share: 15   #", "share: 20   #"),
        (
            "overrides.responsibilities.renewals.text",
            "Renew: all.",
            "text: >\n        Renew\n        contracts.\n",
            'text: "Renew: all."\n',
        ),
        (
            "overrides.responsibilities.renewals.after",
            "upsell",
            "share: 15   # percent\n",
            "share: 15   # percent\n      after: upsell\n",
        ),
        ("overrides.title", "Head", "Brief each board.\n", "Brief each board.\n  title: Head\n"),
        ("about", LATER, "about: |\n  Two lines,\n  as written.\n", "# about: …\n"),
        ("about", "One", "about: |\n  Two lines,\n  as written.\n", "about: One\n"),
        ("grade", "7", "  as written.\n", '  as written.\ngrade: "7"\n'),
        (
            "approvals.posting",
            {"by": "A, B", "on": DAY},
            "  as written.\n",
            '  as written.\napprovals:\n  posting: {by: "A, B", on: 2027-01-15}\n',
        ),
        ("grade", LATER, "", ""),
    ],
)
def test_only_what_is_meant_changes(path: str, value: Any, before: str, after: str) -> None:
    """Comments, spaces and order stay, also with Windows line endings."""
    assert FILE.count(before) == 1 or not before
    wanted = FILE.replace(before, after) if before else FILE
    assert change(FILE, (path, value)) == wanted
    windows = FILE.replace("\n", "\r\n")
    assert change(windows, (path, value)) == wanted.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("path", "value", "after"),
    [
        ("b", 9, "{a: 1, b: 9, c: 3}\n"),
        ("a", None, "{b: 2, c: 3}\n"),
        ("b", None, "{a: 1, c: 3}\n"),
        ("c", None, "{a: 1, b: 2}\n"),
        ("d", "four", "{a: 1, b: 2, c: 3, d: four}\n"),
    ],
)
def test_a_file_in_braces_is_changed_too(path: str, value: Any, after: str) -> None:
    """Commas stay as many as there must be."""
    assert change("{a: 1, b: 2, c: 3}\n", (path, value)) == after


def test_the_last_line_may_lack_its_end() -> None:
    """A field is added on a line of its own."""
    assert change("a: x", ("b", "z")) == "a: x\nb: z\n"


def test_what_does_not_fit_a_line_becomes_a_block() -> None:
    """Such a list is read by people."""
    words = ["A first long sentence of nearly fifty characters", "A second sentence, also as long"]
    text = change("a: x\n", ("confirmed", [{"id": "travel", "values": words}]))
    assert text.splitlines() == [
        "a: x",
        "confirmed:",
        "  - id: travel",
        "    values:",
        "      - A first long sentence of nearly fifty characters",
        "      - A second sentence, also as long",
    ]


@pytest.mark.parametrize("step", [2, 3, 4])
def test_new_lines_go_in_as_the_others_do(step: int) -> None:
    """Whatever a file is indented by, with its dashes indented or not."""
    margin = " " * step
    value = {"a": {"b": "c"}, "d": ["e" * 60, "f" * 60]}
    for dash in ("", margin):
        text = f"x:\n{margin}y: 1\nz:\n{dash}- 1\n"
        root = parse(text, "a.yaml")
        assert edited(root, {("new",): value}) == (
            f"{text}new:\n{margin}a: {{b: c}}\n{margin}d:\n"
            f"{margin}{dash}- {'e' * 60}\n{margin}{dash}- {'f' * 60}\n"
        )


def test_a_comment_in_a_text_holds_no_place() -> None:
    """What looks like a placeholder inside a block is text."""
    text = "about: |\n  # closes: …\n# closes: …\n"
    assert change(text, ("closes", "soon")) == "about: |\n  # closes: …\ncloses: soon\n"


def test_what_cannot_be_said_is_refused() -> None:
    """A file is never written that says something else than what was meant."""
    with pytest.raises(Problems) as caught:
        change("a: {b: x}\n", ("a.b", None), ("a", None))
    assert [each.code for each in caught.value.diagnostics] == ["KR526"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_file_keeps_its_encoding(codec: str) -> None:
    """With its mark."""
    root = parse("a: é\n", "file.yaml")
    after = edited_bytes(root, {("a",): "ö"}, "a: é\n".encode(codec))
    assert after == "a: ö\n".encode(codec)


def test_what_somebody_else_changed_meanwhile_stays() -> None:
    """A file is written only if it is still the one that was read."""
    root = parse("a: x\n", "file.yaml")
    with pytest.raises(Problems) as caught:
        edited_bytes(root, {("a",): "y"}, b"a: x\nb: new\n")
    assert [(d.code, str(d.span)) for d in caught.value.diagnostics] == [("KR615", "file.yaml:1:1")]


def test_a_group_that_is_there_keeps_its_comments() -> None:
    """Its fields are changed one by one; one that is not there is written whole."""
    text = "a:\n- id: x   # ours\n  by: Old\n  # keep\n  on: 1\n"
    root = parse(text, "file.yaml")
    said = {"id": "x", "by": None, "on": 2, "values": ["v"]}
    after = edited(root, group_changes(root, ("a", "x"), said))
    assert after == "a:\n- id: x   # ours\n  # keep\n  on: 2\n  values: [v]\n"
    assert group_changes(root, ("a", "y"), said) == {
        ("a", "y"): {"id": "x", "on": 2, "values": ["v"]}
    }


NAMES = st.sampled_from(["a", "b", "c", "d"])
TEXTS = st.text("ab:#-[], \u00e9'", min_size=1, max_size=6).filter(str.strip)
TREES = st.recursive(
    TEXTS,
    lambda inside: (
        st.dictionaries(NAMES, inside, min_size=1, max_size=3)
        | st.lists(inside, min_size=1, max_size=3)
    ),
    max_leaves=8,
)
STYLES = st.sampled_from(["flow", "block", "folded"])


def lines_of(tree: Any, style: str, indent: int) -> list[str]:
    """Return a value as lines, with comments, in a style; folded texts need a block."""
    margin = " " * indent
    if style == "flow" or not isinstance(tree, dict | list):
        return [f"{margin}{json.dumps(tree, ensure_ascii=False)}  # c"]
    lines = []
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        start = f"{margin}{key}:" if isinstance(tree, dict) else f"{margin}-"
        if isinstance(value, dict | list):
            lines += [f"{start}  # c", *lines_of(value, style, indent + 2)]
        elif style == "folded" and value == value.strip() and "#" not in value:
            lines += [f"{start} >-", f"{margin}    {value}"]
        else:
            lines += [f"{start} {json.dumps(value, ensure_ascii=False)}  # {key}: …"]
    return lines


def paths_of(tree: Any, above: Path = ()) -> list[Path]:
    """Return the paths of all values below mappings."""
    if not isinstance(tree, dict):
        return []
    return [p for key, v in tree.items() for p in [(*above, key), *paths_of(v, (*above, key))]]


def _is_last(root: Any, path: Path) -> bool:
    """Tell whether a value is all that its mapping in lines has; without it there is none."""
    for step in path[:-1]:
        root = root.get(step)
    return not root.flow and len(root.entries) == 1


@given(st.data(), st.dictionaries(NAMES, TREES, min_size=1, max_size=4), STYLES, st.booleans())
def test_the_rest_of_a_file_stays_as_it_is(
    data: st.DataObject, tree: dict[str, Any], style: str, windows: bool
) -> None:
    """Exactly one value differs when it is read again; what stands around it stays."""
    path = data.draw(st.sampled_from(paths_of(tree)) | st.tuples(NAMES))
    value = data.draw(TEXTS | st.dictionaries(NAMES, TEXTS, min_size=1) | st.none())
    newline = "\r\n" if windows else "\n"
    text = "# top" + newline + "".join(line + newline for line in lines_of(tree, style, 0))
    root = parse(text, "file.yaml")
    inside = root
    for step in path:
        inside = inside.get(step) if inside is not None else None  # type: ignore[union-attr]
    alone = value is None and inside is not None and _is_last(root, path)
    if alone:
        with pytest.raises(Problems, match="KR526"):
            edited(root, {path: value})
        return
    after = edited(root, {path: value})
    wanted = plain(root)
    owner: Any = wanted
    for step in path[:-1]:
        owner = owner[step]
    owner.pop(path[-1], None) if value is None else owner.update({path[-1]: value})
    assert plain(parse(after, "after.yaml")) == wanted
    old, new = text.split(newline), after.split(newline)
    first = inside.span.line - 1 if inside else len(old) - 1
    last = inside.span.end_line if inside else len(old)
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    tail = next(
        (n for n, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b), len(old)
    )
    assert head >= first - 1
    assert len(old) - tail <= last + 1
