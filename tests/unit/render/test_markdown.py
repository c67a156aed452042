"""Markdown shows exactly what the document says, to any CommonMark parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from kamroles.document import (
    Approval,
    Block,
    Callout,
    Checkbox,
    Document,
    Facts,
    Field,
    Figure,
    KeepTogether,
    Listing,
    Paragraph,
    Run,
    Section,
    Table,
    inline_text,
    printable,
)
from kamroles.render.md import inline, render
from kamroles.theme import Theme
from tests.unit.render.samples import HOSTILE, bullets, paragraph, text
from tests.unit.render.strategies import ANYTHING, blocks, inlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from kamroles.document import Inline

THEME = Theme("none", {}, "", {})
PARSER = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])


class Shown(NamedTuple):
    """A character as a reader of the parsed Markdown sees it."""

    character: str
    bold: bool
    italic: bool
    href: str | None


def _document(*blocks: Block) -> Document:
    return Document("posting", "Title", "en", "2026-03-02", (), blocks=blocks)


def _shown(tokens: list[Token]) -> Iterator[Shown]:
    bold = italic = 0
    href = None
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        if token.type == "link_open":
            href = str(token.attrs["href"])
        elif token.type == "link_close":
            href = None
        elif token.type == "text":
            yield from (Shown(each, bold > 0, italic > 0, href) for each in token.content)
        else:
            assert token.type in {"strong_open", "strong_close", "em_open", "em_close"}, token


def _letters(text: str) -> str:
    """Return what a reader sees of the text apart from white space."""
    return "".join(printable(text).split())


def _lines(document: Document) -> list[str]:
    """Return the text of each heading, paragraph and cell that has any."""
    lines = []
    for token in PARSER.parse(render(document, THEME).decode()):
        if token.type == "inline":
            line = "".join(each.character for each in _shown(token.children or []))
            # Only a box to tick starts with a bracket that is not escaped.
            lines.append(line[3:] if token.content.startswith(("[ ]", "[x]")) else line)
    return [line for line in lines if line]


def _folded(line: str) -> str:
    return " ".join(line.split())


@given(inlines(ANYTHING))
@settings(max_examples=200, deadline=None)
def test_runs_come_out_letter_by_letter_in_their_style(runs: Inline) -> None:
    """A parser shows each run's characters, bold, slanted and linked as the run says."""
    (token,) = PARSER.parseInline(inline(runs))
    shown = [each for each in _shown(token.children or []) if _letters(each.character)]
    wanted = [
        (each, run.bold or run.blank, run.italic, (run.href or "#")[0] in "hmt")
        for run in runs
        for each in _letters(run.text)
    ]
    assert [(*each[:3], each.href is not None) for each in shown] == wanted


@given(blocks(ANYTHING))
@settings(max_examples=120, deadline=None)
def test_no_text_leaves_its_block(blocks: tuple[Block, ...]) -> None:
    """Each paragraph, item and cell of the parsed Markdown is one of the document, in order."""
    shown = _lines(_document(*blocks))
    wanted = ["Title", *(_letters(line) for line in _cells(blocks))]
    assert [letters for line in shown if (letters := _letters(line))] == list(filter(None, wanted))


