"""A template error names the template, the line, what is wrong and how to mend it."""

from __future__ import annotations

import pytest

from tests.unit.compose.jobs import bare_job, make_job, problems, titled


@pytest.mark.parametrize(
    ("template", "code", "marked"),
    [
        ("{{ role.titel }}", "KR304", ".titel"),
        ("{{ title }}", "KR303", "title"),
        ("{{ rolle.title }}", "KR303", "rolle"),
        ("{{ posting.pay.mni }}", "KR304", ".mni"),
        ("{{ posting.team }}", "KR306", ".team"),
        ("{{ posting.pay }}", "KR307", ".pay"),
        ("{{ role.tools }}", "KR307", ".tools"),
        ("{{ employer.sample }}", "KR307", "{{ employer.sample }}"),
        ("{{ t('paay') }}", "KR309", "paay"),
        ("{{ role.title | uper }}", "KR308", "uper"),
        ("{{ role.tools | upper }}", "KR311", "upper"),
        ("{{ role.tools | listed }}", "KR311", "listed"),
        ("{{ role.title | rich }}", "KR329", "rich"),
        ("{{ role.tools[7].text }}", "KR304", ""),
        ("{{ 1 + role.title }}", "KR311", "+"),
        ("{{ 1 < role.title }}", "KR311", "<"),
        ("{{ -role.title }}", "KR311", "-"),
        ("{{ 1 / 0 }}", "KR311", "{{ 1 / 0 }}"),
        ("{% for x in role.title %}{% endfor %}", "KR311", ""),
        ("{% for x in tols %}{% endfor %}", "KR303", "tols"),
        ("{% if tols %}{% endif %}", "KR303", "tols"),
        ("{{ super() }}", "KR303", "super"),
        ("{% include 'parts/x.md' %}", "KR301", "parts/x.md"),
        ("{% if x %}", "KR302", ""),
        ("{{ role.title", "KR302", "{{ role.title"),
        ("{% tilte %}", "KR302", "tilte"),
        ("{% for x in role.tools %}{% if x %}{% endfor %}", "KR302", "{% if x"),
        ("% if role %}x", "KR332", "% if role %}x"),
        ("{ % if role % }", "KR332", "{ % if role % }"),
        ("Closes {posting.closes}.", "KR332", "{posting.closes}"),
        ("{% if role %}{% elsif role %}{% endif %}", "KR302", "elsif"),
        ("{{ role.title | date('%Y') }}", "KR311", "date"),
        ("{{ 'a' | replace('x') }}", "KR311", "replace"),
        ("{{ [''] | map('trunkate') }}", "KR308", "trunkate"),
        ("{% call bxo() %}x{% endcall %}", "KR303", "bxo"),
        ('{{ link("a", "https://a.b/\\ue000\\ue010\\ue001") }}', "KR315", ""),
        ("<!-- open", "KR302", ""),
        ("{# note #}", "KR327", "{# note #}"),
    ],
)
def test_an_error_says_where_and_how(template: str, code: str, marked: str) -> None:
    """Line and column, the fault in plain words, and what to write instead."""
    found = problems(f"# T\n\n\n{template}\n")
    assert [d.code for d in found] == [code]
    first = found[0]
    assert first.span is not None
    assert (first.span.source.name, first.span.line) == ("workspace/kinds/trial.md", 4)
    assert first.span.text.startswith(marked)


