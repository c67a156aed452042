"""``kamroles preflight`` and ``feed``: what channels would refuse, and the feeds that they read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamroles.channels.page_check import check_page, read_page
from kamroles.channels.preflight import BEFORE_ITS_END
from kamroles.channels.preflight import preflight as look_at
from kamroles.channels.xml_feed import feed_of, put_feed
from kamroles.cli.choices import Name
from kamroles.cli.session import one_of, shows_findings
from kamroles.diagnostics import Severity, error, warning
from kamroles.field_tables import known_channels
from kamroles.publish.archive import archive_of
from kamroles.site.addresses import Addresses, posting_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from kamroles.channels.preflight import Preflight
    from kamroles.cli.session import Session
    from kamroles.diagnostics import Diagnostic
    from kamroles.field_tables import Channel
    from kamroles.pipeline.life import State

_ON_THE_SITE = ("site", "google")
_SOMEWHERE = "https://careers.example"
"""Stands for the site's address in a look at a workspace that has none yet."""


@click.command(epilog="Example: kamroles preflight google indeed")
@click.argument("names", nargs=-1, metavar="[CHANNEL…]", type=Name("channels"))
@click.option(
    "--page",
    "pages",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Look at an HTML page instead, whoever made it; may be repeated.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@shows_findings
def preflight(
    session: Session, names: tuple[str, ...], pages: tuple[str, ...], *, strict: bool
) -> int:
    """Tell what channels would refuse of each posting, and what they recommend and miss.

    An error keeps a posting away from its channel; a warning is a field that the channel
    recommends. Without a CHANNEL, it is asked for the careers site and for Google, which reads its
    pages; `all` asks every channel. Postings that are closed or over are not looked at.
    """
    if names and pages:
        message = "--page is looked at as Google would; name no channel with it"
        raise click.UsageError(message)
    session.findings_are_result = True
    for page in pages:
        session.found(check_page(read_page(Path(page)), session.as_of))
    if not pages:
        _postings(session, names or _ON_THE_SITE)
    warned = any(each.severity is Severity.WARNING for each in session.noted.diagnostics)
    return int(strict and warned)


def _postings(session: Session, names: tuple[str, ...]) -> None:
    known, _, unusable = known_channels()
    session.found(unusable)
    if names == ("all",):
        names = tuple(known)
    channels = [known[one_of(name, known, "CHANNEL")] for name in names]
    if not session.library.workspace.settings.site.url:
        session.found([_no_address(session, warning)])
    seen = _look(session, channels, BEFORE_ITS_END)
    for channel in channels:
        going, refused, _ = seen.channels[channel.name]
        held = {ad.opening.id for ad in refused}
        free = {ad.opening.id for ad in going} - held
        session.say(f"{channel.title}: takes {len(free)} of {len(free | held)} postings")
    for name, why in seen.left_out.items():
        session.say(f"not looked at: {name} ({why})")


def _no_address(session: Session, finding: Callable[..., Diagnostic]) -> Diagnostic:
    settings = session.library.workspace.settings
    message = "the workspace does not say where its careers site stands"
    hint = "write `site: {url: https://careers.example.com}` in kamroles.yaml"
    return finding("KR636", message, settings.span("site"), hint)


def _look(session: Session, channels: list[Channel], states: tuple[State, ...]) -> Preflight:
    addresses = Addresses(session.library.workspace.settings.site.url or _SOMEWHERE)

    def page_of(name: str) -> str:
        return addresses.absolute(posting_page(name))

    first = archive_of(session.library.workspace).first_posted()
    seen = look_at(session.library, channels, page_of, session.as_of, states, first)
    session.found(seen.diagnostics)
    for said in seen.channels.values():
        session.found(said.diagnostics)
    return seen


@click.command(epilog="Example: kamroles feed indeed -o public/indeed.xml")
@click.argument("name", metavar="CHANNEL", type=Name("feeds"))
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="File to write; - prints it.  [default: feeds/CHANNEL.xml in the site's folder]",
)
@shows_findings
def feed(session: Session, name: str, out: str | None) -> None:
    """Write the feed of all open postings that a job board reads, and say who may use it.

    A feed is always whole: a job that is not in it is closed at the board. What the board would
    refuse is left out and told, as by `kamroles preflight CHANNEL`.
    """
    known, _, unusable = known_channels()
    feeds = {each.name: each for each in known.values() if each.feed}
    session.found(unusable)
    if name in known and name not in feeds:
        message = f"{known[name].title} reads no feed; `kamroles site` builds what it reads"
        raise click.UsageError(message)
    channel = feeds[one_of(name, feeds, "CHANNEL")]
    settings = session.library.workspace.settings
    if not settings.site.url:
        session.found([_no_address(session, error)])
        return
    seen = _look(session, [channel], ("open",))
    ads, refused, _ = seen.channels[channel.name]
    for ad in refused:
        session.say(f"refused: {ad.id}")
    for posting, why in seen.left_out.items():
        session.say(f"left out: {posting} ({why})")
    if not ads and (refused or seen.unmade):
        session.say("nothing is written: an empty feed would close every job at the board")
        return
    employers = {ad.company for ad in ads}
    publisher = settings.site.title or settings.name or ", ".join(sorted(employers))
    assert channel.feed  # noqa: S101 - chosen among those that have one
    content = feed_of(channel, channel.feed, ads, publisher, settings.site.url, session.as_of)
    session.say(f"{channel.title}: {channel.terms}")
    session.say(f"Not proven: {channel.unproven}.")
    if out == "-":
        session.result(content.decode())
        return
    path = Path(out) if out else session.library.workspace.site_folder / "feeds" / f"{name}.xml"
    put_feed(path, content)
    session.say("1 job" if len(ads) == 1 else f"{len(ads)} jobs")
    session.result(str(path))
