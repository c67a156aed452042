"""What every printed document has to be, whichever engine set it: a line for each fault.

Text is read with pdftotext, pypdf and pdfminer; the rest stands in the file's own structure.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO, StringIO
from itertools import groupby, zip_longest
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import pikepdf
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from kamroles.document import (  # noqa: E402 - needs the path above
    Approval,
    Facts,
    Figure,
    Section,
    Table,
    inline_text,
    plain_text,
    walk,
)
from kamroles.pipeline import shipped  # noqa: E402
from kamroles.pipeline.kind_folders import kind_of  # noqa: E402
from kamroles.theme.page_words import page_words  # noqa: E402
from tests.parity import text_difference  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kamroles.document import Block, Document


@dataclass(frozen=True)
class Printed:
    """A document and the file an engine made of it."""

    document: Document
    content: bytes
    has_logo: bool = False

    @cached_property
    def pages(self) -> list[str]:
        """Return the text of each page as pypdf reads it."""
        return [page.extract_text() for page in PdfReader(BytesIO(self.content)).pages]


def faults(printed: Printed) -> Iterator[str]:
    """Yield all that is wrong with a file."""
    yield from texts(printed)
    yield from lengths(printed)
    with pikepdf.open(BytesIO(printed.content)) as file:
        yield from about(printed.document, file)
        yield from structure(printed.document, file, has_logo=printed.has_logo)


def texts(printed: Printed) -> Iterator[str]:
    """Tell what a reader of PDF does not find, or not in the order of the document."""
    document = printed.document
    in_order = {"pypdf": "\n".join(printed.pages)}
    if which("pdftotext"):
        in_order["pdftotext"] = pdftotext(printed.content)
        in_order["pdftotext -raw"] = pdftotext(printed.content, "-raw")
    for reader, text in in_order.items():
        # The first bullet of a page may be glued to the last word of the page before.
        if said := text_difference(document, "pdf", text.replace("•", " • ")):
            yield f"{reader}: {said}"
    whole = without_furniture(document, pdfminer(printed.content))
    at = 0
    for line in map(squeezed, plain_text(document).splitlines()):
        found = whole.find(line, at)
        if found < 0:
            yield f"pdfminer, in the order of the file: {line!r} is missing or elsewhere"
            break
        at = found + len(line)
    # Its guess of the layout reads a table by columns, as it would a newspaper; no word is lost.
    guessed = without_furniture(document, pdfminer(printed.content, laid_out=True))
    for word in dict.fromkeys(unicodedata.normalize("NFKC", plain_text(document)).split()):
        if word not in guessed:
            yield f"pdfminer, by its guess of the layout: {word!r} is missing"


def pdftotext(content: bytes, *options: str) -> str:
    """Return the text as poppler reads it."""
    command = ["pdftotext", *options, "-", "-"]
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def pdfminer(content: bytes, *, laid_out: bool = False) -> str:
    """Return the text as pdfminer reads it: in the file's order, or by its guess of the layout."""
    from pdfminer.converter import TextConverter
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    shown, resources = StringIO(), PDFResourceManager()
    device = TextConverter(resources, shown, laparams=LAParams() if laid_out else None)
    reader = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(BytesIO(content)):
        reader.process_page(page)
    return shown.getvalue()


