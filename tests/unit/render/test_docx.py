"""Word files: real styles and fields, valid for Word, the same bytes every time."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt, Twips
from hypothesis import given, settings

from kamroles.diagnostics import Problems
from kamroles.document import (
    Approval,
    Block,
    Callout,
    Checkbox,
    Document,
    KeepTogether,
    Listing,
    Paragraph,
    Run,
    Section,
    Table,
    inline_text,
)
from kamroles.render.docx import render
from kamroles.theme import Asset, load_theme
from tests.unit.render.samples import (
    EMPTY,
    EVERYTHING,
    POSTING,
    bullets,
    facts,
    paragraph,
    text,
)
from tests.unit.render.strategies import ANYTHING, documents
from tests.unit.render.themes import PIXEL, PLAIN, plain

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from kamroles.theme import Theme

# The order that the schema of WordprocessingML asks for; Word refuses files that break it.
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd tabs bidi spacing ind jc "
    "outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs color spacing sz szCs u shd rtl lang",
    "tblPr": "tblStyle tblW tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW tcBorders shd tcMar vAlign",
    "trPr": "cantSplit trHeight tblHeader",
    "pBdr": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr trPr tcPr tblStylePr",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "font": "altName panose1 family pitch embedRegular embedBold embedItalic embedBoldItalic",
    "settings": "zoom embedTrueTypeFonts saveSubsetFonts defaultTabStop autoHyphenation "
    "characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}


def document(*blocks: Block, **fields: Any) -> Document:
    """Return a document of such blocks."""
    return Document("posting", "Title", "en-US", "2026-03-02", (), blocks=blocks, **fields)


def opened(document: Document, theme: Theme | None = None) -> WordDocument:
    """Return the document as Word has it."""
    return docx.Document(BytesIO(render(document, theme or plain(logo=False))))


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def check_order(content: bytes) -> None:
    """Assert that what Word wants in a fixed order stands in that order."""
    for name, part in parts(content).items():
        if not re.match(r"word/\w+\.xml", name):
            continue
        for element in docx.oxml.parser.parse_xml(part).iter():
            if order := ORDER.get(str(element.tag).split("}")[-1]):
                children = [str(each.tag).split("}")[-1] for each in element]
                places = [order.split().index(child) for child in children]
                assert places == sorted(places), (name, children)


def check_references(content: bytes) -> None:
    """Assert that every style, list and relation a part names is there."""
    files = parts(content)
    styles = set(re.findall(rb'w:styleId="(\w+)"', files["word/styles.xml"]))
    lists = set(re.findall(rb'<w:num w:numId="(\d+)"', files["word/numbering.xml"]))
    for name, part in files.items():
        used = re.findall(rb'<w:(?:pStyle|rStyle|tblStyle|basedOn|next) w:val="(\w+)"', part)
        assert set(used) <= styles, name
        assert set(re.findall(rb'<w:numId w:val="(\d+)"', part)) <= lists, name
        relations = files.get(f"word/_rels/{name.removeprefix('word/')}.rels", b"")
        for relation in re.findall(rb'r:(?:id|embed)="(\w+)"', part):
            assert b'Id="%s"' % relation in relations, name


@pytest.mark.parametrize("sample", [EVERYTHING, POSTING, EMPTY], ids=["all", "posting", "empty"])
def test_files_are_in_the_order_that_word_reads(sample: Document) -> None:
    """Elements follow the schema's order, and all they refer to exists."""
    content = render(sample, plain())
    check_order(content)
    check_references(content)


@given(documents(ANYTHING))
@settings(max_examples=25)
def test_any_text_makes_a_valid_file(document: Document) -> None:
    """Control characters, markup and odd nesting never break a file."""
    content = render(document, plain(logo=False))
    check_order(content)
    check_references(content)
    assert docx.Document(BytesIO(content)).paragraphs


def test_characters_that_xml_lacks_are_marked() -> None:
    """A character that no document can carry shows as a replacement, the rest stays."""
    odd = document(paragraph("a\x00b\x0bc\ud800d\ufffee"), running="\x01", brand="\x02")
    assert opened(odd).paragraphs[-1].text == "a\ufffdb c\ufffdd\ufffde"


