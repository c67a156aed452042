"""An employer: who hires, and what it says of itself in every document."""

from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from kamroles.model.base import Model, described
from kamroles.model.fields import ById, Distinct, Extra, Keyed, Layered
from kamroles.model.values import Color, Country, Email, Line, Name, Rich, Slug, Url, YesNo
from kamroles.source.nodes import Mapping

Workplace = Literal["onsite", "hybrid", "remote"]
EmploymentType = Literal[
    "full_time",
    "part_time",
    "contract",
    "temporary",
    "internship",
    "volunteer",
    "per_diem",
    "other",
]

OwnType = Literal["text", "number", "yes_no", "date", "email", "url", "list", "mapping"]


class When(Model):
    """Where something applies; every field given must fit the posting."""

    country: Distinct[Country] = described("only for jobs in these countries", example=["US"])
    region: Distinct[Line] = described(
        "only for jobs in these states or provinces", example=["OR", "WA"]
    )
    workplace: Distinct[Workplace] = described(
        "only for jobs done this way", example=["hybrid", "remote"]
    )
    employment_type: Distinct[EmploymentType] = described(
        "only for these kinds of employment", example=["full_time"]
    )


class Benefit(Model):
    """Something the employer gives besides pay."""

    id: Slug = described("name for this benefit", example="retirement")
    text: Line = described("the benefit", example="401(k) with a 4% match")
    when: When | None = described("where it applies; everywhere if left out")


class Statement(Model):
    """Wording the employer prints, such as an equal opportunity statement."""

    id: Slug = described("name for this statement", example="eeo")
    text: Rich = described(
        "the wording", example="We hire without regard to age, sex, origin or faith."
    )
    title: Line | None = described("a heading for it", example="Equal opportunity")
    when: When | None = described("where it applies; everywhere if left out")
    to_check: YesNo = described("somebody who knows the law has yet to read it", default=False)


class Address(Model):
    """A place of work, in parts, so that boards can read it."""

    id: Slug = described("name for this place", example="portland")
    street: Line | None = described("street and number", example="120 SW Main Street")
    city: Line = described("town or city", example="Portland")
    region: Line | None = described("state or province; its code where it has one", example="OR")
    postal_code: Line | None = described("postal code, as on a letter", example="97204")
    country: Country = described("two-letter ISO code", example="US")


class Apply(Model):
    """How to apply."""

    id: Slug = described("name for this way", example="online")
    text: Rich = described(
        "what to send, and what happens next",
        example="Send your résumé; we answer within ten days.",
    )
    url: Url | None = described("address of the form or page", example="https://example.com/jobs")
    email: Email | None = described("address to write to", example="jobs@example.com")
    when: When | None = described("where it applies; everywhere if left out")


class Part(Model):
    """What differs in one country or team."""

    overrides: Annotated[Mapping | None, Layered("role")] = described(
        "role fields that differ here"
    )


class OwnField(Model):
    """A name in the `extra` of this employer, its postings and roles: what it takes and means."""

    type: OwnType = described("what it takes", default="text")
    meaning: Line | None = described("what it is for", example="Who fills the job")


class Employer(Model):
    """An employer: who hires."""

    file_kind: ClassVar[str] = "employer"

    id: Slug = described(
        "the file's name without `.yaml`; leave it out", example="cedar-main", chooses_layers=True
    )
    name: Line = described(
        "the name people know",
        example="Cedar & Main Insurance",
        called="company company_name employer_name",
    )
    legal_name: Line | None = described(
        "the registered name", example="Cedar & Main Insurance Agency, LLC"
    )
    sample: YesNo = described("marks an employer that does not exist", default=False)
    site: Url | None = described(
        "website", example="https://example.com", called="homepage url web website"
    )
    logo: Line | None = described(
        "picture file in the workspace (SVG, PNG or JPEG)", example="assets/logo.svg"
    )
    color: Color | None = described("brand color", example="#0b5c5a", called="brand_color colour")
    country: Country | None = described("country of the main office", example="US")
    industry: Slug | None = described(
        "industry pack added to every role here", example="insurance", chooses_layers=True
    )
    about: Rich | None = described(
        "who the employer is, two or three plain sentences",
        example="We insure small firms in Oregon. We are 40 people in two offices.",
        called="about_us company_description",
    )
    benefits: ById[Benefit] = described("what the employer gives besides pay")
    statements: ById[Statement] = described("equal opportunity, accommodation, privacy")
    locations: Annotated[tuple[Address, ...], Keyed(text="city", required=("city", "country"))] = (
        described("places of work", called="location office offices places sites")
    )
    apply: ById[Apply] = described("how to apply")
    extra: Extra = described(
        "data of your own by names that you choose, for your templates; postings take it over",
        example={"recruiter": "Ana Ruiz"},
    )
    extra_fields: MappingProxyType[Name, OwnField] = described(
        "names that `extra` can have here, in postings and in roles too, with what each takes",
        example={"recruiter": {"type": "text", "meaning": "Who fills the job"}},
    )
    theme: Slug | None = described("theme for its documents", example="plain")
    overrides: Annotated[Mapping | None, Layered("role")] = described(
        "role fields that differ at this employer", chooses_layers=True
    )
    countries: MappingProxyType[Country, Part] = described(
        "what differs by country", chooses_layers=True
    )
    teams: MappingProxyType[Slug, Part] = described("what differs by team", chooses_layers=True)
