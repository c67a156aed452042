"""A value comes out as the characters it has, whatever they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from kamroles.compose import compose
from kamroles.compose.bare_links import linked
from kamroles.document import Document, Run, plain_text, walk_runs
from kamroles.model.base import Model
from kamroles.model.fields import all_fields_of
from tests.unit.compose.jobs import AS_OF, lookup, made, make_job, titled
from tests.unit.render.samples import HOSTILE

if TYPE_CHECKING:
    from kamroles.model.job import Job

MARKUP = "#*_`~<>&|[](){}%!:\"'\\-+=^$@/.0123 \n\t"
TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(MARKUP, min_size=1, max_size=40),
    st.text(
        st.characters(
            exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"), exclude_characters="\ufeff"
        ),
        min_size=1,
        max_size=60,
    ),
).filter(lambda text: bool(text.strip()))
EVERYWHERE = """# {{ role.title }}

::: eyebrow
{{ role.title }}
:::

{{ role.title }}

- {{ role.title }}
- before {{ role.title }} after

| {{ role.title }} | B |
|---|---|
| **{{ role.title }}** | {{ role.title }}{{ role.title }} |

::: facts
- {{ role.title }}: {{ role.title }}
:::

::: callout
{{ role.title }}
:::

::: field
{{ role.title }}
:::

::: approval
{{ role.title }} | B | C | D
- {{ role.title }}
:::

## {{ role.title }} {#a}

[{{ role.title }}]({{ employer.site }}) {{ link(role.title, employer.site) }}
{{ blank(role.title) }}

### {{ role.title }} {#b}
"""


def folded(text: str) -> str:
    """Return a text with each run of white space as one space."""
    return " ".join(text.split())


def shape(part: Any) -> Any:
    """Return the kinds and numbers of blocks and sections, without any text."""
    if isinstance(part, Run):
        return None
    if isinstance(part, tuple):
        inner = [shape(one) for one in part]
        return [one for one in inner if one is not None]
    if isinstance(part, Document):
        return [shape(part.blocks), shape(part.sections)]
    if hasattr(part, "__slots__"):
        return type(part).__name__, [
            shape(getattr(part, name)) for name in part.__slots__ if name not in {"title", "id"}
        ]
    return None


BASE = made(EVERYWHERE, titled("Word")).document


@settings(max_examples=150, deadline=None)
@given(TEXT)
@example("[x](javascript:alert(1))")
@example("- a\n- b\n\n# c")
@example("::: callout\n:::")
@example("| a |\n|---|\n| b |")
def test_a_value_is_its_characters_in_every_block(text: str) -> None:
    """The law of tokens: same words, same blocks, for any value."""
    document = made(EVERYWHERE, titled(text)).document
    word = folded(text)
    wanted = plain_text(replace(BASE, draft="")).replace("Word", word)
    assert folded(plain_text(replace(document, draft=""))) == folded(wanted)
    assert shape(document) == shape(BASE)
    assert document.title.split() == word.split()


@settings(max_examples=60, deadline=None)
@given(TEXT, st.sampled_from(["posting", "description"]))
@example("<https://example.org/not-a-link>", "posting")
def test_the_shipped_templates_hold_with_any_text(text: str, kind: str) -> None:
    """No value adds or removes a block, a section or a link."""
    plain = _job_with("Word")
    odd = _job_with(text)
    before = compose(plain, kind, lookup(), as_of=AS_OF).document
    after = compose(odd, kind, lookup(), as_of=AS_OF).document
    assert shape(after) == shape(before)
    if linked((Run(text),)) != (Run(text),):  # what is an address is a link, and a run of its own
        return
    for path in ("role.title", "employer.name", "role.purpose", "posting.department"):
        runs = [run for run in walk_runs(before) if run.path == path]
        assert sum(run.path == path for run in walk_runs(after)) == len(runs)
        for run in walk_runs(after):
            assert run.path != path or folded(run.text) == folded(text)
    hrefs = sorted(filter(None, (run.href for run in walk_runs(before))))
    assert sorted(filter(None, (run.href for run in walk_runs(after)))) == hrefs


def _job_with(text: str) -> Job:
    """Return the sample job with one text wherever a plain text may stand."""

    def put(value: Any, name: str = "") -> Any:
        if isinstance(value, Model):
            inner = {key: put(getattr(value, key), key) for key in all_fields_of(type(value))}
            return structs.replace(value, **inner)
        if isinstance(value, tuple):
            return tuple(put(inner) for inner in value)
        free = {"title", "name", "summary", "purpose", "opening", "text", "how", "extra", "city"}
        free |= {"reports_to", "direct_reports", "environment", "hours", "department", "grade"}
        return text if name in free and isinstance(value, str) else value

    job = make_job()
    rich = {"statements": (), "apply": ()}
    employer = structs.replace(put(job.employer), about=None, **rich)
    posting = structs.replace(put(job.posting), **rich)
    return replace(job, role=put(job.role), employer=employer, posting=posting)


def test_white_space_in_a_value_is_folded() -> None:
    """Line breaks of a value do not break lines."""
    document = made("a {{ role.title }} b", titled(" x \n\n y\tz ")).document
    assert plain_text(document) == "Title\na x y z b\n"


def test_an_amount_keeps_its_space_that_does_not_break() -> None:
    """A currency stays with its number."""
    job = make_job(posting={"pay": {"min": 90000, "currency": "CHF", "period": "year"}})
    assert "CHF\u00a090,000 a year" in plain_text(made("{{ posting.pay | pay }}", job).document)


def test_white_space_of_a_literal_is_kept_between_values() -> None:
    """Templates put values together with it."""
    document = made('{{ role.title }}{{ " / " }}{{ role.title }}').document
    assert plain_text(document) == "Title\nKey Account Manager / Key Account Manager\n"


def test_every_value_knows_its_path() -> None:
    """Through filters, macros and Markdown fields."""
    document = compose(make_job(), "posting", lookup(), as_of=AS_OF).document
    paths = {run.path for run in walk_runs(document)}
    assert {
        "employer.name",
        "posting.pay",
        "posting.closes",
        "posting.places.portland",
        "role.responsibilities.plan.text",
        "posting.apply.online.text",
        "posting.statements.eeo.text",
        "role.interfaces.internal",
    } <= paths
