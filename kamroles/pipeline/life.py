"""Where each posting of a workspace stands today, why, and what is due next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from kamroles.diagnostics import Problems
from kamroles.document import walk_runs
from kamroles.library.confirmation import open_points
from kamroles.pipeline.kind_folders import kind_for
from kamroles.pipeline.request import Options, Order
from kamroles.pipeline.stages import compose, resolve

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator

    from kamroles.diagnostics import Diagnostic
    from kamroles.library import Library, Resolved
    from kamroles.model.posting import Posting
    from kamroles.pipeline.request import Composed

State = Literal["open", "approved", "draft", "paused", "expired", "closed"]
STATES: tuple[State, ...] = get_args(State)


_STOPS = {"paused": "will be paused", "closed": "will be closed"}
"""What is said of a status that holds from a later day."""


@dataclass(frozen=True, slots=True)
class Life:
    """Where a posting stands.

    Attributes:
        state: open to candidates, approved and waiting for its day, or why candidates do not
            see it.
        why: in a few words.
        due: the next day on which the state changes by itself, if there is one.
        next: what happens then, or what to do.
        since: the day from which the state holds, as far as it is known.

    """

    state: State
    why: str
    due: datetime.date | None = None
    next: str = ""
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class PostingToday:
    """A posting as it stands today.

    Attributes:
        name: its id.
        life: where it stands.
        resolved: its job; None if it has errors.
        composed: the document that candidates read; None if it cannot be made.
        diagnostics: what was found in it.

    """

    name: str
    life: Life
    resolved: Resolved | None = None
    composed: Composed | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def postings_today(
    library: Library, as_of: datetime.date, wanted: Collection[str] = ()
) -> Iterator[PostingToday]:
    """Yield the ``wanted`` postings of a workspace, or else every one, by their ids.

    Raises:
        Problems: no kind of document is for candidates.

    """
    kind = kind_for(library, "candidates")
    for name in sorted(wanted or library.ids("postings")):
        yield posting_today(library, name, kind, as_of)


def posting_today(library: Library, name: str, kind: str, as_of: datetime.date) -> PostingToday:
    """Return a posting as it stands today, with its document of a kind."""
    resolved = None
    try:
        resolved = resolve(library, Order(name, ""), as_of)
        options = Options(as_of, (), Path())
        composed, found = compose(library, Order(name, kind), options, resolved=resolved)
    except Problems as problems:
        count = len(problems.diagnostics)
        why = "has an error" if count == 1 else f"has {count} errors"
        life = Life("draft", why, next=f"kamroles check {name}")
        return PostingToday(name, life, resolved, None, problems.diagnostics)
    posting = resolved.job.posting
    assert posting is not None  # noqa: S101 - what stands in the folder of postings is one
    held = _held(composed, resolved, name)
    return PostingToday(name, life_of(posting, held, as_of), resolved, composed, found)


def life_of(posting: Posting, held: tuple[str, str] | None, as_of: datetime.date) -> Life:
    """Return where a posting stands; ``held`` says why it is a draft, and what to do about it."""
    since = posting.status_since
    if posting.status == "closed" and not (since and since > as_of):
        over = posting.closes if posting.closes and posting.closes < as_of else None
        line = f"write `status_since: {as_of}`, so that its page goes some day"
        said, step = (f"closed on {since}", "") if since else ("closed", "" if over else line)
        return Life("closed", said, next=step, since=since or over)
    if posting.closes and posting.closes < as_of:
        again = f"`kamroles close {posting.id}`, or `kamroles reopen` it with a new last day"
        return Life("expired", f"its last day was {posting.closes}", None, again, posting.closes)
    if held:
        return Life("draft", held[0], next=held[1])
    if posting.status == "paused" and not (since and since > as_of):
        return Life("paused", f"paused on {since}" if since else "paused", since=since)
    return _begun(posting, as_of)


def _begun(posting: Posting, as_of: datetime.date) -> Life:
    """Return where a posting stands that is approved, and that nothing has stopped yet."""
    since = posting.status_since
    if posting.posted is None:
        line = f"write `posted: {as_of}`, the first day it is published"
        return Life("approved", "has no first day", next=line)
    if posting.posted > as_of:
        return Life("approved", f"waits for {posting.posted}", posting.posted, "opens")
    why, opened = f"since {posting.posted}", posting.posted
    if posting.status == "open" and since and posting.posted < since <= as_of:
        why, opened = f"{why}, again since {since}", since
    if since and posting.status in _STOPS and not (posting.closes and posting.closes < since):
        return Life("open", why, since, _STOPS[posting.status], opened)
    if not posting.closes:
        return Life("open", why, None, "no last day is set", opened)
    return Life("open", why, posting.closes, "last day to apply", opened)


def was_open(posting: Posting, life: Life) -> bool:
    """Tell whether candidates ever saw a posting that is closed, expired or paused."""
    begun = posting.posted and (life.since is None or posting.posted <= life.since)
    return bool(posting.approvals and begun)


def _held(composed: Composed, resolved: Resolved, name: str) -> tuple[str, str] | None:
    """Return why candidates must not see a posting yet, and the command that helps."""
    gaps = any(run.blank for run in walk_runs(composed.document))
    if draft := composed.document.draft:
        reason = draft if gaps else draft.removeprefix("Draft: ").partition(": ")[0]
        step = f"kamroles check {name}" if gaps else f'kamroles approve {name} --by "…"'
        return reason.removeprefix("Draft: ").rstrip("."), step
    if points := open_points(resolved):
        count = "one value" if len(points) == 1 else f"{len(points)} values"
        return f"{count} not confirmed", f"kamroles review {name}"
    return None