def test_same_document_same_bytes_in_another_process() -> None:
    """A file has no time of its own, and no order that differs by process."""
    program = (
        "import hashlib, sys\n"
        "from kamroles.render.docx import render\n"
        "from tests.unit.render.samples import EVERYTHING\n"
        "from tests.unit.render.themes import plain\n"
        "import hashlib; print(hashlib.sha256(render(EVERYTHING, plain())).hexdigest())\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert runs[0] == runs[1]
    with ZipFile(BytesIO(render(EVERYTHING, plain()))) as archive:
        entries = archive.infolist()
    assert {each.date_time for each in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"


def test_text_has_the_styles_that_word_knows() -> None:
    """Headings, lists and labels can be restyled and are found by a table of contents."""
    word = opened(EVERYTHING, plain())
    styled = {(para.style.name, para.text) for para in word.paragraphs if para.style}
    assert styled >= {
        ("Draft Notice", EVERYTHING.draft),
        ("Title", EVERYTHING.title),
        ("Subtitle", "Sample Agency (made up) · Portland, Oregon"),
        ("Lead", "A lead paragraph before the first section."),
        ("Heading 1", "Lists"),
        ("Heading 2", "A part of lists"),
        ("Heading 3", "A part of the part"),
        ("List Bullet", "First bullet"),
        ("List Bullet 2", "Part one"),
        ("List Continue", "and a closing paragraph"),
        ("List Number", "Step one"),
        ("Checkbox", "Driving license checked"),
        ("Field", "Name of candidate"),
        ("Normal", "These two"),
    }
    tables = [table.style.name for table in word.tables if table.style]
    assert tables[:4] == ["Facts Table", "Document Table", "Approval Table", "Callout Table"]
    assert word.tables[0].cell(0, 0).paragraphs[0].style.name == "Facts Label"


def test_empty_text_leaves_no_paragraph() -> None:
    """A first paragraph without words does not take the place of the next one."""
    word = opened(document(Paragraph(()), paragraph("First"), bullets("", "One")))
    assert [para.text for para in word.paragraphs[2:]] == ["First", "One"]


def test_look_comes_from_the_theme() -> None:
    """Font, sizes, colors and paper are the theme's tokens; other fonts may stand in."""
    theme = plain("Letter", "#7a1f5c")
    word = opened(POSTING, theme)
    heading = word.styles["Heading 1"].font
    assert str(heading.color.rgb) == "7A1F5C"
    assert f"{heading.size.pt}pt" == theme.tokens["size.heading"]
    assert word.sections[0].page_width == Inches(8.5)
    assert abs(opened(POSTING).sections[0].page_width - Mm(210)) < Mm(0.1)
    files = parts(render(POSTING, theme))
    assert b'<w:rFonts w:ascii="Source Sans 3"' in files["word/styles.xml"]
    assert b'w:altName w:val="Calibri,Arial"' in files["word/fontTable.xml"]


def test_distances_come_from_the_theme() -> None:
    """Lines and gaps grow with the theme's; a line is at least so high, never cut."""
    said = {"size.body": "10pt", "space.line": "1.5", "space.paragraph": "1rem"}
    said |= {"space.item": "3pt", "space.section": "30pt", "space.cell": "2mm"}
    word = opened(EMPTY, replace(plain(), tokens={**plain().tokens, **said}))
    spacing = word.styles.element.find(f".//{qn('w:pPrDefault')}//{qn('w:spacing')}")
    found = [spacing.get(qn(f"w:{each}")) for each in ("line", "lineRule", "after")]
    assert found == ["300", "atLeast", "200"]
    assert word.styles["List Bullet"].paragraph_format.space_after == Pt(3)
    assert word.styles["Heading 1"].paragraph_format.space_before == Pt(30 - 10)
    said |= {"size.title": "2rem", "size.small": ".8em"}
    word = opened(EMPTY, replace(plain(), tokens={**plain().tokens, **said}))
    assert word.styles["Title"].font.size == Pt(20)
    assert word.styles["Header"].font.size == Pt(8)
    odd = replace(plain(), tokens={**plain().tokens, "space.line": "150%", "size.body": "1ex"})
    assert opened(EMPTY, odd).paragraphs


@pytest.mark.parametrize(
    ("said", "sides"),
    [
        ("20mm", (20, 20, 20, 20)),
        ("20mm 1in", (20, 25.4, 20, 25.4)),
        ("2cm 21mm 25mm", (20, 21, 25, 21)),
        ("1mm 2mm 3mm 4mm", (1, 2, 3, 4)),
        ("5%", (20, 20, 20, 20)),
    ],
)
def test_margins_are_read_as_css_reads_them(said: str, sides: tuple[float, ...]) -> None:
    """Top, right, bottom, left, each standing in for those left out."""
    theme = plain(logo=False)
    section = opened(EMPTY, replace(theme, tokens={**theme.tokens, "page.margin": said})).sections[
        0
    ]
    got = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(each.mm, 1) for each in got] == list(sides)


def test_file_says_what_it_is() -> None:
    """Title, language, author and dates are the document's own."""
    word = opened(POSTING)
    about = word.core_properties
    assert (about.title, about.author, about.language) == (POSTING.title, POSTING.brand, "en-US")
    assert about.comments == POSTING.description
    assert {about.created, about.modified} == {datetime.fromisoformat("2026-03-02T00:00+00:00")}
    language = word.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-US"
    long = document(brand="x" * 300, description="y" * 300)
    assert len(opened(long).core_properties.author) == 255
    unknown = Document("posting", "T", "en", "", ())
    assert opened(unknown).core_properties.created.year == 1980


def margins(word: WordDocument) -> list[str]:
    """Return the text of first and running header and of both footers."""
    section = word.sections[0]
    edges = (
        section.first_page_header,
        section.header,
        section.first_page_footer,
        section.footer,
    )
    return [
        "".join(each.text or "" for each in edge.part.element.iter(qn("w:t"))) for edge in edges
    ]


def test_pages_have_running_headers_and_count_themselves() -> None:
    """The first page has no running header; page numbers are fields, in the text's language."""
    word = opened(POSTING)
    assert margins(word) == ["", POSTING.running, "Page 1 of 1", "Page 1 of 1"]
    footer = word.sections[0].footer.part.element
    fields = [each.get(qn("w:instr")).strip() for each in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    german = Document("posting", "T", "de-DE", "2026-03-02", ())
    assert margins(opened(german))[3] == "Seite 1 von 1"


def test_draft_is_marked_on_every_page() -> None:
    """The reason stands above the title, the mark in each header."""
    word = opened(document(draft="Draft: not approved.", running="Run"))
    assert [para.text for para in word.paragraphs][1:3] == ["Draft: not approved.", "Title"]
    assert margins(word)[:2] == ["DRAFT", "RunDRAFT"]


def test_tables_repeat_their_heads_and_split_no_row() -> None:
    """Header rows are marked, facts have labels as headers, signing rows have room."""
    head, rows = (text("A"), text("B")), ((text("1"), text("2")), (text("3"),))
    approval = Approval((text("Part"), text("Date")), (text("Manager"),))
    word = opened(document(Table(head, rows), facts(("Pay", "$1")), approval))
    table, panel, signing = word.tables
    for each in (table, panel, signing):
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in each.rows)
    heads = [
        [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in each.rows]
        for each in word.tables
    ]
    assert heads == [[True, False, False], [False], [True, False]]
    looks = [each._tbl.find(f".//{qn('w:tblLook')}") for each in word.tables]
    assert [look.get(qn("w:firstColumn")) for look in looks] == ["0", "1", "1"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["A", "B"],
        ["1", "2"],
        ["3", ""],
    ]
    assert [cell.text for cell in signing.rows[1].cells] == ["Manager", ""]
    assert signing.rows[1].height > Pt(24)


def test_figures_stand_at_the_right_and_signers_at_the_foot() -> None:
    """Figures end where the lines of the table end."""
    table = Table((text("Duty"), text("Time")), ((text("Plan"), text("5%")),), right=(1,))
    word = opened(document(table, Approval((text("Part"), text("Date")), (text("Manager"),))))
    shares, signing = word.tables
    sides = [[cell.paragraphs[0].alignment for cell in row.cells] for row in shares.rows]
    assert sides == [[None, WD_ALIGN_PARAGRAPH.RIGHT]] * 2
    room = shares.rows[1].cells[1]._tc.find(f".//{qn('w:tcMar')}/{qn('w:right')}")
    assert room.get(qn("w:w")) == "0"
    assert signing.rows[1].cells[0].vertical_alignment == WD_ALIGN_VERTICAL.BOTTOM


def test_short_columns_hold_in_a_wider_font() -> None:
    """DejaVu Sans, which stands in where nothing better is installed, is a third wider in bold."""
    head = text("Function"), text("Level"), text("Share of time")
    rows = ((text("Lead the yearly plan. " * 9), text("3, proficient"), text("100%")),)
    (table,) = opened(document(Table(head, rows))).tables
    widths = [Twips(int(each.get(qn("w:w")))).pt for each in table._tbl.iter(qn("w:gridCol"))]
    words = [[inline_text(cell) for cell in row] for row in (head, *rows)]
    for at in (1, 2):
        assert max(len(row[at]) for row in words) * 7 + 9 <= widths[at]


def test_the_draft_notice_stands_below_the_rule_and_above_the_logo() -> None:
    """As in the PDF and on the web."""
    logo = {"logo": Asset("logo", "image/png", PIXEL)}
    word = opened(document(draft="Draft: not approved."), replace(plain(), assets=logo))
    styles = [para.style.name for para in word.paragraphs][:4]
    assert styles == ["Masthead", "Draft Notice", "Logo", "Title"]


def test_a_heading_below_a_table_has_the_room_of_any_other() -> None:
    """A paragraph has room below it, a table has none."""
    own = Section("a", text("A"), (facts(("Pay", "$1")),))
    word = opened(replace(EMPTY, sections=(own, replace(own, id="b"))))
    first, second = [each for each in word.paragraphs if each.style.name == "Heading 1"]
    assert first.paragraph_format.space_before is None
    usual = first.style.paragraph_format.space_before
    assert second.paragraph_format.space_before == usual + Pt(4)  # that of the paragraph before


def test_tables_do_not_touch() -> None:
    """Word would join two tables without a paragraph between them."""
    word = opened(document(facts(("A", "1")), facts(("B", "2"))))
    tags = [each.tag for each in word.element.body]
    at = tags.index(qn("w:tbl"))
    assert tags[at : at + 5] == [qn(f"w:{each}") for each in ("tbl", "p", "tbl", "p", "sectPr")]


def test_numbered_lists_count_from_one() -> None:
    """Each numbered list has a numbering of its own; nested lists use the next level."""
    steps = Listing(((paragraph("One"),), (paragraph("Two"),)), ordered=True)
    nested = Listing(((paragraph("Outer"), steps),), ordered=True)
    word = opened(document(steps, nested))
    numbered = [
        (para.text, numbers.numId.val, numbers.ilvl.val)
        for para in word.paragraphs
        if para._p.pPr is not None and (numbers := para._p.pPr.numPr) is not None
    ]
    lists = [number for _, number, _ in numbered]
    assert [level for _, _, level in numbered] == [0, 0, 0, 1, 1]
    assert lists[0] == lists[1] != lists[2] != lists[3] == lists[4]
    assert len(set(lists)) == 3


def test_bullets_are_those_of_the_other_formats() -> None:
    """A point near its words, a dash one level down; numbers have room for two digits."""
    inner = bullets("Inner")
    files = parts(render(document(Listing(((paragraph("Outer"), inner),))), plain()))
    levels = re.findall(
        rb'<w:lvlText w:val="([^"]+)"/>.*?w:left="(\d+)" w:hanging="(\d+)"',
        files["word/numbering.xml"],
    )
    shown = [(sign.decode(), int(left), int(before)) for sign, left, before in levels]
    assert shown[:2] == [("\u2022", 300, 150), ("\u2013", 600, 300)]
    assert ("%1.", 300, 300) in shown


def test_boxes_to_tick_are_markers() -> None:
    """A ticked and an empty box differ in their marker, not in their text."""
    word = opened(document(Checkbox(text("No")), Checkbox(text("Yes"), checked=True)))
    no, yes = (para._p.pPr.numPr.numId.val for para in word.paragraphs[-2:])
    assert no != yes
    assert [para.text for para in word.paragraphs[-2:]] == ["No", "Yes"]


def test_links_are_links() -> None:
    """Addresses are relations of the file; what may not be linked is text."""
    runs = (
        Run("page", href="https://example.org/a b?c=1&d"),
        Run("mail", href="mailto:a@example.org"),
        Run("bad", href="javascript:alert(1)"),
        Run("down", href="#part"),
        Run("nowhere", href="#gone"),
    )
    section = Section("part", text("Part"), (Paragraph(runs),))
    word = opened(Document("posting", "T", "en", "2026-03-02", (section,)))
    para = word.paragraphs[-1]
    assert [(link.text, link.address or link.fragment) for link in para.hyperlinks] == [
        ("page", "https://example.org/a%20b?c=1&d"),
        ("mail", "mailto:a@example.org"),
        ("down", "section_0"),
    ]
    assert para.text == "pagemailbaddownnowhere"
    looks = [link.runs[0].style.name for link in para.hyperlinks]
    assert looks == ["Hyperlink", "Hyperlink", "Default Paragraph Font"]
    marks = [each.get(qn("w:name")) for each in word.element.iter(qn("w:bookmarkStart"))]
    assert marks == ["section_0"]


def test_blanks_and_emphasis_have_their_look() -> None:
    """A blank is marked by a style of its own."""
    runs = (Run("a", bold=True), Run("b", italic=True), Run("[c]", blank=True))
    bold, italic, blank = opened(document(Paragraph(runs))).paragraphs[-1].runs
    assert (bold.bold, italic.italic, blank.style.name) == (True, True, "Blank")


def test_what_belongs_together_stays_together() -> None:
    """Headings, announced lists and kept blocks stay on the page of what follows."""
    word = opened(document(paragraph("These:"), bullets("One", "Two", "Three", "Four")))
    keeps = {para.text: para.paragraph_format.keep_with_next for para in word.paragraphs}
    assert word.styles["Heading 1"].paragraph_format.keep_with_next
    assert word.styles["List Bullet"].paragraph_format.keep_together
    assert [keeps[each] for each in ("These:", "One", "Two", "Three", "Four")] == [
        True,
        True,
        None,
        True,
        None,
    ]
    kept = opened(document(KeepTogether((paragraph("A"), paragraph("B"))), paragraph("C")))
    assert [each.paragraph_format.keep_with_next for each in kept.paragraphs[-3:]] == [
        True,
        None,
        None,
    ]


def test_statement_is_a_box_of_paragraphs_or_a_cell() -> None:
    """Plain statements are paragraphs in a style; with lists in them, a cell holds them."""
    plain_one = opened(document(paragraph("Lead"), Callout((paragraph("A"), paragraph("B")))))
    assert [each.style.name for each in plain_one.paragraphs[-2:]] == ["Callout", "Callout"]
    (cell,) = opened(document(Callout((paragraph("A"), bullets("B"))))).tables[0].rows[0].cells
    assert [each.style.name for each in cell.paragraphs] == ["Normal", "List Bullet"]


def test_letters_of_a_drawing_that_the_font_lacks_are_told() -> None:
    """Word would show empty boxes in the logo of every page."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{}</text></svg>'

    def themed(letter: str) -> Theme:
        return load_theme(PLAIN, logo=Asset("logo", "image/svg+xml", svg.format(letter).encode()))

    render(POSTING, themed("\u00e4"))
    with pytest.raises(Problems) as caught:
        render(POSTING, themed("\u65e5"))
    assert [each.code for each in caught.value.diagnostics] == ["KR410"]
