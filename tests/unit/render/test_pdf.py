"""Documents as PDF: accessible, complete, repeatable, and closed to the outside."""

from __future__ import annotations

import builtins
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from shutil import which
from typing import Any

import pytest
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from pypdf import PdfReader

from kamroles.diagnostics import Problems
from kamroles.document import Document, Facts, Figure, Listing, Paragraph, Run, Section, plain_text
from kamroles.formats import Engine
from kamroles.render import pdf, render
from kamroles.render.pdf import size
from kamroles.theme import Asset, Theme
from tests.unit.render.printing import (
    ENGINES,
    attribute,
    codes,
    elements,
    made,
    opened,
    printed,
    squeezed,
)
from tests.unit.render.samples import EMPTY, EVERYTHING, HOSTILE, POSTING, paragraph, text
from tests.unit.render.themes import plain
from tests.wording import pinned

engines = pytest.mark.parametrize("engine", ENGINES)


@engines
def test_the_file_is_tagged_titled_and_says_what_it_conforms_to(engine: str) -> None:
    """Title, language, tags, bookmarks and both standards stand in the file."""
    with opened(printed(EVERYTHING, engine)) as file:
        root = file.Root
        assert root.Lang == "en-US"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        metadata = file.open_metadata()
        assert metadata["dc:title"].startswith(EVERYTHING.title)
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        described = root.Metadata.read_bytes()
        assert re.search(rb"<pdfaProperty:name>\s*part\s*</pdfaProperty:name>", described)
        with file.open_outline() as outline:
            (top,) = outline.root
            assert top.title == EVERYTHING.title
            assert [part.title for part in top.children][:2] == ["Text", "Lists"]
            assert top.children[1].children[0].children[0].title == "A part of the part"


@engines
def test_structure_follows_the_document(engine: str) -> None:
    """Headings, lists, header cells, links and alternative texts are told to screen readers."""
    with opened(printed(EVERYTHING, engine)) as file:
        tree = file.Root.StructTreeRoot.K
        assert len(list(elements(tree, "/H1"))) == 1
        assert len(list(elements(tree, "/H2"))) == len(EVERYTHING.sections)
        for item in elements(tree, "/LI"):
            assert [kid.S for kid in item.K] == ["/Lbl", "/LBody"]
            assert all(kid.P.objgen == item.objgen for kid in item.K)
        scopes = [attribute(cell, "/Scope") for cell in elements(tree, "/TH")]
        facts, signers = 3 + len(HOSTILE), 2
        assert scopes.count("/Row") == facts + signers
        again = scopes.count("/Column") - (3 + 4 + 2)
        assert again in {0, 3}  # a head of three columns that the next page repeats
        assert scopes.count("/Column") == len(scopes) - facts - signers
        alts = [str(figure.Alt) for figure in elements(tree, "/Figure")]
        assert alts == [EVERYTHING.brand, "A square that stands for a logo"]
        assert len(list(elements(tree, "/Link"))) == 4


@engines
def test_every_letter_is_in_the_packaged_typeface(engine: str) -> None:
    """No font of the machine gets into a file, and every font is embedded."""
    with opened(printed(EVERYTHING, engine)) as file:
        for page in file.pages:
            for font in page.Resources.Font.as_dict().values():
                (inner,) = font.DescendantFonts
                assert re.search(r"\+Source-?Sans", str(inner.BaseFont))
                assert "/FontFile2" in inner.FontDescriptor


@engines
@pytest.mark.parametrize("document", [EVERYTHING, POSTING], ids=["everything", "posting"])
def test_the_pages_say_what_the_document_says(document: Document, engine: str) -> None:
    """Each line of the document is there in its order; what is left is declared furniture."""
    pages = PdfReader(BytesIO(printed(document, engine))).pages
    rest = squeezed("".join(page.extract_text() for page in pages))
    at = 0
    for line in map(squeezed, plain_text(document).splitlines()):
        found = rest.find(line, at)
        assert found >= 0, line
        rest, at = rest[:found] + "\n" + rest[found + len(line) :], found + 1
    heads = "Label | pipe Value", "Competency Level What it looks like"
    furniture = (document.running, *heads, "DRAFT", "\n")
    for each in map(squeezed, furniture):
        rest = rest.replace(each, "") if each else "".join(rest.split())
    assert re.fullmatch(r"([•\u2013☐☑]|\d\.|Page\d+of\d+)*", rest)


@engines
@pytest.mark.parametrize("document", [EVERYTHING, POSTING], ids=["everything", "posting"])
def test_other_readers_find_every_line(document: Document, engine: str) -> None:
    """Whoever reads the text finds each line of the document in one piece."""
    content = printed(document, engine)
    texts = [extract_text(BytesIO(content), laparams=LAParams(boxes_flow=None))]
    if which("pdftotext"):
        command = ["pdftotext", "-raw", "-", "-"]
        out = subprocess.run(command, input=content, capture_output=True, check=True)
        texts.append(out.stdout.decode("utf-8"))
    for shown in map(squeezed, texts):
        lost = [line for line in plain_text(document).splitlines() if squeezed(line) not in shown]
        assert lost == []


