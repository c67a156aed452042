"""Words to avoid: whole words, with phrases and names in which they mean something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.rules.avoided_words import _MOST, FOLDER
from kamroles.rules.registry import RULES
from tests.unit.rules.checking import linted, places

if TYPE_CHECKING:
    from pathlib import Path

FIRES = {
    "A001": [
        ("Join a young team.", "young"),
        ("For recent college graduates.", "recent college graduates"),
        ("We want new-grads.", "new-grads"),
        ("Hire girls and guys.", "girls"),
        ("Under 28 years old.", "Under 28 years old"),
        ("Not older than 40.", "Not older than 40"),
        ("Age: 21\u201330.", "Age: 21\u201330"),
    ],
    "G002": [
        ("Report to the chairman.", "chairman"),
        ("Work with SALESMEN.", "SALESMEN"),
        ("Plan the man-hours.", "man-hours"),
    ],
    "G001": [("He will report to you.", "He"), ("Ask for his or her view.", "his or her")],
    "G003": [
        ("Female candidates preferred.", "Female candidates preferred"),
        ("We look for a lady.", "look for a lady"),
    ],
    "F001": [("Unmarried.", "Unmarried"), ("You have no small children.", "no small children")],
    "O001": [
        ("Native English speaker.", "Native English"),
        ("US citizens only.", "citizens only"),
        ("Local candidates of Malay origin preferred.", "of Malay origin preferred"),
    ],
    "D004": [("Able-bodied.", "Able-bodied"), ("Free of any illness.", "Free of any illness")],
    "C001": [("Be our sales ninja.", "ninja"), ("Be a Rock  Star.", "Rock  Star")],
    "C002": [
        ("A fast paced office.", "fast paced"),
        ("Hit the ground running.", "Hit the ground running"),
        ("You wear many hats.", "wear many hats"),
    ],
    "C003": [
        ("We are one big family.", "one big family"),
        ("We're a family here.", "We're a family"),
    ],
    "C004": [
        ("Leverage our data.", "Leverage"),
        ("Find synergies between teams.", "synergies"),
        ("A dynamic self-starter.", "dynamic"),
        ("Work proactively.", "proactively"),
    ],
    "C005": [("World-class service.", "World-class"), ("Give exceptional care.", "exceptional")],
}
QUIET = {
    "A001": [
        "Call Ernst & Young.",
        "Plan with young children in mind.",
        "Support the Boys & Girls Club.",
        "Answer in under 30 minutes.",
        "Sell to cowboys and youngsters.",
    ],
    "G002": [
        "Value good workmanship.",
        "Install equipment of Craftsman Tools Inc.",
        "Chair the board.",
        "Test it in Postman.",
    ],
    "G001": [
        "Write she/her if you like.",
        "Serve Her Majesty's ships.",
        "Know the HIS of a clinic.",
    ],
    "G003": ["Men and women are welcome.", "Sell men's shirts and male connectors."],
    "F001": ["Answer every single applicant.", "A family plan, and leave when a child is born."],
    "O001": [
        "A security clearance. US citizens only.",
        "Build native ads with accent colors.",
        "Have texts read by native speakers.",
    ],
    "D004": ["Keep accounts in good health.", "With or without a disability.", "Lift up to 25 lb."],
    "C001": [
        "Meet Warrior Insurance.",
        "Use Guru and Maven.",
        "Use the setup Wizard.",
        "Design the hero image.",
        "Meet Wizards of the Coast.",
    ],
    "C002": ["Keep deadlines that customers set.", "Count hats.", "Pace the work."],
    "C003": ["Serve family businesses.", "Answer for a product family."],
    "C004": [
        "Watch leverage covenants and the leverage ratio.",
        "Set dynamic pricing and dynamic product ads.",
        "Escalate faults to the next level of support.",
        "Use Microsoft Dynamics daily.",
        "See leverage.example.com for more.",
        "Write to synergy@example.com.",
        "Meet the people at Robust Bank.",
    ],
    "C005": [
        "Collect outstanding premiums.",
        "Follow up what is outstanding.",
        "Go to Superior Court.",
    ],
}


def duty(text: str) -> str:
    """Return a role's lines with one duty."""
    return f'responsibilities:\n  - "{text}"\n'


@pytest.mark.parametrize(
    ("code", "text", "words"), [(c, t, w) for c, cases in FIRES.items() for t, w in cases]
)
def test_a_word_is_found_where_it_stands(code: str, text: str, words: str, tmp_path: Path) -> None:
    """In any case, with spaces and hyphens alike."""
    found = [d for d in linted(tmp_path, duty(text)) if d.code == code]
    first = found[0]
    assert first.span
    assert first.span.line == 5
    assert " ".join(first.span.text.split()) == " ".join(words.split())
    assert first.hint
    assert first.severity == RULES[code].severity


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, texts in QUIET.items() for t in texts])
def test_other_meanings_are_left_alone(code: str, text: str, tmp_path: Path) -> None:
    """Phrases of a trade, names, addresses, and longer words."""
    assert places(linted(tmp_path, duty(text)), code) == []


def test_every_word_rule_has_both_kinds_of_cases() -> None:
    """A rule without a quiet case is a nuisance in waiting."""
    rules = {code for code, rule in RULES.items() if rule.words}
    assert rules == set(FIRES) == set(QUIET)


def test_after_many_uses_no_more_are_looked_for(tmp_path: Path) -> None:
    """That is said, and the other lists are still gone through."""
    duties = "".join(f'  - "Be ninja {n}."\n' for n in range(_MOST + 50))
    last = '  - "Join a young team."\n'
    found = linted(tmp_path, f"responsibilities:\n{duties}{last}")
    told = [d for d in found if d.code == "C001"]
    assert len(told) == _MOST + 1
    assert told[-1].span
    assert told[-1].span.line == 4 + _MOST
    assert f"these {_MOST} uses" in told[-1].message
    assert places(found, "A001") == ["young"]


def test_a_title_may_be_all_capitals(tmp_path: Path) -> None:
    """There, a capital makes no name."""
    text = "title: Account Rockstar\ncareer_path: {after: [boss]}\n"
    (tmp_path / "roles").mkdir()
    (tmp_path / "roles" / "own.yaml").write_text(text)
    assert places(linted(tmp_path, name="own"), "C001") == ["Rockstar"]


def test_each_entry_has_a_reason_a_source_and_a_way_out() -> None:
    """A word is not forbidden on a whim, and stands in one rule once."""
    seen: set[str] = set()
    for code in sorted(FIRES):
        for entry in RULES[code].words:
            assert entry.words
            assert entry.why
            assert entry.write
            assert entry.source
            small = {word.casefold() for word in entry.words}
            assert not seen & small
            seen |= small


def test_every_file_is_a_rule() -> None:
    """It is found by its name."""
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {RULES[code].name for code in FIRES}
