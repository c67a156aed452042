"""``kamroles site``: build the careers site, and show it while it is worked on."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import click

from kamroles.cli.session import Session, shows_findings
from kamroles.diagnostics import Problems
from kamroles.ends import passing_folder
from kamroles.publish.archive import archive_of
from kamroles.site import crawlers, serve
from kamroles.site.build import build

_NAMED = 3
"""How many files are named of those that could not be made."""


@click.command(epilog="Example: kamroles site --serve")
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder to write into.  [default: `output` of `site` in kamroles.yaml, or site]",
)
@click.option("--serve", "serving", is_flag=True, help="Show it here, and anew on every save.")
@click.option(
    "--port",
    metavar="NUMBER",
    type=click.IntRange(0, 65535),
    default=8000,
    help="With --serve.  [8000]",
)
@shows_findings
def command(session: Session, *, out: Path | None, serving: bool, port: int) -> None:
    """Build a careers site of the postings that are open (see kamroles status).

    Plain files: a page for each posting and each way to narrow the list, pictures for sharing,
    PDF and Word to download. With `site: {url: …}` in kamroles.yaml also feeds to subscribe to, a
    sitemap, and markup that search engines read. Only what changed is written; what an earlier
    build wrote and is not needed any more is removed. --serve shows drafts too, marked as such.
    """
    if not serving:
        _build(session, out or session.library.workspace.site_folder)
        return
    if out:
        raise click.UsageError("--serve shows drafts, in a folder of its own: leave out --out")
    with passing_folder("kamroles-site-") as folder:
        _serve(session, folder, port)


def _build(session: Session, folder: Path, *, preview: bool = False) -> None:
    """Build the site, and say what became of each posting that is not in it."""
    workers = os.cpu_count() or 1
    first = archive_of(session.library.workspace).first_posted()
    built = build(
        session.library, folder, session.as_of, workers, preview=preview, first_posted=first
    )
    session.found(built.report.diagnostics)
    for each in built.held:
        session.say(f"not shown: {each.today.name}, {each.may}: {each.told}")
    if built.unmade:
        unmade = ", ".join(sorted(built.unmade)[:_NAMED])
        more = len(built.unmade) - _NAMED
        others = f" and {more} more" if more > 0 else ""
        session.say(f"not made, and not linked to: {unmade}{others}")
    count = "1 open job" if len(built.openings) == 1 else f"{len(built.openings)} open jobs"
    gone = f", {len(built.removed)} removed" if built.removed else ""
    if preview:
        session.say(f"{len(built.openings)} postings, drafts too; {built.written} files written")
        return
    session.say(f"{count}; {built.written} of {built.files} files written{gone}")
    session.result(str(folder / "index.html"))
    if built.recommended:
        one = built.recommended == 1
        what = "1 recommendation" if one else f"{built.recommended} recommendations"
        session.say(f"{what} for search engines and readers: run `kamroles preflight google site`")
    url = session.library.workspace.settings.site.url
    if not url:
        what = "a preview, without feeds, sitemap and markup for search engines"
        session.say(f"{what}; `site: {{url: …}}` in kamroles.yaml says where it will stand")
    elif not crawlers.at_root(url):
        session.say(f"put into robots.txt at the root of the host: {crawlers.sitemap_line(url)}")


def _serve(session: Session, folder: Path, port: int) -> None:
    """Show the site until somebody stops it; a mistake in a file is told, and the rest stays."""
    workspace = session.library.workspace
    root = (workspace.root or Path()).resolve()
    ignored = {path.resolve() for path in (folder, workspace.out, workspace.site_folder)}
    with serve.preview(folder, port) as shown:

        def again() -> None:
            fresh = Session(session.as_of, session.report, session.verbose)
            try:
                _build(fresh, folder, preview=True)
            except Problems as problems:
                fresh.found(problems.diagnostics)
            fresh.tell_findings()
            shown.announce()

        again()
        session.say(f"{shown.url} shows it; stop with Ctrl+C")
        try:
            serve.watch(root, ignored, again, threading.Event())
        except KeyboardInterrupt:
            session.say("stopped")