@pytest.mark.parametrize(
    ("template", "line", "others"),
    [
        ("{% for x in role.tools %}\n\n{% if x %}\n\n{% endfor %}", 4, [6]),
        ("{% if role %}\n{% if role %}\na\n{% endif %}\nb", 2, [3, 6]),
        ("{% if role %}\na\n{% endif %}\n{% endif %}", 5, [4]),
        ("{% if role %}\na\n{% else %}\n{% else %}\n{% endif %}", 5, [4]),
        ("{% for x in role.tools %}\n{% elif x %}\n{% endfor %}", 3, []),
        ("a\n{% endmacro %}", 3, []),
        ("% if role %}\na\n{% endif %}", 4, [2]),
        ("{% block a %}\n{% set x | upper %}\na\n{% endblock %}", 3, [5]),
        ("{% block a %}\n{% set x = 1 %}\na\n\n{% macro b() %}\n{% endblock %}", 6, [7]),
        ("a\n{% raw %}\nb", 3, [4]),
        ("<!-- a\n\nb", 2, [4]),
        ("<!-- a\n\nb\n<!-- c -->", 2, [5]),
        ("{{ role.title\n\n{{ role.summary }}", 2, []),
        ("{% if role\n\n{% endif %}", 2, []),
        ("{%\n{% if role %}\n{% endif %}", 2, []),
        ("{{ t('pay) }}\n\n{{ t('pay') }}", 2, []),
        ("{{ role.title\n\nWords", 4, [2]),
        ("{{ role.title\n\n## Words", 4, [2]),
        ("{{ role.title\n   | upper lower }}", 3, [2]),
    ],
)
def test_what_is_not_closed_or_closes_nothing_is_told_with_both_places(
    template: str, line: int, others: list[int]
) -> None:
    """The tag that was opened, and the one before which it had to be closed, or the other way."""
    found = problems(f"# T\n{template}\n")
    assert [d.code for d in found] == ["KR302"]
    assert found[0].span
    assert found[0].span.line == line
    assert [each.span.line for each in found[0].related] == others


@pytest.mark.parametrize(
    ("template", "part", "line", "caller"),
    [
        ("{% include 'parts/p.md' %}", "{% if role %}\n- a\n\n```\n{% endif %}", 4, None),
        ("{% include 'parts/p.md' %}", "::: facts\n- A: b\n- c\n:::", 3, None),
        ("{% include 'parts/p.md' %}", "::\n", 1, None),
        ("{% set x %}{% include 'parts/p.md' %}{% endset %}\n\n{{ x }}", "a\n\n> b", 3, 7),
        ("{{ m(1) }}", "{% macro m(x) %}\n\n- [ ] {{ x }}\n{% endmacro %}", 3, 5),
        ("{{ m(-1) }}", "{% macro m(x) %}\n\n## A {#a-{{ x }}}\n{% endmacro %}", 3, 5),
        ("{{ m(1) | trim }}", "{% macro m(x) %}\n{{ x }}\n\n`b`\n{% endmacro %}", 4, 5),
        (
            "::: facts\n- A: {{ m(1) }}\n:::",
            "{% macro n() %}\n<b>{% endmacro %}\n{% macro m(x) %}{{ n() }}{% endmacro %}",
            2,
            6,
        ),
    ],
)
def test_a_part_or_macro_is_told_at_its_own_line(
    template: str, part: str, line: int, caller: int | None
) -> None:
    """And beside it the line that called the macro."""
    imports = "{% from 'parts/p.md' import m %}\n" if "macro m" in part else "\n"
    found = problems(f"# T\n\n{imports}\n{template}\n", parts__p=part)
    assert found[0].span
    assert (found[0].span.source.name, found[0].span.line) == ("workspace/parts/p.md", line)
    called = [(each.span.source.name, each.span.line) for each in found[0].related]
    assert called == ([("workspace/kinds/trial.md", caller)] if caller else [])


def test_the_same_words_twice_are_told_at_their_own_lines() -> None:
    """A line is found by what stands before it, values and all."""
    found = problems("# {{ role.title }}\n\na\n\n# {{ role.title }}\n\n:::\nb\n\n:::\n")
    assert [d.span.line if d.span else 0 for d in found] == [7, 10, 5]


def test_a_directive_in_another_is_told_with_both_places() -> None:
    """It may be the first that is not closed, or the second that stands wrong."""
    inner = problems("# T\n\n::: facts\n- A: b\n::: facts\n- C: d\n:::\n:::\n\n## A\n")
    first = problems("# T\n\n::: facts\n- A: b\n\n::: callout\na\n:::\n\n## A\n\nb\n")
    never = problems("# T\n\n::: facts\n- A: b\n\n## A\n\nb\n\n")
    for found, code, line, other in (
        (inner, "KR323", 5, 3),
        (first, "KR323", 6, 3),
        (never, "KR322", 3, 8),
    ):
        assert [d.code for d in found] == [code]
        assert found[0].span
        assert found[0].span.line == line
        assert [each.span.line for each in found[0].related] == [other]


