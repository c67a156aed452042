"""Markdown and directives of a template become blocks and sections."""

from __future__ import annotations

import pytest

from kamroles.document import (
    Approval,
    Callout,
    Checkbox,
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
    plain_text,
)
from tests.unit.compose.jobs import made, problems


def _text(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def test_paragraphs_lists_and_tables() -> None:
    """Lists and tables need no empty line before them."""
    document = made(
        """
One line
and its second.
- a **bold** word
- *italic*
    - inner
- ***both*** and [a link](https://example.org/a?b=1)

1. first
2. second

Before the table:
| A | B |
|---|:-:|
| 1 | |
| 3 | x \\| y |
"""
    ).document
    first, bullets, numbers, before, table = document.blocks
    assert first == _text("One line and its second.")
    assert bullets == Listing(
        (
            (Paragraph((Run("a "), Run("bold", bold=True), Run(" word"))),),
            (Paragraph((Run("italic", italic=True),)), Listing(((_text("inner"),),))),
            (
                Paragraph(
                    (
                        Run("both", bold=True, italic=True),
                        Run(" and "),
                        Run("a link", href="https://example.org/a?b=1"),
                    )
                ),
            ),
        )
    )
    assert numbers == Listing(((_text("first"),), (_text("second"),)), ordered=True)
    assert before == _text("Before the table:")
    assert table == Table(
        ((Run("A"),), (Run("B"),)), (((Run("1"),), ()), ((Run("3"),), (Run("x | y"),)))
    )


def test_a_column_stands_at_the_right_where_its_dashes_end_in_a_colon() -> None:
    """As Markdown has it; what is put in the middle there starts at the left."""
    rows = "| A | B | C | D |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | {{ role.title }} |\n"
    (table,) = made(rows).document.blocks
    assert isinstance(table, Table)
    assert table.right == (1,)


def test_a_list_with_paragraphs_in_its_items() -> None:
    """An item may hold several blocks."""
    document = made("- one\n\n    more\n\n- two\n").document
    assert document.blocks == (Listing(((_text("one"), _text("more")), (_text("two"),))),)


@pytest.mark.parametrize(
    ("written"),
    [
        ("See ![a plan](https://example.org/a.png) here."),
        ("See ![a plan][plan] here."),
        ("Paid monthly[^1]."),
        ("Run `make`."),
        ("Some ~~old~~ words."),
        ("- [ ] Sign it"),
        ("1. [x] Sign it"),
        (": what it means"),
        ("One line\\"),
        ("Go to <https://example.org>."),
        ("Some <b>bold</b> words."),
        ("A line<br/>"),
        ("Fish &amp; chips"),
        ("[b]: https://example.org"),
        ("Run ``make``."),
        ("A plan ![here]"),
        ("Words {# ask the boss #} more"),
        ("Words {#- ask -#} more"),
        ("  ## Indented"),
        ("###No space"),
        ("##"),
        ("- # Head"),
        ("- > said"),
        ("* * *"),
        ("Some ==marked== words"),
        ("*[HTML]: a language"),
        ("| a | b |"),
    ],
)
@pytest.mark.parametrize("around", ["{}\nand more", "::: callout\n{}\n:::"])
def test_markdown_that_documents_have_not_is_told(written: str, around: str) -> None:
    """It is never printed as typed: the line is named, with what to write instead."""
    (found,) = problems("# T\n\nWords.\n\n" + around.format(written) + "\n")
    assert (found.code, found.span and found.span.line) == ("KR327", 5 + around.startswith(":"))
    assert found.hint


@pytest.mark.parametrize(
    "written",
    [
        "a < b > c",
        "R&D; sales",
        "5 ~ 6 ~~ 7",
        "[one] and [two]",
        "a: b",
        "it's 3 * 4",
        "C# or F#",
        "#1 broker",
    ],
)
def test_words_that_only_look_like_markdown_are_words(written: str) -> None:
    """They are printed."""
    assert plain_text(made(written).document).splitlines()[1] == written


def test_spaces_that_conditions_leave_are_no_break() -> None:
    """Two that print nothing, at the end of a line, are no fault of the template's."""
    nothing = "{% if role.title == 'x' %}B{% endif %}"
    document = made(f"We offer A {nothing} {nothing}\nand more.\n").document
    assert plain_text(document).split()[-5:] == ["We", "offer", "A", "and", "more."]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "We were founded in\n2019. Since then we grew.",
            ["We were founded in 2019. Since then we grew."],
        ),
        ("2019. A good year", ["2019. A good year"]),
        ("1. a\n2. b", ["a", "b"]),
        ("- a\n\n  more of it\n- b", ["a", "more of it", "b"]),
        ("- a\n1. b", ["a", "b"]),
        ("{% for one in [1, 2] %}\n{{ loop.index }}. Item\n{% endfor %}", ["Item", "Item"]),
    ],
)
def test_numbers_begin_lists_only_where_somebody_counts(written: str, shown: list[str]) -> None:
    """A year keeps its number, and each point is one."""
    lines = plain_text(made(written).document).splitlines()[1:]
    assert [line.strip().removeprefix("- ").strip() for line in lines if line.strip()] == shown


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("## Sub ##", "KR326"),
        ("## Head {.cls}", "KR326"),
        ("## Head {#id1} trailing", "KR326"),
        ("## {{ posting.team or '' }} {#tt}", "KR324"),
    ],
)
def test_headings_that_would_print_oddly_are_told(heading: str, code: str) -> None:
    """Nothing of what is typed is printed as it stands, and no section vanishes."""
    found = problems(f"# T\n\n{heading}\n\nWords.\n")
    assert [(d.code, d.span and d.span.line) for d in found] == [(code, 3)]


