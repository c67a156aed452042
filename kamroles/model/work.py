"""Work as it is offered: how much of it, for how long, at what times, and who may do it."""

from typing import Literal

from kamroles.model.base import Model, described
from kamroles.model.values import Amount, Date, Line, Percent, YesNo
from kamroles.model.work_values import Length

Shift = Literal["day", "early", "late", "evening", "night", "weekend", "rotating", "split"]


class WeeklyHours(Model):
    """How many hours a week the job takes."""

    min: Amount = described("hours a week, or the fewest of several", example=32, unit="hours")
    max: Amount | None = described(
        "the most; left out for a fixed number", example=40, unit="hours"
    )


class Workload(Model):
    """How much of a full-time job it is."""

    min: Percent = described("the share, or the least", example=80, unit="percent of full time")
    max: Percent | None = described(
        "the most; left out for a fixed share", example=100, unit="percent of full time"
    )


class Contract(Model):
    """What sort of contract there is, and how long it runs."""

    kind: Literal["permanent", "fixed_term", "freelance", "seasonal"] = described(
        "the sort of contract"
    )
    length: Length | None = described(
        "how long it runs", example="12 months", called="duration term"
    )
    until: Date | None = described("its last day", example="2028-03-31", called="end ends end_date")


class WorkAuthorization(Model):
    """What somebody needs to be allowed to work here, and whether the employer helps."""

    text: Line | None = described(
        "what is needed, in words; the right to work where the job is, if left out",
        example="Swiss or EU/EFTA citizenship, or a work permit",
    )
    sponsorship: YesNo | None = described(
        "whether the employer sponsors a visa or work permit",
        called="sponsor visa visa_sponsorship",
    )