def _cells(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(runs) | Checkbox(runs):
                yield inline_text(runs)
            case Field(label):
                words = _letters(inline_text(label))
                yield words and words + "_" * 30
            case Approval(columns, signers):
                yield from map(inline_text, (*columns, *signers))
            case Facts(rows):
                yield from (inline_text(cell) for row in rows for cell in row)
            case Table(head, rows):
                yield from (inline_text(cell) for row in (head, *rows) for cell in row)
            case Listing(parts):
                yield from (line for part in parts for line in _cells(part))
            case Callout(inner) | KeepTogether(inner):
                yield from _cells(inner)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_text_in_every_place(words: str) -> None:
    """Headings, paragraphs, items, cells and quotes show a value as it was written."""
    document = Document(
        "posting",
        words,
        "en",
        "2026-03-02",
        (Section("part", text(words), (Field(text(words)),)),),
        eyebrow=text(words),
        draft=words,
        blocks=(
            bullets(words),
            Callout((paragraph(words),)),
            Approval((text(words),), (text(words),)),
        ),
    )
    lines = [_folded(line.replace("_" * 30, "")) for line in _lines(document)]
    assert lines == [_folded(words)] * 9


@pytest.mark.parametrize(
    "prose",
    [
        "Grow 20 accounts by 10% a year (net), e.g. renewals - and cross-sales.",
        "Pay: $78,000 to $96,000; 401(k) match, 4% > 3% & no cap!",
        "Set up snake_case_names, C++/C# and #1 rankings on 2026-03-02. 1.5 days ~ ok",
        "Who? You: an in-house, full-time colleague's \u201cright hand\u201d \u2014 5 + 5 = 10.",
    ],
)
def test_prose_stays_as_readable_as_it_was(prose: str) -> None:
    """Ordinary sentences get no backslash."""
    assert inline(text(prose)) == prose


def test_lists_are_tight_and_stay_apart() -> None:
    """Items follow each other without blank lines; two lists in a row remain two lists."""
    steps = Listing((text_item("Step"), text_item("Next")), ordered=True)
    blocks = (bullets("One", "Two"), bullets("Three"), steps, steps, Checkbox(text("Tick")))
    assert _written(*blocks) == (
        "- One\n- Two\n\n* Three\n\n1. Step\n2. Next\n\n1) Step\n2) Next\n\n- [ ] Tick\n"
    )


def test_parts_of_an_item_belong_to_it() -> None:
    """A list in an item follows its text at once, everything is indented below the item."""
    item = (paragraph("Whole"), bullets("Part"), paragraph("More"))
    assert _written(Listing((item,), ordered=True)) == "1. Whole\n   - Part\n\n   More\n"


def test_tables_facts_and_forms() -> None:
    """Labels and values are a table without captions; forms leave room to write."""
    assert _written(Facts(((text("Pay"), (Run("to do", blank=True),)),))) == (
        "| | |\n| --- | --- |\n| **Pay** | **to do** |\n"
    )
    assert _written(Approval((text("Who"), text("Date")), (text("Lead | HR"),))) == (
        "| Who | Date |\n| --- | --- |\n| Lead \\| HR | |\n"
    )
    assert _written(Field(text("Name"))) == f"Name {'_' * 30}\n"
    boxes = (Checkbox(text("One")), Checkbox(text("Two"), checked=True))
    assert _written(*boxes) == "- [ ] One\n- [x] Two\n"
    assert _written(Callout((paragraph("A"), paragraph("B")))) == "> A\n>\n> B\n"


def test_links_lead_where_the_run_says() -> None:
    """An address that is its own text is short; others keep their target, whatever it holds."""
    href = "https://example.org/a b?c=(1)&copy;=`|\\"
    (token,) = PARSER.parseInline(inline((Run("Hi!"), Run("here", href=href))))
    assert [each.href for each in _shown(token.children or [])][3:] == [
        "https://example.org/a%20b?c=%281%29&copy;=%60%7C%5C"
    ] * 4
    assert inline((Run("https://example.org/", href="https://example.org/"),)) == (
        "<https://example.org/>"
    )
    assert inline((Run("a@example.org", href="mailto:a@example.org"),)) == "<a@example.org>"


def test_pictures_need_words() -> None:
    """A picture is kept with its words, and left out without."""
    assert _written(Figure("chart", "A [chart]")) == "![A \\[chart\\]](chart)\n"
    assert _written(Figure("chart", "")) == "# Title\n"


def test_draft_comes_first_and_sections_are_headings_by_depth() -> None:
    """The draft mark, the title and each section stand in reading order."""
    deep = Section("c", text("C #"), (paragraph("c"),))
    part = Section("a", text("A"), (), (Section("b", text("B"), (), (deep,)),))
    document = Document("posting", "T", "en", "2026-03-02", (part,), text("E"), draft="Draft.")
    assert render(document, THEME).decode() == (
        "**Draft.**\n\n# T\n\nE\n\n## A\n\n### B\n\n#### C \\#\n\nc\n"
    )


def text_item(words: str) -> tuple[Block, ...]:
    """Return a list item of one paragraph."""
    return (paragraph(words),)


def _written(*blocks: Block) -> str:
    written = render(_document(*blocks), THEME).decode()
    return written.removeprefix("# Title\n\n")
