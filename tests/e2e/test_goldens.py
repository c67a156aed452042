"""Every sample document is as committed under tests/golden, where a person can open it.

``script/test tests -k goldens --update-goldens`` accepts what is built now; look at the
difference before committing it.
"""

from __future__ import annotations

import io
import re
import textwrap
from typing import TYPE_CHECKING

import pytest

from kamroles.pipeline import Order, render_bytes
from tests.parity import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kamroles import pipeline

KINDS = ("posting", "description")
POSTINGS = (
    "account-manager-hamburg",
    "account-manager-portland",
    "commercial-lines-account-manager-salem",
    "digital-account-manager-germany",
    "key-account-manager-portland",
    "strategic-account-manager-utrecht",
)
ROLES = ("strategic-account-manager",)
IN_ALL_FORMATS = {"key-account-manager-portland", "digital-account-manager-germany"}
TEXT_FORMATS = ("md", "txt", "json")
_FONT = re.compile(r"(base64,)[A-Za-z0-9+/=]{400,}")

_PAGE = re.compile(r"Page \d+ of \d+ ?")


def cases() -> list[tuple[str, str, str]]:
    """Return name, kind and format of each golden."""
    found = []
    for name in (*POSTINGS, *ROLES):
        formats = (*TEXT_FORMATS, "html", "pdf", "docx") if name in IN_ALL_FORMATS else TEXT_FORMATS
        found += [(name, kind, format) for kind in KINDS for format in formats]
    return [*found, *((POSTINGS[0], "profile", format) for format in ("md", "txt"))]


def file_name(kind: str, format: str) -> str:
    """Return the golden's name; of PDF and Word only the text is kept, which has no odd bytes."""
    return f"{kind}.{format}" + (".txt" if format in {"pdf", "docx"} else "")


def picture(format: str, content: bytes) -> str:
    """Return what of a file must stay the same, as text."""
    match format:
        case "pdf":
            return "\n".join(pdf_lines(content)) + "\n"
        case "docx":
            return "\n".join(docx_lines(content)) + "\n"
        case "html":
            # Fonts come out in other bytes with another version of the font tools.
            return _FONT.sub(r"\1", content.decode())
    return content.decode()


def pdf_lines(content: bytes) -> Iterator[str]:
    """Yield metadata, bookmarks and words; wrapped anew, as each Pango breaks lines its way."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(content))
    about = reader.metadata or {}
    engine = {"/Creator", "/Producer"}
    yield from (f"{name[1:]}: {about[name]}" for name in sorted(about) if name not in engine)
    yield f"Language: {reader.trailer['/Root'].get('/Lang')}"
    yield f"Pages: {len(reader.pages)}"
    yield from (f"Bookmark: {entry}" for entry in titles(reader.outline))
    yield ""
    words = " ".join(word for word in extract("pdf", content) if word != "•")
    yield from textwrap.wrap(_PAGE.sub("", words), 100)


def titles(outline: list[object], depth: int = 0) -> Iterator[str]:
    """Yield the bookmarks, nested ones indented."""
    for entry in outline:
        if isinstance(entry, list):
            yield from titles(entry, depth + 1)
        else:
            yield "  " * depth + str(entry["/Title"])  # type: ignore[index]


def docx_lines(content: bytes) -> Iterator[str]:
    """Yield properties, then each paragraph and row with its style."""
    import docx
    from docx.table import Table

    document = docx.Document(io.BytesIO(content))
    about = document.core_properties
    for name in ("title", "author", "subject", "language", "created", "modified"):
        yield f"{name}: {getattr(about, name)}"
    for section in document.sections:
        yield f"header: {' '.join(p.text for p in section.header.paragraphs)}"
        yield f"footer: {' '.join(p.text for p in section.footer.paragraphs)}"
    yield ""
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield f"[row] {' | '.join(cell.text for cell in row.cells)}"
        else:
            yield f"[{part.style.name}] {part.text}"


@pytest.mark.parametrize(("name", "kind", "format"), cases(), ids=str)
def test_document_is_as_committed(
    name: str,
    kind: str,
    format: str,
    sample_document: Callable[[Order], pipeline.Composed],
    repository: Path,
    request: pytest.FixtureRequest,
) -> None:
    """A change to a document is seen, and accepted by a person."""
    golden = repository / "tests" / "golden" / name / file_name(kind, format)
    made = picture(format, render_bytes(sample_document(Order(name, kind)), format))
    if request.config.getoption("--update-goldens"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(made, encoding="utf-8", newline="")
    assert golden.is_file(), f"{golden} is missing; --update-goldens writes it"
    assert made == golden.read_bytes().decode()


def test_no_golden_is_left_over(repository: Path, request: pytest.FixtureRequest) -> None:
    """A golden that nothing is compared with says nothing."""
    folder = repository / "tests" / "golden"
    used = {folder / name / file_name(kind, format) for name, kind, format in cases()}
    unused = {path for path in folder.rglob("*") if path.is_file()} - used
    # What is heard of the site is compared where there is a screen reader: in script/check.
    unused -= {*(folder / "site").iterdir()}
    if request.config.getoption("--update-goldens"):
        for path in unused:
            path.unlink()
    else:
        assert unused == set()


def test_every_sample_posting_has_goldens(sample_library: pipeline.Library) -> None:
    """A sample posting that is added or renamed is noticed here."""
    assert sorted(sample_library.ids("postings")) == sorted(POSTINGS)
