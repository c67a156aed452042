"""What validators and browsers say of the pages of a careers site: a line per finding."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from served_site import SEEN, node
from validators import ROOT, nu

if TYPE_CHECKING:
    from collections.abc import Iterator

    from served_site import Site

_CHROMIUM = "/usr/bin/chromium"
_TRANSCRIPTS = ROOT / "tests/golden/site"
_HEARD = ("index.html", "jobs/portland-hybrid.html")


def nu_html(site: Site) -> Iterator[str]:
    """Put every page before the Nu HTML checker."""
    yield from nu(site.pages())


def html_validate(site: Site) -> Iterator[str]:
    """Put every page before html-validate."""
    said = node("html-validate/bin/html-validate.mjs", "--formatter", "text", *site.pages())
    yield from said.splitlines()


def axe(site: Site) -> Iterator[str]:
    """Look at pages as phones and desks show them, light and dark, and run axe-core there."""
    said = node(ROOT / "script/axe.mjs", "--site", f"{site.url}/", _CHROMIUM, *site.seen)
    for each in json.loads(said):
        yield f"/{each['page']} ({each['view']}): {each['message']}"


def links(site: Site) -> Iterator[str]:
    """Follow every link inside the site."""
    host = "/".join(site.url.split("/")[:3])
    command = (f"{site.url}/", "--recurse", "--format", "json", "--skip", f"^(?!{host})")
    said = json.loads(node("linkinator/build/src/cli.js", *command, certificate=site.certificate))
    followed = {each["url"] for each in said["links"] if each["state"] == "OK"}
    for page in site.postings:
        address = f"{site.url}/{page.relative_to(site.folder)}"
        if address not in followed:
            yield f"no link leads to {address}"
    for each in said["links"]:
        if each["state"] == "BROKEN":
            yield f"{each['url']}: {each['status']}, linked from {each.get('parent')}"


def heard(site: Site) -> Iterator[str]:
    """Compare what a screen reader says of the list and of a posting with what was read over."""
    files = [site.folder / name for name in _HEARD]
    said = json.loads(node(ROOT / "script/site/heard.mjs", *files))
    for name, file in zip(_HEARD, files, strict=True):
        kept = _TRANSCRIPTS / f"{Path(name).stem}.transcript.txt"
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
    found = difflib.unified_diff(before, now, "before", "now", lineterm="", n=1)
    yield from list(found)[2:40]


_QUESTIONS = {
    "q=dispatch salem": ["salem-dispatcher", "two-places"],
    "workplace=Remote&q=northwest": ["remote-two-states"],
    "place=Boise, Idaho&employment=Full time": ["commission", "two-pays"],
    "q=nobody": [],
}


def search(site: Site) -> Iterator[str]:
    """Search the list by words and filters, from files and from an address that was kept."""
    tool = ROOT / "script/site/searched.mjs"
    found = json.loads(node(tool, _CHROMIUM, site.folder / "index.html", *_QUESTIONS))
    for question, names in _QUESTIONS.items():
        yield from (f"{question}: {fault}" for fault in found[question]["faults"])
        for when in ("now", "kept"):
            shown = found[question][when]
            count = str(len(names) or "No")
            if shown["names"] != names or not shown["count"].startswith(f"{count} "):
                yield f"{question} ({when}): {shown['count']}: {', '.join(shown['names'])}"


def lighthouse(site: Site) -> Iterator[str]:
    """Let Lighthouse judge accessibility, good practice, search engines, weight and movement."""
    tool = ROOT / "script/site/lighthouse.mjs"
    yield from json.loads(node(tool, _CHROMIUM, site.url, *SEEN))


def pa11y(site: Site) -> Iterator[str]:
    """Let pa11y judge pages by WCAG 2 AA."""
    addresses = [f"{site.url}/{page}" for page in SEEN]
    yield from json.loads(node(ROOT / "script/site/second-opinion.mjs", _CHROMIUM, *addresses))
