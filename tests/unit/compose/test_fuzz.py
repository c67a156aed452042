"""Whatever a template holds, there is a document or a finding."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from kamroles.compose import compose
from kamroles.diagnostics import Diagnostic, Problems
from kamroles.document import plain_text
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


@settings(max_examples=400, deadline=None)
@given(TEMPLATES, st.booleans())
def test_any_template_makes_a_document_or_findings(template: str, titled: bool) -> None:
    """Never a traceback, and never a token in the text."""
    text = f"# T\n\n{template}" if titled else template
    find = lookup(kinds__trial=text)
    found: tuple[Diagnostic, ...] = ()
    try:
        document = compose(make_job(), "trial", find, as_of=AS_OF).document
    except Problems as problems:
        found = problems.diagnostics
    if found:
        assert all(d.message and d.code.startswith("KR3") for d in found)
    else:
        assert document.title
        assert not any("\ue000" <= character <= "\uf8ff" for character in plain_text(document))
