"""The day on which a posting was first published, which stays, whatever its file says later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from kamroles.diagnostics import warning

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from kamroles.channels.opening import Opening
    from kamroles.diagnostics import Diagnostic


def with_first_day(opening: Opening, day: datetime.date | None) -> Opening:
    """Return an opening with the day on which it was first published, where that is known."""
    if day is None or opening.posting.posted is None:
        return opening
    posting = msgspec.structs.replace(opening.posting, posted=day)
    return replace(opening, job=replace(opening.job, posting=posting))


def another_first_day(opening: Opening, day: datetime.date | None) -> Iterator[Diagnostic]:
    """Tell of a posting that says another first day than the one on which it was published."""
    span = opening.posting.span("posted")
    if day and span and span.text != day.isoformat():
        message = f"{opening.id} was first published on {day}, and keeps that day"
        hint = f"write `posted: {day}`; `kamroles repost {opening.id}` posts a job anew"
        yield warning("KR707", message, span, hint)
