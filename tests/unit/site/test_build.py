"""What a build puts into a folder, and what it takes away."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from kamroles import pipeline
from kamroles.diagnostics import Severity
from kamroles.pipeline import approving
from kamroles.resources import bundled
from kamroles.site.build import Built, build
from kamroles.site.folder import SiteFolder
from tests.unit.site.conftest import TODAY
from tests.wording import pinned

OPEN = {"jar-keeper-salem", "jar-keeper-both", "lid-keeper-bend"}


def built(root: Path, day: datetime.date = TODAY, *, preview: bool = False) -> Built:
    """Build the workspace anew into its folder ``site``."""
    return build(pipeline.open_library(root), root / "site", day, preview=preview)


def page(root: Path, path: str) -> str:
    """Return the text of a page."""
    return (root / "site" / path).read_text(encoding="utf-8")


def without_url(root: Path) -> None:
    """Make the site one that stands nowhere."""
    settings = root / "kamroles.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"url: '[^']*', ", "", text), encoding="utf-8")


def test_open_postings_have_a_page(root: Path) -> None:
    """And what is paused or closed has one that says so, a draft none."""
    done = built(root)
    assert {opening.id for opening in done.openings} == OPEN
    assert [each.today.name for each in done.held] == ["lid-keeper-draft"]
    for name in OPEN:
        assert 'type="application/ld+json"' in page(root, f"jobs/{name}.html")
    for name in ("lid-keeper-paused", "lid-keeper-over"):
        text = page(root, f"jobs/{name}.html")
        assert "ld+json" not in text
        assert '<meta name="robots" content="noindex">' in text
        assert "Label every jar" not in text
    assert not (root / "site/jobs/lid-keeper-draft.html").exists()
    assert "lid-keeper-draft" not in page(root, "index.html")


def test_a_closed_page_goes_when_its_days_are_over(root: Path) -> None:
    """Thirty days after the day on which it was closed."""
    built(root, datetime.date(2026, 12, 20))
    assert (root / "site/jobs/lid-keeper-over.html").exists()
    done = built(root, datetime.date(2026, 12, 21))
    assert "jobs/lid-keeper-over.html" in done.removed
    assert not (root / "site/jobs/lid-keeper-over.html").exists()


def test_what_closed_leaves_its_files(root: Path) -> None:
    """Page, card and download of a posting go with it; files of others stay."""
    built(root)
    (root / "site/CNAME").write_text("careers.example", encoding="utf-8")
    posting = root / "postings/lid-keeper-bend.yaml"
    more = "status: closed\nstatus_since: 2026-11-22\n"
    posting.write_text(posting.read_text(encoding="utf-8") + more, encoding="utf-8")
    done = built(root)
    assert {"cards/lid-keeper-bend.png", "jobs/lid-keeper-bend.txt"} <= set(done.removed)
    assert (root / "site/CNAME").exists()
    assert "closed" in page(root, "jobs/lid-keeper-bend.html")


def test_a_file_that_somebody_changed_is_not_removed(root: Path) -> None:
    """Only what stands as it was written is taken away."""
    built(root)
    download = root / "site/jobs/lid-keeper-bend.txt"
    download.write_text("by hand", encoding="utf-8")
    posting = root / "postings/lid-keeper-bend.yaml"
    posting.write_text(posting.read_text(encoding="utf-8") + "status: paused\n", encoding="utf-8")
    assert "jobs/lid-keeper-bend.txt" not in built(root).removed
    assert download.read_text(encoding="utf-8") == "by hand"


def test_a_page_that_somebody_else_wrote_stays(root: Path) -> None:
    """It is told, and all other files come out."""
    site = root / "site"
    site.mkdir()
    (site / "index.html").write_text("by hand", encoding="utf-8")
    done = build(pipeline.open_library(root), Path("site"), TODAY)
    assert page(root, "index.html") == "by hand"
    errors = [each for each in done.report.diagnostics if each.severity is Severity.ERROR]
    assert [code for code, _ in pinned(errors)] == ["KR650"]
    assert (site / "jobs/lid-keeper-bend.html").exists()


def test_what_a_killed_build_left_is_known_to_the_next(root: Path) -> None:
    """A page that nobody needs any more, and a file that was half written."""
    site = root / "site"
    folder = SiteFolder(site)
    folder.announce(["jobs/gone.html", "jobs/never-written.html"])
    (site / "jobs").mkdir()
    (site / "jobs/gone.html").write_text("half a p", encoding="utf-8")
    (site / "jobs/.kamroles-0123456789abcdef").write_text("half a p", encoding="utf-8")
    assert built(root).removed == ["jobs/gone.html"]
    assert [path.name for path in site.rglob(".kamroles*")] == [".kamroles.json"]


def test_a_second_build_writes_nothing(root: Path) -> None:
    """What did not change keeps its bytes and its time."""
    first = built(root)
    before = {p: p.stat().st_mtime_ns for p in (root / "site").rglob("*") if p.is_file()}
    again = built(root)
    assert (first.written, again.written, again.removed) == (first.files, 0, [])
    manifest = root / "site/.kamroles.json"
    assert before | {manifest: 0} == {
        p: p.stat().st_mtime_ns for p in (root / "site").rglob("*") if p.is_file()
    } | {manifest: 0}


def test_without_an_address_it_is_a_preview(root: Path) -> None:
    """Relative links, noindex, and nothing for those who would come from outside."""
    without_url(root)
    built(root)
    names = {path.name for path in (root / "site").rglob("*")}
    assert not names & {"sitemap.xml", "robots.txt", "atom.xml", "feed.json"}
    for path in (root / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex">' in text
        assert "canonical" not in text
        assert "ld+json" not in text


def test_every_link_leads_somewhere(root: Path) -> None:
    """From file:// as under a sub-path: links are relative, but on the page for what is missing."""
    built(root)
    site = root / "site"
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src|data-rows|data-home)="([^"]+)"', text):
            address = link.partition("#")[0]
            if address.startswith("https://umbel-quince.example/work/"):
                target = site / (address.partition("/work/")[2] or "index.html")
            elif re.match(r"[a-z]+:", address) or not address:
                continue
            else:
                target = path.parent / address
            assert target.is_file(), f"{path.relative_to(site)}: {link}"


