"""A careers site as its readers get it: each page whole, true and light, wherever it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag

import pytest
import yaml
from lxml import etree, html

from tests import fixture_site
from tests.e2e.command import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = "https://mill.example/careers"
OPENINGS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(fixture_site.__file__).parent / "site_expected.yaml").read_text(encoding="utf-8")
)
OVER = ("expired", "filled", "paused")
MOST_BYTES = 100_000
MOST_SCRIPT_BYTES = 5_000
_OUTSIDE = re.compile(r"[a-z]+:|//")
_CSS_ADDRESS = re.compile(r"url\(\s*['\"]?([^)'\"]+)")
_LOADS = "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace whose site has an address, built into its folder ``site``."""
    folder = fixture_site.workspace(tmp_path_factory.mktemp("published") / "workspace", URL)
    fixture_site.run(folder, "site")
    return folder


@pytest.fixture(scope="module")
def published(workspace: Path) -> Path:
    """Return a site that has an address; not to be changed."""
    return workspace / "site"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a site without an address, and what was said of it; not to be changed."""
    folder = fixture_site.workspace(tmp_path_factory.mktemp("preview") / "workspace")
    said = fixture_site.run(folder, "site")
    return folder / "site", said


def pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Yield every page by its path, as a browser takes it apart."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), tree(path)


def tree(path: Path) -> html.HtmlElement:
    """Return a page as a browser takes it apart."""
    return html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def words(page: html.HtmlElement) -> str:
    """Return what a page says to a person."""
    return " ".join(" ".join(page.xpath("//main//text()")).split())


def markup(page: html.HtmlElement) -> list[dict[str, Any]]:
    """Return the markup for search engines."""
    return [json.loads(each) for each in page.xpath("//script[contains(@type, 'json')]/text()")]


@pytest.mark.parametrize("address", [URL, ""])
def test_every_link_leads_somewhere(
    address: str, published: Path, preview: tuple[Path, str]
) -> None:
    """Links are relative, so that they hold in a folder and below any path; none is broken."""
    site = published if address else preview[0]
    trees = dict(pages(site))
    broken = []
    for path, page in trees.items():
        for link in page.xpath("//*[not(@rel='canonical')]/@href | //@src | //@data-rows"):
            target, part = urldefrag(link)
            if path == "404.html" and address:
                assert link == "#content" or link.startswith(f"{URL}/")
                target = target.removeprefix(f"{URL}/") or ("index.html" if target else "")
            if _OUTSIDE.match(target) and path != "404.html":
                assert target.startswith(("https://nowhere-paper.example/", "mailto:")), link
                continue
            file = site / path if not target else (site / path).parent / unquote(target)
            inside = file.resolve().relative_to(site.resolve()).as_posix()
            if not file.is_file() or (part and not trees[inside].xpath(f"//*[@id='{part}']")):
                broken.append(f"{path}: {link}")
    assert broken == []


def test_pages_are_light_and_ask_for_nothing_from_elsewhere(published: Path) -> None:
    """All that a page loads is the site's own, and little."""
    heavy = {}
    for path, page in pages(published):
        if path == "404.html":
            continue
        folder = (published / path).parent
        loaded = {(folder / link).resolve() for link in page.xpath(_LOADS)}
        for sheet in {each for each in loaded if each.suffix == ".css"}:
            found = _CSS_ADDRESS.findall(sheet.read_text(encoding="utf-8"))
            loaded |= {sheet.parent / link for link in found if not link.startswith("data:")}
        bytes_of = sum(each.stat().st_size for each in {published / path, *loaded})
        if bytes_of > MOST_BYTES:
            heavy[path] = bytes_of
    assert heavy == {}
    scripts = [each.stat().st_size for each in (published / "assets").glob("search-*.js")]
    assert len(scripts) == 1
    assert scripts[0] <= MOST_SCRIPT_BYTES


@pytest.mark.parametrize("name", OPENINGS)
def test_markup_says_what_the_page_says(name: str, published: Path) -> None:
    """Search engines are told the facts of a posting, and a person finds each on the same page."""
    page = tree(published / f"jobs/{name}.html")
    objects, offers = markup(page), OPENINGS[name]
    assert [facts(each) for each in objects] == [
        {field: value for field, value in offer.items() if field != "says"} for offer in offers
    ]
    text = words(page)
    assert [said for offer in offers for said in offer["says"] if said not in text] == []
    for each in objects:
        assert each["url"] == f"{URL}/jobs/{name}.html"
        assert each["hiringOrganization"]["name"] == "Nowhere Paper Company"
        told = " ".join(html.fromstring(f"<div>{each['description']}</div>").itertext())
        assert [word for word in told.split() if word not in " ".join(page.itertext())] == []
        assert each["directApply"] is False


