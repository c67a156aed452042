"""The competencies that ship: enough of them, and levels that can be told apart."""

from __future__ import annotations

import difflib
import itertools
import re
from typing import TYPE_CHECKING

import pytest

from kamroles.model.base import plain
from kamroles.pipeline import open_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.library.lexicon import Lexicon

SAME_WORDS, SAME_LETTERS = 0.5, 0.7
"""From where on two neighbors are too much alike."""
_SMALL = frozenset(
    {
        *("a", "an", "and", "as", "at", "be", "by", "can", "each", "for", "from", "in", "is", "it"),
        *("its", "no", "not", "of", "on", "one", "or", "own", "so", "that", "the", "their", "them"),
        *("they", "to", "what", "who", "with"),
    }
)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """Return what ships."""
    return open_library(tmp_path_factory.mktemp("nowhere")).lexicon


def words(text: str) -> set[str]:
    """Return the words of a text that carry meaning, without plural endings."""
    return {word.rstrip("s") for word in re.findall(r"[a-z']+", text.lower())} - _SMALL


def too_alike(one: str, other: str) -> bool:
    """Tell whether two anchors share most of their words, or nearly all of their letters."""
    first, second = words(one), words(other)
    shared = len(first & second) / max(1, len(first | second))
    letters = difflib.SequenceMatcher(None, one.lower(), other.lower()).ratio()
    return shared >= SAME_WORDS or letters >= SAME_LETTERS


def test_what_the_field_needs_is_there(lexicon: Lexicon) -> None:
    """The general ones, and one technical pack for each trade."""
    assert len(lexicon.competencies) >= 25
    assert {
        "strategic-planning", "customer-insight", "relationships", "value-creation", "negotiation",
        "virtual-teamwork", "records-and-figures", "communication", "ethics", "coverage-knowledge",
        "earned-value", "campaign-management", "credit-analysis", "identity-administration",
        "facilities-operations", "event-planning", "benefits-knowledge",
    } <= set(lexicon.competencies)  # fmt: skip


def test_every_level_says_what_can_be_seen(lexicon: Lexicon) -> None:
    """Each of five, in words that begin with what a person does."""
    for name, entry in lexicon.competencies.items():
        assert entry.definition, name
        anchors = plain(entry.anchors)
        assert list(anchors) == [f"level_{n}" for n in range(1, 6)], name
        for anchor in anchors.values():
            assert re.match(r"(Is|Has|Can|[A-Z][a-z]+e?s)\b", anchor), (name, anchor)
            assert not re.search(r"\b(?:excellent|good|strong|outstanding) ", anchor), name


def _pairs(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    for name, entry in lexicon.competencies.items():
        for one, other in itertools.combinations(plain(entry.anchors).values(), 2):
            yield name, one, other


def test_levels_can_be_told_apart(lexicon: Lexicon) -> None:
    """Neighbors first of all, and the others too."""
    assert [pair for pair in _pairs(lexicon) if too_alike(*pair[1:])] == []


def test_no_two_competencies_are_one(lexicon: Lexicon) -> None:
    """Nobody is asked for the same thing twice under two names."""
    entries = lexicon.competencies.values()
    pairs = itertools.combinations([entry.definition for entry in entries], 2)
    assert [pair for pair in pairs if too_alike(*pair)] == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Plans the work well.", "Plans the work very well.", True),
        ("Keeps notes with some help.", "Keeps notes without help.", True),
        ("Keeps a list of tasks and dates.", "Keeps lists of dates and tasks.", True),
        ("Gives price first.", "Trades one concession for another.", False),
        ("Plans from our goals.", "Has the customer sign the plan, with measured value.", False),
    ],
)
def test_the_measure_tells(one: str, other: str, alike: bool) -> None:
    """Adjectives alone make no difference."""
    assert too_alike(one, other) is alike


def test_every_term_has_a_source_and_its_neighbors(lexicon: Lexicon) -> None:
    """Explained in a few words of our own."""
    assert len(lexicon.terms) >= 129
    for name, term in lexicon.terms.items():
        assert term.source, name
        assert term.related, name
        assert len(term.text.split()) <= 45, name
