"""What crawlers read: the sitemap (sitemaps.org) and robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kamroles.site.addresses import plain

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""How many addresses a sitemap may have."""


def sitemap(pages: Iterable[tuple[str, datetime.date | None]]) -> bytes:
    """Return a sitemap of addresses, each with the day it last changed."""
    from lxml import etree

    root = etree.Element(f"{{{_NAMESPACE}}}urlset", nsmap={None: _NAMESPACE})
    for address, changed in pages:
        entry = etree.SubElement(root, f"{{{_NAMESPACE}}}url")
        etree.SubElement(entry, f"{{{_NAMESPACE}}}loc").text = address
        if changed:
            etree.SubElement(entry, f"{{{_NAMESPACE}}}lastmod").text = changed.isoformat()
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def sitemap_line(url: str) -> str:
    """Return the line of robots.txt that names the sitemap."""
    return f"Sitemap: {plain(url)}/sitemap.xml"


def robots(url: str) -> bytes:
    """Return robots.txt; it counts only at the root of its host."""
    return f"User-agent: *\nAllow: /\n\n{sitemap_line(url)}\n".encode()


def at_root(url: str) -> bool:
    """Tell whether a site stands at the root of its host."""
    return urlsplit(url).path in {"", "/"}
