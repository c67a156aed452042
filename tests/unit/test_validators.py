"""The checks of script/validators.py notice what they are for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kamroles.document import Document, Facts, Paragraph, Run, Section, Table

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "script"))

import site_readers
import validators

DOCUMENT = Document(
    kind="posting",
    title="Key Account Manager",
    lang="en",
    date="2026-11-23",
    brand="Cedar & Main",
    running="Key Account Manager, Cedar & Main",
    sections=(
        Section(
            "pay",
            (Run("Pay and long-term benefits"),),
            (
                Facts((((Run("Pay"),), (Run("$86,000"),)),)),
                Table(((Run("Share"),),), (((Run("15"),),), ((Run("20"),),))),
                Paragraph((Run("Paid weekly."),)),
            ),
        ),
    ),
)
WORDS = "Key Account Manager Pay and long-term benefits Pay $86,000 Share 15 20 Paid weekly."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WORDS, None),
        (WORDS.replace("long-term", "long-\nterm"), None),
        (f"Key Account Manager, Cedar & Main\n{WORDS}\nPage 1 of 2", None),
        (WORDS.replace("20", "Share 20"), None),
        (WORDS.replace("Paid ", ""), "missing or in another order: Paid weekly"),
        (WORDS.replace("Share 15", "15 Share"), "missing or in another order"),
        (f"{WORDS} confidential", "does not have: confidential"),
        ("", "missing or in another order: Key Account"),
    ],
)
def test_words_are_compared(text: str, said: str | None) -> None:
    """A lost, moved or foreign word is told; furniture of pages is not."""
    built = validators.Built("sample", DOCUMENT, {})
    found = list(validators.compare(built, text))
    assert (not found) if said is None else (said in found[0])


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ("Document\n  H1 (block)\n  H2\n  P\n", None),
        ("Document\n  H2\n  P\n", "0 top headings"),
        ("Document\n  H1\n  H1\n  H2\n  P\n", "2 top headings"),
        ("Document\n  H1\n  H2\n  P\n  Table\n    TD\n", "without header cells"),
        ("Document\n  H1\n  H2\n  P\n  L\n", "without items"),
        ("", "no Document is tagged"),
    ],
)
def test_tags_are_checked(tags: str, said: str | None) -> None:
    """A page without its structure is told."""
    found = list(validators.structure("sample", tags))
    assert (not found) if said is None else any(said in line for line in found)


ENTRY = {"id": "a", "url": "https://a.example/", "content_html": "<p>A</p>"}
FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Jobs", "items": [ENTRY]}


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        (FEED, None),
        (FEED | {"items": []}, None),
        (FEED | {"version": "https://jsonfeed.org/version/1"}, "version is"),
        ({"version": FEED["version"], "items": []}, "no title"),
        ({"version": FEED["version"], "title": "Jobs"}, "no list of items"),
        (FEED | {"home_page_url": "index.html"}, "home_page_url is 'index.html'"),
        (FEED | {"author": {"name": "A"}}, "version 1; 1.1 has a list"),
        (FEED | {"authors": [{}]}, "no name, url or avatar"),
        (FEED | {"items": [ENTRY, ENTRY]}, "id of its own"),
        (FEED | {"items": [ENTRY | {"id": 1}]}, "id of its own"),
        (FEED | {"items": [{"id": "a"}]}, "neither content_html"),
        (FEED | {"items": [ENTRY | {"date_published": "1 Oct"}]}, "RFC 3339"),
        (FEED | {"items": [ENTRY | {"url": "jobs/a.html"}]}, "url is 'jobs/a.html'"),
    ],
)
def test_feeds_are_checked(feed: dict[str, object], said: str | None) -> None:
    """What JSON Feed 1.1 requires is asked for, and nothing else."""
    found = list(site_readers.json_feed_faults(feed))
    assert (not found) if said is None else any(said in line for line in found)
