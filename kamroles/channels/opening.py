"""A posting as channels see it: its facts as data, and whether the document shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from kamroles.document import Facts, Run, inline_text, walk_runs
from kamroles.model.areas import country_in
from kamroles.model.infer import title_of
from kamroles.pipeline.release import PAY

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator

    from kamroles.document import Document, Inline
    from kamroles.model.employer import Employer
    from kamroles.model.job import Job
    from kamroles.model.pay import Pay
    from kamroles.model.posting import Place, Posting
    from kamroles.pipeline.life import Life, PostingToday
    from kamroles.theme import Theme

_PLACE = re.compile(r"posting\.places\b")


class BasePay(NamedTuple):
    """The amounts of base pay; ``upwards`` where there is no upper end."""

    low: float
    high: float
    currency: str
    period: str
    upwards: bool


@dataclass(frozen=True)
class PayAtPlaces:
    """What is paid, and in which of the places.

    Attributes:
        pay: it.
        path: of its YAML value.
        places: those where it is paid.
        id: tells it from what is paid elsewhere; empty for the pay of the posting.

    """

    pay: Pay
    path: str
    places: tuple[Place, ...]
    id: str = ""

    @property
    def base(self) -> BasePay | None:
        """Base pay; None where there are no amounts, or they say no currency or period."""
        pay = self.pay
        if pay.min is None or pay.currency is None or pay.period is None:
            return None
        return BasePay(pay.min, pay.max or pay.min, pay.currency, pay.period, pay.upwards)


@dataclass(frozen=True)
class Opening:
    """A posting with the document that candidates read.

    Attributes:
        id: the posting's id, which channels know it by for good.
        job: all of its values, each with its place in YAML.
        document: what is printed; a channel says nothing that does not stand here.
        theme: the employer's look.
        life: where it stands today.

    """

    id: str
    job: Job
    document: Document
    theme: Theme
    life: Life

    @classmethod
    def of(cls, today: PostingToday) -> Opening | None:
        """Return a posting of the workspace as it stands today; None if it cannot be made."""
        if today.resolved is None or today.composed is None:
            return None
        made, job = today.composed, today.resolved.job
        return cls(today.name, job, made.document, made.theme, today.life)

    @property
    def posting(self) -> Posting:
        """The posting."""
        assert self.job.posting is not None  # noqa: S101 - only postings become openings
        return self.job.posting

    @property
    def employer(self) -> Employer:
        """Who hires."""
        assert self.job.employer is not None  # noqa: S101 - a posting has an employer
        return self.job.employer

    @property
    def title(self) -> str:
        """The title alone, without place or employer."""
        return self.document.title

    @property
    def family(self) -> str:
        """What the job family is called; empty if the role has none."""
        return title_of(self.job.role.family) if self.job.role.family else ""

    @property
    def remote(self) -> bool:
        """Whether the job is done from elsewhere alone, never in an office."""
        return self.posting.workplace == ("remote",)

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO codes of the countries in which somebody may do it."""
        found = [place.country for place in self.posting.places]
        found += [country_in(area) for area in self.posting.remote_from]
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def changed(self) -> datetime.date:
        """The day on which candidates last saw something else."""
        given = [each.on for each in self.posting.approvals.values() if each.words]
        days = [self.posting.posted, self.life.since, *given]
        return max(day for day in days if day)

    def pay_by_place(self) -> Iterator[PayAtPlaces]:
        """Yield what is paid where; places that are paid the same stand together."""
        posting = self.posting
        apart = [each for each in posting.places if each.pay and not each.zone]
        for place in apart:
            if place.pay:
                path = f"posting.places.{place.id}.pay"
                yield PayAtPlaces(place.pay, path, (place,), place.id)
        for zone in posting.pay_zones:
            inside = tuple(each for each in posting.places if each.zone == zone.id)
            path = f"posting.pay_zones.{zone.id}.pay"
            yield PayAtPlaces(zone.pay, path, inside, f"zone--{zone.id}")
        rest = tuple(each for each in posting.places if not each.pay and not each.zone)
        if posting.pay and (rest or not (apart or posting.pay_zones)):
            yield PayAtPlaces(posting.pay, "posting.pay", rest)

    @cached_property
    def shown_paths(self) -> frozenset[str]:
        """The paths of all values that the document shows."""
        return frozenset(run.path for run in walk_runs(self.document) if run.path)

    def shows(self, path: str) -> bool:
        """Tell whether the document shows a value, or a part of it."""
        start = f"{path}."
        return any(each == path or each.startswith(start) for each in self.shown_paths)

    @cached_property
    def facts(self) -> tuple[tuple[Inline, Inline], ...]:
        """Rows of label and value as the document has them, pay and place first."""
        rows = [
            row for block in self.document.blocks if isinstance(block, Facts) for row in block.rows
        ]
        return tuple(sorted(rows, key=_rank))

    def words_of(self, path: str) -> str:
        """Return what the document says in its facts of a path; empty if nothing."""
        return self._said(lambda value: any((run.path or "").startswith(path) for run in value))

    @property
    def pay_words(self) -> str:
        """What is paid, as the document says it."""
        return self._said(is_pay)

    @property
    def place_words(self) -> str:
        """Where the job is done, as the document says it."""
        return self._said(is_place)

    def _said(self, about: Callable[[Inline], bool]) -> str:
        return "; ".join(inline_text(value) for _, value in self.facts if about(value))


def is_pay(value: Inline) -> bool:
    """Tell whether a fact is about pay."""
    return any(_about(run, PAY) for run in value)


def is_place(value: Inline) -> bool:
    """Tell whether a fact is about the place."""
    return not is_pay(value) and any(_about(run, _PLACE) for run in value)


def _about(run: Run, paths: Any) -> bool:
    return bool(run.path and paths.match(run.path))


def _rank(row: tuple[Inline, Inline]) -> int:
    return 0 if is_pay(row[1]) else 1 if is_place(row[1]) else 2
