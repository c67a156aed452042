"""What a posting says of hours, contract and workplace, and does not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, error, note, warning
from kamroles.model.areas import larger_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.model.posting import Posting

_MOST_HOURS = 60
"""More hours a week are rather a slip, or the hours of a month."""
_HOURS_OF_A_WEEK = 168


def work_conflicts(posting: Posting) -> Iterator[Diagnostic]:
    """Yield what contradicts itself, and what has no effect."""
    yield from _amount_of_work(posting)
    yield from _contract(posting)
    yield from _closing(posting)
    yield from _areas(posting)
    if posting.remote_from and "remote" not in posting.workplace:
        message = "`remote_from` has no effect: the job is not remote"
        hint = f"write workplace: [{', '.join((*posting.workplace, 'remote'))}], or take it out"
        yield warning(
            "KR237", message, posting.span("remote_from"), hint, *posting.beside("workplace")
        )


def _areas(posting: Posting) -> Iterator[Diagnostic]:
    """Yield each area that documents do not name, as another one holds it."""
    for number, area in enumerate(posting.remote_from):
        if larger := larger_of(area, posting.remote_from):
            message = f"`{area}` is a part of `{larger}`, so documents name `{larger}` alone"
            hint = f"take `{area}` out, unless a `when` has to know of it"
            place = posting.span("remote_from", str(number)) or posting.span("remote_from")
            yield note("KR237", message, place, hint)


def _amount_of_work(posting: Posting) -> Iterator[Diagnostic]:
    share, hours, kinds = posting.workload, posting.weekly_hours, posting.employment_type
    if share:
        most = share.max or share.min
        kind = posting.beside("employment_type")
        if kinds == ("full_time",) and most < 100:
            message = f"the job is full time, and its workload is {most} percent"
            hint = "write employment_type: part_time, or take `workload` out"
            yield warning("KR237", message, share.span(), hint, *kind)
        elif kinds == ("part_time",) and share.min >= 100:
            message = f"the job is part time, and its workload is {share.min} percent"
            hint = "write employment_type: full_time, or a smaller `workload`"
            yield warning("KR237", message, share.span(), hint, *kind)
        elif most == 0:
            message = "a workload of 0 percent is no job"
            yield error("KR207", message, share.span(), "write a share from 1 to 100")
    if hours:
        most_hours = hours.max or hours.min
        if most_hours == 0:
            message = "0 hours a week is no job"
            yield error("KR206", message, hours.span(), "write the hours of a week, such as 40")
        elif most_hours > _HOURS_OF_A_WEEK:
            message = f"a week has {_HOURS_OF_A_WEEK} hours, and this is {most_hours}"
            yield error("KR206", message, hours.span(), "write the hours of a week, such as 40")
        elif most_hours > _MOST_HOURS:
            message = f"{most_hours} hours a week is very high"
            yield warning("KR230", message, hours.span(), "are these the hours of a month?")


def _contract(posting: Posting) -> Iterator[Diagnostic]:
    contract = posting.contract
    if not contract:
        return
    for name in ("length", "until") if contract.kind == "permanent" else ():
        if getattr(contract, name):
            message = f"a permanent contract has no `{name}`"
            hint = f"write kind: fixed_term, or take `{name}` out"
            yield error("KR237", message, contract.span(name), hint, *contract.beside("kind"))
    if contract.kind == "fixed_term" and not (contract.length or contract.until):
        message = "a fixed-term contract does not say how long it runs"
        hint = "add length: 12 months, or until: and its last day"
        yield warning("KR237", message, contract.span(), hint)
    last, starts = contract.until, posting.starts or ""
    if last and posting.closes and last <= posting.closes:
        message = f"the contract ends on {last}, before the posting closes on {posting.closes}"
        hint = "write a later end, or an earlier closing date"
        yield error("KR222", message, contract.span("until"), hint, *posting.beside("closes"))
        return
    if last and last.isoformat()[: len(starts)] < starts and starts[:4].isdecimal():
        message = f"the contract ends on {last}, before work starts ({starts})"
        hint = "write a later end, or an earlier start"
        yield error("KR222", message, contract.span("until"), hint, *posting.beside("starts"))


def _closing(posting: Posting) -> Iterator[Diagnostic]:
    if posting.closes_at and not posting.closes:
        message = "`closes_at` is a time of the last day to apply, which is not written"
        hint = "add closes: and the day, such as closes: 2026-12-18"
        yield error("KR237", message, posting.span("closes_at"), hint)
    if posting.closes_at and posting.closes_at.startswith("00:00"):
        message = "00:00 is where the last day begins, so that nobody can apply on it"
        hint = "write closes_at: 23:59, or the day before in `closes`"
        yield warning("KR237", message, posting.span("closes_at"), hint)
    most = posting.max_applications
    if most is not None and most < posting.openings:
        people = f"{posting.openings} people" if posting.openings > 1 else "one person"
        taken = "application is" if most == 1 else "applications are"
        message = f"{people} will be hired, and only {most} {taken} taken"
        hint = f"write max_applications: {posting.openings} or more"
        place = posting.span("max_applications")
        yield error("KR237", message, place, hint, *posting.beside("openings"))
