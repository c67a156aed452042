"""Texts in scripts that are written to the left, in each format that has directions."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from kamroles.characters import directed, is_right_to_left
from kamroles.document import Document, Listing, Paragraph, Run, Section, Table
from kamroles.render import render
from tests.unit.render.samples import EMPTY, text
from tests.unit.render.themes import plain

ARABIC, HEBREW, MIXED = "مدير حسابات", "5 שנים (B2B)", "Own the حسابات here"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        *[(ARABIC, True), (HEBREW, True), ("«فارسی»", True)],
        *[(each, False) for each in (MIXED, "B2B مدير", "", "12 - 5", "Sales", "東京 مدير")],
    ],
)
def test_the_first_letter_decides(written: str, left: bool) -> None:
    """Not the digits and signs before it."""
    assert is_right_to_left(written) is left


@pytest.mark.parametrize(
    ("written", "left", "stretches"),
    [
        (MIXED, False, [("Own the ", False), ("حسابات", True), (" here", False)]),
        (HEBREW, True, [("5 שנים (", True), ("B2B", False), (")", True)]),
        (ARABIC, True, [(ARABIC, True)]),
        ("Sales: 5", False, [("Sales: 5", False)]),
        ("", True, []),
    ],
)
def test_stretches(written: str, left: bool, stretches: list[tuple[str, bool]]) -> None:
    """What has no direction goes with what is around it."""
    assert directed(written, right_to_left=left) == stretches


@given(st.text("aب 5(א,"), st.booleans())
def test_stretches_are_the_whole_text(written: str, left: bool) -> None:
    """And neighbors differ."""
    found = directed(written, right_to_left=left)
    assert "".join(part for part, _ in found) == written
    assert all(one[1] != other[1] for one, other in pairwise(found))


def sample() -> Document:
    """Return a document with both directions."""
    inner = Listing(((Paragraph(text(HEBREW)),), (Paragraph(text("Plan")),)))
    blocks = (
        Paragraph((Run("نعمل ", bold=True), Run("here"))),
        Paragraph(text(MIXED)),
        Listing(((Paragraph(text(ARABIC)), inner), (Paragraph(text("Sell")),))),
        Table((text("Duty"),), ((text(ARABIC),),)),
    )
    return replace(EMPTY, title=ARABIC, sections=(Section("one", text(HEBREW), blocks),))


def test_web_pages_say_the_direction_where_it_changes() -> None:
    """Of headings, paragraphs, items and cells."""
    tree = html.document_fromstring(render(sample(), plain(), "html"))
    found = [(each.tag, each.get("dir")) for each in tree.iter() if each.get("dir")]
    turned = [("li", "ltr"), ("td", "rtl")]
    assert found == [*[(tag, "rtl") for tag in ("h1", "h2", "p", "li")], *turned]


def test_word_has_paragraphs_and_runs_from_the_right() -> None:
    """A run in Latin letters within them has its own direction."""
    word = docx.Document(BytesIO(render(sample(), plain(), "docx")))
    cells = [
        para for table in word.tables for cell in table.columns[0].cells for para in cell.paragraphs
    ]
    said = {
        para.text: (
            para._p.pPr.find(qn("w:bidi")) is not None,
            [
                run.text
                for run in para.runs
                if run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
            ],
        )
        for para in (*word.paragraphs, *cells)
    }
    assert said[ARABIC] == (True, [ARABIC])
    assert said[HEBREW] == (True, ["5 שנים (", ")"])
    assert said[MIXED] == (False, ["حسابات"])
    assert said["نعمل here"] == (True, ["نعمل "])
    assert said["Sell"] == said["Plan"] == said["Duty"] == (False, [])
