"""What each validator says about a careers site: a function per tool, a line per finding."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from validators import ROOT, DidNotRunError, nu, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TOOLS = ROOT / "node_modules"
_CHROMIUM = "/usr/bin/chromium"
_MARKUP = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_EXPECTED = ROOT / "tests/site_expected.yaml"
TRANSCRIPTS = ROOT / "tests/golden/site"
HEARD = ("index.html", "jobs/portland-hybrid.html")
SEEN = ("", "browse/place/salem-oregon.html", "jobs/two-pays.html")
"""A list, a value of a facet, and the posting that has the most of everything."""


@dataclass(frozen=True)
class Site:
    """A site that is built into a folder, and served at an address.

    Attributes:
        folder: where its files are.
        url: its address, without a slash at its end.
        certificate: what a client must trust to read it.
        every: whether to judge all of its pages where a few tell most.
        accept: whether what is heard now is to be kept as right.

    """

    folder: Path
    url: str
    certificate: Path
    every: bool
    accept: bool

    def pages(self, pattern: str = "**/*.html") -> list[Path]:
        """Return the files of pages."""
        return sorted(self.folder.glob(pattern))

    @property
    def openings(self) -> dict[str, list[dict[str, Any]]]:
        """What a reader must find: by posting, its offers."""
        found: dict[str, list[dict[str, Any]]] = yaml.safe_load(_EXPECTED.read_text("utf-8"))
        return found

    @property
    def postings(self) -> list[Path]:
        """The pages of what is open."""
        return [self.folder / f"jobs/{name}.html" for name in self.openings]

    @property
    def seen(self) -> list[str]:
        """The addresses of pages to look at in a browser."""
        every = [str(page.relative_to(self.folder)) for page in self.pages()]
        return [f"{self.url}/{page}" for page in (every if self.every else SEEN)]


def nu_html(site: Site) -> Iterator[str]:
    """Put every page before the Nu HTML checker."""
    yield from nu(site.pages())


def html_validate(site: Site) -> Iterator[str]:
    """Put every page before html-validate."""
    said = _node("html-validate/bin/html-validate.mjs", "--formatter", "text", *site.pages())
    yield from said.splitlines()


def axe(site: Site) -> Iterator[str]:
    """Look at pages as phones and desks show them, light and dark, and run axe-core there."""
    said = _node(ROOT / "script/axe.mjs", "--site", f"{site.url}/", _CHROMIUM, *site.seen)
    for each in json.loads(said):
        yield f"/{each['page']} ({each['view']}): {each['message']}"


def links(site: Site) -> Iterator[str]:
    """Follow every link inside the site."""
    host = "/".join(site.url.split("/")[:3])
    command = (f"{site.url}/", "--recurse", "--format", "json", "--skip", f"^(?!{host})")
    said = json.loads(_node("linkinator/build/src/cli.js", *command, certificate=site.certificate))
    followed = {each["url"] for each in said["links"] if each["state"] == "OK"}
    for page in site.postings:
        address = f"{site.url}/{page.relative_to(site.folder)}"
        if address not in followed:
            yield f"no link leads to {address}"
    for each in said["links"]:
        if each["state"] == "BROKEN":
            yield f"{each['url']}: {each['status']}, linked from {each.get('parent')}"


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
        "paths": {"schema-dts": [str(_TOOLS / "schema-dts")]},
    }
    paths.write_text(json.dumps({"compilerOptions": options, "files": [str(module)]}))
    said = run("node", str(_TOOLS / "typescript/bin/tsc"), "--project", str(paths))
    yield from said.stdout.splitlines()
    if len(lines) <= len(site.postings):
        yield "not every posting has markup"
    if said.returncode and not said.stdout:
        yield f"the compiler did not run: {said.stderr}"


def required(site: Site) -> Iterator[str]:
    """Put all markup before Adobe's validator of what Google requires."""
    yield from json.loads(_node(ROOT / "script/site/markup.mjs", *site.postings))


def sitemap(site: Site) -> Iterator[str]:
    """Check the sitemap by the schema of sitemaps.org."""
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(_TOOLS / "sitemap/schema/sitemap.xsd"))
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
    read = json.loads(_node(ROOT / "script/site/subscribed.mjs", *atoms))
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


def heard(site: Site) -> Iterator[str]:
    """Compare what a screen reader says of the list and of a posting with what was read over."""
    files = [site.folder / name for name in HEARD]
    said = json.loads(_node(ROOT / "script/site/heard.mjs", *files))
    for name, file in zip(HEARD, files, strict=True):
        kept = TRANSCRIPTS / f"{Path(name).stem}.transcript.txt"
        lines = [line.replace(site.url, "https://careers.example") for line in said[str(file)]]
        if site.accept:
            kept.parent.mkdir(exist_ok=True)
            kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
            continue
        wanted = kept.read_text(encoding="utf-8").splitlines() if kept.is_file() else []
        if lines != wanted:
            yield f"{name} is heard otherwise; script/check says how to accept it"
            yield from _difference(wanted, lines)


def _difference(before: list[str], now: list[str]) -> Iterator[str]:
    import difflib

    found = difflib.unified_diff(before, now, "before", "now", lineterm="", n=1)
    yield from list(found)[2:40]


def lighthouse(site: Site) -> Iterator[str]:
    """Let Lighthouse judge accessibility, good practice, search engines, weight and movement."""
    tool = ROOT / "script/site/lighthouse.mjs"
    yield from json.loads(_node(tool, _CHROMIUM, site.url, *SEEN))


def pa11y(site: Site) -> Iterator[str]:
    """Let pa11y judge pages by WCAG 2 AA."""
    addresses = [f"{site.url}/{page}" for page in SEEN]
    yield from json.loads(_node(ROOT / "script/site/second-opinion.mjs", _CHROMIUM, *addresses))


def _node(tool: str | Path, *arguments: str | Path, certificate: Path | None = None) -> str:
    """Run a script of ours, or of a package, and return what it printed.

    Raises:
        DidNotRunError: it failed, and printed nothing.

    """
    environment = os.environ | ({"NODE_EXTRA_CA_CERTS": str(certificate)} if certificate else {})
    said = run("node", str(_TOOLS / tool), *map(str, arguments), env=environment)
    if said.returncode and not said.stdout.strip():
        raise DidNotRunError(f"{Path(tool).name} did not run: {said.stderr.strip()[-2000:]}")
    return said.stdout
