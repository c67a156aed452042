"""Documents as web pages: everything inside, text only as text, valid structure."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from kamroles import cache
from kamroles.diagnostics import Problems
from kamroles.document import (
    Checkbox,
    Document,
    Figure,
    Listing,
    Paragraph,
    Run,
    Section,
    plain_text,
)
from kamroles.render import FORMATS, render
from kamroles.render.html import escape
from kamroles.theme import fonts, subset
from tests.unit.render.samples import EMPTY, EVERYTHING, HOSTILE, POSTING, paragraph, text
from tests.unit.render.themes import plain
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement


def page(document: Document, *, logo: bool = True) -> HtmlElement:
    """Return the page of the document as a tree."""
    return parser.document_fromstring(render(document, plain(logo=logo), "html"))


def with_blocks(*blocks: object) -> Document:
    """Return a document of one section with these blocks."""
    section = Section("one", text("One"), blocks)  # type: ignore[arg-type]
    return replace(EMPTY, sections=(section,))


def words(shown: str) -> list[str]:
    """Return the words of a text, as people would compare them."""
    return unicodedata.normalize("NFKC", shown).split()


def shown(tree: HtmlElement) -> str:
    """Return the text that a reader sees, apart from declared furniture."""
    for each in tree.xpath("//*[@data-furniture]"):
        each.drop_tree()
    for each in tree.body.iter():
        if each.tag not in {"a", "strong", "em", "mark"}:
            each.tail = f" {each.tail or ''}"
    return tree.body.text_content()


@pytest.mark.parametrize("document", [EVERYTHING, POSTING, EMPTY], ids=lambda each: each.title)
def test_the_page_says_what_the_document_says(document: Document) -> None:
    """Every word of the document is on the page, in order, and no other."""
    assert words(shown(page(document))) == words(plain_text(document))


def test_hostile_text_stays_text() -> None:
    """Values that look like markup are shown; only checked links are links."""
    tree = page(EVERYTHING)
    assert not tree.xpath("//script | //iframe | //object | //*[@onerror or @onload or @onclick]")
    assert all(each.get("src", "").startswith("data:image/") for each in tree.xpath("//img"))
    said = [cell.text_content() for cell in tree.xpath("//section[@id='hostile']//td")]
    assert all(value in said for value in HOSTILE)
    assert {link.get("href") for link in tree.xpath("//a")} == {
        "https://example.org/",
        "https://example.org/a?b=1&c=2",
        "mailto:jobs@example.org",
        "tel:+15035550100",
    }


@given(st.text())
def test_any_text_comes_back_from_content_and_attribute(value: str) -> None:
    """Escaping keeps every character that HTML can hold and lets nothing else through."""
    marked = f'<p title="{escape(value)}">{escape(value)}</p>'
    assert not re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", marked)
    marked.encode("utf-8")
    if value.isprintable():
        element = parser.fragment_fromstring(marked)
        assert element.text_content() == value
        assert element.get("title") == value


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "ftp://example.org",
        "#nowhere",
        "https://",
    ],
)
def test_a_link_to_anywhere_else_is_only_text(href: str) -> None:
    """A target that is not web, mail, telephone or a part of the page is dropped."""
    tree = page(with_blocks(Paragraph((Run("press here", href=href),))))
    assert not tree.xpath("//a")
    assert "press here" in shown(tree)


def test_links_within_the_page_and_of_several_runs() -> None:
    """Neighboring runs with one target make one link; parts of the page can be targets."""
    runs = (
        Run("the ", href="#one"),
        Run("first", href="#one", bold=True),
        Run(" part", href="#one"),
    )
    (link,) = page(with_blocks(Paragraph(runs))).xpath("//a")
    assert (link.get("href"), link.text_content()) == ("#one", "the first part")


def test_structure_can_be_read_aloud() -> None:
    """Language, title, landmarks, headings, labels and alternative texts are in place."""
    tree = page(EVERYTHING)
    assert tree.get("lang") == "en-US"
    title = tree.findtext(".//title")
    assert title == "Account Manager & <b>Everything</b> · Sample Agency (made up)"
    assert [each.tag for each in tree.body] == ["header", "main", "footer"]
    (heading,) = tree.xpath("//header/h1")
    assert heading.text == EVERYTHING.title
    for section in tree.xpath("//section"):
        named = tree.get_element_by_id(section.get("aria-labelledby"))
        assert named.getparent() is section
        depth = len(section.xpath("ancestor-or-self::section"))
        assert named.tag == f"h{depth + 1}"
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert tree.xpath("//table[@class='facts']//tr/th/@scope")
    assert set(tree.xpath("//thead//th/@scope")) == {"col"}
    assert all(tree.xpath("//img/@alt"))


def test_headings_go_no_deeper_than_html_has_them() -> None:
    """Parts below the sixth level keep the last heading there is."""
    section = Section("s9", text("Nine"))
    for depth in range(8, 0, -1):
        section = Section(f"s{depth}", text(str(depth)), sections=(section,))
    tree = page(replace(EMPTY, sections=(section,)))
    assert {each.tag for each in tree.xpath("//section/*[1]")} == {"h2", "h3", "h4", "h5", "h6"}


def test_facts_pair_label_and_value() -> None:
    """A label and its value stand in one row."""
    rows = page(POSTING).xpath("//table[@class='facts']//tr")
    pairs = [(row.find("th").text, row.find("td").text) for row in rows]
    assert pairs[3] == ("Pay", "$78,000 to $96,000 a year, plus a bonus of up to 10%")


def test_blanks_and_draft_are_marked() -> None:
    """Gaps, the draft notice and the mark in page margins can be seen."""
    tree = page(EVERYTHING)
    marks = tree.xpath("//mark[@class='blank']")
    assert [mark.text for mark in marks] == ["[Pay range: to be completed]"] * 2
    assert tree.xpath("//header/p[@class='draft']")[0].text == EVERYTHING.draft
    assert b'content:"DRAFT"' in render(EVERYTHING, plain(), "html")
    assert b'content:"DRAFT"' not in render(POSTING, plain(), "html")


def test_lines_to_tick_are_a_list() -> None:
    """Lines to tick that follow each other are one list; other blocks part it."""
    blocks = (Checkbox(text("a")), Checkbox(text("b"), checked=True), paragraph("x"))
    tree = page(with_blocks(*blocks, Checkbox(text("c"))))
    lists = tree.xpath("//ul[@class='checks']")
    assert [[item.text for item in each] for each in lists] == [["a", "b"], ["c"]]
    assert [item.text for item in tree.find_class("ticked")] == ["b"]


def test_items_hold_their_blocks() -> None:
    """Blocks after the first paragraph of an item stay inside it."""
    inner = Listing(((paragraph("deep"),),), ordered=True)
    (item,) = page(with_blocks(Listing(((paragraph("top"), inner),)))).xpath("//ul/li")
    assert item.text.strip() == "top"
    assert item.xpath("./div/ol/li/text()") == ["deep"]


def test_without_logo_the_brand_is_not_added_to_the_text() -> None:
    """A brand that the document does not say is not put in its text."""
    tree = page(replace(POSTING, eyebrow=()), logo=False)
    assert not tree.xpath("//img")
    assert "Sample Insurance Agency" not in tree.xpath("string(//header)")


def test_a_picture_the_theme_lacks_is_a_finding() -> None:
    """A figure whose picture is not there stops the document."""
    with pytest.raises(Problems) as caught:
        page(with_blocks(Figure("chart", "A chart")))
    assert [code for code, _ in pinned(caught.value.diagnostics)] == ["KR404"]


def test_the_page_needs_nothing_from_outside() -> None:
    """Fonts and pictures are inside; nothing is loaded."""
    source = render(EVERYTHING, plain(), "html").decode("utf-8")
    style = source.split("<style>")[1].split("</style>")[0]
    assert all(url.startswith("data:") for url in re.findall(r"url\(([^)]*)", style))
    assert "@import" not in style
    assert not re.search(r"<link|<script|<base", source.split("</head>")[0])


def test_pages_stay_small_and_carry_italics_only_when_used() -> None:
    """Fonts are subsets; italics come along only where they are used."""
    posting = render(POSTING, plain(), "html")
    everything = render(EVERYTHING, plain(), "html")
    assert len(posting) < 80_000
    assert posting.count(b"@font-face") == 1
    assert len(everything) < 150_000
    assert everything.count(b"font-style:italic") == 2


def test_a_running_header_cannot_leave_its_style_sheet() -> None:
    """Text in a style sheet stays a string there."""
    document = replace(EMPTY, running='</style><script>alert(1)</script>"}body{display:none')
    source = render(document, plain(), "html").decode("utf-8")
    style = source.split("<style>")[1].split("</style>")[0]
    assert "</html>" not in style
    assert source.count("</style>") == 1
    assert not parser.document_fromstring(source.encode()).xpath("//script")
    assert '\\22 }body{display:none"' in style


def test_the_language_names_the_page_numbers() -> None:
    """Page numbers and the draft mark are in the language of the document."""
    german = render(replace(EMPTY, lang="de-DE", draft="Entwurf."), plain(), "html").decode()
    assert 'content:"Seite " counter(page) " von " counter(pages)' in german
    assert 'content:"ENTWURF"' in german


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    """A fresh process with an empty cache writes the same page."""
    code = (
        "import sys; from kamroles.render import render; "
        "from tests.unit.render.samples import POSTING; "
        "from tests.unit.render.themes import plain; "
        "sys.stdout.buffer.write(render(POSTING, plain(), 'html'))"
    )
    # An empty cache and another hash seed must not show.
    environment = {"XDG_CACHE_HOME": str(tmp_path), "PYTHONHASHSEED": "7", "PYTHONPATH": "."}
    fresh = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True
    )
    assert fresh.stdout == render(POSTING, plain(), "html")
    assert len(list((tmp_path / "kamroles" / "subsets").iterdir())) == 1


def test_a_common_page_opens_no_font_file() -> None:
    """Fonts from the cache are enough; reading font tables costs more than the page."""
    render(POSTING, plain(), "html")
    code = (
        "import sys; from kamroles.render import render; "
        "from tests.unit.render.samples import POSTING; "
        "from tests.unit.render.themes import plain; "
        "render(POSTING, plain(), 'html'); assert 'fontTools.ttLib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_cache_that_is_broken_or_read_only_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kept font is used again; a broken or missing cache only costs time."""
    made = []

    def make(_file: Path, codes: frozenset[int], *_: object) -> bytes:
        made.append(codes)
        return b"font"

    monkeypatch.setattr(subset, "_made", make)
    monkeypatch.setattr("kamroles.cache.folder", lambda: tmp_path)
    cache._place.cache_clear()
    ask = (fonts.UPRIGHT.path, frozenset({65}))
    assert [subset.font_file(*ask), subset.font_file(*ask)] == [b"font", b"font"]
    assert len(made) == 1
    (kept,) = (tmp_path / "subsets").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert subset.font_file(*ask) == b"font"
    assert len(made) == 2
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("kamroles.cache.folder", lambda: tmp_path / "file")
    cache._place.cache_clear()
    assert subset.font_file(*ask) == b"font"


