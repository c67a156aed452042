# ruff: noqa: RUF001, E501 - the letters are what is tested
"""What a text holds that its document would print as typed, or not at all, is told."""

from __future__ import annotations

import json

import pytest

from kamroles.diagnostics import Diagnostic, Severity
from kamroles.model.employer import Employer
from kamroles.model.read import read
from kamroles.source.yaml import parse
from tests.wording import pinned


def firm(text: str, field: str) -> tuple[Employer, list[Diagnostic]]:
    """Return an employer in which a field has a value, and what is told of it."""
    written = {"id": "firm", "name": "X"} | {field: text}
    lines = (f"{key}: {json.dumps(each, ensure_ascii=False)}\n" for key, each in written.items())
    value, found = read(parse("".join(lines), "firm.yaml"), Employer)
    assert value is not None
    return value, found


def doubts(text: str, field: str = "name") -> list[Diagnostic]:
    """Return what is told of the value of a field of an employer; ``about`` takes Markdown."""
    _, found = firm(text, field)
    told = [each for each in found if each.severity is Severity.WARNING]
    pinned(told)
    return told


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("**Renewals:** run each of them.", "Renewals: run each of them."),
        ("Run __each__ of them", "Run each of them"),
        ("Run *each* of them", "Run each of them"),
        ("_Only_ for Händler*innen", "Only for Händler*innen"),
        ("***Only*** for us", "Only for us"),
        ("As the [policy](https://k.example/p) says", "As the policy (https://k.example/p) says"),
        ("As the [policy][1] says", "As the policy says"),
        ("See <https://k.example/p>", "See https://k.example/p"),
        ("![Logo](logo.png) Kadewind", "Logo Kadewind"),
        ("Use `git` daily", "Use git daily"),
        ("~~Old~~ New", "Old New"),
        ("==New== here", "New here"),
        (r"\*Star\*", "*Star*"),
        ("# Sales", "Sales"),
        ("> Sales first", "Sales first"),
        ("- Sales", "Sales"),
        ("* Sales", "Sales"),
        ("• Sales", "Sales"),
        ("▪ Sales", "Sales"),
        ("– Sales", "Sales"),
        ("• Sales • Support", "Sales; Support"),
        ("1) Sales", "Sales"),
        ("a) Sales", "Sales"),
        ("A) Sales", "Sales"),
        ("a. Sales", "Sales"),
        ("iv. Sales", "Sales"),
        ("ii) Sales", "Sales"),
        ("1.Sales", "Sales"),
        ("① Sales", "Sales"),
        ("o Sales", "Sales"),
        ("o\tsales", "sales"),
        ("§ Sales", "Sales"),
        ("Ø\tSales", "Sales"),
        ("ü Sales", "Sales"),
        ("→ Sales", "Sales"),
        ("► Sales", "Sales"),
        ("❖ Sales", "Sales"),
        ("✅ Sales", "Sales"),
        ("☐ Sales", "Sales"),
        ("⦁ Sales", "Sales"),
        ("🔹Sales", "Sales"),
        ("» Sales", "Sales"),
        ("-Sales", "Sales"),
        ("Sales; • support; • care", "Sales; support; care"),
        ("**Sales: we sell", "Sales: we sell"),
        ("Sales:** we sell", "Sales: we sell"),
        ("As the [policy] (https://k.example/p) says", "As the policy (https://k.example/p) says"),
        ("Join {{ employer.name }} now", "Join … now"),
        ("[ ] Sales", "Sales"),
        ("| Sales | 5 |", "Sales 5"),
        ("Sales\n=====\nand more", "Sales and more"),
        ("Sales<br>Support", "SalesSupport"),
        ('<p class="x">Sales</p>', "Sales"),
        ("Sales <!-- ask --> here", "Sales here"),
        ("R&amp;D", "R&D"),
        ("Caf&eacute; &#8211; bar", "Café – bar"),
        ("20&nbsp;days", "20 days"),
    ],
)
def test_marks_in_a_plain_text_are_told_with_the_line_as_meant(text: str, cleaned: str) -> None:
    """Markdown, HTML, entities, and bullets that came with pasted text."""
    (told,) = doubts(text)
    assert told.code == "KR333"
    assert told.hint == f"write `{cleaned}`"