def squeezed(text: str) -> str:
    """Return a text without spaces, which pages set as they need."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def without_furniture(document: Document, text: str) -> str:
    """Return the text of pages, parted by form feeds, without spaces, header and footer."""
    page = page_words(document.lang)
    footer = re.compile(rf"{page.page}\d+{page.of}\d+")
    repeated = [squeezed(document.running), squeezed(page.draft.upper())]
    shown = []
    for number, each in enumerate(text.split("\f")):
        left = footer.sub("", squeezed(each))
        for words in repeated[0 if number else 1 :]:
            left = left.removeprefix(words).removesuffix(words)
        shown.append(left)
    return "".join(shown)


def lengths(printed: Printed) -> Iterator[str]:
    """Tell of documents longer than their kind may be, and of headings at the foot of a page."""
    most = kind_of(shipped(), printed.document.kind).most_pages
    if most is not None and len(printed.pages) > most:
        yield f"{len(printed.pages)} pages, more than {most}"
    titles = {squeezed(title) for _, title in headings(printed.document)}
    foot = page_words(printed.document.lang).page
    for number, page in enumerate(printed.pages, 1):
        lines = [squeezed(line) for line in page.splitlines() if line.strip()]
        lines = [line for line in lines if not re.fullmatch(rf"{foot}\d+\D+\d+|DRAFT", line)]
        # A heading may run over two lines or three.
        for count in (1, 2, 3):
            if (last := "".join(lines[-count:])) in titles:
                yield f"page {number} ends with the heading {last!r}"


def about(document: Document, file: pikepdf.Pdf) -> Iterator[str]:
    """Compare title, language, bookmarks and the standards claimed with the document."""
    root, said = file.Root, file.open_metadata()
    claims = {
        "language": (str(root.get("/Lang", "")), document.lang),
        "tagged": (bool(root.get("/MarkInfo", {}).get("/Marked", False)), True),
        "PDF/UA": (said.get("pdfuaid:part"), "1"),
        "PDF/A": (f"{said.get('pdfaid:part')}{said.get('pdfaid:conformance')}", "3A"),
        "title shown": (bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")), True),
    }
    for name, (found, wanted) in claims.items():
        if found != wanted:
            yield f"{name}: {found!r}, not {wanted!r}"
    if not str(said.get("dc:title", "")).startswith(document.title):
        yield f"title: {said.get('dc:title')!r}, not {document.title!r}"
    with file.open_outline() as outline:
        marks = list(_bookmarks(outline.root, 1))
    wanted = [(depth, squeezed(title)) for depth, title in headings(document)]
    if marks != wanted:
        odd = next((pair for pair in zip(marks, wanted, strict=False) if pair[0] != pair[1]), "")
        yield f"bookmarks: {len(marks)}, not {len(wanted)} as in the document {odd}".rstrip()


def _bookmarks(items: Sequence[Any], depth: int) -> Iterator[tuple[int, str]]:
    for each in items:
        yield depth, squeezed(each.title)
        yield from _bookmarks(each.children, depth + 1)


def headings(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the level and words of each heading in order; the title is the first."""
    yield 1, document.title
    for part, depth in walk(document.sections):
        if isinstance(part, Section) and (title := inline_text(part.title)):
            yield depth + 1, title


def structure(document: Document, file: pikepdf.Pdf, *, has_logo: bool) -> Iterator[str]:
    """Compare the tags of headings, header cells, list items and pictures with the document."""
    elements = list(_elements(file.Root.StructTreeRoot.K)) if "/StructTreeRoot" in file.Root else []
    levels = [int(str(e.S)[2:]) for e in elements if re.fullmatch(r"/H[1-6]", str(e.S))]
    wanted = [level for level, _ in headings(document)]
    if levels != wanted:
        yield f"headings have the levels {levels}, not {wanted}"
    tables = [_header_cells(each) for each in elements if each.S == "/Table"]
    for found, meant in zip_longest(_joined(tables), _joined(_headers(document))):
        if found != meant:
            yield f"a table has header cells of rows, of columns, of neither: {found}, not {meant}"
    for item in (e for e in elements if e.S == "/LI"):
        if [str(kid.S) for kid in item.K] != ["/Lbl", "/LBody"]:
            yield "a list item is not a label and a body"
            break
    alts = [str(e.get("/Alt", "")) for e in elements if e.S == "/Figure"]
    pictures = [block.alt for block in blocks(document) if isinstance(block, Figure)]
    if alts != [*([document.brand] if has_logo else []), *pictures]:
        yield f"pictures say {alts}"


def _header_cells(table: Any) -> tuple[int, int, int]:
    """Return how many cells of a table head rows, columns and neither."""
    scopes = [_attribute(each, "/Scope") for each in _elements(table.K) if each.S == "/TH"]
    rows, columns = scopes.count("/Row"), scopes.count("/Column")
    return rows, columns, len(scopes) - rows - columns


def _joined(tables: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return tables with as many columns as the one before as one.

    WeasyPrint tags a table that goes over two pages as two, each with its head.
    """
    return [
        (sum(each[0] for each in some), columns, sum(each[2] for each in some))
        for columns, group in groupby(tables, lambda each: each[1])
        for some in [list(group)]
    ]


def _headers(document: Document) -> Iterator[tuple[int, int, int]]:
    for block in blocks(document):
        match block:
            case Facts(facts):
                yield len(facts), 0, 0
            case Table(head):
                yield 0, len(head), 0
            case Approval(head, signers):
                yield len(signers), len(head), 0


def blocks(document: Document) -> Iterator[Block]:
    """Yield every block, at any depth."""
    for part, _ in walk((*document.blocks, *document.sections)):
        if not isinstance(part, Section):
            yield part


def _elements(node: Any) -> Iterator[Any]:
    """Yield the structure elements in reading order."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _elements(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        yield from _elements(node.get("/K", pikepdf.Array()))


def _attribute(element: Any, name: str) -> str:
    owners = element.get("/A", pikepdf.Array())
    for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
        if name in owner:
            return str(owner[name])
    return ""
