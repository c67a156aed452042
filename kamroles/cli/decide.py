"""``kamroles close``, ``pause``, ``reopen`` and ``repost``: change where postings stand."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from kamroles.cli import choices, status
from kamroles.cli.page import Page
from kamroles.cli.session import Session, shows_findings
from kamroles.diagnostics import Severity
from kamroles.pipeline import answers, deciding, new_files, reposting
from kamroles.pipeline.life import was_open

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.pipeline.deciding import Decided, Decision


def _day(_: click.Context, __: click.Parameter, written: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(answers.day(written)) if written is not None else None
    except answers.AnswerError as refused:
        raise click.BadParameter(str(refused)) from None


def _new_name(_: click.Context, __: click.Parameter, written: str) -> str:
    try:
        return answers.id(written)
    except answers.AnswerError as refused:
        raise click.BadParameter(str(refused)) from None


_names = click.argument(
    "names", nargs=-1, required=True, metavar="NAME…", type=choices.Name("postings")
)
_closes = click.option("--closes", metavar="DATE", callback=_day, help="The new last day to apply.")


@click.command(epilog="Example: kamroles close account-manager-hamburg")
@_names
@shows_findings
def close(session: Session, names: tuple[str, ...]) -> None:
    """Close postings: the jobs are filled, or not needed any more.

    `status: closed` and the day are written into each, and nothing else changes. Its page says for
    30 days (`closed_days` of `site` in kamroles.yaml) that it is closed, and then goes; feeds leave
    it out at once. `kamroles reopen` takes it back.
    """
    _decide(session, names, "close")


@click.command(epilog="Example: kamroles pause account-manager-hamburg account-manager-portland")
@_names
@shows_findings
def pause(session: Session, names: tuple[str, ...]) -> None:
    """Take postings off for a while, as when enough people have applied for now.

    `status: paused` and the day are written into each, and nothing else changes. Its page says that
    it is paused until `kamroles reopen` takes that back; feeds leave it out.
    """
    _decide(session, names, "pause")


@click.command(epilog="Example: kamroles reopen account-manager-hamburg --closes 2027-01-29")
@_names
@_closes
@shows_findings
def reopen(session: Session, names: tuple[str, ...], closes: datetime.date | None) -> None:
    """Open postings again that were closed or paused, or whose last day is over.

    `status: open` and the day are written into each, and nothing else changes: name, address, first
    day and approval stay. One whose last day is over needs a new one. To have a job stand among the
    new ones again, see kamroles repost.
    """
    _decide(session, names, "reopen", closes)


@click.command(
    epilog="Example: kamroles repost account-manager-hamburg --as account-manager-hamburg-2027 "
    "--closes 2027-01-29"
)
@click.argument("name", metavar="NAME", type=choices.Name("postings"))
@click.option(
    "--as",
    "id",
    metavar="NEW-NAME",
    required=True,
    callback=_new_name,
    help="Name of the new posting.",
)
@_closes
@shows_findings
def repost(session: Session, name: str, *, id: str, closes: datetime.date | None) -> None:
    """Post a job again as a new one: a copy with a new name and today as first day.

    The old posting keeps its name and its first day, which search engines and boards know it by,
    and is closed. Words, approvals and all that was confirmed go with the copy.
    """
    _refuse_past(session, closes)
    _tell(session, reposting.repost(session.library, name, id, session.as_of, closes))


def _decide(
    session: Session,
    names: tuple[str, ...],
    decision: Decision,
    closes: datetime.date | None = None,
) -> None:
    _refuse_past(session, closes)
    done, problems = deciding.decide(session.library, names, decision, session.as_of, closes)
    session.found(problems)
    if done:
        _tell(session, done)


def _refuse_past(session: Session, closes: datetime.date | None) -> None:
    if closes and closes < session.as_of:
        message = f"{closes} is over; write a day to come"
        raise click.BadParameter(message, param_hint="'--closes'")


def _tell(session: Session, done: Iterable[Decided]) -> None:
    """Tell of each posting where it stands now, what follows, and which files were written."""
    page = Page()
    done = list(done)
    for each in done:
        status.show(page, each.today, _what_follows(session, each))
        found = each.today.diagnostics if each.today.resolved is None else ()
        session.found(d for d in found if d.severity is Severity.ERROR)
    page.print(session)
    written = [each.path for each in done if each.changed]
    for path in written:
        session.say(f"wrote {new_files.shown(path)}")
    session.say("site and feeds follow when they are built again" if written else "nothing changed")


def _what_follows(session: Session, each: Decided) -> str:
    today, life = each.today, each.today.life
    said = status.why(today, session.as_of)
    if not each.changed:
        return f"as before: {said}"
    posting = today.resolved.job.posting if today.resolved else None
    if posting is None or life.state not in {"closed", "paused"}:
        held = posting and posting.status == "paused"
        return f"{said}; it stays paused after that" if held else said
    if not was_open(posting, life):
        return f"{said}; it was never open, so that no page says so"
    if life.state == "paused":
        return f"{said}; its page says so until it is reopened"
    days = session.library.workspace.settings.site.closed_days
    gone = (life.since or session.as_of) + datetime.timedelta(days=days)
    if gone < session.as_of:
        return f"{said}; its page is gone"
    return f"{said}; its page says so until {gone}, and then goes"
