"""``kamroles publish``: show what would change where candidates read, then change it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from kamroles.cli.choices import Name
from kamroles.cli.questions import watched
from kamroles.cli.session import Session, shows_findings
from kamroles.publish import apply, archive, plan, site_release
from kamroles.publish.destination import destination
from kamroles.publish.ledger import LEDGER, decode
from kamroles.publish.publishers import open_target

if TYPE_CHECKING:
    from kamroles.publish.destination import Destination
    from kamroles.publish.plan import Plan
    from kamroles.publish.publishers import PublishingTarget
    from kamroles.publish.site_release import SiteRelease


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

    TARGET is a folder, an address such as git+https://…#branch, or a name under `targets` in
    kamroles.yaml. What would change is always shown first. On a terminal it then asks; elsewhere it
    publishes only with --yes. Only files that it put there itself are changed or removed, and none
    that somebody changed since. Each version that goes live is kept in the folder archive.
    """
    where = destination(session.library.workspace, written)
    with open_target(where.url, where.base) as target:
        planned = _planned(session, target)
        _show(session, planned, where)
        session.found(planned.findings())
        session.found(stopped := plan.too_many_taken_off(planned, most))
        if stopped or dry_run or check:
            return int(check and planned.changes)
        if planned.changes:
            if not yes and not _agreed():
                session.say("nothing was published")
                return 1
            kept = _archive(session)
            kept.keep(planned.release)
            apply.apply_plan(planned, target)
        _archive(session).note(where, target.address, planned.after)
    _tell(session, planned)
    return 0


def _planned(session: Session, target: PublishingTarget) -> Plan:
    """Build the site, and hold it against what stands at the target."""
    library = session.library
    ledger = decode(target.read(LEDGER), target.address)
    made = site_release.make_release(
        library,
        library.workspace.site_folder,
        session.as_of,
        ledger.first_posted,
        os.cpu_count() or 1,
    )
    session.found(made.built.report.diagnostics)
    there = target.hashes(sorted({*made.files, *ledger.paths}))
    return plan.make_plan(made, ledger, there, target.address)


def _archive(session: Session) -> archive.Archive:
    root = session.library.workspace.root
    assert root is not None  # noqa: S101 - without a workspace the site has no address
    return archive.Archive(root / archive.FOLDER)


def _show(session: Session, planned: Plan, where: Destination) -> None:
    """Print the plan."""
    named = planned.target if where.name == where.url else f"{where.name} ({planned.target})"
    session.result(f"Plan for {named}, as of {session.as_of}")
    session.result("")
    if planned.ledger.cut_off:
        session.result("  An earlier publish was cut off; this one finishes it.")
    if not planned.changes and not planned.steps:
        session.result(f"  nothing would change: {planned.unchanged} open jobs are there")
        return
    rows = [(f"  {each.mark} {each.name}", each.what, each.why) for each in planned.steps]
    if rows:
        session.table(rows)
    sent, removed = len(planned.sent), len(planned.removed)
    files = "1 file to send" if sent == 1 else f"{sent} files to send"
    gone = f" · {removed} to remove" if removed else ""
    session.result(f"    {planned.unchanged} unchanged · {files}{gone}")


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


def _tell(session: Session, planned: Plan) -> None:
    """Say what is live where, and what falls due next."""
    made = planned.release
    fresh = {step.name for step in planned.steps if step.mark in "+~"}
    for name in sorted(fresh):
        session.result(made.address(name))
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
        f"{what} ({', '.join(sorted(name for name in due if due[name] == what))})"
        for what in sorted(set(due.values()))
    ]
    return f"Next, on {day}: {'; '.join(said)}"
