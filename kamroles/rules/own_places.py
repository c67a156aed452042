"""Places that an author can change: a finding stands there rather than in a file that ships."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Related, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.model.job import Job

_NEAR = ("posting", "employer", "role")


def is_shipped(span: Span) -> bool:
    """Tell whether a place is in a file that comes with kamroles."""
    return span.source.name.startswith("shipped:")


def nearest(job: Job, places: Iterable[Span | None]) -> Span | None:
    """Return the last of the places in the nearest file of the author's, or None.

    The command line is nearest; then the posting, the employer, the role and what it inherits.
    """
    files = [file.source.name for part in _NEAR if (file := job.span(part))]

    def distance(place: Span) -> int:
        name = place.source.name
        return -1 if name.startswith("--set") else [*files, name].index(name)

    own = [place for place in places if place and not is_shipped(place)]
    return min(reversed(own), key=distance, default=None)


def at_own(found: Diagnostic, job: Job) -> Diagnostic:
    """Return a finding about what ships at the nearest place of the author's, if there is one.

    It is what the author added to the same list or group, or else the line that names the role.
    """
    if found.span is None or not is_shipped(found.span):
        return found
    values = [(path, place) for path, _ in job.values() if (place := job.span(path))]
    fields = {_field(path) for path, place in values if found.span in place}
    beside = [place for path, place in values if _field(path) in fields and path.count(".") > 1]
    named = (job.span(path) for path in ("posting.role", "posting", "role.extends", "role"))
    place = nearest(job, beside) or next((p for p in named if p and not is_shipped(p)), None)
    if place is None:
        return found
    related = (*found.related, Related("this is what ships", found.span))
    return replace(found, span=place, related=related)


def _field(path: str) -> str:
    return ".".join(path.split(".")[:2])
