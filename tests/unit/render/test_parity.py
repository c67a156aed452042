"""Every format says the words of the document, in order, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings

from kamroles.diagnostics import Problems
from kamroles.document import Document, Paragraph, Run
from kamroles.render import FORMATS, render
from tests.parity import difference
from tests.unit.render.samples import EMPTY, EVERYTHING, POSTING, paragraph
from tests.unit.render.strategies import WORDS, documents
from tests.unit.render.themes import plain

DOCUMENTS = {"everything": EVERYTHING, "posting": POSTING, "empty": EMPTY}


@cache
def written(document: Document, format: str) -> bytes:
    """Return the document in a format; skip where the PDF engine is not installed."""
    try:
        return render(document, plain(), format)
    except Problems as problems:
        if format == "pdf" and problems.diagnostics[0].code == "KR401":
            pytest.skip("Pango is not installed")
        raise


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_words_of_each_format_are_the_words_of_the_document(name: str, format: str) -> None:
    """Nothing is lost, added or moved on the way into a format."""
    assert difference(DOCUMENTS[name], format, written(DOCUMENTS[name], format)) == ""


@pytest.mark.parametrize("format", FORMATS)
def test_a_lost_added_or_changed_word_is_noticed(format: str) -> None:
    """The comparison fails for a document that differs in one word."""
    content = written(POSTING, format)
    blocks = POSTING.blocks
    for other in (
        replace(POSTING, blocks=(*blocks, paragraph("extra"))),
        replace(POSTING, blocks=blocks[1:]),
        replace(POSTING, title="Key Account manager"),
        replace(POSTING, eyebrow=(Run("Sample Insurance Agency"), Run(" · Oregon, Portland"))),
        replace(POSTING, blocks=(Paragraph((Run("You look after"),)), *blocks)),
        replace(POSTING, sections=(POSTING.sections[1], POSTING.sections[0])),
    ):
        assert difference(other, format, content)


@given(documents(WORDS))
@settings(max_examples=40)
def test_parity_holds_for_any_document(document: Document) -> None:
    """However odd its text and nesting, each format says just what the document says."""
    for format in ("md", "txt", "docx"):
        assert difference(document, format, render(document, plain(logo=False), format)) == ""
