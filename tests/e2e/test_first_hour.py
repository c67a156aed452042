"""The tutorial, followed from an empty folder: a posting of one's own as Word and PDF, no draft."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pdfminer.high_level import extract_text

from tests.pages import Block, Reader, blocks

PAGE = Path(__file__).resolve().parents[2] / "docs/tutorial/first-document.md"
NAME = "customer-success-manager-portland"
MOST_COMMANDS = 10
SHOWN = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")


def commands(block: Block) -> list[str]:
    """Return the lines of a block that a person types at the prompt."""
    lines = block.body.strip().splitlines()
    if block.language == "console":
        return [line for line in lines if line.startswith("$ ")]
    return lines if block.language == "sh" else []


def said_in(path: Path) -> str:
    """Return all text of a PDF or Word file, headers, footers and properties included."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        return extract_text(BytesIO(content))
    with ZipFile(BytesIO(content)) as parts:
        properties = parts.read("docProps/core.xml").decode("utf-8")
        shown = [name for name in parts.namelist() if SHOWN.fullmatch(name)]
        texts = [text for name in shown for text in TEXT.findall(parts.read(name).decode("utf-8"))]
    return "".join(texts) + properties


def test_the_first_hour_ends_with_word_and_pdf_that_are_no_draft(tmp_path: Path) -> None:
    """What the page says is typed, answered and edited; the documents are looked at on the way."""
    page = list(blocks(PAGE))
    typed = [command for block in page for command in commands(block)]
    assert 0 < len(typed) <= MOST_COMMANDS
    reader = Reader.in_folder(tmp_path, in_process=True)
    output = tmp_path / "my-jobs" / "output"
    documents = [
        output / f"{NAME}-{kind}.{format}"
        for kind in ("posting", "description")
        for format in ("docx", "pdf")
    ]
    for block in page:
        reader.follow(block)
        if "kamroles init" in block.body:
            assert all("Draft" in said_in(path) for path in documents)
    for path in documents:
        said = said_in(path)
        assert "Draft" not in said, path.name
        assert "…" not in said, path.name
        assert "Customer Success Manager" in said
        assert "to customers in Oregon" in " ".join(said.split())
