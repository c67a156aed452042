"""Shares of working time: whether every duty has one that means something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Severity
from kamroles.lint.rule import Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.diagnostics import Diagnostic
    from kamroles.lint.texts import Subject


@rule("S004", "missing-share", Severity.NOTE, "a description says what takes how much of the time")
def missing_share(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Give every duty a share of the working time, or none of them.

    Why: A dash among percentages that add up to 100 says that the work takes no time.

    Bad: `- Visit plants twice a month`, beside duties with a share.

    Good: `- {text: Visit plants twice a month, share: 10}`.
    """
    duties = subject.job.role.responsibilities
    if not any(duty.share for duty in duties):
        return
    for duty in duties:
        place = subject.job.place(f"role.responsibilities.{duty.id}")
        if duty.share is None:
            message = f"`{duty.id}` has no share of time, and other duties have"
            yield own.found(message, place, "add `share: 10`; inherited shares then make room")
        elif duty.share == 0:
            message = f"other shares leave no time for `{duty.id}`: its share is 0"
            hint = "lower the shares you wrote, or remove this duty"
            yield own.found(message, place, hint, severity=Severity.WARNING)
