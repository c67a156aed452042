"""The sample postings as pages: how full they are, in which order, and what stands on top."""

from __future__ import annotations

import datetime
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from lxml import html

from kamroles.diagnostics import Problems
from kamroles.document import inline_text, plain_text, walk_runs
from kamroles.pipeline import Order, new_files, render_bytes
from kamroles.resources import bundled
from kamroles.theme import load_theme
from kamroles.theme.lengths import in_points
from tests.e2e.test_parity import POSTINGS
from tests.parity import extract
from tests.unit.render.printing import ENGINES, made
from tests.wording import pinned

if TYPE_CHECKING:
    from collections.abc import Callable

    from kamroles.pipeline import Composed

    Made = Callable[[Order], Composed]

ORDER = ["duties", "requirements", "benefits", "about", "work", "apply", "notices"]
_ONE_PAGE = bundled("templates") / "themes" / "one-page"
_TOO_MUCH = "commercial-lines-account-manager-salem"
"""The sample that says more than a page holds."""


def filled(content: bytes, composed: Composed) -> list[float]:
    """Return how far down the text of each page goes, as a share of the room that it has."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    look = in_points(composed.theme.tokens)
    top, _, bottom, _ = look.margins
    shares = []
    for page in extract_pages(BytesIO(content)):
        texts = [each for each in page if isinstance(each, LTTextContainer)]
        lowest = min(each.y0 for each in texts if not _is_furniture(each.get_text()))
        shares.append((page.height - top - lowest) / (page.height - top - bottom))
    return shares


def _is_furniture(text: str) -> bool:
    return bool(re.fullmatch(r"\s*Page \d+ of \d+\s*", text))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", POSTINGS)
def test_no_last_page_is_nearly_empty(name: str, engine: str, sample_document: Made) -> None:
    """It is at least a third full."""
    composed = sample_document(Order(name, "posting"))
    *_, last = filled(made(composed.document, engine, composed.theme), composed)
    assert last >= 1 / 3


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", POSTINGS)
def test_the_theme_one_page_sets_one_page_or_says_that_it_cannot(
    name: str, engine: str, sample_document: Made
) -> None:
    """All words are there then, in letters that can be read."""
    composed = sample_document(Order(name, "posting"))
    worn = composed.theme
    page, accent, logo = (
        worn.tokens["page.size"],
        worn.tokens["color.accent"],
        worn.assets["logo"],
    )
    theme = load_theme(_ONE_PAGE, accent=accent, logo=logo, page=page)
    assert in_points(theme.tokens).size["body"] >= 9
    if name == _TOO_MUCH:
        with pytest.raises(Problems) as caught:
            made(composed.document, engine, theme)
        pinned(caught.value.diagnostics)
        assert [each.code for each in caught.value.diagnostics] == ["KR758"]
        return
    content = made(composed.document, engine, theme)
    words = [word for word in extract("pdf", content) if word != "•"]
    shown = " ".join(words)
    assert "Page 1 of 1" in shown
    squeezed = "".join(shown.split())
    for line in plain_text(composed.document).splitlines():
        assert "".join(line.split()) in squeezed


@pytest.mark.parametrize("name", POSTINGS)
def test_the_order_is_that_of_a_candidates_questions(name: str, sample_document: Made) -> None:
    """Benefits and employer come before the organisation, in every format."""
    composed = sample_document(Order(name, "posting"))
    assert [each.id for each in composed.document.sections] == ORDER
    titles = [inline_text(each.title) for each in composed.document.sections]
    for format in ("md", "txt", "html", "docx", "pdf"):
        words = " ".join(extract(format, render_bytes(composed, format)))
        places = [words.index(title) for title in titles]
        assert places == sorted(places), format


@pytest.mark.parametrize("name", POSTINGS)
def test_a_web_page_begins_with_a_way_to_apply(name: str, sample_document: Made) -> None:
    """The button stands before the first heading below the title, and leads to the form."""
    composed = sample_document(Order(name, "posting"))
    page = html.fromstring(render_bytes(composed, "html"))
    (button,) = page.xpath("//a[contains(@class, 'button')]")
    assert button.get("href").startswith("https://")
    assert button.text_content() == "Apply for this job"
    assert button.xpath("count(preceding::h2)") == 0
    assert button.get("href") in {run.href for run in walk_runs(composed.document)}


@pytest.mark.parametrize("name", POSTINGS)
def test_every_address_is_a_link(name: str, sample_document: Made) -> None:
    """Of email and of the web, wherever it is written."""
    document = sample_document(Order(name, "posting")).document
    for run in walk_runs(document):
        if re.search(r"@\w|\.example\b", run.text):
            assert run.href, run.text


@pytest.mark.parametrize("name", POSTINGS)
@pytest.mark.parametrize("kind", ["posting", "description"])
def test_a_page_has_one_style_of_money(name: str, kind: str, sample_document: Made) -> None:
    """Either signs or codes, and thousands parted by one sign."""
    text = plain_text(sample_document(Order(name, kind)).document)
    signs = re.findall(r"[$€£](?=\d)|\b(?:USD|EUR|GBP)\b", text)
    assert len(set(signs)) <= 1
    assert len(set(re.findall(r"[$€£]\d+([.,])\d{3}", text))) <= 1
    assert signs or kind == "description"


@pytest.mark.parametrize("days", [0, 1, 4, 8, 40, 100, 300])
def test_samples_start_on_days_on_which_such_contracts_start(days: int) -> None:
    """On the first of a month in Europe, on a second Monday in the United States, after closing."""
    day = new_files.SAMPLE_DAY + datetime.timedelta(days=days)
    for path, content in new_files.sample_files(day).items():
        text = content.decode() if path.parts[0] == "postings" else ""
        if not (said := re.search(r"^starts: (\d.*)$", text, re.MULTILINE)):
            continue
        start = datetime.date.fromisoformat(said[1])
        closes = re.search(r"^closes: (.*)$", text, re.MULTILINE)
        assert closes
        assert start > datetime.date.fromisoformat(closes[1])
        if "kadewind" in text:
            assert start.day == 1
        else:
            assert (start.weekday(), (start.day - 1) // 7) == (0, 1)
