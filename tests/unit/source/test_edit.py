"""Changing a file by its values: those change, and every other character stays."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.source.edit import edited
from kamroles.source.nodes import plain
from kamroles.source.scalar import written
from kamroles.source.yaml import parse

FILE = """\
# A posting.
role: account-manager   # the job
closes: 2026-12-18  # a Friday

approval:
  by: Director   # of HR
  on: 2026-11-20
places:
- portland
about: |
  Two lines,
  as written.
# the end
"""


def change(text: str, **changes: str | None) -> str:
    """Return the text with its fields changed."""
    return edited(parse(text, "file.yaml"), changes)


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        ({"closes": "2027-01-15"}, "closes: 2026-12-18  #", "closes: 2027-01-15  #"),
        ({"closes": None}, "closes: 2026-12-18  # a Friday\n", "# closes: …\n"),
        (
            {"approval": None},
            "approval:\n  by: Director   # of HR\n  on: 2026-11-20\n",
            "# approval: …\n",
        ),
        ({"places": "[salem]"}, "- portland\n", "[salem]\n"),
        ({"about": None}, "about: |\n  Two lines,\n  as written.\n", "# about: …\n"),
        ({"grade": "7"}, "  as written.\n", "  as written.\ngrade: 7\n"),
        ({"grade": None}, "", ""),
        (
            {"about": None, "grade": "7"},
            "about: |\n  Two lines,\n  as written.\n",
            "# about: …\ngrade: 7\n",
        ),
    ],
)
def test_only_what_is_meant_changes(
    changes: dict[str, str | None], before: str, after: str
) -> None:
    """Comments, spaces and order stay, also with Windows line endings."""
    assert FILE.count(before) == 1 or not before
    wanted = FILE.replace(before, after) if before else FILE
    assert change(FILE, **changes) == wanted
    windows = FILE.replace("\n", "\r\n")
    assert change(windows, **changes) == wanted.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("changes", "after"),
    [
        ({"b": "9"}, "{a: 1, b: 9, c: 3}\n"),
        ({"a": None}, "{b: 2, c: 3}\n"),
        ({"b": None}, "{a: 1, c: 3}\n"),
        ({"d": "4"}, "{a: 1, b: 2, c: 3, d: 4}\n"),
    ],
)
def test_a_file_in_braces_is_changed_too(changes: dict[str, str | None], after: str) -> None:
    """Commas stay as many as there must be."""
    assert change("{a: 1, b: 2, c: 3}\n", **changes) == after


def test_the_last_line_may_lack_its_end() -> None:
    """A field is added on a line of its own."""
    assert change("a: 1", b="2") == "a: 1\nb: 2\n"


_NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
_VALUES = st.text("ab:#-[] \u00e9", min_size=1, max_size=6)


@given(
    st.dictionaries(
        _NAMES,
        _VALUES | st.lists(_VALUES, min_size=1) | st.dictionaries(_NAMES, _VALUES, min_size=1),
        min_size=1,
    ),
    st.dictionaries(_NAMES, _VALUES | st.none()),
    st.booleans(),
)
def test_the_file_says_what_was_changed(
    before: dict[str, object], changes: dict[str, str | None], flow: bool
) -> None:
    """Read again, exactly the changed fields differ."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in before.items()]
    text = "{" + ", ".join(lines) + "}\n" if flow else "".join(f"{each}  # c\n" for each in lines)
    wanted = {n: v for n, v in {**before, **changes}.items() if v is not None}
    in_yaml = {n: v if v is None else written(v, flow=True) for n, v in changes.items()}
    after = change(text, **in_yaml)
    if wanted:
        assert plain(parse(after, "after.yaml")) == wanted
