"""Documents that nobody would write, for laws that hold for every document."""

from __future__ import annotations

from hypothesis import strategies as st

from kamroles.document import (
    Approval,
    Block,
    Callout,
    Checkbox,
    Document,
    Facts,
    Field,
    KeepTogether,
    Listing,
    Paragraph,
    Run,
    Section,
    Table,
)
from tests.unit.render.samples import HOSTILE

# What means something to one of the formats is far more likely here than in prose.
_MARKS = "ab1 .)(-+*_`~#>|<&;\\[]!:=/@\n\t\u00a0é€“”,"
MARKS = st.sampled_from(_MARKS)
WORDS = st.text(MARKS | st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=12)
ANYTHING = st.text(MARKS | st.characters(), max_size=12)
HREFS = st.none() | st.sampled_from(
    [
        "https://example.org/a?b=1&copy;=2",
        "https://example.org/a_(b)|*c*",
        "mailto:a@example.org",
        "tel:+15035550100",
        "javascript:alert(1)",
        "#part",
    ]
)


def inlines(words: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Run, ...]]:
    """Return runs of every style, with such words or hostile ones."""
    flag = st.booleans()
    text = words | st.sampled_from(HOSTILE)
    runs = st.builds(Run, text, bold=flag, italic=flag, href=HREFS, blank=flag)
    return st.lists(runs, max_size=4).map(tuple)


def blocks(words: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Block, ...]]:
    """Return blocks of every kind that holds text, nested in each other."""
    runs = inlines(words)
    row = st.lists(runs, max_size=3).map(tuple)
    pairs = st.lists(st.tuples(runs, runs), max_size=2).map(tuple)
    leaves: st.SearchStrategy[Block] = st.one_of(
        st.builds(Paragraph, runs),
        st.builds(Checkbox, runs, st.booleans()),
        st.builds(Field, runs),
        st.builds(Facts, pairs),
        st.builds(Table, row, st.lists(row, max_size=2).map(tuple)),
        st.builds(Approval, row, row),
    )

    def holders(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        several = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(
            st.builds(Listing, st.lists(several, max_size=3).map(tuple), st.booleans()),
            st.builds(Callout, several),
            st.builds(KeepTogether, several),
        )

    return st.lists(st.recursive(leaves, holders, max_leaves=6), max_size=4).map(tuple)


def documents(words: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """Return documents of a section with a part, and blocks before it."""
    runs, several = inlines(words), blocks(words)
    parts = st.builds(Section, st.just("part-of-part"), runs, several)
    sections = st.builds(Section, st.just("part"), runs, several, st.tuples(parts))
    return st.builds(
        Document,
        kind=st.just("posting"),
        title=words,
        lang=st.sampled_from(["en-US", "de", "ar"]),
        date=st.just("2026-03-02"),
        sections=st.tuples(sections) | st.just(()),
        eyebrow=runs,
        blocks=several,
        draft=words,
        running=words,
        brand=words,
        description=words,
    )