def facts(job: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of a JobPosting as the table of what is expected has them."""
    places = job["jobLocation"]
    addresses = [each["address"] for each in (places if isinstance(places, list) else [places])]
    fields = ("addressLocality", "addressRegion", "addressCountry")
    found = [", ".join(each[field] for field in fields if field in each) for each in addresses]
    remote = job.get("jobLocationType") == "TELECOMMUTE"
    limits = job.get("applicantLocationRequirements", [])
    assert bool(limits) == remote
    said = {
        "title": job["title"],
        "places": [*found, *(f"Remote, {area['name']}" for area in limits)],
        "employment": job["employmentType"][0],
        "posted": _day(job["datePosted"]),
    }
    if "baseSalary" in job:
        value = job["baseSalary"]["value"]
        unit = value["unitText"].lower()
        said["pay"] = [value["minValue"], value["maxValue"], job["baseSalary"]["currency"], unit]
    return said | ({"closes": _day(job["validThrough"])} if "validThrough" in job else {})


def _day(written: str) -> Any:
    return yaml.safe_load(written)


def test_markup_stands_on_pages_of_single_open_postings_alone(published: Path) -> None:
    """A list, a closed posting and a page that is not there have none."""
    marked = {path for path, page in pages(published) if markup(page)}
    assert marked == {f"jobs/{name}.html" for name in OPENINGS}


@pytest.mark.parametrize("name", OPENINGS)
def test_pay_place_and_how_to_ask_come_before_applying(name: str, published: Path) -> None:
    """Nobody has to read to the end to know whether to apply, or how to ask for a change."""
    text = words(tree(published / f"jobs/{name}.html"))
    place = "Office " if name.startswith("remote") else "Place "
    stands_apart = [] if name == "two-pays" else [place]  # its places stand with their pay
    marks = ("Pay ", *stands_apart, "because of a disability?", "Apply for this job")
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_preview_keeps_away_from_search_engines(preview: tuple[Path, str]) -> None:
    """Without an address nothing is said to crawlers and subscribers, and the command says so."""
    site, said = preview
    files = snapshot(site)
    assert [name for name in files if name.endswith((".xml", "feed.json", ".txt"))] == []
    for path, page in pages(site):
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"], path
        assert not markup(page)
        assert not page.xpath("//link[@rel='alternate' or @rel='canonical']")
        assert not page.xpath("//meta[starts-with(@property, 'og:')]")
    assert said.count("preview") == 1


def test_crawlers_are_told_of_open_pages_and_when_they_changed(published: Path) -> None:
    """The sitemap has each page to be found, with the day on which it last changed."""
    sitemap = etree.parse(published / "sitemap.xml")
    days = {each[0].text: each[1].text for each in sitemap.getroot()}
    hidden = {"404.html", *(f"jobs/{name}.html" for name in OVER)}
    shown = {path for path, page in pages(published) if not page.xpath("//meta[@name='robots']")}
    assert shown == {path for path, _ in pages(published)} - hidden
    assert {*days} == {f"{URL}/{path.removesuffix('index.html')}" for path in shown}
    for name, offers in OPENINGS.items():
        assert days[f"{URL}/jobs/{name}.html"] == str(offers[0]["posted"])
    # A posting was paused on that day, after the newest had opened.
    assert days[f"{URL}/"] == "2026-11-20"
    robots = (published / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {URL}/sitemap.xml" in robots.splitlines()


def test_a_draft_is_nowhere(published: Path, preview: tuple[Path, str]) -> None:
    """What nobody has approved does not leak by a list, a feed or what search looks through."""
    for site in (published, preview[0]):
        leaks = [name for name, content in snapshot(site).items() if b"Secret" in content]
        assert leaks == []
        assert not list(site.rglob("*draft*"))


@pytest.mark.parametrize("name", OVER)
def test_a_page_says_that_its_posting_is_over(name: str, published: Path) -> None:
    """Whoever kept the address learns that it is too late, and search engines forget it."""
    page = tree(published / f"jobs/{name}.html")
    assert re.search(r"paused|closed", words(page))
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "Apply" not in words(page)
    assert f"jobs/{name}.html" not in (published / "index.html").read_text(encoding="utf-8")


def test_a_closed_page_goes_when_its_days_are_over(workspace: Path, tmp_path: Path) -> None:
    """The fixture keeps them for 14 days; what is paused stays."""
    site = tmp_path / "site"
    there = {}
    for day in ("2026-11-27", "2026-11-28", "2026-12-02", "2026-12-03"):
        fixture_site.run(workspace, "site", "-o", str(site), day=day)
        there[day] = {name for name in OVER if (site / f"jobs/{name}.html").exists()}
    assert there == {
        "2026-11-27": {"expired", "filled", "paused"},
        "2026-11-28": {"filled", "paused"},
        "2026-12-02": {"filled", "paused"},
        "2026-12-03": {"paused"},
    }


def test_a_build_without_a_change_writes_nothing(workspace: Path, published: Path) -> None:
    """No file is touched, so that whoever copies the site copies nothing."""
    before = {path: path.stat().st_mtime_ns for path in published.rglob("*") if path.is_file()}
    said = fixture_site.run(workspace, "site")
    after = {path: path.stat().st_mtime_ns for path in published.rglob("*") if path.is_file()}
    assert {path.name for path in after if after[path] != before.get(path)} <= {".kamroles.json"}
    assert after.keys() == before.keys()
    assert re.search(r"\b0 of \d+ files written", said)


def test_the_same_postings_make_the_same_bytes(published: Path, tmp_path: Path) -> None:
    """Nothing of a site depends on when, where or how often it is built."""
    again = fixture_site.workspace(tmp_path / "elsewhere", URL)
    fixture_site.run(again, "site")
    first, second = snapshot(published), snapshot(again / "site")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
