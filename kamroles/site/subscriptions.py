"""Feeds that people and programs subscribe to: Atom 1.0 (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamroles.channels.description import html_of
from kamroles.site import brief

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from kamroles.channels.opening import Opening

ATOM = "http://www.w3.org/2005/Atom"
TAGS = ("h2", "h3", "p", "ul", "ol", "li", "a", "strong", "em")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An opening in a feed: the address of its page, and its words as HTML."""

    opening: Opening
    page: str
    words: str

    @classmethod
    def of(cls, opening: Opening, page: str) -> FeedEntry:
        """Return the entry of an opening."""
        return cls(opening, page, html_of(opening.document, TAGS, escape=html.escape))


@dataclass(frozen=True, slots=True)
class Subscription:
    """A list of openings to subscribe to.

    Attributes:
        title: what it is called.
        page: the address of the page with the same list.
        atom: its own address as Atom.
        json: its own address as JSON Feed.
        author: who publishes it.
        changed: the day on which something in it last changed.
        entries: the openings, the newest first.

    """

    title: str
    page: str
    atom: str
    json: str
    author: str
    changed: datetime.date
    entries: Sequence[FeedEntry]


def atom(feed: Subscription) -> bytes:
    """Return the feed as Atom."""
    from lxml import etree
    from lxml.builder import ElementMaker

    make = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
    root = make.feed(
        make.title(feed.title),
        make.id(feed.page),
        make.updated(_moment(feed.changed)),
        make.author(make.name(feed.author)),
        make.link(rel="self", type="application/atom+xml", href=feed.atom),
        make.link(rel="alternate", type="text/html", href=feed.page),
    )
    for each in feed.entries:
        opening, page = each.opening, each.page
        root.append(
            make.entry(
                make.title(_title(opening)),
                make.id(page),
                make.published(_moment(opening.posting.posted or opening.changed)),
                make.updated(_moment(opening.changed)),
                make.author(make.name(opening.employer.name)),
                make.link(rel="alternate", type="text/html", href=page),
                make.summary(_summary(opening)),
                make.content(each.words, type="html"),
            )
        )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def json_feed(feed: Subscription) -> bytes:
    """Return the feed as JSON Feed."""
    items = [_item(each.opening, each.page, each.words) for each in feed.entries]
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.json,
        "authors": [{"name": feed.author}],
        "items": items,
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _item(opening: Opening, page: str, words: str) -> dict[str, Any]:
    return {
        "id": page,
        "url": page,
        "title": _title(opening),
        "summary": _summary(opening),
        "content_html": words,
        "date_published": _moment(opening.posting.posted or opening.changed),
        "date_modified": _moment(opening.changed),
        "authors": [{"name": opening.employer.name}],
        "language": opening.document.lang,
    }


def _title(opening: Opening) -> str:
    return " · ".join(filter(None, (opening.title, brief.places(opening))))


def _summary(opening: Opening) -> str:
    return " · ".join(filter(None, (opening.pay_words, brief.places(opening))))


def _moment(day: datetime.date) -> str:
    """Return the start of a day; postings know no time of day."""
    return f"{day.isoformat()}T00:00:00Z"