def test_no_page_leads_to_a_download_that_could_not_be_made(root: Path) -> None:
    """The other downloads and pages come out; once it can be made, it is there and linked to."""
    theme = shutil.copytree(bundled("templates") / "themes/plain", root / "templates/themes/own")
    face = (theme / "face.typ").read_text(encoding="utf-8")
    changed(root, "employers/umbel.yaml", "site:", "theme: own\nsite:")
    changed(root, "kamroles.yaml", "[txt]", "[pdf, txt]")
    built(root)
    pdf, link = "jobs/jar-keeper-both.pdf", 'href="jar-keeper-both.pdf"'
    (theme / "face.typ").write_text(f"{face}\n#panic()\n", encoding="utf-8")
    done = built(root)
    assert {each.code for each in done.lacking} == {"KR405"}
    assert pdf in done.removed
    assert pdf in done.unmade
    assert done.written <= done.files
    assert link not in page(root, "jobs/jar-keeper-both.html")
    assert 'href="jar-keeper-both.txt"' in page(root, "jobs/jar-keeper-both.html")
    (theme / "face.typ").write_text(face, encoding="utf-8")
    assert not built(root).lacking
    assert link in page(root, "jobs/jar-keeper-both.html")
    assert (root / "site" / pdf).is_file()


def test_a_value_that_nothing_has_any_more_keeps_its_feed(root: Path) -> None:
    """Who subscribed to a place hears of the next job there."""
    for name in ("jar-keeper-salem", "jar-keeper-both"):
        posting = root / f"postings/{name}.yaml"
        text = posting.read_text(encoding="utf-8") + "status: closed\nstatus_since: 2026-11-21\n"
        posting.write_text(text, encoding="utf-8")
    built(root)
    feed = json.loads(page(root, "browse/place/salem-oregon/feed.json"))
    assert feed["items"] == []
    assert "no open jobs" in page(root, "browse/place/salem-oregon.html")
    assert "browse/place/salem-oregon.html" not in page(root, "index.html")


def test_an_empty_board_says_so(root: Path) -> None:
    """And says where to listen for the next job."""
    built(root, datetime.date(2027, 3, 1))
    text = page(root, "index.html")
    assert "no open jobs" in text
    assert 'href="atom.xml"' in text
    assert "<form" not in text
    assert "<li>" not in text


