"""How phrases are written, and where a text uses them."""

from __future__ import annotations

import pytest

from kamroles.rules.phrases import Phrases, longest


def said(phrase: str, text: str) -> list[str]:
    """Return the uses of a phrase in a text."""
    return [use.said for use, _ in longest(Phrases([phrase]).uses(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "uses"),
    [
        ("new|fresh grad(s)", "Fresh grads, or a new-grad.", ["Fresh grads", "new-grad"]),
        ("very? young", "A very young or a young team.", ["very young", "young"]),
        ("START men END", "Men only. Men! For men.", ["Men"]),
        (
            "under AGE",
            "Under 30, under thirty-five, under 5 or under 300.",
            ["Under 30", "under thirty-five"],
        ),
        ("hire .. men", "Hire two tall men, or hire for the men.", ["Hire two tall men"]),
        ("hire ... men", "Hire for the men.", ["Hire for the men"]),
        ("men * only", "Men who can lift only. Men. Only.", ["Men who can lift only"]),
        ("he/she", "He/she, he or she, he she.", ["He/she"]),
        ("only US", "Only US offices write only us.", ["Only US"]),
        ("is NAME", "Is he? It is Ann.", ["is Ann"]),
        ("client !WORKER", "Client manager or client.", ["client"]),
        ("young", "See young.example.com, ab@young, non-young or young-ish.", []),
        (
            "PEOPLE goats",
            "No goats, please. Goats need not apply.",
            ["No goats", "Goats need not apply"],
        ),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str, uses: list[str]) -> None:
    """Each sign of a phrase does what its description says."""
    assert said(phrase, text) == uses


def test_an_exception_is_about_one_use() -> None:
    """What ``~`` stands for is the use in question, and not the same words elsewhere."""
    text = "Sell young wines to a young team."
    first, second = sorted(use for use, _ in Phrases(["young"]).uses(text))
    assert Phrases(["~ wines"]).hold(first, text)
    assert not Phrases(["~ wines"]).hold(second, text)
