"""How openings of all kinds are shown: short in lists and on cards, whole on their pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kamroles.document import Paragraph, Run, Section
from kamroles.pipeline import open_library
from kamroles.site import card
from kamroles.site.asking import how_to_ask
from kamroles.site.contents import Contents
from tests.unit.site.conftest import TODAY
from tests.unit.site.test_build import approved_again, built, changed, page
from tests.unit.site.test_facets import openings
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.library import Library

SALEM = "postings/jar-keeper-salem.yaml"


def moved_to_hamburg(root: Path) -> None:
    """Let one posting be in another country, with another money and another paper."""
    hamburg = "locations:\n  - {id: hamburg, city: Hamburg, country: DE}\n"
    changed(root, "employers/umbel.yaml", "locations:\n", hamburg)
    changed(root, SALEM, "places: [salem]", "places: [hamburg]")
    changed(
        root, SALEM, "flsa: {status: exempt, decided_by: HR Director, decided_on: 2026-10-01}", ""
    )
    approved_again(root, "jar-keeper-salem")


def test_one_employer_in_two_countries_has_one_look(root: Path) -> None:
    """Its color and logo are on the list too, though A4 and Letter are different papers."""
    moved_to_hamburg(root)
    built(root)
    sheets = re.compile(r"assets/style-\w+\.css")
    found = {
        sheets.search(page(root, path))[0]  # type: ignore[index]
        for path in ("index.html", "jobs/jar-keeper-salem.html", "jobs/lid-keeper-bend.html")
    }
    assert len(found) == 1
    assert "#7a3e12" in page(root, found.pop())
    assert len(list((root / "site/assets").glob("style-*"))) == 1


def test_steps_of_pay_are_written_as_the_lines_are(root: Path) -> None:
    """Each currency in the way of the country that it is paid in."""
    moved_to_hamburg(root)
    built(root)
    text = page(root, "index.html")
    assert "€60.000 to €90.000 a year" in text
    assert "From €60.000 a year" in text
    assert "From $50,000 a year" in text
    assert (root / "site/browse/pay/from-euro-60-000-a-year.html").exists()


def test_two_moneys_with_one_sign_are_told_apart(root: Path) -> None:
    """In steps of pay, which stand beside each other."""
    toronto = "locations:\n  - {id: toronto, city: Toronto, region: ON, country: CA}\n"
    changed(root, "employers/umbel.yaml", "locations:\n", toronto)
    changed(root, SALEM, "places: [salem]", "places: [toronto]")
    approved_again(root, "jar-keeper-salem")
    built(root)
    text = page(root, "index.html")
    assert "From US$" in text
    assert "From CA$" in text


def with_places(root: Path, count: int, pay: str = "") -> None:
    """Let one posting be in many places, each with its pay if ``pay`` has a number's place."""
    places = "".join(
        f"  - {{id: p{i}, city: Town {i}, region: OR, country: US}}\n" for i in range(count)
    )
    changed(root, "employers/umbel.yaml", "locations:\n", f"locations:\n{places}")
    own = [f"{{id: p{i}, pay: {{{pay.format(i, i)}}}}}" if pay else f"p{i}" for i in range(count)]
    changed(root, SALEM, "places: [salem]", f"places: [{', '.join(own)}]")
    if pay:
        changed(root, SALEM, "pay: {min: 60000, max: 90000}\n", "")
    approved_again(root, "jar-keeper-salem")


def test_of_many_places_the_largest_are_linked(root: Path) -> None:
    """All stand on a page of their own, and each has its page and feed."""
    with_places(root, 200)
    built(root)
    index, every = page(root, "index.html"), page(root, "browse/place.html")
    assert index.count('href="browse/place/') == 12
    assert "Bend, Oregon" in index  # two openings
    assert 'href="browse/place.html"' in index
    assert every.count('href="place/') == 202
    assert "browse/place.html" in page(root, "sitemap.xml")
    own = page(root, "browse/place/town-199-oregon.html")
    assert 'aria-current="page">Town 199, Oregon' in own
    assert len(index) < 20_000


def test_many_places_and_pays_are_short_in_lists(root: Path) -> None:
    """From the least to the most; the page of the posting has each."""
    with_places(root, 5, "min: 6{}000, max: 7{}000")
    built(root)
    index, own = page(root, "index.html"), page(root, "jobs/jar-keeper-salem.html")
    assert "$60,000 to $74,000 a year, depending on the place" in index
    assert "Town 0, Oregon; Town 1, Oregon and 3 more places" in index
    assert "Town 4, Oregon: $64,000 to $74,000 a year" in " ".join(
        re.sub("<[^>]*>", "", own).split()
    )


def words_on_card(root: Path) -> tuple[str, str, str, str]:
    """Return what the card of the posting says."""
    library = open_library(root)
    found = {each.id: each for each in openings(library)}
    contents = Contents(library, (*found.values(),), (), TODAY)
    return contents.card_words(found["jar-keeper-salem"])


def test_a_card_says_what_kind_of_pay_it_is(root: Path) -> None:
    """Earnings on target are no base pay; what the employer notes of pay is left out."""
    old = "pay: {min: 60000, max: 90000}"
    new = "pay: {commission_only: yes, ote: {min: 70000, max: 90000}, period: year}"
    changed(root, SALEM, old, new)
    approved_again(root, "jar-keeper-salem")
    assert words_on_card(root)[2] == "Commission only; on-target earnings $70,000 to $90,000 a year"
    changed(root, SALEM, new, "pay: {min: 60000, max: 90000, note: plus a yearly bonus}")
    approved_again(root, "jar-keeper-salem")
    assert words_on_card(root)[2] == "$60,000 to $90,000 a year"


