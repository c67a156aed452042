"""``kamroles site``: build the careers site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamroles.cli.session import shows_findings
from kamroles.site import crawlers
from kamroles.site.build import build

if TYPE_CHECKING:
    from kamroles.cli.session import Session


@click.command(epilog="Example: kamroles site -o public")
@click.option("-o", "--out", metavar="DIR", type=click.Path(), help="Folder to write into.")
@shows_findings
def command(session: Session, *, out: str | None) -> int:
    """Build a careers site from the postings that are open."""
    library = session.library
    folder = (
        Path(out)
        if out
        else library.workspace.below(library.workspace.settings.site.output, "site")
    )
    built = build(library, folder, session.as_of, os.cpu_count() or 1)
    session.found(built.report.diagnostics)
    for each in built.held:
        session.say(f"not shown: {each.name} ({each.life.why})")
    count, gone = len(built.openings), len(built.removed)
    made = f"{built.written} of {built.files} files written, {gone} removed"
    session.say(f"{count} open; {made}")
    session.result(str(folder / "index.html"))
    url = library.workspace.settings.site.url
    if not url:
        says = "the site is a preview, without feeds, sitemap and markup for search engines"
        session.say(f"{says}; `site: {{url: …}}` in kamroles.yaml says where it will stand")
    elif not crawlers.at_root(url):
        session.say(f"put into robots.txt at the root of the host: {crawlers.sitemap_line(url)}")
    return 0
