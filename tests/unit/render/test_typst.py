"""PDF through Typst: words stay words, nothing outside is reached, nothing is lost."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kamroles.diagnostics import Problems
from kamroles.document import (
    Approval,
    Callout,
    Checkbox,
    Document,
    Facts,
    Field,
    Figure,
    KeepTogether,
    Listing,
    Paragraph,
    Run,
    Section,
    Table,
    plain_text,
)
from kamroles.render.pdf import chosen, rowheaders
from kamroles.theme import Asset, load_theme
from tests import wording
from tests.parity import difference
from tests.unit.render.printing import codes, elements, made, opened, printed, refused, squeezed
from tests.unit.render.samples import (
    EMPTY,
    EVERYTHING,
    HOSTILE,
    POSTING,
    bullets,
    facts,
    paragraph,
    text,
)
from tests.unit.render.strategies import MARKS, documents
from tests.unit.render.themes import PLAIN, plain

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.document import Block

MARKUP = (
    '#read("/etc/passwd")',
    "#{1 + 1} #panic()",
    "$x^2$ $ sum $",
    "@ref @preview/x:0.1.0",
    "<label> // comment /* not one */",
    r"\ \n \u{1f600} \#",
    "*a* _b_ `c` = d - e + f / g: h ~ --- ...",
    '"\'" \'\'"" ’“”',  # noqa: RUF001 - quotation marks
    "one\ntwo\r\nthree\n\nfour\tfive",
    "https://example.org/not-a-link",
    "%(a)s {b} ${c} {{d}}",
)
LONG = "compensation" * 20
ADDRESS = "https://example.org/" + "path/" * 60


def everywhere(words: str) -> Document:
    """Return a document that holds the words in every place there is."""
    blocks: tuple[Block, ...] = (
        paragraph(words),
        Paragraph((Run(words, bold=True), Run(" "), Run(words, italic=True, blank=True))),
        Paragraph((Run(words, href="https://example.org/"),)),
        bullets(words, words),
        Listing(((paragraph(words), bullets(words)),), ordered=True),
        Table((text(words), text("b")), ((text(words), text(words)),)),
        facts((words, words)),
        Callout((paragraph(words),)),
        Checkbox(text(words)),
        Field(text(words)),
        Approval((text(words), text("Name")), (text(words),)),
        KeepTogether((paragraph(words),)),
    )
    part = Section("part", text(words), blocks)
    return Document(
        kind="posting",
        title=words,
        lang="en-US",
        date="2026-03-02",
        eyebrow=text(words),
        blocks=blocks,
        sections=(Section("s", text(words), blocks, (part,)),),
        draft=words,
        running=words,
        brand=words,
        description=words,
    )


@pytest.mark.parametrize("words", [*MARKUP, *HOSTILE])
def test_a_value_is_only_text_in_every_place(words: str) -> None:
    """What means something to Typst comes out letter by letter, wherever it stands."""
    document = everywhere(words)
    content = made(document, "typst")
    assert difference(document, "pdf", content) == ""
    assert b"root:" not in content
    with opened(content) as file:
        assert "".join(str(file.docinfo.Title).split()) == "".join(words.split())


@pytest.mark.parametrize("words", [LONG, ADDRESS, f"a {LONG[:150]} b {ADDRESS[:150]} c"])
def test_a_word_longer_than_its_line_is_broken_and_kept(words: str) -> None:
    """No letter runs off the page, and the word is read in one piece."""
    two_styles = Paragraph((Run(words[:200]), Run(words[200:], bold=True)))
    whole = everywhere(words)
    document = replace(whole, running="", draft="", blocks=(two_styles, *whole.blocks))
    shown = ""
    for page in PdfReader(BytesIO(made(document, "typst"))).pages:
        places: list[float] = []
        lines = page.extract_text(visitor_text=lambda *said: places.append(said[2][4]))  # noqa: B023
        assert max(places) < float(page.mediabox.right)
        shown += re.sub(r"[\u2022\u2013\u2610]|1\.|Page \d+ of \d+", "", lines)
    assert squeezed(shown) == squeezed(plain_text(document))


@pytest.mark.parametrize(
    "block",
    [
        paragraph("word " * 2_000),
        bullets("word " * 2_000, "end"),
        Table((text("a"), text("b")), ((text("x"), text("word " * 2_000)),)),
        Table((text("a"), text("word " * 2_000)), ((text("x"), text("y")),)),
        facts(("a", "word " * 2_000), ("b", "end")),
        Callout((paragraph("word " * 2_000),)),
        KeepTogether(tuple(paragraph("word " * 50) for _ in range(60))),
        Approval((text("A"), text("B")), tuple(text(f"signer {n}") for n in range(60))),
    ],
    ids=lambda block: type(block).__name__,
)
def test_what_is_higher_than_a_page_is_cut_and_not_lost(block: Block) -> None:
    """What should stay on one page, and cannot, goes on to the next."""
    document = replace(EMPTY, sections=(Section("s", text("S"), (block,)),))
    assert difference(document, "pdf", made(document, "typst")) == ""


@given(documents(st.text(MARKS, max_size=12)))
@settings(max_examples=25)
def test_parity_holds_for_any_document(document: Document) -> None:
    """However odd its text and nesting, the pages say just what the document says."""
    titled = replace(document, title=f"T {document.title}")
    assert difference(titled, "pdf", made(titled, "typst")) == ""


def test_rows_and_parts_that_are_empty_or_uneven_are_set() -> None:
    """No form of a block breaks the page."""
    nothing: tuple[Block, ...] = (
        Table((text("a"), text("b")), ((text("x"),), (text("1"), text("2"), text("3")), ())),
        Table((), ()),
        Facts(()),
        Facts((((), ()),)),
        Approval((), ()),
        Approval((), (text("s"),)),
        Approval((text("one"),), (text("s"),)),
        Listing(()),
        Listing(((),)),
        Listing(((facts(("a", "b")),), (bullets("x"),))),
        Callout(()),
        KeepTogether(()),
        Paragraph(()),
        Field(()),
        Checkbox(()),
    )
    deeper = Section("same", text("Deeper"), nothing)
    document = replace(
        EMPTY, blocks=nothing, sections=(Section("same", (), nothing, (deeper,)), deeper)
    )
    content = made(document, "typst")
    assert difference(document, "pdf", content) == ""
    with opened(content) as file:
        assert len(list(elements(file.Root.StructTreeRoot.K, "/H2"))) == 2


@pytest.mark.parametrize("letter", ["ש", "ع", "漢", "😀", "\ue000"])
def test_a_character_that_no_font_has_is_named(letter: str) -> None:
    """It would be an empty box on paper; the finding says which, and where it comes from."""
    path = "posting.summary"
    run = Paragraph((Run(f"a{letter}b{letter}", path=path),))
    for document in (
        replace(EMPTY, title=f"T{letter}"),
        replace(EMPTY, draft=letter),
        replace(EMPTY, running=letter),
        replace(EMPTY, blocks=(run,)),
    ):
        (finding,) = refused(document, "typst")
        assert finding.code == "KR410"
        assert f"`{letter}` (U+{ord(letter):04X})" in finding.message
    assert path in finding.message
    for words in ("a\x07b", "a\x00b", "a\ufeffb"):
        assert codes(replace(EMPTY, blocks=(paragraph(words),)), "typst") == ["KR410"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Each stretch of text with letters that are missing is a finding."""
    document = replace(EMPTY, title="ש", blocks=(paragraph("ע"), paragraph("漢字")))
    assert codes(document, "typst") == ["KR410"] * 3
    assert codes(replace(EMPTY, title=" "), "typst") == ["KR405"]
    assert codes(replace(EMPTY, date="soon"), "typst") == ["KR405"]
    assert codes(replace(EMPTY, blocks=(Figure("no", "alt"),)), "typst") == ["KR404"]


