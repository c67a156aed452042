"""``kamroles approve``: release the words of documents, after a look at what is new in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kamroles.cli import choices
from kamroles.cli.page import Page
from kamroles.cli.questions import watched
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.pipeline import approving, new_files
from kamroles.pipeline.catalog import known_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kamroles.pipeline.approved_words import Change
    from kamroles.pipeline.approving import Waiting


@click.command(
    epilog='Example: kamroles approve key-account-manager-portland --by "Director of HR"'
)
@click.argument("names", nargs=-1, metavar="NAME…", type=choices.Name("postings"))
@click.option("--all", "every", is_flag=True, help="All postings of the workspace.")
@choices.kinds
@click.option(
    "--by", required=True, metavar="WHO", callback=choices.who, help="Who approves, by job title."
)
@click.option("-y", "--yes", is_flag=True, help="Approve without asking, as scripts have to.")
@shows_findings
def command(
    session: Session,
    names: tuple[str, ...],
    *,
    every: bool,
    kinds: tuple[str, ...],
    by: str,
    yes: bool,
) -> int:
    """Approve the words that documents of postings print.

    What nobody has approved yet is shown first: each sentence once, however many documents print
    it; of documents approved before, only what has changed. On a terminal it then asks; elsewhere
    it approves only with --yes. The words are kept in the folder approvals, and who approved them
    when stands in the posting. Whatever changes them later makes the document a draft again; dates
    of publication do not. It is a record, not a control.
    """
    library = session.library
    named = tuple(library.ids("postings")) if every else names
    if not named:
        raise click.UsageError("name the postings to approve, or write --all")
    known = approving.approvable(library, known_names(library, "kinds"))
    asked = [one_of(kind, known, "--kind") for kind in kinds]
    wanted = asked or approving.approvable(library, library.workspace.settings.kinds)
    found, problems = approving.waiting(library, named, wanted, session.as_of)
    session.found(problems)
    if not found:
        session.say("nothing waits to be approved" if not problems else "nothing was approved")
        return session.noted.status
    page = Page()
    _show(page, found)
    page.print(session)
    if not yes and not _agreed(len(found)):
        session.say("nothing was approved")
        return 1
    for path in approving.approve(library, found, by, session.as_of):
        session.say(f"wrote {new_files.shown(path)}")
    session.say(f"{len(found)} approved by {by} on {session.as_of}")
    return session.noted.status


def _agreed(count: int) -> bool:
    """Ask whether what was shown is approved.

    Raises:
        click.UsageError: nobody is there to answer.

    """
    if not watched():
        message = "nothing was approved, for nobody is here to ask"
        raise click.UsageError(f"{message}; `--yes` approves what is shown above")
    documents = "this document" if count == 1 else f"these {count} documents"
    return click.confirm(f"Approve {documents}?", err=True)


def _show(page: Page, found: Sequence[Waiting]) -> None:
    """Show what is new or changed in each document, from top to bottom, each sentence once."""
    shown: set[tuple[str, str]] = set()
    same = []
    for each in found:
        new = {(change.old, change.new) for change in each.changes} - shown
        if not new:
            same.append(each)
            continue
        what = "is new" if each.first else "has changed since the last approval"
        page.heading(f"The {_named(each)} {what}:")
        heading = None
        for change in each.changes:
            if change.mark.startswith("#"):
                heading = change
            if (change.old, change.new) in new:
                for line in (heading, change) if heading and heading is not change else (change,):
                    _line(page, line)
                heading = None
        shown |= new
        known = [change for change in each.changes if (change.old, change.new) not in new]
        if more := sum(not change.mark.startswith("#") for change in known):
            page.text(f"and {more} {'line' if more == 1 else 'lines'} as above", indent=2)
    if same:
        page.heading("Nothing that is not shown above is in:")
        for each in same:
            page.bullet(_named(each))
    page.gap()


def _line(page: Page, change: Change) -> None:
    start = change.mark if change.mark.startswith("#") else ""
    if change.moved:
        page.bullet(f"{start}{change.new} (stands elsewhere now)", mark="~")
        return
    for mark, text in (("-", change.old), ("+", change.new)):
        if text:
            page.bullet(f"{start}{text}", mark=mark)


def _named(each: Waiting) -> str:
    return f"{each.kind} of {each.job.id}"
