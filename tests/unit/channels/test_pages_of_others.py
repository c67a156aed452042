"""A corpus of pages with JobPosting markup: what is wrong with each stands beside it.

``tests/corpus/pages/NAME.html`` has one fault, or a few that belong together; ``NAME.yaml`` lists
what must be told of it: severity, code, line and column. Pages that are right are told nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kamroles.channels.page_check import check_page, read_page
from tests import wording
from tests.e2e.command import run
from tests.told import refused
from tests.unit.channels.quarry import FILES, POSTING, TODAY, changed, workspace
from tests.wording import pinned

PAGES = Path(__file__).parents[2] / "corpus" / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
RIGHT = [name for name in NAMES if name.startswith("right-")]


def told_of(path: Path) -> list[str]:
    """Return what is told of a page, as a list of severity, code and place."""
    found = list(check_page(read_page(path), TODAY))
    pinned(found)
    return [
        f"{each.severity} {each.code} {each.span.line}:{each.span.column}"
        for each in found
        if each.span
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_told_of_a_page(name: str) -> None:
    """All of it, at its place, and nothing else."""
    told = told_of(PAGES / f"{name}.html")
    beside = PAGES / f"{name}.yaml"
    if wording.updating and told:
        beside.write_text(yaml.safe_dump(told), encoding="utf-8")
    expected = yaml.safe_load(beside.read_text(encoding="utf-8")) if beside.is_file() else []
    assert told == expected


def test_the_corpus_is_large_enough() -> None:
    """Right pages are silent, all others are not."""
    assert len(RIGHT) >= 3
    assert len(NAMES) - len(RIGHT) >= 20
    assert {path.stem for path in PAGES.glob("*.yaml")} == {*NAMES} - {*RIGHT}


def test_the_command_looks_at_several_pages(tmp_path: Path) -> None:
    """The exit status tells whether there is an error in one of them."""
    pages = [str(PAGES / f"{name}.html") for name in ("right-office", "pay-of-zero")]
    done = run("preflight", "--page", pages[0], "--page", pages[1], at=tmp_path)
    assert done.status == 1
    assert "error[KR626]" in done.out
    assert run("preflight", "--page", pages[0], at=tmp_path).status == 0
    done = run("preflight", "google", "--page", pages[0], at=tmp_path)
    assert done.status == 2
    assert "--page" in refused(done.err)
    recommended = str(PAGES / "bare-minimum.html")
    assert run("preflight", "--page", recommended, at=tmp_path).status == 0
    assert run("preflight", "--page", recommended, "--strict", at=tmp_path).status == 1


@pytest.mark.parametrize(
    ("codec", "named"),
    [("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("iso-8859-1", "iso-8859-1"), ("cp1252", "x")],
)
def test_a_page_is_read_in_its_own_encoding(codec: str, named: str, tmp_path: Path) -> None:
    """By the mark at its start, as UTF-8, as it says itself, or as the web takes what says nothing.

    The title is ASCII in the markup and a letter on the page, so that a guess would be told.
    """
    text = (
        (PAGES / "right-office.html")
        .read_text(encoding="utf-8")
        .replace('charset="utf-8', f'charset="{named}')
    )
    text = text.replace('"title": "Flour', '"title": "Caf\\u00e9').replace("<h1>Flour", "<h1>Café")
    path = tmp_path / "page.html"
    path.write_bytes(text.encode(codec))
    assert told_of(path) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"<!-- -->", b"\x00\xff\xfe", b"<script type='application/ld+json'>", b"%PDF-1.7\n",
     b'<script type="application/ld+json"></script>',
     b"<![if !IE]><![foo[ x ]]><![ ",
     b'<script type="application/ld+json">' + b"[" * 5000 + b"</script>",
     b'<script type="application/ld+json">{"@type": "JobPosting", "title": NaN}</script>',
     b'<script type="application/ld+json">{"@type": ["JobPosting"], "baseSalary": [[1], "x"],'
     b'"jobLocation": [1, null, "x"], "title": {}, "description": [], "datePosted": 7,'
     b'"hiringOrganization": [null], "jobLocationType": {}, "employmentType": [{}]}</script>',
     b'<script type="application/ld+json">{"@type": "JobPosting", "title": ' + b"9" * 5000 + b","
     b'"baseSalary": {"currency": ["USD"], "value": {}},'
     b'"jobLocation": {"address": {"addressCountry": ["US", {"name": ["US"]}]}}}</script>'],
)  # fmt: skip
def test_any_file_can_be_looked_at(content: bytes, tmp_path: Path) -> None:
    """What is no page at all is told so."""
    path = tmp_path / "page.html"
    path.write_bytes(content)
    done = run("preflight", "--page", str(path), at=tmp_path)
    assert done.status == 1
    assert "error[KR6" in done.out


@pytest.mark.parametrize(
    "posting",
    [
        FILES[POSTING],
        changed(
            POSTING, ("[portland, bend]", "[{id: portland, pay: {min: 52000, max: 60000}}, bend]")
        )[POSTING],
        FILES[POSTING]
        .replace("workplace: hybrid\noffice_days: two days a week", "workplace: remote")
        .replace("closes:", "remote_from: [US]\ncloses:"),
    ],
    ids=["hybrid", "pay by place", "remote"],
)
def test_our_own_pages_are_right(posting: str, tmp_path: Path) -> None:
    """The site's pages pass the look that other people's pages get."""
    at = workspace(tmp_path, {POSTING: posting})
    done = run("site", "-o", str(tmp_path / "public"), at=at)
    assert done.status == 0, done.err
    (page,) = (tmp_path / "public" / "jobs").glob("*.html")
    done = run("preflight", "--page", str(page), "--strict", at=at)
    assert (done.status, done.out) == (0, "")


@pytest.mark.parametrize(
    "page",
    [
        "<html hidden><p>words",
        "<html style='display: none'><p>words",
        "<p>a\x01b&#2;<script>x</script>\x03c</p>\x04<p>\x05",
        "<!-- \x01 --><?a \x02?><style>\x03</style>",
    ],
)
def test_a_page_with_odd_characters_or_nothing_to_see_is_looked_at(
    page: str, tmp_path: Path
) -> None:
    """It has a JobPosting of which nothing is seen."""
    path = tmp_path / "page.html"
    job = '{"@context": "https://schema.org", "@type": "JobPosting", "title": "Clerk"}'
    path.write_text(f'{page}<script type="application/ld+json">{job}</script>')
    assert "KR644" in {each.code for each in check_page(read_page(path), TODAY)}
