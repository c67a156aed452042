"""Which postings of a workspace may go out today, and what mends those that may not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kamroles.document import walk_runs
from kamroles.pipeline.life import postings_today

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from kamroles.library import Library
    from kamroles.pipeline.life import PostingToday

May = Literal["goes", "waits", "held", "gone"]
PAY = re.compile(r"posting\.(pay|pay_zones|places\.[^.]+\.pay)\b")
"""The paths of values that say what is paid."""
_NO_PAY = "write `pay`, or `pay_left_out: {because: …, decided_by: …, decided_on: …}`"


@dataclass(frozen=True, slots=True)
class Release:
    """Whether a posting may go out.

    Attributes:
        today: the posting, and where it stands.
        may: ``goes`` (open, and all is in order), ``waits`` (for its first day), ``held``
            (something has to be mended first), or ``gone`` (closed, expired or paused).
        why: in a few words.
        mend: the command or the line that helps; empty if nothing is to be done.

    """

    today: PostingToday
    may: May
    why: str
    mend: str = ""

    @property
    def told(self) -> str:
        """Why, and what to do."""
        step = f"run `{self.mend}`" if self.mend.startswith("kamroles ") else self.mend
        return f"{self.why}: {step}" if step else self.why


def releases(library: Library, as_of: datetime.date) -> Iterator[Release]:
    """Yield for each posting of a workspace, by its id, whether it may go out.

    Raises:
        Problems: no kind of document is for candidates.

    """
    return map(release_of, postings_today(library, as_of))


def release_of(today: PostingToday) -> Release:
    """Return whether a posting may go out.

    It has to be of a real employer, complete, approved with the words of now, confirmed, and to say
    what is paid or have a decision not to; one posting that is held back keeps no other.
    """
    life = today.life
    if life.state in {"closed", "expired", "paused"}:
        return Release(today, "gone", life.why)
    employer = today.resolved.job.employer if today.resolved else None
    if employer and employer.sample:
        mend = "kamroles new employer"
        return Release(today, "held", f"{employer.name} is a sample employer", mend)
    if life.state == "draft" or (life.state == "approved" and not life.due):
        return Release(today, "held", life.why, life.next)
    if not _settles_pay(today):
        return Release(today, "held", "says nothing of pay, and not why", _NO_PAY)
    return Release(today, "goes" if life.state == "open" else "waits", life.why)


def _settles_pay(today: PostingToday) -> bool:
    """Tell whether candidates read what is paid, or the employer decided that they do not."""
    if today.resolved is None or today.composed is None:
        return False
    posting = today.resolved.job.posting
    runs = walk_runs(today.composed.document)
    left_out = bool(posting and posting.pay_left_out)
    return left_out or any(run.path and PAY.match(run.path) for run in runs)
