"""What channels would refuse of postings, told before anything is published."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from kamroles.channels.ad import ads_of
from kamroles.channels.first_day import another_first_day, with_first_day
from kamroles.channels.opening import Opening
from kamroles.channels.refusals import by_table
from kamroles.diagnostics import Diagnostic, Severity, error
from kamroles.extensions import entry_points
from kamroles.field_tables import GROUP, SURE, Value
from kamroles.pipeline.life import postings_today
from kamroles.rules.own_places import at_own

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from kamroles.channels.ad import Ad
    from kamroles.diagnostics import Span
    from kamroles.field_tables import Channel, Refusal
    from kamroles.library import Library
    from kamroles.pipeline.life import State

_NAMED = re.compile(r"^([a-z0-9-]+): ")
"""The id of a posting that a message begins with."""
BEFORE_ITS_END: tuple[State, ...] = ("open", "approved", "draft")


class Verdict(NamedTuple):
    """What a channel says of one opening: ads it takes, ads it refuses, and what was found."""

    going: list[Ad]
    refused: list[Ad]
    diagnostics: list[Diagnostic]


@dataclass(slots=True)
class Preflight:
    """What came of a look at the postings of a workspace.

    Attributes:
        channels: what each channel, by its name, says of all postings.
        left_out: postings that are in another state, and why.
        unmade: postings that cannot be made, among those left out.
        diagnostics: what was found in these.

    """

    channels: dict[str, Verdict] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    unmade: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def preflight(
    library: Library,
    channels: Sequence[Channel],
    page_of: Callable[[str], str],
    as_of: datetime.date,
    states: Collection[State] = BEFORE_ITS_END,
    first_posted: Mapping[str, datetime.date] | None = None,
) -> Preflight:
    """Look at all postings in these states; ``page_of`` returns the address of a posting's page.

    ``first_posted`` says of postings that were published before on which day they first were.

    Raises:
        Problems: no kind of document is for candidates.

    """
    seen = Preflight({channel.name: Verdict([], [], []) for channel in channels})
    taken: dict[str, dict[str, Ad]] = {channel.name: {} for channel in channels}
    for each in postings_today(library, as_of):
        opening = Opening.of(each)
        if opening is None:
            seen.unmade.append(each.name)
            seen.diagnostics += each.diagnostics
        if opening is None or each.life.state not in states:
            seen.left_out[each.name] = each.life.why
            continue
        day = (first_posted or {}).get(each.name)
        seen.diagnostics += another_first_day(opening, day)
        opening = with_first_day(opening, day)
        for channel in channels:
            going, refused, found = seen.channels[channel.name]
            one = look(opening, channel, page_of(each.name), as_of)
            known = taken[channel.name]
            twins = [ad for ad in one.going if known.setdefault(ad.id, ad) is not ad]
            going += [ad for ad in one.going if known[ad.id] is ad]
            refused += [*one.refused, *twins]
            found += [*one.diagnostics, *(_twins(ad, known[ad.id], channel) for ad in twins)]
    for said in seen.channels.values():
        said.diagnostics[:] = _told_once(said.diagnostics)
    return seen


def _told_once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield findings; what several postings lack at one place is told once, with their number."""
    alike: dict[Any, list[Diagnostic]] = {}
    for each in found:
        what = _NAMED.sub("", each.message)
        alike.setdefault((each.code, each.span, what), []).append(each)
    for first, *others in alike.values():
        more = f" and {len(others)} other{'s' if len(others) > 1 else ''}" if others else ""
        yield replace(first, message=_NAMED.sub(rf"\1{more}: ", first.message))


def look(opening: Opening, channel: Channel, page: str, as_of: datetime.date) -> Verdict:
    """Return what a channel says of an opening; ``page`` is the address of its page.

    Whoever publishes asks this first: what is refused does not go out.
    """
    if channel.feed and channel.feed.address:
        page += f"{'&' if '?' in page else '?'}{channel.feed.address}"
    said = Verdict([], [], [])
    if opening.employer.sample:
        message = f"{opening.id}: {opening.employer.name} is a sample, which is not published"
        hint = "write a posting for an employer of your own; `kamroles new employer` starts one"
        place = opening.job.place("employer.sample")
        said.diagnostics.append(error("KR633", message, place, hint))
    # a posting that waits for its first day is looked at as it will stand then
    day = max(as_of, opening.posting.posted or as_of)
    for ad in ads_of(opening, page, day):
        found = list(_findings(ad, channel))
        said.diagnostics.extend(each for each in found if each not in said.diagnostics)
        bad = any(each.severity is Severity.ERROR for each in found) or opening.employer.sample
        (said.refused if bad else said.going).append(ad)
    return said


def _findings(ad: Ad, channel: Channel) -> Iterator[Diagnostic]:
    """Yield what a channel refuses of an ad; one of another package may fail at it."""
    try:
        for refusal in (channel.refusals or by_table)(channel, ad):
            yield _finding(ad, channel, refusal)
    except Exception as fault:
        added = entry_points(GROUP).get(channel.name)
        if added is None:
            raise
        why = f"its table fails: {type(fault).__name__}: {fault}"
        yield added.unusable(why, "install another release of the package, or uninstall it")


def _finding(ad: Ad, channel: Channel, refusal: Refusal) -> Diagnostic:
    """Return a refusal as a finding at the YAML value to mend."""
    asked = channel.field_at(refusal.at)
    value = asked.value if asked and asked.value else Value()
    hint = (asked.to_write if asked and not channel.feed else "") or refusal.hint
    region = f", such as {ad.example_region}" if ad.example_region else ""
    sure = SURE[asked.sure] if asked else "of kamroles"
    found = Diagnostic(
        refusal.code,
        refusal.severity,
        f"{ad.opening.id}: {refusal.message}",
        _place(ad, *([refusal.path] if refusal.path else [value.path, *value.also])),
        hint.replace("{region}", region) or None,
        basis=f"{channel.source}; {sure}" if channel.source else None,
    )
    return at_own(found, ad.opening.job)


def _place(ad: Ad, *paths: str) -> Span | None:
    """Return where the first value that is written stands, or what is around the first."""
    ways = [*map(ad.yaml_path, paths)]
    job = ad.opening.job
    return next(filter(None, map(job.span, ways)), None) or job.place(ways[0])


def _twins(ad: Ad, other: Ad, channel: Channel) -> Diagnostic:
    message = f"{ad.opening.id} has the id `{ad.id}` of {other.opening.id} at {channel.title}"
    hint = "give the file of one of them another name; an id stays with its job for good"
    return error("KR634", message, ad.opening.job.place("posting"), hint)
