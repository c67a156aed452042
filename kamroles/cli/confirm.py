"""``kamroles confirm``: say that the employer stands behind values from the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kamroles import pipeline
from kamroles.cli import choices
from kamroles.cli.page import Page
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.pipeline import confirming, new_files
from kamroles.pipeline.authoring import confirmation

if TYPE_CHECKING:
    from collections.abc import Sequence

_FLSA = "flsa"


def _groups(_: click.Context, __: click.Parameter, written: Sequence[str]) -> tuple[str, ...]:
    known = [topic for topic in confirmation.TOPICS if topic != _FLSA]
    return tuple(one_of(each, known, "GROUP…") for each in written)


@click.command(epilog="Example: kamroles confirm key-account-manager-portland travel book")
@click.argument("name", metavar="NAME", type=choices.Name("postings"))
@click.argument("groups", nargs=-1, metavar="[GROUP…]", callback=_groups)
@click.option("--by", metavar="WHO", callback=choices.who, help="Who confirms, by job title.")
@shows_findings
def command(session: Session, name: str, groups: tuple[str, ...], by: str | None) -> int:
    """Confirm what a posting takes from the library: requirements, travel, book, physical.

    Without a GROUP, all that `kamroles review` lists is confirmed. The values are kept in the
    posting, so that one that changes later waits for the employer's word again. The overtime status
    (FLSA) is a decision of its own, to be written as `flsa`.
    """
    resolved = session.resolved(pipeline.Order(name, ""))
    session.found(resolved.diagnostics)
    points = confirming.to_confirm(resolved, groups)
    if not points:
        session.say("nothing waits to be confirmed")
        return 0
    path = confirming.confirm(session.library, resolved, points, by, session.as_of)
    page = Page()
    for topic, title in confirmation.TOPICS.items():
        values = [point.value for point in points if point.topic == topic]
        if values:
            page.heading(f"{title}, confirmed")
        for value in values:
            page.bullet(value)
    page.print(session)
    session.say(f"wrote {new_files.shown(path)}")
    return 0
