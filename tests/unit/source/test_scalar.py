"""Text that commands write into YAML reads back as the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.characters import REFUSED
from kamroles.diagnostics import Problems
from kamroles.source.nodes import Mapping, Scalar, Sequence
from kamroles.source.scalar import written
from kamroles.source.yaml import parse

_TEXT = (
    st.text(max_size=30)
    | st.text("ab: #-'\",[]{}&*!|>%@`?~.0129\n\t\\\u00e9\u2019 ", max_size=20)
    | st.sampled_from(["NO", "yes", "~", "null", "01067", "2026-12-18", "0x1F", "---", "...", "<<"])
)
_PLACES = [
    ("text: {}\n", False),
    ("text: {}  # a comment\n", False),
    ("list:\n  - {}\n", False),
    ("list:\n  - id: a\n    text: {}\n    more: b\n", False),
    ("list: [{}, b]\n", True),
    ("text: {{inner: {}, more: b}}\n", True),
]


def _scalars(node: object) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [found for item in node.items for found in _scalars(item)]
    assert isinstance(node, Mapping)
    return [found for entry in node.entries for found in _scalars(entry.value)]


@pytest.mark.parametrize(("template", "flow"), _PLACES)
@given(text=_TEXT.filter(lambda text: not REFUSED.search(text)))
def test_what_is_written_reads_back(template: str, flow: bool, text: str) -> None:
    """Wherever it stands, and never as nothing."""
    found = _scalars(parse(template.format(written(text, flow=flow)), "written.yaml"))
    assert text in [scalar.text for scalar in found if not scalar.empty]


@given(_TEXT, st.sampled_from("\x00\x1b\x85\u2028\ue000\ufeff"), _TEXT)
def test_what_no_file_may_hold_is_refused(before: str, refused: str, after: str) -> None:
    """Such a character would make the file unreadable."""
    with pytest.raises(Problems) as caught:
        written(before + refused + after)
    assert {found.code for found in caught.value.diagnostics} == {"KR005"}


@pytest.mark.parametrize(
    ("text", "block", "flow"),
    [
        ("Cedar & Main", "Cedar & Main", "Cedar & Main"),
        ("Key Account Manager, West", "Key Account Manager, West", '"Key Account Manager, West"'),
        ("Cedar: Insurance #1", '"Cedar: Insurance #1"', '"Cedar: Insurance #1"'),
        ("NO", '"NO"', '"NO"'),
        ("97204", '"97204"', '"97204"'),
        ('O\'Neil "The" Co', '"O\'Neil \\"The\\" Co"', '"O\'Neil \\"The\\" Co"'),
        ("https://cedar.example/jobs", "https://cedar.example/jobs", "https://cedar.example/jobs"),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, block: str, flow: str) -> None:
    """A file for people has no more marks than it must."""
    assert written(text) == block
    assert written(text, flow=True) == flow
