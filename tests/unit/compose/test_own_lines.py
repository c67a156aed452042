"""Blocks, parts and other tags that bring text in own the lines it stands on."""

from __future__ import annotations

import pytest

from kamroles.compose import compose
from kamroles.diagnostics import Problems
from kamroles.document import plain_text
from tests.unit.compose.jobs import AS_OF, lookup, made, make_job

PARTS = {"parts__a": "We pay well.", "parts__b": "- one", "parts__c": "::: callout\nx\n:::"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('{% include "parts/a.md" %}\nWe answer.', ["We pay well. We answer."]),
        ('{% include "parts/b.md" %}\n{% include "parts/b.md" %}\n', ["one", "one"]),
        ('{% include "parts/c.md" %}\n{% include "parts/c.md" %}\n', ["x", "x"]),
        ("{% filter trim %}\n## One {#one}\n{% endfilter %}\nafter", ["One", "after"]),
        ('Now {% include "parts/a.md" %} Yes.', ["Now We pay well. Yes."]),
        (
            "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}\n- a{% endcall %}\n- b",
            ["a", "b"],
        ),
    ],
)
def test_a_tag_on_its_line_ends_the_line(written: str, shown: list[str]) -> None:
    """However the text ends that it brings in."""
    lines = plain_text(made(written, **PARTS).document).splitlines()[1:]
    assert [line.strip().removeprefix("- ").strip() for line in lines if line.strip()] == shown


BLOCKS = """\
# T

{% block one %}
First.

{% endblock %}
## Second {#second}

{% block two %}
- a point
{% endblock %}
{% block three %}
Last.
{% endblock %}
"""


@pytest.mark.parametrize(
    ("blocks", "shown"),
    [
        ("{% block one %}Ours.{% endblock %}", ["T", "Ours.", "Second", "a point", "Last."]),
        ("{% block one %}\nOurs.{% endblock %}", ["T", "Ours.", "Second", "a point", "Last."]),
        ("{% block one %}- ours{% endblock %}", ["T", "ours", "Second", "a point", "Last."]),
        (
            "{% block two %}Ours.{% endblock %}{% block three %}Theirs.{% endblock %}",
            ["T", "First.", "Second", "Ours.", "Theirs."],
        ),
        (
            "{% block one %}{{ super() }}Ours.{% endblock %}",
            ["T", "First.", "Ours.", "Second", "a point", "Last."],
        ),
        (
            "{% block one %}## Ours {#ours}{% endblock %}",
            ["T", "Ours", "Second", "a point", "Last."],
        ),
        ("{% block one %}{% endblock %}", ["T", "Second", "a point", "Last."]),
    ],
)
def test_a_block_owns_its_lines(blocks: str, shown: list[str]) -> None:
    """Whatever it prints stands apart from its neighbours, however it is written."""
    template = '{% extends "kinds/base.md" %}\n' + blocks
    document = compose(
        make_job(), "trial", lookup(kinds__trial=template, kinds__base=BLOCKS), as_of=AS_OF
    ).document
    assert plain_text(document).splitlines() == shown
    assert "second" in [section.id for section in document.sections]


@pytest.mark.parametrize(
    ("block", "code", "line"),
    [
        ("Words ## Head {#head}", "KR325", 4),
        ("Words.## Head", "KR325", 4),
        ("Words ::: callout", "KR325", 4),
        ("Words\n\n::: callout\nMore.", "KR322", 6),
        ("::: facts\n- A: b", "KR322", 4),
        ("::: keep-together\n::: callout\nx\n:::", "KR322", 4),
    ],
)
def test_what_is_glued_or_left_open_is_told_in_the_authors_file(
    block: str, code: str, line: int
) -> None:
    """Not in the template that goes on after it, and only once."""
    template = f'{{% extends "kinds/base.md" %}}\n\n{{% block one %}}\n{block}\n{{% endblock %}}\n'
    with pytest.raises(Problems) as caught:
        compose(make_job(), "trial", lookup(kinds__trial=template, kinds__base=BLOCKS), as_of=AS_OF)
    (found,) = caught.value.diagnostics
    assert found.span
    assert (found.code, str(found.span).rpartition(":")[0]) == (
        code, f"workspace/kinds/trial.md:{line}"
    )  # fmt: skip
