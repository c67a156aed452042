"""``kamroles review``: values from the library that nobody at the employer has confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kamroles.cli import choices
from kamroles.cli.page import Page
from kamroles.pipeline import approving
from kamroles.pipeline.authoring import confirmation
from kamroles.pipeline.corrections import corrections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kamroles.cli.session import Session
    from kamroles.diagnostics import Source
    from kamroles.pipeline import Order, Resolved


@click.command(epilog="Example: kamroles review key-account-manager-portland")
@choices.of_a_job
def command(session: Session, order: Order) -> int:
    """List what a posting takes from the library that nobody at the employer has confirmed.

    Must-haves, travel, number of accounts, physical demands and, in the US, overtime status (FLSA)
    can be held against an employer, so somebody there should stand behind them: by writing a value
    of their own, or with `kamroles confirm`. What changed since a document was approved is told
    too. The exit status is 1 while something is open.
    """
    resolved = session.resolved(order)
    session.found(resolved.diagnostics)
    points = confirmation.open_points(resolved)
    changed = approving.unapproved(session.library, resolved, session.as_of)
    session.found(changed)
    if session.report != "text":
        session.found(point.finding() for point in points)
    elif points:
        page = Page()
        _tell(page, resolved, points)
        page.print(session)
    elif not changed:
        us = resolved.job.country == "US"
        seen = ", ".join(n for topic, n in confirmation.TOPICS.items() if us or topic != "flsa")
        session.say(f"{order.name}: nothing is open of what review looks at: {seen}")
        session.say("the rest is for you to read: opening, duties, measures, manager, tools")
    return int(bool(points or changed))


def _tell(page: Page, resolved: Resolved, points: Sequence[confirmation.OpenPoint]) -> None:
    job = resolved.job
    whose = f", {job.employer.name}" if job.employer else ""
    title = (job.posting or job.role).title
    count = "one point waits" if len(points) == 1 else f"{len(points)} points wait"
    page.heading(f"{title}{whose}: {count} for the employer's word")
    for topic, name in confirmation.TOPICS.items():
        found = [point for point in points if point.topic == topic]
        if found:
            page.heading(name)
        for point in found:
            _point(page, point)
    page.gap()
    _advice(page, resolved, list(dict.fromkeys(point.topic for point in points)))
    if job.posting:
        _corrections(page, job.posting.node.span.source, [each.path for each in points])


def _point(page: Page, point: confirmation.OpenPoint) -> None:
    page.bullet(point.value)
    for reason in point.reasons:
        page.text(reason, indent=4)
    for value in point.before:
        page.text(f"confirmed before: {value}", indent=4)
    if point.span:
        page.text(f"from {point.layer}, {point.span}", indent=4)
    if point.source:
        page.text(f"source: {point.source}", indent=4)


def _advice(page: Page, resolved: Resolved, topics: Sequence[str]) -> None:
    """Say which command confirms, and which line to add to which file."""
    posting = resolved.job.posting
    if posting is None:
        start = "A posting of this role confirms them; `kamroles new posting --role "
        page.text(f"{start}{resolved.job.role.id}` starts one.")
        return
    named = [topic for topic in topics if topic != "flsa"]
    if named:
        page.text("When somebody at the employer has checked this, run:")
        page.line(f"  kamroles confirm {posting.id} {' '.join(named)}", strong=True)
    if "flsa" in topics:
        page.text(f"When the overtime status is decided, write in {posting.node.span.source.name}:")
        page.line("flsa: {status: …, decided_by: …, decided_on: …}", strong=True)
        page.text("where `status` is exempt or non-exempt, `decided_by` a job title.", indent=4)


def _corrections(page: Page, file: Source, paths: list[str]) -> None:
    """Show how to write values of one's own, with the ids there are, as the file has its lines."""
    found = corrections(file, paths)
    if not found:
        return
    page.gap()
    page.text("Where something differs, write it so, and leave out what is right:")
    for each in found:
        where = f"In the brackets of `{each.name}`, " if each.inside else "Below "
        page.text(f"{where}line {each.line} of {file.name}:")
        for line in each.lines:
            page.line(line)