@engines
def test_labels_and_values_are_read_together(engine: str) -> None:
    """Text extraction, as applicant systems do it, keeps each fact on its line."""
    command = ["pdftotext", "-layout", "-", "-"]
    try:
        out = subprocess.run(
            command, input=printed(POSTING, engine), capture_output=True, check=True
        )
    except FileNotFoundError:
        pytest.skip("poppler-utils is not installed")
    lines = [" ".join(line.split()) for line in out.stdout.decode("utf-8").splitlines()]
    assert "Pay $78,000 to $96,000 a year, plus a bonus of up to 10%" in lines
    assert "Place Portland, Oregon, United States" in lines


@engines
@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_a_posting_fits_two_pages(page: str, engine: str) -> None:
    """Six sections, facts and 25 bullets stand on two pages of either paper."""
    with opened(printed(POSTING, engine, page)) as file:
        assert len(file.pages) == 2
        width = {"A4": 595, "Letter": 612}[page]
        assert int(file.pages[0].MediaBox[2]) == width


@engines
def test_pages_are_numbered_and_later_ones_carry_the_running_header(engine: str) -> None:
    """The header starts on the second page; drafts are marked on each."""
    first, second, *_ = extract_text(BytesIO(printed(EVERYTHING, engine))).split("\f")
    assert "Page 1 of" in first
    assert EVERYTHING.running not in first
    assert EVERYTHING.running in second
    assert "DRAFT" in first
    assert "DRAFT" in second
    assert "DRAFT" not in extract_text(BytesIO(printed(POSTING, engine)))


@engines
def test_a_heading_stays_with_its_text_and_an_item_in_one_piece(engine: str) -> None:
    """Wherever the page ends, no heading is last on it and no short item is cut in two."""
    item = "One bullet of words that runs over the end of its line. " * 12
    for lead in range(30, 37):
        document = replace(
            EMPTY,
            blocks=tuple(paragraph(f"Filler {number}.") for number in range(lead)),
            sections=(Section("s", text("Heading"), (Listing(((paragraph(item),),) * 3),)),),
        )
        pages = [page.extract_text() for page in PdfReader(BytesIO(made(document, engine))).pages]
        assert len(pages) == 2
        for page in pages:
            body = page.rsplit("Page ", 1)[0].strip()
            assert not body.endswith("Heading")
            assert squeezed(page).count("Onebullet") == 12 * page.count("\u2022")


@engines
def test_the_same_bytes_in_any_order_thread_and_process(engine: str) -> None:
    """What was printed before, and where, does not show."""
    ask = [EVERYTHING, POSTING, EMPTY, POSTING, EVERYTHING]
    with ThreadPoolExecutor(2) as pool:
        twice = list(pool.map(lambda document: made(document, engine), ask))
    assert twice == [printed(document, engine) for document in ask]
    code = (
        "import sys; from kamroles.render.pdf import render; "
        "from tests.unit.render.samples import EVERYTHING; "
        "from tests.unit.render.themes import plain; "
        f"sys.stdout.buffer.write(render(EVERYTHING, plain(), '{engine}'))"
    )
    fresh = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert fresh.stdout == printed(EVERYTHING, engine)


@engines
def test_the_date_is_the_one_of_the_document(engine: str) -> None:
    """No clock is read; what the document states is what the file says."""
    with opened(printed(POSTING, engine)) as file:
        dates = {name: str(told) for name, told in file.docinfo.items() if "Date" in name}
        assert "/CreationDate" in dates
        assert all(told.startswith("D:20260302") for told in dates.values())


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}</svg>'


@engines
@pytest.mark.parametrize(
    "inside",
    [
        ' width="9" height="9"><image width="9" height="9" xlink:href="file:///etc/hostname"/>',
        ' width="9" height="9"><image width="9" height="9" href="http://127.0.0.1:9/a.png"/>',
    ],
)
def test_a_picture_that_reaches_out_is_refused(inside: str, engine: str) -> None:
    """Nothing is fetched but our fonts and the theme's own pictures."""
    logo = Asset("logo", "image/svg+xml", SVG.format(inside).encode())
    made(EMPTY, engine)
    assert codes(POSTING, engine, replace(plain(), assets={"logo": logo})) == ["KR405"]


def test_a_style_within_a_picture_reaches_nothing() -> None:
    """What a drawing imports is neither fetched nor left out in silence."""
    inside = ' width="9" height="9"><style>@import url(file:///etc/hostname);</style>'
    logo = Asset("logo", "image/svg+xml", SVG.format(inside).encode())
    made(EMPTY, "weasyprint")
    assert codes(POSTING, "weasyprint", replace(plain(), assets={"logo": logo})) == ["KR405"]


