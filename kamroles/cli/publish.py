"""``kamroles publish``: show what would change where candidates read, then change it."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from kamroles.cli import terminal
from kamroles.cli.choices import Name
from kamroles.cli.plan_page import plan_page, some
from kamroles.cli.questions import watched
from kamroles.cli.session import Session, shows_findings
from kamroles.pipeline.new_files import own_folder
from kamroles.publish import apply, archive, plan, site_release, telling
from kamroles.publish.destination import destination
from kamroles.publish.ledger import LEDGER, decode
from kamroles.publish.publishers import open_target
from kamroles.publish.target_faults import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kamroles.notifiers import Notifier
    from kamroles.publish.destination import Destination
    from kamroles.publish.plan import Plan
    from kamroles.publish.publishers import PublishingTarget
    from kamroles.publish.site_release import SiteRelease
    from kamroles.publish.telling import Telling

_SHOWN = 3
"""So many posts, and entries of a list in them, show what all look like."""
_ADDRESSES = 20
"""So many addresses of what is live are shown."""
_DUE = 5
"""So many postings that fall due on one day are named."""


@click.command(epilog="Example: kamroles publish ./public --dry-run")
@click.argument("written", metavar="TARGET", type=Name("targets"))
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--check", is_flag=True, help="The same, with status 1 when something would change.")
@click.option("-y", "--yes", is_flag=True, help="Publish without asking, as scripts have to.")
@click.option(
    "--max-deletes",
    "most",
    type=click.IntRange(min=0),
    metavar="NUMBER",
    help="How many live jobs may be taken off.  [default: 10, or a fifth of them; never all, "
    "unless each is closed or over]",
)
@shows_findings
def command(
    session: Session, written: str, *, dry_run: bool, check: bool, yes: bool, most: int | None
) -> int:
    """Publish the careers site to a target: what is open, and nothing else.

    TARGET is a folder (./public), the branch of a git repository (git+https://…#BRANCH), a folder
    of a server (sftp://HOST/FOLDER), a bucket (s3://BUCKET/FOLDER), or a name under `targets` in
    kamroles.yaml. What would change is always shown first. On a terminal it then asks; elsewhere it
    publishes only with --yes. Only files that it put there itself are changed or removed, and none
    that somebody changed since. Each version that goes live is kept in the folder archive.
    """
    kept = archive.Archive(own_folder(session.library) / archive.FOLDER)
    where = destination(session.library.workspace, written)
    with open_target(where.url, where.base) as target:
        notifiers = telling.notifiers(where.notify)
        planned = _planned(session, target, notifiers)
        due = telling.tellings(planned, notifiers)
        _show(session, planned, where, telling_too=bool(due))
        _show_tellings(session, due, whole=dry_run)
        session.found(planned.findings())
        session.found(stopped := plan.too_many_taken_off(planned, most))
        if stopped or dry_run or check:
            return int(check and (planned.changes or bool(due)))
        if (planned.changes or due) and not yes and not _agreed():
            session.say("nothing was published")
            return 1
        if planned.changes:
            kept.keep(planned.release)
            apply.apply_plan(planned, target)
        kept.note(where, target.address, planned.after)
    _tell_live(session, planned)
    _tell_search_engines(session, where, due)
    return 0


def _planned(session: Session, target: PublishingTarget, told: Sequence[Notifier]) -> Plan:
    """Build the site, and hold it against what stands at the target."""
    library = session.library
    with reading(target.address):
        ledger = decode(target.read(LEDGER), target.address)
    made = site_release.make_release(
        library,
        library.workspace.site_folder,
        session.as_of,
        ledger.first_posted,
        os.cpu_count() or 1,
    )
    session.found(made.built.report.diagnostics)
    for notifier in told:
        made = made.with_texts(notifier.files(made.url))
    with reading(target.address):
        there = target.hashes(sorted({*made.files, *ledger.paths}))
    return plan.make_plan(made, ledger, there, target.address)


def _show(session: Session, planned: Plan, where: Destination, *, telling_too: bool) -> None:
    """Print the plan."""
    named = planned.target if where.name == where.url else f"{where.name} ({planned.target})"
    session.result(terminal.fitted(f"Plan for {named}, as of {session.as_of}"))
    session.result("")
    if planned.ledger.cut_off:
        session.result("  An earlier publish was cut off; this one finishes it.")
    if not planned.changes and not planned.steps:
        what = "no file" if telling_too else "nothing"
        session.result(f"  {what} would change: {planned.unchanged} open jobs are there")
        return
    plan_page(planned, every=session.verbose).print(session)


def _show_tellings(session: Session, due: Sequence[Telling], *, whole: bool) -> None:
    """Print what search engines would be told; if ``whole``, as it would be posted."""
    for each in due:
        counts = Counter(change.what for change in each.changes)
        said = ", ".join(f"{count} {what}" for what, count in counts.items())
        session.result(f"    {each.notifier.title} to be told of pages: {said}")
    for each in due if whole else ():
        session.result("")
        session.result(f"Posts to {each.notifier.url}")
        bodies = [notice.body for notice in each.notices]
        for body in bodies[:_SHOWN]:
            session.data({key: _first_few(value) for key, value in body.items()})
        if len(bodies) > _SHOWN:
            session.result(f"… and {len(bodies) - _SHOWN} more such")


def _first_few(value: Any) -> Any:
    """Return a value to be looked at; of a long list the beginning, and how many there are more."""
    if not isinstance(value, list) or len(value) <= _SHOWN:
        return value
    return [*value[:_SHOWN], f"… and {len(value) - _SHOWN} more"]


def _tell_search_engines(session: Session, where: Destination, due: Sequence[Telling]) -> None:
    """Tell search engines what is live now, and note at the target what they know."""
    known = {}
    for each in due:
        told, found = telling.tell(each)
        session.found(found)
        if told:
            known[each.notifier.name] = each.known_after(told)
            pages = "1 page" if len(told) == 1 else f"{len(told)} pages"
            session.say(f"{each.notifier.title} was told of {pages}")
    if known:
        telling.note(where, known, session.as_of)


def _agreed() -> bool:
    """Ask whether the plan is to be carried out.

    Raises:
        click.UsageError: nobody is there to answer.

    """
    if not watched():
        message = "nothing was published, for nobody is here to ask"
        raise click.UsageError(f"{message}; `--yes` publishes what is shown above")
    click.echo(err=True)
    return click.confirm("Publish these changes?", err=True)


def _tell_live(session: Session, planned: Plan) -> None:
    """Say what is live where, and what falls due next."""
    made = planned.release
    fresh = sorted(step.name for step in planned.steps if step.mark in "+~")
    shown = fresh if session.verbose else fresh[:_ADDRESSES]
    for name in shown:
        session.result(made.address(name))
    if len(shown) < len(fresh):
        session.say(f"and {len(fresh) - len(shown)} more that came or changed; `-v` shows each")
    count = len(planned.after.live)
    jobs = "1 open job is" if count == 1 else f"{count} open jobs are"
    session.say(f"{jobs} live at {made.url}")
    if due := _due(made):
        session.say(due)


def _due(made: SiteRelease) -> str:
    """Return what falls due next; empty if nothing does."""
    lives = {name: each.opening.life for name, each in made.postings.items()}
    lives |= {each.today.name: each.today.life for each in made.built.held if each.may == "waits"}
    days = [life.due for life in lives.values() if life.due]
    if not days:
        return ""
    day = min(days)
    due = {name: life.next for name, life in lives.items() if life.due == day}
    said = [
        f"{what} ({some(sorted(name for name in due if due[name] == what), _DUE)})"
        for what in sorted(set(due.values()))
    ]
    return f"Next, on {day}: {'; '.join(said)}"
