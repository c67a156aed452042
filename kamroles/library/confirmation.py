"""What a job takes from the library that nobody at the employer has stood up for yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, warning
from kamroles.library.job_layers import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kamroles.diagnostics import Span
    from kamroles.layers.folding import Contribution
    from kamroles.library.resolve import Resolved
    from kamroles.model.role import Credential, Demand, Requirement

TOPICS = {
    "requirements": "Must-haves",
    "travel": "Travel",
    "book": "Accounts",
    "physical": "Physical demands",
    "flsa": "FLSA status",
}
"""What needs the employer's word; all but ``flsa`` can stand in a posting's ``confirmed``."""
_NO_VERDICT = (
    "No verdict: pay, what the person really does, and state law decide. Where selling is most of "
    "the work, only outside sales may be exempt."
)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A value from the library that waits for the employer's word.

    Attributes:
        topic: one of ``TOPICS``.
        path: where the value stands in the role.
        value: the value in words.
        said: what layers said of it; nothing of a decision that is not written yet.
        source: where the library has it from, empty if it does not say.
        reasons: what helps to decide.
        before: what was confirmed of its topic and no longer holds.

    """

    topic: str
    path: str
    value: str
    said: tuple[Contribution, ...] = ()
    source: str = ""
    reasons: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def span(self) -> Span | None:
        """Where it was written."""
        return self.said[-1].span if self.said else None

    @property
    def layer(self) -> str:
        """The layer that wrote it."""
        return self.said[-1].layer if self.said else ""

    def finding(self) -> Diagnostic:
        """Return it as a finding, for machines."""
        what = TOPICS[self.topic].lower() if self.topic != "flsa" else TOPICS["flsa"]
        was = f", confirmed before: {'; '.join(self.before)}" if self.before else ""
        message = f"{what}, not confirmed: {self.value}{was}"
        return warning("KR602", message, self.span, line_to_confirm(self.topic))


def line_to_confirm(topic: str) -> str:
    """Return what settles a topic."""
    if topic == "flsa":
        return "write flsa: {status: …, decided_by: …, decided_on: …}"
    return f"check it, then run `kamroles confirm` with the posting's name and `{topic}`"


def open_points(resolved: Resolved) -> tuple[OpenPoint, ...]:
    """Return what waits for the employer's word: what was not confirmed with the value of now."""
    posting = resolved.job.posting
    given = posting.confirmed if posting else ()
    confirmed: dict[str, tuple[str, ...]] = {each.id: each.values for each in given}
    points = library_points(resolved)
    current = {(point.topic, point.value) for point in points}
    return tuple(
        replace(point, before=tuple(v for v in values if (point.topic, v) not in current))
        for point in points
        if point.value not in (values := confirmed.get(point.topic, ()))
    )


def library_points(resolved: Resolved) -> tuple[OpenPoint, ...]:
    """Return all that the employer has to stand behind, confirmed or not."""
    return tuple(_points(resolved))


def _points(resolved: Resolved) -> Iterator[OpenPoint]:
    job, role = resolved.job, resolved.job.role
    needed = [each for each in role.requirements if each.need == "must"]
    yield from _entries(resolved, "requirements", "requirements", needed)
    licenses = [each for each in role.credentials if each.need == "must"]
    yield from _entries(resolved, "requirements", "credentials", licenses)
    if travel := role.conditions.travel:
        shown = f"{travel.min} to {travel.max} percent of working time"
        numbers = {"min": travel.min, "max": travel.max}
        yield from _group(resolved, "travel", "conditions.travel", numbers, shown)
    if book := role.book:
        given = {name: getattr(book, name) for name in ("text", "min", "max")}
        fields = {name: value for name, value in given.items() if value is not None}
        yield from _group(resolved, "book", "book", fields, book.text, book.source)
    yield from _entries(resolved, "physical", "conditions.physical", role.conditions.physical)
    if job.country == "US" and not (job.posting and job.posting.flsa):
        yield _decision(resolved)


def _entries(
    resolved: Resolved,
    topic: str,
    path: str,
    entries: Iterable[Requirement | Credential | Demand],
) -> Iterator[OpenPoint]:
    """Yield the entries of a list of which no layer of the employer's says anything."""
    for entry in entries:
        here = f"{path}.{entry.id}"
        said = resolved.said(here)
        if not any(one.layer.startswith(OWN) for one in said):
            yield OpenPoint(topic, here, entry.text, resolved.said(f"{here}.text") or said)


def _group(
    resolved: Resolved,
    topic: str,
    path: str,
    fields: Mapping[str, object],
    value: str,
    source: str | None = None,
) -> Iterator[OpenPoint]:
    """Yield a value of several fields, if the library has the last word on one of them.

    Where the words are the employer's, only the library's numbers are told, without its source.
    """
    said = {name: resolved.said(f"{path}.{name}") for name in fields}
    theirs = [name for name, words in said.items() if words and not _own(words)]
    if not theirs:
        return
    if (words := said.get("text")) and _own(words):
        value = f"{', '.join(f'{name}: {fields[name]}' for name in theirs)}, beside your words"
        source = None
    yield OpenPoint(topic, path, value, said[theirs[0]], _source(resolved, source))


def _own(said: tuple[Contribution, ...]) -> bool:
    return said[-1].layer.startswith(OWN)


def _decision(resolved: Resolved) -> OpenPoint:
    role = resolved.job.role
    tendency = role.flsa_tendency
    if not tendency:
        return OpenPoint("flsa", "posting.flsa", "not decided")
    duties = {duty.id: duty.text for duty in role.responsibilities}
    reasons = (
        f"The library leans to {tendency.leans}: {tendency.because}",
        *(f"Duty: {duties[name]}" for name in tendency.duties if name in duties),
        _NO_VERDICT,
    )
    said = resolved.said("flsa_tendency.leans")
    return OpenPoint("flsa", "posting.flsa", "not decided", said, reasons=reasons)


def _source(resolved: Resolved, name: str | None) -> str:
    for source in resolved.job.role.sources:
        if source.id == name:
            return " ".join(filter(None, (source.text, source.date, source.url)))
    return ""