def test_a_character_that_cannot_be_shown_is_told_where_it_stands() -> None:
    """Also one that ends a line for some programs."""
    for character in ("\u2028", "\x0b", "\x00"):
        found = problems(f"# T\n\na\n{character} b\n")
        assert {d.code for d in found} == {"KR315"}
        assert found[0].span
        assert found[0].span.line == 4


def test_all_errors_come_at_once() -> None:
    """One run shows all there is to mend."""
    found = problems(
        "# T\n{{ role.titel }}\n{{ posting.team }}\n{{ t('x') }}\n\n::: fact\n:::\n\n"
        "## A {#a}\n\n## B {#a}\n"
    )
    assert [d.code for d in found] == ["KR304", "KR306", "KR309", "KR321", "KR326"]


def test_all_unknown_filters_come_at_once() -> None:
    """They are found before anything runs."""
    found = problems(
        "# T\n{{ role.title | uper }}\n\n{% if role.title | lenght > 3 %}x{% endif %}\n"
    )
    assert [(d.code, d.span.line if d.span else 0) for d in found] == [("KR308", 2), ("KR308", 4)]


def test_an_error_in_a_loop_is_told_once() -> None:
    """The same fault at the same value is not repeated."""
    found = problems("# T\n{% for x in role.responsibilities %}{{ x.txt }}{{ nope }}{% endfor %}\n")
    assert len(found) == 1 + len(make_job().role.responsibilities)


def test_an_error_in_an_included_part_names_that_part() -> None:
    """The place is where the words stand."""
    found = problems("# T\n{% include 'parts/a.md' %}", parts__a="fine\n{{ role.titel }}\n")
    span = found[0].span
    assert span is not None
    assert str(span) == "workspace/parts/a.md:2:8"


def test_fields_are_checked_even_where_there_is_no_posting() -> None:
    """A wrong name does not hide behind a missing value."""
    found = problems("# T\n{% if posting.pay.extr %}x{% endif %}{{ employer.nam }}", bare_job())
    assert [(d.code, d.span and d.span.text) for d in found] == [
        ("KR304", ".extr"),
        ("KR304", ".nam"),
    ]
    assert problems("# T\n{{ posting.title.text }}", bare_job())[0].code == "KR304"


def test_a_missing_value_can_be_asked_for_its_parts() -> None:
    """Only writing it into the document is a fault."""
    found = problems("# T\n{{ posting.pay.min }}", make_job(posting={"pay": None}))
    assert [(d.code, d.span and d.span.text) for d in found] == [("KR306", ".min")]


def test_a_kind_without_template_is_told() -> None:
    """Whatever name was asked for."""
    from kamroles.compose import compose
    from kamroles.diagnostics import Problems
    from tests.unit.compose.jobs import AS_OF, lookup

    for kind in ("postign", "../posting", "a/../b", ""):
        with pytest.raises(Problems) as failure:
            compose(make_job(), kind, lookup(), as_of=AS_OF)
        assert [d.code for d in failure.value.diagnostics] == ["KR301"]


def test_a_value_that_cannot_be_shown_is_told_where_it_was_written() -> None:
    """The finding points into the author's file."""
    job = titled("A\x07B")
    found = problems("# {{ role.title }}\n", job)
    assert [d.code for d in found] == ["KR315"]
    assert found[0].span
    assert found[0].span is job.span("role.title")
    assert found[0].span.text == '"Key Account Manager"'


def test_a_broken_locale_file_is_told() -> None:
    """Labels are read like any other YAML."""
    from kamroles.compose import compose
    from kamroles.diagnostics import Problems, Source
    from tests.unit.compose.jobs import AS_OF, lookup

    for text, code in (("pay: [a]\n", "KR317"), ("pay: 'a\n", "KR007"), (None, "KR317")):
        find = lookup(kinds__trial="# T\n")

        def other(name: str, text: str | None = text, find=find) -> Source | None:
            if name.endswith("locales/en.yaml"):
                return Source("en.yaml", text) if text is not None else None
            return find(name)

        with pytest.raises(Problems) as failure:
            compose(make_job(), "trial", other, as_of=AS_OF)
        assert failure.value.diagnostics[0].code == code
