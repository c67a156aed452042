"""What programs that read a careers site find in it: a function per tool, a line per finding."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from served_site import TOOLS, node
from validators import ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from served_site import Site

_MARKUP = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def types(site: Site) -> Iterator[str]:
    """Write all markup as constants of schema-dts, and let tsc check their types."""
    lines = ['import type { JobPosting, WithContext } from "schema-dts";']
    for page in site.postings:
        name = page.stem.replace("-", "_")
        lines += [
            f"export const {name}_{number}: WithContext<JobPosting> = {words};"
            for number, words in enumerate(_MARKUP.findall(page.read_text("utf-8")))
        ]
    module = site.folder.parent / "markup.ts"
    module.write_text("\n".join(lines), encoding="utf-8")
    # The types are found from the folder of the file, which may be anywhere.
    paths = site.folder.parent / "tsconfig.json"
    options = {
        "noEmit": True,
        "strict": True,
        "skipLibCheck": True,
        "module": "esnext",
        "moduleResolution": "bundler",
        "paths": {"schema-dts": [str(TOOLS / "schema-dts")]},
    }
    paths.write_text(json.dumps({"compilerOptions": options, "files": [str(module)]}))
    said = run("node", str(TOOLS / "typescript/bin/tsc"), "--project", str(paths))
    yield from said.stdout.splitlines()
    if len(lines) <= len(site.postings):
        yield "not every posting has markup"
    if said.returncode and not said.stdout:
        yield f"the compiler did not run: {said.stderr}"


def required(site: Site) -> Iterator[str]:
    """Put all markup before Adobe's validator of what Google requires."""
    yield from json.loads(node(ROOT / "script/site/markup.mjs", *site.postings))


def sitemap(site: Site) -> Iterator[str]:
    """Check the sitemap by the schema of sitemaps.org."""
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(TOOLS / "sitemap/schema/sitemap.xsd"))
    document = etree.parse(site.folder / "sitemap.xml")
    schema.validate(document)
    yield from (f"sitemap.xml:{each.line}: {each.message}" for each in schema.error_log)


def crawler(site: Site) -> Iterator[str]:
    """Let openroles crawl from robots.txt on, and compare what it found."""
    openroles = str(Path(sys.executable).with_name("openroles"))
    target = f"careersite:{site.url.removeprefix('https://')}"
    environment = os.environ | {"SSL_CERT_FILE": str(site.certificate)}
    said = run(openroles, target, "--json", env=environment)
    if said.returncode:
        yield f"the crawler did not run: {said.stderr}"
        return
    # It takes the first object of a page: of two places with different pay the first.
    wanted = {
        f"{site.url}/jobs/{name}.html": _as_crawled(offers[0])
        for name, offers in site.openings.items()
    }
    found = {each["url"]: each for each in json.loads(said.stdout)}
    for page in wanted.keys() | found.keys():
        if page not in found or page not in wanted:
            yield f"{page} was {'found, and is not open' if page in found else 'not found'}"
            continue
        for field, value in wanted[page].items():
            if found[page][field] != value:
                yield f"{page}: {field} is {found[page][field]!r}, not {value!r}"
        if len(found[page]["description"] or "") < 500:
            yield f"{page}: its description is cut short"


def _as_crawled(offer: Mapping[str, Any]) -> dict[str, Any]:
    least, most, currency, period = offer.get("pay", (None, None, "", ""))
    remote = any(place.startswith("Remote") for place in offer["places"])
    return {
        "title": offer["title"],
        "locations": offer["places"],
        "remote": True if remote else None,
        "posted": str(offer["posted"]),
        "deadline": str(offer.get("closes", "")),
        "employment_type": offer["employment"],
        "salary_min": least,
        "salary_max": most,
        "salary_currency": currency,
        "salary_period": period,
    }


def feeds(site: Site) -> Iterator[str]:
    """Read every feed with two readers of Atom, and by the text of JSON Feed 1.1."""
    import feedparser  # type: ignore[import-untyped]

    atoms = site.pages("**/atom.xml")
    read = json.loads(node(ROOT / "script/site/subscribed.mjs", *atoms))
    for path in atoms:
        name = str(path.relative_to(site.folder))
        by_python = feedparser.parse(path.read_bytes())
        if by_python.bozo or by_python.version != "atom10":
            yield f"{name}: feedparser says {by_python.get('bozo_exception', by_python.version)}"
        by_node, beside = read[str(path)], json.loads(path.with_name("feed.json").read_bytes())
        yield from (f"{name}, as JSON: {fault}" for fault in json_feed_faults(beside))
        ids = [each.get("id") for each in beside.get("items", ())]
        for reader, found in (("feedparser", by_python.entries), ("feed-parser", by_node)):
            if [each["id"] for each in found] != ids:
                yield f"{name}: {reader} does not find the entries of feed.json"
            for each in found:
                if not (each["title"] and each["summary"] and each["content"] and each["updated"]):
                    yield f"{name}: {reader} finds a part of {each['id']} empty"
    everything = {f"{site.url}/jobs/{name}.html" for name in site.openings}
    whole = json.loads((site.folder / "feed.json").read_bytes())
    if {each["url"] for each in whole["items"]} != everything:
        yield "feed.json: it does not hold just what is open"


def json_feed_faults(feed: Mapping[str, Any]) -> Iterator[str]:
    """Tell what of a feed is not as JSON Feed 1.1 says."""
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield f"version is {feed.get('version')!r}"
    if not isinstance(feed.get("title"), str):
        yield "it has no title"
    yield from _addresses(feed, ("home_page_url", "feed_url", "icon", "favicon", "next_url"))
    yield from _authors(feed)
    if not isinstance(feed.get("items"), list):
        yield "it has no list of items"
        return
    ids = [item.get("id") for item in feed["items"]]
    if not all(isinstance(each, str) and each for each in ids) or len({*ids}) != len(ids):
        yield "not every item has an id of its own, as text"
    for item in feed["items"]:
        if not (item.get("content_html") or item.get("content_text")):
            yield f"{item.get('id')}: it has neither content_html nor content_text"
        for field in ("date_published", "date_modified"):
            if field in item and not _MOMENT.fullmatch(item[field]):
                yield f"{item.get('id')}: {field} is {item[field]!r}, not a moment of RFC 3339"
        yield from _addresses(item, ("url", "external_url", "image", "banner_image"))
        yield from _authors(item)


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def _addresses(part: Mapping[str, Any], fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        if field in part and not re.match("https?://", str(part[field])):
            yield f"{field} is {part[field]!r}, not an address"


def _authors(part: Mapping[str, Any]) -> Iterator[str]:
    if "author" in part:
        yield "author is of version 1; 1.1 has a list of authors"
    if not all({"name", "url", "avatar"} & {*each} for each in part.get("authors", ())):
        yield "an author has no name, url or avatar"