def test_characters_without_a_glyph_are_named_once_per_run() -> None:
    """Each run is told with the characters that cannot be drawn."""
    emoji, latin = Run("Go \U0001f680\U0001f680 now", path="role.title"), Run("naïve → Žižek ✓")
    document = replace(with_blocks(Paragraph((emoji, latin))), title="漢 ok")
    found = fonts.missing(document)
    assert [(run.text, character) for run, character in found] == [
        ("漢 ok", "漢"),
        (emoji.text, "\U0001f680"),
    ]
    assert found[1][0].path == "role.title"
    assert fonts.missing(EVERYTHING) == []


def test_the_fixed_set_of_characters_is_in_every_face() -> None:
    """Common characters are known to be there without opening a font."""
    assert fonts._latin() <= fonts.glyphs(fonts.UPRIGHT)
    assert fonts.glyphs(fonts.UPRIGHT) == fonts.glyphs(fonts.ITALIC)


def test_an_unknown_format_names_the_nearest() -> None:
    """The message names formats there are."""
    with pytest.raises(Problems) as caught:
        render(EMPTY, plain(), "htm")
    (finding,) = caught.value.diagnostics
    assert finding.code == "KR409"
    pinned([finding])
    assert "`html`" in (finding.hint or "")
    assert list(FORMATS) == ["docx", "html", "json", "md", "pdf", "txt"]