@pytest.mark.parametrize(
    "text",
    [
        "C++", "C#", "F#", "A * B", "R&D", "AT&T", "P&L; Q&A; M&A", "<5%", "a < b > c", "snake_case",
        "A_B and C_D", "f(x)", "#1", "# of accounts", "Keep it below - 5 degrees", "5*", "4*- und 5*-Haus",
        "Händler*innen und Kund*innen", "Händler_innen und Kund_innen", "Bonus* and leave*", "(m/w/*)",
        "[m/w/d] (Vollzeit)", "List<String>", "x == y", "~5 and ~6", "1. FC Köln", "24/7", "+ 10% bonus",
        "O`Brien", "a|b", "i. e. all", "d. h. alle", "» Sales «", "Bonus** paid; **in Oregon", "**/*.py", "-ish",
        "a • b • c", "« Sales »", "[we] (you)", "{a} or {b}", "or else", "vi", "2019. A good year", "C:\\temp", "https://x.example/a_b/_c_/d*e", "20\u00a0days", "„Spaß“ à l’été «\u00a0É\u00a0»",
        "SÃO PAULO: NÃO", "PÅ ÄÖ", "۵ نفر می\u200cخواهیم", "क्\u200dष", "👩\u200d💻 team", "1️⃣ first", "Ωmega ½ ×2 €5…",
        "Łódź, Gdańsk, Đakovo, Škoda", "straße “x” ‘y’ — z", "> 5 years", "‚Ärzte‘ und „Ä“", "ภาษา\u200bไทย",
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["name", "about"])
def test_innocent_texts_are_not_doubted(text: str, field: str) -> None:
    """Signs that mean themselves, and letters that need others nobody sees."""
    assert doubts(text, field) == []
    assert getattr(firm(text, field)[0], field).split() == text.split()


def test_a_number_before_a_text_is_told_but_belongs_to_a_name() -> None:
    """`1. Sell` was copied from a list; 1. FC Köln is called so."""
    written = '{id: x, name: X, benefits: [{id: a, text: "1. Leave"}]}'
    value, found = read(parse(written, "firm.yaml"), Employer)
    assert value is not None
    assert [(each.code, each.hint) for each in found] == [("KR333", "write `Leave`")]
    assert doubts("1. Leave", "name") == doubts("1. Leave", "about") == []


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("Ours\n\n## Our teams", 3, "`**Our teams**`"),
        ("How we work\n-----------\n\nx", 2, "**words**"),
        ("How we work\n===", 2, "**words**"),
        ("Teams:\n\n1) Sales\n2) Support", 3, "`1. Sales`"),
        ("Teams:\n\n• Sales\n• Support", 3, "`- Sales`"),
        ("| Office | People |\n|---|---|\n| Bend | 12 |", 1, "list"),
        ("Office | People\n--- | ---\nBend | 12", 2, "list"),
        ("We say:\n\n> Be kind", 3, "`Be kind`"),
        ("One<br/>two", 1, "`Onetwo`"),
        ("Teams:\n\na. Sales\nb. Support", 3, "`1. Sales`"),
        ("Teams:\n\no Sales\no Support", 3, "`- Sales`"),
        ("Teams: • Sales; • support", 1, "line of its own"),
        ("One\n\n**two: three", 3, "`two: three`"),
        ("One [two] (https://x.example)", 1, "[words](https://…)"),
        ("We are {{ employer.name }}.", 1, "the words themselves"),
        ("One &amp; two", 1, "`One & two`"),
        ("```\nx\n```", 1, "quotation marks"),
        ("One `two`", 1, "`One two`"),
        ("![us](us.png)", 1, "template"),
        ("One[^1]", 1, "brackets"),
        ("- [ ] one", 1, "`- one`"),
        ("~~one~~ two", 1, "signs"),
        ("see <https://x.example>", 1, "`see https://x.example`"),
        ("[x][y]\n\n[z]: https://x.example", 1, "[words](https://…)"),
        ("Word\n: its meaning", 2, "bold"),
        ("one\\\ntwo", 1, "empty line"),
        ("one\n\n***\n\ntwo", 3, "leave the line out"),
    ],
)
def test_what_a_markdown_text_does_not_take_is_told_at_its_line(
    text: str, line: int, hint: str
) -> None:
    """With what to write instead."""
    body = "".join(f"  {each}\n" if each else "\n" for each in text.split("\n"))
    _, found = read(parse(f"id: firm\nname: X\nabout: |\n{body}", "firm.yaml"), Employer)
    pinned(found)
    assert found[0].code == "KR334"
    assert found[0].span is not None
    assert found[0].span.line == line + 3
    assert hint in (found[0].hint or "")


