"""A sentence that leads into a list or table stands on the page where that begins."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kamroles.document import Block, Paragraph, Section, Table, leads
from kamroles.render import docx, html
from tests.unit.render.printing import ENGINES, printed
from tests.unit.render.samples import EMPTY, bullets, facts, paragraph, text
from tests.unit.render.themes import plain

TABLE = Table((text("A"), text("B")), tuple((text(f"row{n}"), text("x")) for n in range(4)))
LED: dict[str, Block] = {
    "list": bullets("row0", "row1", "row2"),
    "table": TABLE,
    "facts": facts(("row0", "x"), ("row1", "y")),
}


@pytest.mark.parametrize("led", LED)
@pytest.mark.parametrize("engine", ENGINES)
def test_no_page_ends_between_it_and_what_it_leads_into(led: str, engine: str) -> None:
    """Wherever on the page it falls: each section is a line longer than the one before."""
    sections = tuple(
        Section(
            f"s{n}",
            text(f"Heading {n}"),
            (*map(paragraph, ["Filler."] * (n % 7)), paragraph(f"Lead {n} here"), LED[led]),
        )
        for n in range(30)
    )
    reader = PdfReader(io.BytesIO(printed(replace(EMPTY, sections=sections), engine)))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 3
    for page in pages:
        lines = [
            line for line in page.splitlines() if line.strip() and not line.startswith("Page ")
        ]
        assert not re.match(r"Lead \d+ here$|Heading \d+$", lines[-1].strip()), page[-300:]


def test_what_leads() -> None:
    """A paragraph before a list, table or facts; before text only with a colon."""
    for each in LED.values():
        assert leads(paragraph("Levels run from 1 to 5."), each)
        assert not leads(each, paragraph("x"))
    assert leads(paragraph("You will:"), paragraph("work"))
    assert not leads(paragraph("You work."), paragraph("And more."))
    assert not leads(paragraph("You will:"), None)


def test_in_word_and_on_the_web() -> None:
    """Word keeps the paragraph with the next one, a browser does when it prints."""
    blocks = (paragraph("Lead here"), TABLE, paragraph("No lead"), paragraph("End"))
    document = replace(EMPTY, sections=(Section("s", text("S"), blocks),))
    with zipfile.ZipFile(io.BytesIO(docx.render(document, plain()))) as parts:
        body = parts.read("word/document.xml").decode()
    kept = {
        words: "keepNext" in layout
        for layout, words in re.findall(
            r"<w:p><w:pPr>((?:(?!</w:pPr>).)*)</w:pPr>.*?>([^<>]+)</w:t>", body
        )
    }
    assert (kept["Lead here"], kept["No lead"]) == (True, False)
    page = html.render(document, plain()).decode()
    assert '<p class="leads">Lead here</p>' in page
    assert "<p>No lead</p>" in page
    assert "@media print{.leads{break-after:avoid}" in page
    assert isinstance(blocks[0], Paragraph)
