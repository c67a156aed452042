"""What helps people around a job: its limits, outlook, pay seen elsewhere, team, interview, start.

None of it is a claim of the employer; it is there to hire and to bring somebody in well.
"""

from typing import Literal

from kamroles.model.base import Model, described
from kamroles.model.fields import ById
from kamroles.model.values import Amount, Country, Currency, Line, Slug


class Boundary(Model):
    """A neighboring job this one is often taken for, and where the line runs."""

    id: Slug = described("name for this boundary", example="customer-success")
    text: Line = described(
        "what the neighbor does that this job does not",
        example="A customer success manager owns adoption and usually has no quota.",
    )
    role: Slug | None = described(
        "id of the neighboring role, if the library has it", example="customer-success-manager"
    )


class Outlook(Model):
    """What a dated source says about demand for this job."""

    text: Line = described(
        "the statement, with its figure and year",
        example="The bureau counted 1,266,860 such jobs in May 2024.",
    )
    source: Slug = described("id of the source in `sources`", example="bls-2024")


class PayReference(Model):
    """Pay that somebody published for such jobs; a fact about their data, never advice."""

    id: Slug = described("name for this reference", example="guide-2025")
    text: Line = described("whose pay, and what the figure is", example="Average base pay")
    low: Amount = described("the figure, or the lower end of a range", example=75000)
    high: Amount | None = described("the upper end of a range", example=130000)
    currency: Currency = described("ISO code", example="USD")
    period: Literal["hour", "year"] = described("per what", default="year")
    place: Line = described("where the figure applies", example="United States")
    country: Country | None = described("ISO code of that place", example="US")
    date: Line = described("year or date of the figure, or `undated`", example="2025")
    source: Slug = described("id of the source in `sources`", example="kam-template")


class TeamPart(Model):
    """Somebody this job works with on an account, and what that person answers for."""

    id: Slug = described("name for this part", example="producer")
    text: Line = described("the part, as a title", example="Producer")
    accountable: Line = described("what the part answers for", example="New business and advice")


class Question(Model):
    """An interview question tied to a competency of the role."""

    id: Slug = described("name for this question", example="lost-renewal")
    text: Line = described(
        "the question as asked", example="Tell me about a renewal you nearly lost."
    )
    competency: Slug = described("id of the competency it tests", example="negotiation")
    kind: Literal["behavioral", "situational"] = described(
        "about the past, or about a case", default="behavioral"
    )
    listen_for: Line = described(
        "what a good answer holds", example="Names the cause, the plan and the outcome in figures"
    )


class Step(Model):
    """Something a new hire has reached by a day, with what shows it."""

    id: Slug = described("name for this step", example="accounts-met")
    text: Line = described("the outcome", example="Has met every assigned customer")
    evidence: Line | None = described("what shows it", example="Contact notes for each account")


class Onboarding(Model):
    """The first ninety days: learn, contribute, own."""

    day_30: ById[Step] = described("by day 30")
    day_60: ById[Step] = described("by day 60")
    day_90: ById[Step] = described("by day 90")