def test_what_the_typeface_lacks_is_not_drawn(root: Path) -> None:
    """No picture and no PDF with empty boxes; the page stands, and a finding tells."""
    changed(root, SALEM, "role:", "title: 経理マネージャー\nrole:")
    changed(root, "kamroles.yaml", "[txt]", "[pdf, txt]")
    approved_again(root, "jar-keeper-salem")
    done = built(root)
    assert done.report.status == 0
    without = pinned(each for each in done.report.diagnostics if each.code == "KR651")
    assert [place.rsplit("/", 1)[-1] for _, place in without] == ["jar-keeper-salem.yaml:1:1"]
    assert not (root / "site/cards/jar-keeper-salem.png").exists()
    text = page(root, "jobs/jar-keeper-salem.html")
    assert "og:image" not in text
    assert "jar-keeper-salem.pdf" not in text
    assert "jar-keeper-salem.txt" in text
    assert "og:image" in page(root, "jobs/lid-keeper-bend.html")


@pytest.mark.parametrize(
    "text", ["Account Manager", "Keeper " * 60, "Gesellschaft" * 12, "x" * 900]
)
def test_every_title_fits_on_a_card(text: str) -> None:
    """Whole if it can be, else with dots; a long word is broken."""
    for room in (90, 200, 280):
        lines, size = card._title(text, room)
        assert len(lines) * round(size * 1.16) <= room
        assert all(card._font(size, 600).getlength(line) <= 1040 for line in lines)
        shown = "".join(lines)
        assert len(shown) > 10
        whole = re.sub(r"\s", "", text)
        assert whole.startswith(re.sub(r"[\s…]", "", shown))
        assert ("…" in shown) == (re.sub(r"\s", "", shown) != whole)


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Accommodation", "Write to us.", True),
        ("Reasonable adjustments", "Write to us.", True),
        ("Accessibility", "Call us.", True),
        ("Barrierefreiheit", "Rufen Sie an.", True),
        ("Schwerbehinderung", "Rufen Sie an.", True),
        ("Toegankelijkheid", "Bel ons.", True),
        ("إمكانية الوصول", "اكتب إلينا", True),
        ("Your application", "Ask for an adjustment at access@jars.example.", True),
        ("Ihre Bewerbung", "Für eine Anpassung: 0221 555 123.", True),
        ("Equal opportunity", "Disability plays no part; write to eeo@jars.example.", False),
        ("Equal opportunity", "We make adjustments.", False),
        ("Privacy", "Write to data@jars.example.", False),
    ],
)
def test_how_to_ask_is_found_by_what_it_says(
    library: Library, title: str, text: str, found: bool
) -> None:
    """Whatever the employer calls it, and in whatever language."""
    notice = Section("notice-a1", (Run(title),), (Paragraph((Run(text),)),))
    document = replace(openings(library)[0].document, sections=(notice,))
    assert (how_to_ask(document) is not None) == found


@pytest.mark.parametrize(
    ("apply", "link", "words"),
    [
        ("email: jobs@jars.example", "mailto:jobs@jars.example", "Apply by email"),
        ("", "#apply", "How to apply"),
    ],
)
def test_the_button_says_where_it_leads(root: Path, apply: str, link: str, words: str) -> None:
    """To a form, into an email, or down the page."""
    form = "url: https://umbel-quince.example/apply"
    changed(root, "employers/umbel.yaml", f", {form}}}", f", {apply}}}" if apply else "}")
    approved_again(root, "jar-keeper-salem", "jar-keeper-both", "lid-keeper-bend")
    built(root)
    text = page(root, "jobs/jar-keeper-salem.html")
    assert f'<a class="button" href="{link}">{words}</a>' in text
    assert "#apply" not in link or 'id="apply"' in text


def test_one_employer_is_not_named_on_every_line(root: Path) -> None:
    """It is in the title of the list; search finds it all the same."""
    built(root)
    jobs = page(root, "index.html").partition('id="jobs"')[2].partition("</ul>")[0]
    assert "Umbel" not in jobs
    rows = next((root / "site/assets").glob("openings-*.js")).read_text(encoding="utf-8")
    assert "umbel" in rows


def test_crawlers_get_an_address_in_ascii(root: Path) -> None:
    """As the sitemap protocol and robots.txt ask for."""
    changed(
        root, "kamroles.yaml", "https://umbel-quince.example/work", "https://gläser.example/büro/"
    )
    built(root)
    start = "https://xn--glser-hra.example/b%C3%BCro/"
    assert f"<loc>{start}</loc>" in page(root, "sitemap.xml")
    assert f"Sitemap: {start}sitemap.xml" in page(root, "robots.txt")


def test_every_system_takes_the_files_of_a_posting(root: Path) -> None:
    """Windows takes `aux` with any ending for a device."""
    (root / SALEM).rename(root / "postings/aux.yaml")
    approved_again(root, "aux")
    built(root)
    assert 'href="jobs/_aux.html"' in page(root, "index.html")
    assert 'href="_aux.txt"' in page(root, "jobs/_aux.html")
    assert {path.stem for path in (root / "site").rglob("*aux*")} == {"_aux"}
