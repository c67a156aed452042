"""Whatever a template holds, there is a document or a finding."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from kamroles.compose import compose
from kamroles.compose.filters import FILTERS
from kamroles.compose.stock import FILTERS as STOCK
from kamroles.compose.stock import TESTS
from kamroles.diagnostics import Diagnostic, Problems
from kamroles.document import plain_text
from tests.conftest import examples
from tests.unit.compose.jobs import lookup, make_job

WRITTEN = (
    "{{ ¦ }}¦{% ¦ %}¦{%- ¦ -%}¦<!-- ¦ -->¦if ¦else¦endif¦for x in ¦endfor¦set x = ¦set x¦"
    "endset¦block b¦endblock¦macro m(a)¦endmacro¦m(1)¦call m(2)¦endcall¦filter upper¦endfilter¦"
    "include ¦extends ¦import ¦'kinds/posting.md'¦'parts/wording.md'¦ as w¦w.pay()¦raw¦endraw¦"
    "recursive¦role¦role.title¦role.tools¦posting.pay¦posting.team¦employer.about¦.name¦[0]¦"
    "[1:]¦['title']¦ | upper¦ | rich¦ | listed¦ | pay¦ | each('text')¦ | where(need='must')¦"
    " | date¦ or ¦ and ¦ not ¦ ~ ¦ + ¦ * ¦ == ¦ in ¦ is ¦none¦defined¦t('pay')¦blank('Gap')¦"
    "link('a', 'https://a.b')¦loop¦loop.index¦loop(x)¦self.b()¦super()¦namespace(a=1)¦range(3)¦"
    "1¦-1¦0.5¦'text'¦\"¦'¦(¦)¦[¦]¦{¦}¦,¦x¦\n¦\n\n¦# ¦## ¦### ¦{#id}¦{#¦- ¦1. ¦  - ¦"
    "| a | b |\n|---|---|\n¦**¦*¦_¦[a](¦](¦::: ¦:::\n¦::: facts\n¦::: callout\n¦::: approval\n¦"
    "- A: b\n¦> ¦---\n¦```¦\\¦&amp;¦<b>¦\t¦é¦\x00¦\ue000¦\ue010¦\ue001¦\u2028"
)
PIECES = st.sampled_from(WRITTEN.split("¦"))
TEMPLATES = st.lists(st.one_of(PIECES, PIECES, st.text(max_size=6)), max_size=30).map("".join)
AS_OF = datetime.date(2026, 1, 1)


@settings(max_examples=examples(400), deadline=None)
@given(TEMPLATES, st.booleans())
def test_any_template_makes_a_document_or_findings(template: str, titled: bool) -> None:
    """Never a traceback, and never a token in the text."""
    _holds(f"# T\n\n{template}" if titled else template)


def _holds(template: str) -> None:
    found: tuple[Diagnostic, ...] = ()
    try:
        find = lookup(kinds__trial=template)
        document = compose(make_job(), "trial", find, as_of=AS_OF).document
    except Problems as problems:
        found = problems.diagnostics
    if found:
        assert all(d.message and d.code.startswith("KR3") for d in found)
    else:
        assert document.title
        assert not any("\ue000" <= character <= "\uf8ff" for character in plain_text(document))


NAMES = (
    "role¦role.title¦role.tools¦role.conditions.travel¦role.nope¦posting.pay¦posting.team¦x¦loop¦"
    "posting.pay.min¦employer.about¦employer.sample¦posting.places¦t('pay')¦blank('Gap')¦none¦"
    "true¦1¦-2.5¦''¦'# a'¦[]¦[1, 'a']¦{'a': 1}¦range(3)¦t¦self¦namespace(a=1)¦link('a', 'a@b.cd')"
)
VALUES = st.sampled_from(NAMES.split("¦"))
FILTER_CALLS = st.sampled_from(
    [
        *(name for name in STOCK | FILTERS if name not in {"each", "where", "largest"}),
        "each('text')",
        "where(need='must')",
        "largest(2, 'share')",
        "default('d')",
        "listed('or')",
        "join(x)",
        "each(x)",
    ]
)
SIGNS = "+ - * / // % ** ~ == != < >= in and or"
OPERATORS = st.sampled_from([*SIGNS.split(), "not in"])
EXPRESSIONS = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.tuples(inner, FILTER_CALLS).map(" | ".join),
        st.tuples(inner, st.sampled_from(sorted(STOCK)), inner, inner).map(
            lambda parts: f"({parts[0]} | {parts[1]}({parts[2]}, {parts[3]}))"
        ),
        st.tuples(inner, st.sampled_from(sorted(TESTS)), inner).map(
            lambda parts: f"({parts[0]} is {parts[1]}({parts[2]}))"
        ),
        st.tuples(inner, OPERATORS, inner).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(inner, st.sampled_from(["[0]", "[:2]", ".text", "['a']", "()", ".x.y"])).map(
            "".join
        ),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} if {p[1]} else {p[2]})"),
        st.tuples(inner, st.sampled_from(["is none", "is odd", "is in(x)", "is string"])).map(
            lambda parts: f"({' '.join(parts)})"
        ),
    ),
    max_leaves=5,
)
LINES = st.sampled_from(
    ["text\n", "\n", "## A {#a}\n", "## B\n", "- item\n", "**b** ", "::: callout\n", ":::\n"]
)
BODIES = st.recursive(
    st.one_of(
        LINES,
        EXPRESSIONS.map(lambda e: f"{{{{ {e} }}}}\n"),
        EXPRESSIONS.map(lambda e: f"- {{{{ {e} }}}}\n"),
        EXPRESSIONS.map(lambda e: f"[a]({{{{ {e} }}}}) "),
        EXPRESSIONS.map(lambda e: f"::: facts\n- L: {{{{ {e} }}}}\n:::\n"),
        EXPRESSIONS.map(lambda e: f"{{% set x = {e} %}}"),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(EXPRESSIONS, inner).map(lambda p: f"{{% if {p[0]} %}}{p[1]}{{% endif %}}\n"),
        st.tuples(EXPRESSIONS, inner).map(lambda p: f"{{% for x in {p[0]} %}}{p[1]}{{% endfor %}}"),
        inner.map(lambda body: f"{{% set x %}}{body}{{% endset %}}"),
        st.tuples(inner, EXPRESSIONS).map(
            lambda p: f"{{% macro m(x) %}}{p[0]}{{% endmacro %}}{{{{ m({p[1]}) }}}}"
        ),
        inner.map(lambda body: f"{{% filter upper %}}{body}{{% endfilter %}}"),
    ),
    max_leaves=6,
)


@settings(max_examples=examples(400), deadline=None)
@given(BODIES)
def test_any_well_formed_template_makes_a_document_or_findings(body: str) -> None:
    """The same for templates that get as far as running."""
    _holds(f"# T\n\n{body}")
