"""A job description has three pages at most, in the same order in every format."""

from __future__ import annotations

import html
import io
import re
from typing import TYPE_CHECKING

import docx
import pytest
from pypdf import PdfReader

from kamroles.document import inline_text, sections_of
from kamroles.pipeline import Order, render_bytes
from tests.e2e.test_parity import POSTINGS, ROLES
from tests.unit.render.printing import ENGINES

if TYPE_CHECKING:
    from collections.abc import Callable

    from kamroles import pipeline
    from kamroles.document import Document

MOST_PAGES = 3
_FURNITURE = re.compile(r"Page \d+ of \d+|DRAFT")
_BULLET = "\u2022"


def pages_of(composed: pipeline.Composed, engine: str) -> list[list[str]]:
    """Return the lines of each page, without running headers and page numbers."""
    pages = PdfReader(io.BytesIO(render_bytes(composed, "pdf", engine))).pages
    texts = [[line.strip() for line in page.extract_text().splitlines()] for page in pages]
    furniture = {"", composed.document.running}
    return [
        [line for line in lines if line not in furniture and not _FURNITURE.fullmatch(line)]
        for lines in texts
    ]


def titles(document: Document) -> list[str]:
    """Return the headings of all sections in reading order."""
    return [inline_text(section.title) for section in sections_of(document)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", [*POSTINGS, *ROLES])
def test_pages(
    name: str, engine: str, sample_document: Callable[[Order], pipeline.Composed]
) -> None:
    """None ends with a heading or starts with one bullet; the last has more than signatures."""
    composed = sample_document(Order(name, "description"))
    pages = pages_of(composed, engine)
    assert len(pages) <= MOST_PAGES
    headings = titles(composed.document)
    for lines in pages[:-1]:
        assert lines[-1] not in headings
    for lines in pages[1:]:
        section = next(at for at, line in enumerate(lines) if line in headings)
        starts = [line for line in lines[:section] if line.startswith(_BULLET)]
        assert len(starts) != 1, lines[:section]
    assert pages[-1][0] != "Approval"


@pytest.mark.parametrize("name", POSTINGS)
def test_one_order_in_all_formats(
    name: str, sample_document: Callable[[Order], pipeline.Composed]
) -> None:
    """Sections of PDF, web page and Word file, and the draft notice above the title."""
    composed = sample_document(Order(name, "description"))
    wanted = titles(composed.document)
    page = render_bytes(composed, "html").decode()
    assert [html.unescape(each) for each in re.findall(r"<h[23][^>]*>([^<]+)<", page)] == wanted
    word = docx.Document(io.BytesIO(render_bytes(composed, "docx")))
    styles = {"Heading 1", "Heading 2"}
    assert [each.text for each in word.paragraphs if each.style.name in styles] == wanted
    for engine in ENGINES:
        lines = [line for page in pages_of(composed, engine) for line in page]
        assert [line for line in lines if line in wanted] == wanted
