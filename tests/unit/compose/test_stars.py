"""Stars mark words, or are letters of them; none vanishes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamroles.document import Paragraph, plain_text
from tests.unit.compose.jobs import made, make_job


def shown(text: str) -> str:
    """Return a text of a Markdown field, words in bold as <b…> and in italics as <i…>."""
    document = made("{{ employer.about | rich }}", make_job(employer={"about": text})).document
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    marks = (("b" if run.bold else "") + ("i" if run.italic else "") for run in block.runs)
    return "".join(
        f"<{m}:{r.text}>" if m else r.text for m, r in zip(marks, block.runs, strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Wir beraten Händler*innen und Hersteller*innen seit 2011.",
        "Zum Team zählen 4*- und 5*-Hotels.",
        "Hotels mit 4* und 5*",
        "Alle Bewerber*innen (m/w/*) und jede*r andere (m/w/*)",
        "Trans* und Inter* Personen",
        "Händler_innen und Hersteller_innen, snake_case_name",
        "A * B * C and 2*3*4",
        "5** und 4** Häuser",
        "Bonus* und Urlaub*",
        "a*, b*, c*",
    ],
)
def test_a_star_within_or_behind_a_word_is_a_letter(text: str) -> None:
    """Also two of them in one paragraph, which Markdown takes for italics."""
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("*since 2011* and *b*", "<i:since 2011> and <i:b>"),
        ("**Since 2011** ok", "<b:Since 2011> ok"),
        ("*Alle Bewerber*innen* sind", "<i:Alle Bewerber*innen> sind"),
        ("**Alle Bewerber*innen** sind", "<b:Alle Bewerber*innen> sind"),
        ("***both*** x", "<bi:both> x"),
        ("***x** y*", "<bi:x><i: y>"),
        ("***x* y**", "<bi:x><b: y>"),
        ("**bold *italic***", "<b:bold ><bi:italic>"),
        ("**Renewals:**run", "<b:Renewals:>run"),
        ("Haupt**wort**lich", "Haupt<b:wort>lich"),
        ("f(*x*), *y*.", "f(<i:x>), <i:y>."),
        (r"\*a\* *b*", "*a* <i:b>"),
        ('*"quoted"*', '<i:"quoted">'),
        ("[a](https://x.example/a*b*c) *b*", "a <i:b>"),
    ],
)
def test_stars_around_words_mark_them(text: str, wanted: str) -> None:
    """What was Markdown before is so still."""
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("https://x.example/_a_/__b__/c", "https://x.example/_a_/__b__/c"),
        ("see www.x.example/_a_, then _b_", "see www.x.example/_a_, then <i:b>"),
        ("_https://x.example/_a_/_", "<i:https://x.example/_a_/>"),
        ("[a](https://x.example/_a_/__b__) _b_", "a <i:b>"),
    ],
)
def test_bars_within_an_address_are_letters(text: str, wanted: str) -> None:
    """Of those around it, the words are marked."""
    assert shown(text) == wanted


@settings(max_examples=200, deadline=None)
@given(st.text("*ab1 .(", min_size=1, max_size=24).filter(set("ab1").intersection))
def test_a_star_between_letters_or_after_a_digit_stays(text: str) -> None:
    """Unless words before and behind it are marked."""
    job = make_job(employer={"about": f"x {text}"})
    after = plain_text(made("{{ employer.about | rich }}", job).document)
    assert [c for c in after.removeprefix("Title\n") if c in "ab1"] == [
        c for c in text if c in "ab1"
    ]
    single = text.count("*") == text.count("a*b")
    assert not single or after.count("*") == text.count("*")
