"""Markdown fields are parsed on their own, and an allow-list decides what they can do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamroles.document import Callout, Listing, Paragraph, Run, plain_text
from tests.unit.compose.jobs import made, make_job, problems

PATH = "employer.about"


def _about(text: str, template: str = "{{ employer.about | rich }}"):
    return made(template, make_job(employer={"about": text}))


def test_paragraphs_lists_emphasis_and_links_are_kept() -> None:
    """These are all that a Markdown field can do."""
    document = _about(
        "One **bold** and *italic*\nline.\n\n- a\n- [b](https://example.org)\n\n1. c"
    ).document
    assert document.blocks == (
        Paragraph(
            (
                Run("One ", path=PATH),
                Run("bold", bold=True, path=PATH),
                Run(" and ", path=PATH),
                Run("italic", italic=True, path=PATH),
                Run(" line.", path=PATH),
            )
        ),
        Listing(
            (
                (Paragraph((Run("a", path=PATH),)),),
                (Paragraph((Run("b", href="https://example.org", path=PATH),)),),
            )
        ),
        Listing(((Paragraph((Run("c", path=PATH),)),),), ordered=True),
    )


@pytest.mark.parametrize(
    "text",
    [
        "# title",
        "<script>alert(1)</script>",
        "&lt;b&gt;",
        "> quote",
        "| a | b |\n|---|---|\n| c | d |",
        "`code`",
        "---",
        "::: facts\n- a: b\n:::",
        "{{ 7*7 }}",
        "{% include 'x' %}",
        "[x][y]\n\n[y]: https://example.org",
        "<https://example.org>",
        "    four spaces",
        "text\n===",
        "One line  \nand more",
    ],
)
def test_everything_else_is_its_text(text: str) -> None:
    """No HTML, heading, quotation, table, code or directive."""
    composed = _about(text)
    shown = plain_text(composed.document).removeprefix("Title\n")
    assert shown.replace("- a: b", "a: b").split() == text.replace("- a: b", "a: b").split()
    assert composed.diagnostics == ()


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "/jobs", "file:///etc"]
)
def test_a_link_to_elsewhere_stays_text_with_a_warning(target: str) -> None:
    """The author sees what was written, and why."""
    composed = _about(f"See [this]({target}).")
    assert plain_text(composed.document) == f"Title\nSee [this]({target}).\n"
    assert [d.code for d in composed.diagnostics] == ["KR328"]


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("www.k.example", "write [words](https://www.k.example)"),
        ("k.example/jobs?x=1", "write [words](https://k.example/jobs?x=1)"),
        ('https://k.example "Jobs"', "write [words](https://k.example)"),
        ("/jobs", "links lead to https, http, mailto or tel addresses"),
    ],
)
def test_the_address_that_was_meant_is_told(target: str, hint: str) -> None:
    """Without `https://`, or with a title behind it."""
    composed = _about(f"See [this]({target}).")
    assert [(d.code, d.hint) for d in composed.diagnostics] == [("KR328", hint)]


def test_within_a_sentence_a_rich_value_is_one_line() -> None:
    """Its emphasis stays."""
    document = _about(
        "**One**\n\n- two\n- three", "About: {{ employer.about | rich }} End."
    ).document
    assert plain_text(document) == "Title\nAbout: One two three End.\n"
    block = document.blocks[0]
    assert isinstance(block, Paragraph)
    assert [run.text for run in block.runs if run.bold] == ["One"]


def test_in_lists_and_callouts_its_blocks_are_kept() -> None:
    """Alone in an item or paragraph it keeps its shape."""
    document = _about(
        "a\n\nb", "- {{ employer.about | rich }}\n\n::: callout\n{{ employer.about | rich }}\n:::\n"
    ).document
    listing, callout = document.blocks
    assert isinstance(listing, Listing)
    assert len(listing.items[0]) == 2
    assert isinstance(callout, Callout)
    assert len(callout.blocks) == 2


def test_without_the_filter_it_is_plain_text() -> None:
    """Nothing is read as Markdown unasked."""
    document = _about("**a**\n\n- b", "{{ employer.about }}").document
    assert plain_text(document) == "Title\n**a** - b\n"


def test_text_that_takes_too_long_is_refused() -> None:
    """Brackets and levels have limits, and the length of any value has one."""
    for text in ("[" * 5_000, "\n".join("  " * n + "- a" for n in range(30))):
        found = problems("# T\n\n{{ employer.about | rich }}", make_job(employer={"about": text}))
        assert [d.code for d in found] == ["KR330"]


@settings(max_examples=150, deadline=None)
@given(st.text("#*_`<>[]()!\\|-+1. ab:\n", min_size=1, max_size=80).filter(set("ab").intersection))
def test_no_letter_is_lost(text: str) -> None:
    """Whatever the marks around them."""
    job = make_job(employer={"about": text})
    shown = plain_text(made("{{ employer.about | rich }}", job).document)
    assert [c for c in shown.removeprefix("Title\n") if c in "ab"] == [c for c in text if c in "ab"]