def test_sections_nest_and_have_ids() -> None:
    """A section without an id gets one of its title."""
    document = made(
        """
Before.

## First {#one}

Text.

### Part of first {#part}

### Another Part, Größe!

## {{ role.title }}

## {{ role.title }}
"""
    ).document
    assert document.blocks == (_text("Before."),)
    assert [(s.id, inline_text(s.title)) for s in document.sections] == [
        ("one", "First"),
        ("key-account-manager", "Key Account Manager"),
        ("key-account-manager-2", "Key Account Manager"),
    ]
    first = document.sections[0]
    assert first.blocks == (_text("Text."),)
    assert [part.id for part in first.sections] == ["part", "another-part-groe"]
    assert document.sections[1].title == (Run("Key Account Manager", path="role.title"),)


def test_an_id_may_come_from_a_value() -> None:
    """Ids of YAML entries fit as they are."""
    template = "{% for x in role.tools %}\n## {{ x.text }} {#tool-{{ x.id }}}\n{% endfor %}"
    assert [s.id for s in made(template).document.sections] == ["tool-crm"]


def test_every_directive_is_one_block() -> None:
    """Containers hold blocks, the others hold lines of their own."""
    document = made(
        """
::: facts
- **Place**: Portland: the
  old town
- {{ t("pay") }}: {{ posting.pay | pay }}
:::

::: callout
A statement.

- with a list

::: keep-together
Inner.
:::
:::

::: checkbox
License *checked*
:::

::: checkbox {checked=yes}
Done
:::

::: field
Name of candidate
:::

::: figure {asset=logo}
The logo of {{ employer.name }}
:::

::: approval
Part | Name and title | Signature | Date
- Prepared by
- Approved by
:::
"""
    ).document
    facts, callout, *rest = document.blocks
    assert isinstance(facts, Facts)
    assert [(inline_text(a), inline_text(b)) for a, b in facts.rows] == [
        ("Place", "Portland: the old town"),
        ("Pay", "$78,000 to $96,000 a year"),
    ]
    assert facts.rows[0][0][0].bold
    assert facts.rows[1][1][0].path == "posting.pay"
    assert callout == Callout(
        (
            _text("A statement."),
            Listing(((_text("with a list"),),)),
            KeepTogether((_text("Inner."),)),
        )
    )
    assert rest == [
        Checkbox((Run("License "), Run("checked", italic=True))),
        Checkbox((Run("Done"),), checked=True),
        Field((Run("Name of candidate"),)),
        Figure("logo", "The logo of Cedar & Main Insurance"),
        Approval(
            tuple((Run(w),) for w in ("Part", "Name and title", "Signature", "Date")),
            ((Run("Prepared by"),), (Run("Approved by"),)),
        ),
    ]


def test_title_and_eyebrow() -> None:
    """The title is plain text; the eyebrow keeps its runs."""
    document = made(
        "# A **B**\n\n::: eyebrow\n{{ employer.name }} · *here*\n:::\n\nText.\n"
    ).document
    assert document.title == "A B"
    assert document.eyebrow == (
        Run("Cedar & Main Insurance", path="employer.name"),
        Run(" · "),
        Run("here", italic=True),
    )
    assert document.blocks == (_text("Text."),)


