"""The words of a document are compared with those of before, however many there are."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kamroles.document import Document, Paragraph, Run
from kamroles.pipeline.approved_words import Sentence, changes, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

_AT_MOST = 9
"""How many times as long four times as much may take: each with each would be sixteen."""


def _document(*runs: Run) -> Document:
    blocks = (Paragraph(runs),)
    return Document("posting", "Title", "en", "2026-11-27", sections=(), blocks=blocks)


def _seconds(work: Callable[[], object]) -> float:
    took = []
    for _ in range(2):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def test_a_sentence_has_the_values_that_are_in_it() -> None:
    """Of a value that two sentences share, each has its part."""
    runs = Run("We sell "), Run("paper. It keeps", path="a"), Run(" and "), Run("ink.", path="b")
    found = sentences(_document(*runs))[1:]
    assert [(each.text, each.values) for each in found] == [
        ("We sell paper.", {"a": "paper. "}),
        ("It keeps and ink.", {"a": "It keeps", "b": "ink."}),
    ]


def test_a_long_paragraph_is_read_in_proportion() -> None:
    """Such as that of a thousand tools."""

    def read(count: int) -> float:
        pairs = ((Run(f"Tool {n}", path=f"t.{n}"), Run(". ")) for n in range(count))
        document = _document(*(run for pair in pairs for run in pair))
        return _seconds(lambda: sentences(document))

    assert read(4 * 400) < _AT_MOST * read(400)


def test_many_changed_sentences_are_compared_in_proportion() -> None:
    """Each with those near it alone."""

    def compared(count: int) -> float:
        old = [f"Sell {n} jars of the old kind a year." for n in range(count)]
        new = [Sentence(f"Sell {n} jars of the new sort a year.") for n in range(count)]
        return _seconds(lambda: changes(old, new))

    assert compared(4 * 200) < _AT_MOST * compared(200)


def test_a_changed_sentence_is_told_with_the_one_it_was() -> None:
    """The most alike, wherever near it that stood; what is gone comes last."""
    old = ["Visit clients.", "Write offers for jars.", "Keep the books."]
    new = [Sentence("Write offers for tins."), Sentence("Visit our clients.")]
    assert [(each.old, each.new) for each in changes(old, new)] == [
        ("Write offers for jars.", "Write offers for tins."),
        ("Visit clients.", "Visit our clients."),
        ("Keep the books.", ""),
    ]
