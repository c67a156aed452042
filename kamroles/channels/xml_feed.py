"""A feed that boards read: XML with the text of each field in CDATA."""

from __future__ import annotations

import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from kamroles import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kamroles.channels.ad import Ad
    from kamroles.field_tables import Channel, Feed


def feed_of(
    channel: Channel, feed: Feed, ads: Sequence[Ad], name: str, url: str, as_of: datetime.date
) -> bytes:
    """Return the feed of all ads; ``name`` and ``url`` are those of the site.

    The ads must be such that the channel refuses none of them.
    """
    moment = datetime.datetime(as_of.year, as_of.month, as_of.day, tzinfo=datetime.UTC)
    said = {
        "name": name,
        "url": url,
        "date": format_datetime(moment, usegmt=True),
        "moment": f"{as_of.isoformat()}T00:00:00Z",
        "count": str(len(ads)),
    }
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<{feed.root}>"]
    lines += [f"  <{element}>{escape(said[what])}</{element}>" for element, what in feed.head]
    for ad in ads:
        lines += _element("job", _tree(channel, feed, ad), 1)
    lines.append(f"</{feed.root}>\n")
    return "\n".join(lines).encode()


def put_feed(path: Path, content: bytes) -> None:
    """Write a feed, whole or not at all.

    Raises:
        Problems: it cannot be written; what was there stays.

    """
    write.write_file(path, content)


def _tree(channel: Channel, feed: Feed, ad: Ad) -> dict[str, Any]:
    """Return the values of an ad by element, and inside of it."""
    tree: dict[str, Any] = {}
    for field in channel.fields:
        value = field.value.of(ad) if field.value else ""
        if value or feed.every:
            *around, name = field.name.split("/")
            here = tree
            for element in around:
                here = here.setdefault(element, {})
            here[name] = value
    return tree


def _element(name: str, content: Any, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if isinstance(content, str):
        # CDATA ends at its first end mark: one in the text goes into two sections
        text = content.replace("]]>", "]]]]><![CDATA[>")
        yield f"{indent}<{name}><![CDATA[{text}]]></{name}>"
        return
    attributes = "".join(
        f" {key[1:]}={quoteattr(value)}" for key, value in content.items() if key[0] == "@"
    )
    yield f"{indent}<{name}{attributes}>"
    for key, value in content.items():
        if key[0] != "@":
            yield from _element(key, value, depth + 1)
    yield f"{indent}</{name}>"