def test_empty_facts_and_callouts_leave_no_block() -> None:
    """A template may leave all rows out."""
    assert made("::: facts\n:::\n\n::: callout\n:::\n").document.blocks == ()


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        ("# T\n\n::: fact\n- A: b\n:::", "KR321", 3),
        ("# T\n\n::: facts {\n- A: b\n:::", "KR321", 3),
        ("# T\n\n::: facts\n- A: b\n", "KR322", 3),
        ("# T\n\n:::\n", "KR322", 3),
        ("# T\n\n::: facts\n- A: b\n::\n", "KR321", 5),
        ("# T\n\n:::: facts\n- A: b\n:::\n", "KR321", 3),
        ("# T\n\n::: facts\n- A: b\n::: fact\n- B: c\n:::\n", "KR321", 5),
        ("# T\n\n::: facts\n- no colon\n:::", "KR323", 4),
        ("# T\n\n::: facts\nloose\n:::", "KR323", 4),
        ("# T\n\n::: facts\n- Start: {{ '' }}\n:::", "KR323", 4),
        ("# T\n\n::: facts\n::: callout\n:::\n:::", "KR323", 4),
        ("# T\n\n::: facts {wide=yes}\n- A: b\n:::", "KR323", 3),
        ("# T\n\n::: callout {#id}\nx\n:::", "KR323", 3),
        ("# T\n\n::: figure\nx\n:::", "KR323", 3),
        ("# T\n\n::: figure {asset=../x}\nx\n:::", "KR323", 3),
        ("# T\n\n::: checkbox\n:::", "KR323", 3),
        ("# T\n\n::: approval\nA | B\n- x\n:::", "KR323", 3),
        ("# T\n\n## A\n\n::: eyebrow\nx\n:::", "KR323", 5),
        ("Text only.", "KR324", 1),
        ("# {{ '' }}\n", "KR324", 1),
        ("# A\n\n# B\n", "KR324", 3),
        ("# A\n\n### B\n", "KR325", 3),
        ("# A\n\n::: callout\n## B\n:::", "KR325", 4),
        ("# A\n\n## B {#x}\n\n## C {#x}\n", "KR326", 5),
        ("# A\n\n## B {#A b}\n", "KR326", 3),
        ("# A\n\n> quote\n", "KR327", 3),
        ("# A\n\n---\n", "KR327", 3),
        ("# A\n\nB\n===\n", "KR327", 4),
        ("# A\n\n```\nx\n", "KR327", 3),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(template: str, code: str, line: int) -> None:
    """Each fault of the text itself, with the line of the template."""
    found = problems(template)
    assert [d.code for d in found] == [code]
    assert found[0].hint or code in {"KR324", "KR323"}
    assert (found[0].span.line if found[0].span else None) == line


def test_links_lead_to_web_mail_and_phone_only() -> None:
    """A bare e-mail address gets its scheme; values within a target are quoted."""
    composed = made(
        """
[a]({{ employer.site }}) [b]({{ posting.contact_email }}) [c](tel:+15035550100)
[d]({{ employer.site }}/x?role={{ role.title }})
[e](mailto:{{ posting.contact_email }}?subject={{ role.title }})
{{ link("f", employer.site) }} {{ link(posting.contact_email, posting.contact_email) }}
"""
    )
    assert composed.diagnostics == ()
    block = composed.document.blocks[0]
    assert isinstance(block, Paragraph)
    assert [run.href for run in block.runs if run.href] == [
        "https://cedar-main.example",
        "mailto:jobs@cedar-main.example",
        "tel:+15035550100",
        "https://cedar-main.example/x?role=Key%20Account%20Manager",
        "mailto:jobs@cedar-main.example?subject=Key%20Account%20Manager",
        "https://cedar-main.example",
        "mailto:jobs@cedar-main.example",
    ]


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](/jobs)", "[x](/jobs)"),
        ("[x](ftp://example.org)", "[x](ftp://example.org)"),
        ("[x]({{ 'javascript:alert(1)' }})", "x"),
        ("[x]({{ 'java' }}{{ 'script:alert(1)' }})", "x"),
        ("[x](java{{ 'script:alert(1)' }})", "[x](java…)"),
        ("{{ link('x', 'data:text/html,hi') }}", "x"),
        ("{{ link('x', role.title) }}", "x"),
        ("[x]({{ 'https://a b' }})", "x"),
    ],
)
def test_other_targets_stay_text_and_are_told(template: str, shown: str) -> None:
    """No link, all words, one warning."""
    composed = made(template)
    assert {d.code for d in composed.diagnostics} == {"KR328"}
    block = composed.document.blocks[0]
    assert isinstance(block, Paragraph)
    assert all(run.href is None for run in block.runs)
    assert shown.partition("…")[0] in plain_text(composed.document)


def test_the_text_of_a_section_can_be_deep() -> None:
    """Levels below the third nest in the same way."""
    document = made("## A\n\n### B\n\n#### C\n\nDeep.\n").document
    section: Section = document.sections[0].sections[0].sections[0]
    assert section.blocks == (_text("Deep."),)