@pytest.mark.parametrize(
    "text", ["**b** *i* __b__ _i_ [x](https://x.example) \\*", "- a\n- b\n\n1. c\n2. d"]
)
def test_what_a_markdown_text_takes_is_not_told(text: str) -> None:
    """Paragraphs, lists, bold, italic and links."""
    assert doubts(text, "about") == []


@pytest.mark.parametrize("field", ["name", "about"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize(
    "word", ["café", "élève", "Müller", "it’s", "5 – 6", "naïve", "señor", "Größe", "“so”", "ça"]
)
def test_letters_decoded_twice_are_told_with_those_meant(
    word: str, encoding: str, field: str
) -> None:
    """UTF-8 that was read as what Windows, old Macs and consoles write."""
    wrong = f"The {word} here".encode().decode(encoding, "ignore")
    (told,) = doubts(wrong, field)
    assert told.code == "KR335"
    assert told.hint == f"write `The {word} here`"
    assert told.span is not None
    assert told.span.column > len(field) + 3


@pytest.mark.parametrize(
    "wrong", ["cafÃƒÂ©", "CafÃ©", "ÃœberprÃ¼fung", "ÐšÐ¸Ñ—Ð²", "ðŸ˜€ hi", "5Â 000", "Å‚Ã³dka"]
)
def test_more_such_letters(wrong: str) -> None:
    """Also decoded three times, and of other scripts."""
    (told,) = doubts(wrong)
    assert told.code == "KR335"


def test_a_lost_letter_is_told() -> None:
    """Nobody can know which it was."""
    (told,) = doubts("M\ufffdller")
    assert told.code == "KR335"


@pytest.mark.parametrize("field", ["name", "about"])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("contract\u200bual", "contractual"),
        ("cur\u00adrent", "current"),
        ("quali\ufb01ed \ufb02ow o\ufb03ce", "qualified flow office"),
        ("be\u2060low", "below"),
        ("Auf\u200clage", "Auflage"),
        ("bedr\u0133f", "bedrijf"),
        ("\u202a+49 40\u202c", "+49 40"),
        ("left\u200eright", "leftright"),
        ("𝗕𝗼𝗹𝗱 words", "Bold words"),
        ("a\ufffcb", "ab"),
        ("x\U000e0061\U000e0062y", "xy"),
    ],
)
def test_unseen_and_joined_letters_are_told_and_spelled_out(
    text: str, shown: str, field: str
) -> None:
    """A search finds the words then, in every format."""
    (told,) = doubts(text, field)
    assert told.code == "KR336"
    assert told.hint == f"write `{shown}`"
    assert getattr(firm(text, field)[0], field) == shown


def test_the_place_is_that_of_the_very_characters() -> None:
    """File, line and column, also on a later line of a value."""
    text = "id: firm\nname: X\nabout: >\n  One line,\n  then cafÃ© here.\n"
    _, (told,) = read(parse(text, "firm.yaml"), Employer)
    assert str(told.span) == "firm.yaml:5:11"
