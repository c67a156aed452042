"""Every shipped role as PDF passes the checks of script/printed.py, and those can fail."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kamroles.document import Figure, Section, Table
from kamroles.pipeline import Order
from kamroles.resources import bundled
from tests.unit.render.printing import ENGINES, made, opened
from tests.unit.render.samples import POSTING, facts, paragraph, text

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "script"))

import printed
from printed import Printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pikepdf

    from kamroles.document import Document
    from kamroles.pipeline import Composed

ROLES = sorted(p.stem for p in bundled("roles").glob("*.yaml") if p.stem != "defaults")
KINDS = ("posting", "description")
ONE_BY_BOTH = ("key-account-manager-portland", "account-manager-hamburg")


def orders() -> Iterator[Any]:
    """Yield every role and kind; two thirds of the descriptions are left to the night."""
    for number, role in enumerate(ROLES):
        yield pytest.param(role, "posting")
        marks = [pytest.mark.slow] if number % 3 else []
        yield pytest.param(role, "description", marks=marks)


@pytest.mark.parametrize(("role", "kind"), [*orders()])
def test_every_role_is_tagged_titled_and_in_order(
    role: str, kind: str, sample_document: Callable[[Order], Composed]
) -> None:
    """Headings, bookmarks, tables, lists, pictures and pages are those of the document."""
    one = sample_document(Order(role, kind))
    content = made(one.document, "typst", one.theme)
    file = Printed(one.document, content, has_logo="logo" in one.theme.assets)
    with opened(content) as inside:
        found = [
            *printed.about(one.document, inside),
            *printed.structure(one.document, inside, has_logo=file.has_logo),
            *printed.lengths(file),
        ]
    assert found == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ONE_BY_BOTH)
def test_samples_pass_every_check_by_either_engine(
    name: str, kind: str, engine: str, sample_document: Callable[[Order], Composed]
) -> None:
    """Readers of PDF find every word in order, too; script/check-pdf does this for all."""
    one = sample_document(Order(name, kind))
    content = made(one.document, engine, one.theme)
    file = Printed(one.document, content, has_logo="logo" in one.theme.assets)
    assert list(printed.faults(file)) == []


CONTENT = made(POSTING, "typst")
FIRST = POSTING.sections[0]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (POSTING, None),
        (replace(POSTING, title="Another"), "title: "),
        (replace(POSTING, lang="de"), "language: 'en-US'"),
        (replace(POSTING, sections=POSTING.sections[1:]), "bookmarks: "),
        (replace(POSTING, sections=POSTING.sections[::-1]), "bookmarks: "),
        (replace(POSTING, sections=(replace(FIRST, sections=(FIRST,)),)), "have the levels"),
        (replace(POSTING, blocks=(*POSTING.blocks, Table((text("a"),), ()))), "a table has"),
        (replace(POSTING, blocks=(*POSTING.blocks, facts(("a", "b")))), "a table has"),
        (replace(POSTING, blocks=(*POSTING.blocks, Figure("x", "a tree"))), "pictures say"),
    ],
)
def test_a_file_of_another_document_is_told(other: Document, said: str | None) -> None:
    """Whatever differs between structure and document is a fault."""
    with opened(CONTENT) as inside:
        found = [*printed.about(other, inside), *printed.structure(other, inside, has_logo=True)]
    assert (not found) if said is None else any(said in line for line in found), found


@pytest.mark.parametrize(
    "change",
    [
        lambda root: root.__delitem__("/Lang"),
        lambda root: root.__delitem__("/MarkInfo"),
        lambda root: root.__delitem__("/StructTreeRoot"),
        lambda root: root.ViewerPreferences.__setitem__("/DisplayDocTitle", False),
        lambda root: root.Outlines.__delitem__("/First"),
        lambda root: next(
            e for e in printed._elements(root.StructTreeRoot.K) if e.S == "/TH"
        ).__delitem__("/A"),
    ],
)
def test_a_file_that_lost_something_is_told(change: Callable[[pikepdf.Object], None]) -> None:
    """Language, marks, tags, bookmarks and headers are looked for."""
    with opened(CONTENT) as inside:
        change(inside.Root)
        found = [
            *printed.about(POSTING, inside),
            *printed.structure(POSTING, inside, has_logo=True),
        ]
    assert found


def test_a_lost_or_moved_word_is_told() -> None:
    """Each reader says which."""
    more = replace(POSTING, sections=(*POSTING.sections, Section("z", text("End"), ())))
    moved = replace(POSTING, sections=POSTING.sections[::-1])
    for other in (more, moved):
        found = list(printed.texts(Printed(other, CONTENT)))
        assert any(line.startswith("pypdf") for line in found)
        assert any(line.startswith("pdfminer, in the order") for line in found)
    assert list(printed.texts(Printed(POSTING, CONTENT))) == []


def test_a_long_document_and_a_heading_at_the_foot_are_told() -> None:
    """A heading is the last line of its page only where nothing follows it."""
    lonely = replace(POSTING, sections=(*POSTING.sections, Section("z", text("The end"), ())))
    found = list(printed.lengths(Printed(lonely, made(lonely, "typst"))))
    assert found == ["page 2 ends with the heading 'Theend'"]
    long = replace(POSTING, blocks=tuple(paragraph(f"Line {n}.") for n in range(150)))
    found = list(printed.lengths(Printed(long, made(long, "typst"))))
    assert any("pages, more than 2" in line for line in found)
