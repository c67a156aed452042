"""``kamroles approve``: release the words of documents, after a look at what is new in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kamroles.cli import choices
from kamroles.cli.page import Page
from kamroles.cli.questions import watched
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.pipeline import approving
from kamroles.pipeline.catalog import known_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kamroles.pipeline.approving import Waiting

_NAMED = 3


@click.command(
    epilog='Example: kamroles approve key-account-manager-portland --by "Director of HR"'
)
@click.argument("names", nargs=-1, metavar="NAME…", type=choices.Name("postings"))
@click.option("--all", "every", is_flag=True, help="All postings of the workspace.")
@choices.kinds
@click.option(
    "--by", required=True, metavar="WHO", callback=choices.who, help="Who approves, by job title."
)
@choices.yes
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
    it; of documents approved before, only what has changed. The words are kept in the folder
    approvals, and who approved them when stands in the posting. Whatever changes them later makes
    the document a draft again; dates of publication do not. It is a record, not a control.
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
    if watched() and not yes:
        count = "this document" if len(found) == 1 else f"these {len(found)} documents"
        if not click.confirm(f"Approve {count}?", err=True):
            session.say("nothing was approved")
            return 1
    for path in approving.approve(library, found, by, session.as_of):
        session.say(f"wrote {path}")
    session.say(f"{len(found)} approved by {by} on {session.as_of}")
    return session.noted.status


def _show(page: Page, found: Sequence[Waiting]) -> None:
    """Show each sentence that is new or changed, with the documents that print it."""
    for shown, documents in _shared(found).items():
        first = [each for each in documents if each.first]
        what = "New" if first else "Changed since the last approval"
        page.heading(f"{what}: {_named(documents)}")
        for old, new in shown:
            for mark, text in (("-", old), ("+", new)):
                if text:
                    page.bullet(text, mark=mark)
    page.gap()


def _shared(found: Sequence[Waiting]) -> Mapping[Sequence[tuple[str, str]], list[Waiting]]:
    """Return the changes by the documents they are in: what several share stands once."""
    documents: dict[tuple[str, str], list[Waiting]] = {}
    for each in found:
        for change in each.changes:
            there = documents.setdefault((change.old, change.new), [])
            if each not in there:
                there.append(each)
    groups: dict[tuple[int, ...], list[tuple[str, str]]] = {}
    for words, those in documents.items():
        groups.setdefault(tuple(found.index(each) for each in those), []).append(words)
    return {tuple(changes): [found[n] for n in group] for group, changes in groups.items()}


def _named(documents: Sequence[Waiting]) -> str:
    names = [f"{each.kind} of {each.job.id}" for each in documents]
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
