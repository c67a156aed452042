"""An address written out is a link, and no letter is added or lost by that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamroles.compose.bare_links import linked
from kamroles.document import Run, inline_text, plain_text, walk_runs
from tests.unit.compose.jobs import made, make_job


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "See https://link.example/teams.",
            {"https://link.example/teams": "https://link.example/teams"},
        ),
        (
            "Write to jobs@link.example or apply at https://link.example/jobs.",
            {
                "jobs@link.example": "mailto:jobs@link.example",
                "https://link.example/jobs": "https://link.example/jobs",
            },
        ),
        ("(see www.link.example/a)", {"www.link.example/a": "https://www.link.example/a"}),
        ("https://x.example/a_(b), ok", {"https://x.example/a_(b)": "https://x.example/a_(b)"}),
        ("„https://x.example“ und mehr", {"https://x.example": "https://x.example"}),
        ("HTTP://X.example/?q=1&b=2!", {"HTTP://X.example/?q=1&b=2": "HTTP://X.example/?q=1&b=2"}),
        ("mailto:a@b.example", {"mailto:a@b.example": "mailto:a@b.example"}),
        ("a.b+c@mail.b-c.example;", {"a.b+c@mail.b-c.example": "mailto:a.b+c@mail.b-c.example"}),
        ("Node.js, @team, a@b, 5@6.7, e.g. x, javascript:alert(1), ftp://x.example", {}),
    ],
)
def test_addresses(text: str, links: dict[str, str]) -> None:
    """Without the signs of the sentence around them, in a Markdown field and in a plain one."""
    job = make_job(employer={"about": text}, role={"purpose": text})
    for field in ("employer.about | rich", "role.purpose"):
        document = made(f"{{{{ {field} }}}}", job).document
        assert {run.text: run.href for run in walk_runs(document) if run.href} == links
        assert plain_text(document) == f"Title\n{text}\n"


def test_in_facts_tables_and_lists() -> None:
    """Wherever text stands, but for headings."""
    job = make_job(role={"purpose": "a@b.example"})
    text = (
        "::: facts\n- A: {{ role.purpose }}\n:::\n\n- {{ role.purpose }}\n\n"
        "| A |\n|---|\n| {{ role.purpose }} |\n\n## {{ role.purpose }}\n"
    )
    document = made(text, job).document
    assert [run.href for run in walk_runs(document) if run.text == "a@b.example"] == [
        *["mailto:a@b.example"] * 3,
        None,
    ]


def test_an_address_in_pieces_is_one_link() -> None:
    """A template may add to it; what is a link already leads where it led."""
    job = make_job(role={"purpose": "team"})
    document = made("https://x.example/{{ role.purpose }} a", job).document
    assert [(r.text, r.href) for r in walk_runs(document)] == [
        ("https://x.example/", "https://x.example/team"),
        ("team", "https://x.example/team"),
        (" a", None),
    ]
    known = (Run("https://a.example", href="https://b.example"), Run(" x"))
    assert linked(known) == known


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("a@.:/ hw1()-", max_size=30), max_size=4))
def test_no_letter_changes(texts: list[str]) -> None:
    """Links are put on the text that is there."""
    runs = tuple(Run(f"{text} https://x.example", bold=bool(n % 2)) for n, text in enumerate(texts))
    assert inline_text(linked(runs)) == inline_text(runs)