@pytest.mark.parametrize(
    "reaching",
    ['#import "@preview/cetz:0.4.2"', '#include "x.typ"', '#eval("1")', '#plugin("x.wasm")',
     '#dictionary(std).at("ev" + "al")("1")'],
)  # fmt: skip
def test_a_face_that_reaches_out_is_refused(reaching: str, tmp_path: Path) -> None:
    """A theme cannot make Typst download a package or run what is not in the file."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for file in PLAIN.iterdir():
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    assert load_theme(folder).face
    (folder / "face.typ").write_text(f"{reaching}\n", "utf-8")
    with pytest.raises(Problems) as caught:
        load_theme(folder)
    assert [each.code for each in caught.value.diagnostics] == ["KR411"]


@pytest.mark.parametrize(
    "face",
    ['#read("/etc/passwd")', '#read("../../../../etc/passwd")', '#image("/etc/hostname")',
     "#while true {}", "#let f() = f()\n#f()", "#unknown", "= unclosed #(", "no title, no heading"],
)  # fmt: skip
def test_a_face_sees_no_file_and_its_faults_are_findings(face: str) -> None:
    """Whatever is wrong with a face is told in plain words, with its line."""
    (finding,) = refused(POSTING, "typst", replace(plain(), face=f"\n{face}"))
    assert finding.code == "KR405"
    assert "root:" not in f"{finding.message}{finding.hint}"


def pixels(width: int, height: int) -> bytes:
    """Return a PNG of one color, half transparent."""
    rows = zlib.compress((b"\0" + b"\x1f\x5f\x6b\x80" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


def test_a_logo_of_pixels_is_shown_within_its_place() -> None:
    """Pictures of pixels keep their shape, and one that is very wide does not run off the page."""
    for width, height in ((120, 40), (4_000, 20), (10, 400)):
        logo = Asset("logo", "image/png", pixels(width, height))
        theme = replace(plain(), assets={"logo": logo})
        with opened(made(POSTING, "typst", theme)) as file:
            (figure,) = elements(file.Root.StructTreeRoot.K, "/Figure")
            assert figure.Alt == POSTING.brand
            left, bottom, right, top = (float(each) for each in figure.A[0].BBox)
            assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.02)
            assert right - left <= 160.1
            assert top - bottom <= 40.1


def test_both_faces_are_siblings() -> None:
    """Pages, bookmarks and places of headings are the same by either engine, within a hair."""
    for document in (EVERYTHING, POSTING):
        by = {}
        for engine in ("typst", "weasyprint"):
            reader = PdfReader(BytesIO(printed(document, engine)))
            heads = []

            def flat(
                outline: list[object], reader: PdfReader = reader, heads: list[object] = heads
            ) -> None:
                for each in outline:
                    if isinstance(each, list):
                        flat(each)
                    else:
                        heads.append((each.title, reader.get_destination_page_number(each)))

            flat(reader.outline)
            by[engine] = len(reader.pages), heads
        assert by["typst"] == by["weasyprint"]


def test_a_draft_is_marked_by_a_drawing() -> None:
    """The word across the page is no text, so that nobody extracts it; final documents lack it."""
    plainly = replace(POSTING, draft="")
    marked = replace(POSTING, draft="Draft: nobody has approved this.")
    assert len(made(marked, "typst")) > len(made(plainly, "typst")) + 1_000
    shown = "".join(page.extract_text() for page in PdfReader(BytesIO(made(marked, "typst"))).pages)
    assert shown.count("DRAFT") == 2


def test_who_may_not_set_a_theme_says_why() -> None:
    """A theme without a face, or with a typeface of its own, is for the other engine."""
    other = replace(plain(), tokens={**plain().tokens, "font.body": "Georgia"})
    for theme in (replace(plain(), face=""), other):
        (finding,) = refused(POSTING, "typst", theme)
        assert finding.code == "KR402"
        assert "--pdf-engine weasyprint" in (finding.hint or "")


def test_lengths_that_cannot_be_read_are_findings() -> None:
    """Typst gets numbers; what is none is told by its name."""
    for name, value in (("size.body", "large"), ("page.margin", "5%"), ("space.line", "1.4em")):
        theme = replace(plain(), tokens={**plain().tokens, name: value})
        (finding,) = refused(POSTING, "typst", theme)
        assert finding.code == "KR406"
        assert name in finding.message


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_is_told_instead_of_waiting_for_ever() -> None:
    """Typst's threads do not survive a fork; one before its first use is fine."""
    code = """
import os, sys
from kamroles.diagnostics import Problems
from kamroles.render.pdf import render
from tests.unit.render.samples import EMPTY
from tests.unit.render.themes import plain
def child():
    if os.fork():
        return os.waitstatus_to_exitcode(os.wait()[1])
    try:
        render(EMPTY, plain(), "typst")
    except Problems as problems:
        os._exit(3 if "forked" in str(problems) else 4)
    os._exit(0)
before = child()
render(EMPTY, plain(), "typst")
print(before, child())
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["0", "3"]


def test_other_files_are_left_as_they_are() -> None:
    """Only a file in the form that Typst writes is changed."""
    content = printed(POSTING, "weasyprint")
    assert rowheaders.mark_row_headers(content) == content
    assert b"/Scope/Row" in printed(POSTING, "typst")


def test_the_theme_chooses_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst by default; a style sheet of one's own is printed as it is; the reason is told."""
    assert chosen(plain())[0] == "typst"
    asked = chosen(plain(), "weasyprint")
    georgia = replace(plain(), tokens={**plain().tokens, "font.body": "Georgia"})
    for theme, why in (
        (replace(plain(), stylesheet="body { color: red }"), "style sheet"),
        (replace(plain(), face=""), "face for Typst"),
        (georgia, "typeface"),
    ):
        name, reason = chosen(theme)
        assert name == "weasyprint"
        assert why in wording.printed(reason)
    monkeypatch.setitem(sys.modules, "typst", None)
    absent = chosen(plain())
    assert asked[0] == absent[0] == "weasyprint"
    assert "asked" in wording.printed(asked[1])
    assert "Typst" in wording.printed(absent[1])


def test_without_pango_pdf_works_all_the_same() -> None:
    """The shipped theme needs nothing of the system: WeasyPrint is not even imported."""
    code = (
        "import sys; sys.modules['weasyprint'] = None; "
        "from kamroles.render import render; "
        "from tests.unit.render.samples import POSTING; "
        "from tests.unit.render.themes import plain; "
        "sys.stdout.buffer.write(render(POSTING, plain(), 'pdf'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == printed(POSTING, "typst")
