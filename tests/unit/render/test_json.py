"""The JSON tree is the whole document, in a form that does not change by itself."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from kamroles.document import Document, Paragraph, Run, plain_text
from kamroles.render.json import SCHEMA_VERSION, load, render
from kamroles.theme import Theme
from tests.unit.render.samples import EMPTY, EVERYTHING, POSTING
from tests.unit.render.strategies import ANYTHING, documents
from tests.wording import printed

THEME = Theme("none", {}, "", {})


@pytest.mark.parametrize(
    "document", [EVERYTHING, POSTING, EMPTY], ids=["everything", "posting", "empty"]
)
def test_samples_are_read_back_equal(document: Document) -> None:
    """Nothing of a document is lost, and its text stands there too."""
    content = render(document, THEME)
    assert load(content) == document
    assert json.loads(content)["text"] == plain_text(document)


@given(documents(ANYTHING))
@settings(max_examples=60)
def test_any_document_is_read_back_equal(document: Document) -> None:
    """Whatever text a document holds, JSON in UTF-8 carries it."""
    assert load(render(document, THEME)) == document


def test_half_of_a_pair_does_no_harm() -> None:
    """What UTF-8 cannot carry is written as JSON escapes it."""
    document = Document("posting", "a\ud800b", "en", "2026-03-02", ())
    assert load(render(document, THEME)) == document


def test_what_says_nothing_is_left_out_and_keys_are_sorted() -> None:
    """A run is its text and what sets it apart; blocks say their type."""
    runs = (Run("a é", path="role.title"), Run("b", bold=True, href="https://example.org"))
    document = Document("posting", "T", "en", "2026-03-02", (), blocks=(Paragraph(runs),))
    content = render(document, THEME)
    assert json.loads(content) == {
        "schema_version": SCHEMA_VERSION,
        "kind": "posting",
        "title": "T",
        "lang": "en",
        "date": "2026-03-02",
        "sections": [],
        "blocks": [
            {
                "type": "paragraph",
                "runs": [
                    {"text": "a é", "path": "role.title"},
                    {"text": "b", "bold": True, "href": "https://example.org"},
                ],
            }
        ],
        "text": "T\na éb\n",
    }
    assert b"\xc3\xa9" in content
    keys = [
        line.strip().split('"')[1] for line in content.decode().splitlines() if line[2:3] == '"'
    ]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"[]", "version 1"),
        (b'{"schema_version": 99}', "version 1"),
        (b'{"schema_version": 1, "kind": "posting"}', "'title'"),
        (b'{"schema_version": 1, "blocks": [{"type": "video"}]}', "'video'"),
        (b"\xff", "0xff"),
        (b"{", "column 2"),
    ],
)
def test_other_content_is_refused_in_words(content: bytes, value: str) -> None:
    """What is no document of this version is named as such."""
    with pytest.raises(ValueError, match=value) as caught:
        load(content)
    printed(str(caught.value).partition(": ")[0])  # what follows are words of Python's
