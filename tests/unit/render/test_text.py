"""Plain text fits its columns, cuts no word and reads in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from kamroles.document import (
    Approval,
    Block,
    Callout,
    Checkbox,
    Document,
    Facts,
    Field,
    Figure,
    Listing,
    Run,
    Section,
    Table,
)
from kamroles.render.txt import COLUMNS, inline, render, width, wrap
from kamroles.theme import Theme
from tests.unit.render.samples import EVERYTHING, POSTING, bullets, facts, paragraph, text
from tests.unit.render.strategies import ANYTHING, documents

THEME = Theme("none", {}, "", {})


def written(document: Document) -> list[str]:
    """Return the lines of the document."""
    return render(document, THEME).decode().splitlines()


def block_lines(*blocks: Block) -> list[str]:
    """Return the lines of the blocks alone."""
    return written(Document("posting", "T", "en", "2026-03-02", (), blocks=blocks))[3:]


def table(*rows: tuple[str, ...]) -> Table:
    """Return a table of plain cells, the first row its head."""
    head, *rest = (tuple(map(text, row)) for row in rows)
    return Table(head, tuple(rest))


@pytest.mark.parametrize("document", [EVERYTHING, POSTING], ids=["everything", "posting"])
def test_lines_fit_the_columns(document: Document) -> None:
    """No line of a usual document is wider than a job board shows."""
    assert max(map(width, written(document))) <= COLUMNS


@given(documents(ANYTHING))
@settings(max_examples=40)
def test_lines_have_no_trailing_space_and_the_last_one_ends(document: Document) -> None:
    """Any document is lines without space at their ends, with no blank ones at top or bottom."""
    content = render(document, THEME).decode()
    assert [line for line in content.split("\n") if line != line.rstrip()] == []
    assert content == "\n" or content == f"{content.strip()}\n" or content.startswith("    ")


def test_headings_are_underlined_and_keep_their_words() -> None:
    """The title has a double line, sections a line, their parts a wave, as wide as the words."""
    part = Section("b", text("Part"), (paragraph("Text."),))
    section = Section("a", text("Section"), (), (part,))
    document = Document("posting", "日本", "ja", "2026-03-02", (section,), text("By line"))
    lines = ["日本", "====", "By line", "", "Section", "-------", "", "Part", "~~~~", "", "Text."]
    assert written(document) == lines


def test_draft_stands_out_at_the_top() -> None:
    """The reason for a draft comes before the title, between stars."""
    document = Document("posting", "T", "en", "2026-03-02", (), draft="Draft: no pay.")
    assert written(document) == ["*** Draft: no pay. ***", "", "T", "="]


def test_words_are_wrapped_by_display_width_and_never_cut() -> None:
    """Wide letters take two columns, accents none; a word longer than a line has its own."""
    assert wrap("日本 日本 日本", 9) == ["日本 日本", "日本"]
    assert wrap("e\u0301 e\u0301 e\u0301", 5) == ["e\u0301 e\u0301 e\u0301"]
    assert wrap(f"a {'x' * 90} b") == ["a", "x" * 90, "b"]
    assert wrap("10\u00a0% of all", 5) == ["10\u00a0%", "of", "all"]


@pytest.mark.parametrize("marker", ["-", "*", "1.", "2)", "---", "="])
def test_no_line_starts_like_a_list_item_by_accident(marker: str) -> None:
    """A dash or number within a sentence stays on the line of the word before."""
    assert wrap(f"one two {marker} three", 8) == ["one", f"two {marker}", "three"]


def test_items_hang_and_numbers_line_up() -> None:
    """Lines of an item stand below its text; numbers of two digits shift the others."""
    item = (paragraph("word " * 20), bullets("Part"), paragraph("More"))
    assert block_lines(Listing((item,))) == [
        "- word word word word word word word word word word word word word word",
        "  word word word word word word",
        "  - Part",
        "",
        "  More",
    ]
    steps = Listing(tuple((paragraph(f"Step {at}"),) for at in range(1, 11)), ordered=True)
    assert block_lines(steps)[8:] == [" 9. Step 9", "10. Step 10"]


def test_values_of_facts_stand_below_each_other() -> None:
    """Labels get a colon unless they end in a mark; a long one has a line of its own."""
    long = "A label that is much too long to stand beside"
    assert block_lines(facts(("Pay", "$1"), ("Remote?", "Yes"), (long, "No"))) == [
        "Pay:     $1",
        "Remote?  Yes",
        f"{long}:",
        "         No",
    ]


def test_tables_wrap_their_widest_column_only() -> None:
    """What stands after the wrapped cell follows its last word, so the reading order holds."""
    words = "word " * 20
    assert block_lines(table(("What", "Share"), (words, "5%"))) == [
        "What                                                                  Share",
        "--------------------------------------------------------------------  -----",
        "word word word word word word word word word word word word word",
        "word word word word word word word                                    5%",
    ]
    assert block_lines(table(("N", "What"), ("1", words)))[2:] == [
        "1  word word word word word word word word word word word word word word",
        "   word word word word word word",
    ]


def test_tables_without_room_are_told_row_by_row() -> None:
    """Where two columns would have to be wrapped, cells follow each other."""
    words = "word " * 12
    assert block_lines(table(("A", "B"), (words, words))) == [
        "A | B",
        f"{words}| word word",
        f"  {('word ' * 10).strip()}",
    ]


def test_links_say_where_they_lead_only_if_the_words_do_not() -> None:
    """An address stands in angle brackets, before the full stop and never within a word."""
    page = Run("our page", href="https://example.org/a b")
    assert inline((Run("See "), page, Run("."))) == "See our page <https://example.org/a%20b>."
    assert inline((page, Run("s, too"))) == "our pages, <https://example.org/a%20b> too"
    for words, href in (
        ("https://example.org/", "https://example.org/"),
        ("example.org", "https://example.org/"),
        ("a@example.org", "mailto:a@example.org"),
        ("+1 503 555-0100", "tel:+15035550100"),
        ("see above", "#above"),
        ("click", "javascript:alert(1)"),
    ):
        assert inline((Run(words, href=href),)) == words


def test_forms_have_room_to_write() -> None:
    """Boxes, lines and signatures can be filled in by hand."""
    boxes = (Checkbox(text("One")), Checkbox(text("Two"), checked=True))
    assert block_lines(*boxes) == ["[ ] One", "[x] Two"]
    assert block_lines(Field(text("Name"))) == [f"Name: {'_' * 30}"]
    heads = (text("Part"), text("Name"), text("Date"))
    assert block_lines(Approval(heads, (text("Manager"),))) == [
        f"Part     Name{' ' * 30}Date",
        "",
        f"Manager  {'_' * 32}  {'_' * 32}",
    ]
    long = "The person who leads the department that this job belongs to"
    assert block_lines(Approval(heads, (text(long),))) == [
        "Part | Name | Date",
        "",
        long,
        "",
        "_" * 30,
    ]


def test_statements_are_set_in_and_pictures_left_out() -> None:
    """A callout is indented; a picture has no words."""
    callout = Callout((paragraph("One."), bullets("Two")))
    assert block_lines(callout, Figure("logo", "A logo")) == ["    One.", "", "    - Two"]
    assert block_lines(Facts(()), Callout(()), Listing(((),))) == []
