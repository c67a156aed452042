"""A workspace template may extend the shipped one and replace single blocks."""

from __future__ import annotations

import pytest

from kamroles.compose import compose
from kamroles.diagnostics import Problems
from kamroles.document import inline_text, plain_text
from tests.unit.compose.jobs import AS_OF, lookup, make_job
from tests.wording import pinned

OVERRIDES = """{% extends "kinds/posting.md" %}
{% block opening %}
Come and work with {{ employer.name }}.

{{ super() }}
{% endblock %}
{% block measures %}{% endblock %}
"""


def _shipped_posting():
    return compose(make_job(), "posting", lookup(), as_of=AS_OF).document


def test_a_template_of_the_same_name_extends_the_shipped_one() -> None:
    """One block is replaced, one is emptied, the rest stays."""
    own = compose(make_job(), "posting", lookup(kinds__posting=OVERRIDES), as_of=AS_OF).document
    shipped = _shipped_posting()
    assert "Come and work with Cedar & Main Insurance." in plain_text(own)
    assert shipped.sections[0].title == own.sections[0].title
    assert [s.id for s in own.sections] == [s.id for s in shipped.sections]
    assert set(plain_text(shipped).splitlines()) - set(plain_text(own).splitlines()) == {
        "You are measured on premium kept at renewal and new lines sold to existing clients.",
    }


def test_another_kind_can_extend_a_shipped_one() -> None:
    """A new kind needs no Python."""
    text = OVERRIDES.replace("{% block measures %}{% endblock %}", "")
    own = compose(make_job(), "short", lookup(kinds__short=text), as_of=AS_OF).document
    assert own.kind == "short"
    assert len(own.sections) == len(_shipped_posting().sections)


def test_a_block_that_replaces_none_is_told() -> None:
    """Its words would be missing without a word; blocks within blocks are one's own."""
    text = """{% extends "kinds/posting.md" %}
<!-- {% block commented %}{% endblock %} -->
{% block aply %}Write to us.{% endblock %}
{% block team %}{% block inner %}Your team.{% endblock %}{% endblock %}
"""
    with pytest.raises(Problems) as caught:
        compose(make_job(), "posting", lookup(kinds__posting=text), as_of=AS_OF)
    (found,) = caught.value.diagnostics
    pinned([found])
    assert found.code == "KR331"
    assert found.span is not None
    assert (found.span.line, found.span.text) == (3, "aply")


def test_shared_phrases_can_be_replaced_one_by_one() -> None:
    """A workspace may bring its own macros."""
    text = """{% extends "kinds/posting.md" %}
{% import "parts/mine.md" as mine %}
{% block facts %}
::: facts
- Pay: {{ mine.pay() }}
:::
{% endblock %}
"""
    mine = "{% macro pay() %}from {{ posting.pay | pay }}{% endmacro %}"
    find = lookup(kinds__posting=text, parts__mine=mine)
    own = compose(make_job(), "posting", find, as_of=AS_OF).document
    assert "Pay from $78,000 to $96,000 a year" in plain_text(own)


def test_labels_of_the_workspace_win_over_the_shipped_ones() -> None:
    """Keys that it leaves out stay as shipped."""
    from kamroles.diagnostics import Source

    find = lookup()

    def own(name: str) -> Source | None:
        if name == "locales/en.yaml":
            return Source("workspace/locales/en.yaml", "duties: x\nwhat-you-will-do: Your work\n")
        return find(name)

    document = compose(make_job(), "posting", own, as_of=AS_OF).document
    assert inline_text(document.sections[0].title) == "Your work"
    assert inline_text(document.sections[1].title) == "What you bring"


@pytest.mark.parametrize("kind", ["posting", "description"])
def test_every_part_of_a_shipped_template_can_be_replaced(kind: str) -> None:
    """No wording stands outside a block."""
    import re

    from kamroles.resources import bundled

    text = (bundled("templates") / "kinds" / kind / "template.md").read_text("utf-8")
    blocks = re.findall(r"{% block (\w+) %}", text)
    assert len(blocks) > 8
    assert len(set(blocks)) == len(blocks)
    empty = "".join(f"{{% block {b} %}}{{% endblock %}}" for b in blocks if b != "title")
    template = f'{{% extends "kinds/{kind}.md" %}}{empty}'
    document = compose(make_job(), "bare", lookup(kinds__bare=template), as_of=AS_OF).document
    assert plain_text(document) == "Key Account Manager\n"


def test_a_tag_within_a_line_leaves_the_line_end() -> None:
    """Only a tag on a line of its own takes the line."""
    template = """# T

- A{% if true %}: a{% endif %}

- B{% if false %}: b{% endif %}

{% if true %}
- C
{% endif %}
{% for x in [1, 2] %}
- {{ x }}
{% endfor %}
"""
    document = compose(make_job(), "trial", lookup(kinds__trial=template), as_of=AS_OF).document
    assert plain_text(document) == "T\nA: a\nB\nC\n1\n2\n"
    assert len(document.blocks) == 1