@engines
@pytest.mark.parametrize(
    ("content", "media_type"), [(b"no picture", "image/png"), (b"<svg", "image/svg+xml")]
)
def test_what_would_leave_the_file_incomplete_is_a_finding(
    content: bytes, media_type: str, engine: str
) -> None:
    """A broken picture or a missing language stops the file instead of thinning it out."""
    made(EMPTY, engine)
    broken = replace(plain(), assets={"logo": Asset("logo", media_type, content)})
    assert codes(POSTING, engine, broken) == ["KR405"]
    assert codes(replace(EMPTY, lang=""), engine) == ["KR405"]
    figure = Section("s", text("S"), (Figure("logo", ""),))
    assert codes(replace(EMPTY, sections=(figure,)), engine) == ["KR405"]


def test_what_is_too_large_is_refused_before_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Length, number and depth have limits, at any depth that Python can hold."""
    long = paragraph("x " * (size.MAX_CHARACTERS // 2 + 1))
    many = tuple(paragraph("x") for _ in range(size.MAX_BLOCKS + 1))
    deep: Section = Section("s", text("S"))
    nest = Listing(((paragraph("x"),),))
    for _ in range(5_000):
        deep = Section("s", text("S"), sections=(deep,))
        nest = Listing(((paragraph("x"), nest),))
    monkeypatch.setattr(pdf, "_engine", pytest.fail)
    assert codes(replace(EMPTY, blocks=(long,))) == ["KR403"]
    assert codes(replace(EMPTY, blocks=(paragraph("x" * (size.MAX_WORD + 1)),))) == ["KR403"]
    assert codes(replace(EMPTY, blocks=many)) == ["KR403"]
    assert codes(replace(EMPTY, blocks=(Facts(((text("a"), text("b")),) * 3_000),))) == ["KR403"]
    assert codes(replace(EMPTY, sections=(deep,))) == ["KR403"]
    assert codes(replace(EMPTY, blocks=(nest,))) == ["KR403"]


@engines
def test_the_deepest_document_allowed_can_be_printed(engine: str) -> None:
    """The limit of depth leaves the engine room."""
    nest = Listing(((paragraph("x"),),))
    for _ in range(size.MAX_DEPTH - 2):
        nest = Listing(((paragraph("x"), nest),))
    assert made(replace(EMPTY, blocks=(nest,)), engine).startswith(b"%PDF")
    assert codes(replace(EMPTY, blocks=(Listing(((paragraph("x"), nest),)),))) == ["KR403"]


def test_without_pango_the_finding_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing system library is told with the commands that mend it; other formats go on."""
    real = builtins.__import__

    def no_pango(name: str, *rest: Any) -> Any:
        if name == "weasyprint":
            message = "cannot load library 'libpango-1.0-0'"
            raise OSError(message)
        return real(name, *rest)

    monkeypatch.delitem(sys.modules, "kamroles.render.pdf.weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", no_pango)
    with pytest.raises(Problems) as caught:
        pdf.render(POSTING, plain(), "weasyprint")
    (finding,) = caught.value.diagnostics
    assert finding.code == "KR401"
    pinned([finding])
    hint = finding.hint or ""
    assert all(word in hint for word in ("libpangoft2-1.0-0", "brew install pango", "MSYS2"))
    assert render(POSTING, plain(), "html")


def test_an_unknown_or_absent_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The finding names the engines, or the command that installs one."""
    assert codes(POSTING, "weasyprnt") == ["KR402"]
    monkeypatch.setitem(pdf.ENGINES, "absent", Engine("Absent", "kamroles_absent_engine"))
    assert codes(POSTING, "absent") == ["KR402"]


def test_a_second_engine_needs_only_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Callers name an engine; where it lives is known in one place."""
    monkeypatch.setitem(pdf.ENGINES, "other", Engine("Other", __name__))

    def shout(document: Document, _theme: Theme) -> bytes:
        return document.title.upper().encode()

    monkeypatch.setattr(sys.modules[__name__], "render", shout)
    assert pdf.render(EMPTY, plain(), "other") == b"NOTHING YET"


def test_no_link_attaches_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page says of attachments is taken out before the engine reads it."""
    from kamroles.render import html

    page = html.page

    def with_attachments(*arguments: Any) -> str:
        links = '<a rel="attachment" href="file:///etc/hostname">host</a>'
        head = '<link rel="Attachment" href="file:///etc/hostname">'
        text = page(*arguments).replace("</head>", f"{head}</head>")
        return text.replace("<main>", f"<main>{links}")

    monkeypatch.setattr(html, "page", with_attachments)
    made = PdfReader(BytesIO(render(POSTING, plain(), "pdf", pdf_engine="weasyprint")))
    assert "host" in made.pages[0].extract_text()
    assert not made.attachments
    notes = [note.get_object() for each in made.pages for note in each.get("/Annots", ())]
    assert "/FileAttachment" not in {note["/Subtype"] for note in notes}


@engines
def test_a_link_to_a_missing_part_is_only_text(engine: str) -> None:
    """The engine would report it and stop."""
    runs = (Run("there", href="#nowhere"), Run("here", href="#s"))
    section = Section("s", text("S"), (Paragraph(runs),))
    with opened(made(replace(EMPTY, sections=(section,)), engine)) as file:
        assert len(list(elements(file.Root.StructTreeRoot.K, "/Link"))) == 1
