# ruff: noqa: RUF001 - letters of several scripts are what is tested
"""No letter of a value is lost or added in any format, apart from what is said to be taken out."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kamroles.characters import searchable
from kamroles.compose import compose
from kamroles.render import FORMATS, render
from tests.parity import extract
from tests.unit.compose.jobs import AS_OF, lookup, make_job
from tests.unit.render.themes import plain

LETTERS = "abcXYZßéłŐžαбі0123456789"
MARKS = "*_~`#>|<&;:,.!?()[]{}\\/-+=%$@'\"•–…\u00ad\u200b\ufb01\u0133 "
TEXT = st.text(LETTERS + MARKS, min_size=1, max_size=40).map(lambda text: f"Q{text}Q")
START, END = "Qqstart", "Qqend"
TEMPLATE = """# T

Qqstart {{ role.purpose }} Qqend

- {{ role.purpose }}

::: facts
- A: {{ role.purpose }}
:::

Qqstart {{ employer.about | rich }} Qqend
"""


def letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(each for each in text if each.isalnum())


def between(shown: str) -> list[str]:
    """Return what stands between the marks of the template, its letters only."""
    return [letters(part.partition(END)[0]) for part in shown.split(START)[1:]]


def shown_in(form: str, text: str) -> list[str]:
    """Return the letters of a text in a plain field and in a Markdown field of a document."""
    job = make_job(role={"purpose": text}, employer={"about": text})
    made = compose(job, "trial", lookup(kinds__trial=TEMPLATE), as_of=AS_OF).document
    return between(" ".join(extract(form, render(made, plain(), form))))


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "pdf"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT)
@example("QHändler*innen und Hersteller*innen, 4*- und 5*-HausQ")
@example("Qquali\ufb01ed cur\u00adrent contract\u200bualQ")
@example("Q<b>bold</b> &amp; **bold** 1) • xQ")
def test_every_letter_is_shown_once(form: str, text: str) -> None:
    """In a plain field and in one of Markdown, whatever the marks between them."""
    wanted = letters(searchable(text))
    assert shown_in(form, text) == [wanted, wanted]


@pytest.mark.parametrize(
    "text",
    [
        "QHändler*innen und Hersteller*innen, 4*- und 5*-HausQ",
        "Qquali\ufb01ed cur\u00adrent contract\u200bualQ",
        "Qsee https://x.example/a, write to a@b.example; Łódź…Q",
    ],
)
def test_every_letter_is_in_the_pdf(text: str) -> None:
    """Also on paper."""
    wanted = letters(searchable(text))
    assert shown_in("pdf", text) == [wanted, wanted]