def test_last_changes_are_true(root: Path) -> None:
    """A page changed when its words were approved, or when it opened."""
    built(root)
    sitemap = page(root, "sitemap.xml")
    entries = dict(re.findall(r"<loc>([^<]+)</loc>\s*<lastmod>([^<]+)</lastmod>", sitemap))
    start = "https://umbel-quince.example/work/"
    assert entries[f"{start}jobs/jar-keeper-salem.html"] == "2026-11-05"
    assert entries[start] == "2026-11-20"  # the day a posting was closed
    assert not any("over" in address or "paused" in address for address in entries)


@pytest.mark.parametrize("path", ["jobs/jar-keeper-salem.html", "index.html"])
def test_pages_are_light(root: Path, path: str) -> None:
    """All that a page loads, its pictures for sharing aside, is below 100 kB."""
    built(root)
    text = page(root, path)
    loaded = re.findall(r'(?:<link rel="(?:stylesheet|icon)"[^>]* href|src)="([^"]+)"', text)
    files = [(root / "site" / path).parent / each for each in loaded]
    style = next(file for file in files if file.suffix == ".css")
    fonts = re.findall(r"url\(([^)]+)\)", style.read_text(encoding="utf-8"))
    files += [style.parent / font for font in fonts]
    assert len(text.encode()) + sum(file.stat().st_size for file in files) < 100_000


def test_our_script_is_small(root: Path) -> None:
    """At most five thousand bytes, rows of openings aside."""
    built(root)
    scripts = list((root / "site/assets").glob("search-*.js"))
    assert len(scripts) == 1
    assert scripts[0].stat().st_size <= 5_000


def test_a_card_is_a_picture_of_the_usual_size(root: Path) -> None:
    """With the accent color at its edge."""
    built(root)
    with Image.open(root / "site/cards/jar-keeper-salem.png") as picture:
        assert picture.size == (1200, 630)
        assert picture.convert("RGB").getpixel((3, 300)) == (0x7A, 0x3E, 0x12)


def test_a_preview_shows_drafts_as_such(root: Path) -> None:
    """While it is worked on; the folder then has nothing for search engines."""
    built(root, preview=True)
    text = page(root, "jobs/lid-keeper-draft.html")
    assert 'class="draft"' in text
    assert 'content="noindex"' in text
    assert not (root / "site/sitemap.xml").exists()


def test_one_broken_posting_does_not_stop_the_others(root: Path) -> None:
    """It is told, and the rest comes out."""
    (root / "postings/lid-keeper-bend.yaml").write_text("role: nobody\n", encoding="utf-8")
    done = built(root)
    assert done.report.status == 1
    assert {opening.id for opening in done.openings} == OPEN - {"lid-keeper-bend"}


def changed(root: Path, path: str, old: str, new: str) -> None:
    """Change words of a file of the workspace."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def approved_again(root: Path, *names: str) -> None:
    """Approve postings as they are now."""
    library = pipeline.open_library(root)
    found, problems = approving.waiting(library, names, ["posting"], TODAY)
    assert problems == []
    approving.approve(library, found, "HR Director", TODAY)


def test_a_sample_employer_never_goes_out(root: Path) -> None:
    """With an address each of its postings is held, with the reason; a preview shows them."""
    changed(root, "employers/umbel.yaml", "name:", "sample: true\nname:")
    approved_again(root, *OPEN)
    done = built(root)
    assert done.openings == ()
    held = {each.today.name: each for each in done.held}
    assert held.keys() >= OPEN
    assert {held[name].mend for name in OPEN} == {"kamroles new employer"}
    assert "no open jobs" in page(root, "index.html")


def test_what_search_engines_would_refuse_goes_without_markup(root: Path) -> None:
    """The page is for people all the same; the finding names the line to mend."""
    changed(
        root,
        "postings/lid-keeper-bend.yaml",
        "places: [bend]\nworkplace: onsite",
        "workplace: remote\nremote_from: [worldwide]",
    )
    approved_again(root, "lid-keeper-bend")
    done = built(root)
    assert "lid-keeper-bend" in {opening.id for opening in done.openings}
    assert "ld+json" not in page(root, "jobs/lid-keeper-bend.html")
    assert "ld+json" in page(root, "jobs/jar-keeper-salem.html")
    errors = [each for each in done.report.diagnostics if each.severity is Severity.ERROR]
    assert {str(each.span).rsplit("/", 1)[-1].partition(":")[0] for each in errors} == {
        "lid-keeper-bend.yaml"
    }
