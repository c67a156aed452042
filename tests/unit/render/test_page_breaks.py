"""No page starts or ends with a single item or row, and none has the last section alone."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kamroles.document import KeepTogether, Section, Table, closing
from kamroles.render import docx
from tests.unit.render.printing import ENGINES, printed
from tests.unit.render.samples import EMPTY, bullets, paragraph, text
from tests.unit.render.themes import plain

WORDS = " with words that fill more than one line of the page" * 2


def pages_of(sections: tuple[Section, ...], engine: str) -> list[str]:
    """Return the words of each page."""
    reader = PdfReader(io.BytesIO(printed(replace(EMPTY, sections=sections), engine)))
    return [page.extract_text() for page in reader.pages]


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("shape", ["list", "table"])
@pytest.mark.parametrize("engine", ENGINES)
def test_no_item_is_alone(engine: str, shape: str, count: int) -> None:
    """Wherever on the page it falls: each section is a line longer than the one before."""
    sections = []
    for n in range(24):
        rows = [f"S{n}R{at}{WORDS if at == count - 1 else ''}" for at in range(count)]
        head = text("A"), text("B")
        block = Table(head, tuple((text(row), text("1")) for row in rows), right=(1,))
        led = block if shape == "table" else bullets(*rows)
        sections.append(
            Section(f"s{n}", text(f"Heading {n}"), (*[paragraph("Filler.")] * (n % 7), led))
        )
    pages = pages_of(tuple(sections), engine)
    assert len(pages) > 2
    for page in pages:
        found = re.findall(r"S(\d+)R", page)
        assert {own: found.count(own) for own in found if found.count(own) < 2} == {}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_last_section_is_not_alone(engine: str) -> None:
    """What stands before it goes with it to the next page, below its heading."""
    last = Section("end", text("The end"), (KeepTogether(tuple(map(paragraph, "abcdefgh"))),))
    before = Section("list", text("A list"), (bullets("first", "second", "third"),))
    seen = set()
    for lines in range(32, 48, 3):
        filler = Section("text", text("Text"), (paragraph("Filler."),) * lines)
        *_, page = pages_of((filler, before, last), engine)
        assert "A list" in page
        assert page.index("A list") < page.index("third") < page.index("The end")
        seen.add("Filler" in page)
    assert seen == {True, False}


def test_what_stays_with_the_last_section() -> None:
    """The deepest section before it, if it ends in something short."""
    part = Section("part", text("Part"), (bullets("a", "b"),))
    whole = Section("whole", text("Whole"), (paragraph("x"),), (part,))
    end = Section("end", text("End"), (paragraph("x"),))
    assert closing(replace(EMPTY, sections=(whole, end))) is part
    assert closing(replace(EMPTY, sections=(end,))) is None
    assert closing(EMPTY) is None
    long = replace(part, blocks=(bullets(*["a line"] * 30),))
    assert closing(replace(EMPTY, sections=(long, end))) is None


def test_in_word() -> None:
    """The first two items stay together, the last two, and these with the last section."""
    middle = Section("m", text("M"), (bullets("a", "b", "c", "d", "e"), paragraph("No lead")))
    before = Section("n", text("N"), (bullets("f", "g", "h", "i"),))
    table = Table((text("A"),), tuple((text(f"row{n}"),) for n in range(5)))
    document = replace(EMPTY, sections=(middle, before, Section("o", text("O"), (table,))))
    with zipfile.ZipFile(io.BytesIO(docx.render(document, plain()))) as parts:
        body = parts.read("word/document.xml").decode()
    kept = {
        words: "keepNext" in layout
        for layout, words in re.findall(
            r"<w:p><w:pPr>((?:(?!</w:pPr>).)*)</w:pPr>.*?>([^<>]+)</w:t>", body
        )
    }
    assert "".join(words for words in "abcdefghi" if kept[words]) == "adfhi"
    assert [kept[f"row{n}"] for n in range(5)] == [True, False, False, True, False]
