"""A posting: a role at an employer, in one or more places."""

from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from kamroles.model.base import Model, described
from kamroles.model.employer import Apply, Benefit, EmploymentType, Statement, Workplace
from kamroles.model.fields import ById, Distinct, Extra, Keyed, Layered, Listed, Several
from kamroles.model.pay import Pay, Period, Zone
from kamroles.model.values import Country, Date, Email, Line, Slug, Start, Whole
from kamroles.model.work import Contract, Shift, WeeklyHours, WorkAuthorization, Workload
from kamroles.model.work_values import Area, Time
from kamroles.source.nodes import Mapping

__all__ = ["Pay", "Period", "Posting", "Zone"]

Claim = Literal["requirements", "travel", "book", "physical"]
Status = Literal["open", "paused", "closed"]


class Decision(Model):
    """What the employer decided on overtime under US law (FLSA)."""

    status: Literal["exempt", "non-exempt"] = described("the decision")
    decided_by: Line = described("who decided, by job title", example="Director of Human Resources")
    decided_on: Date = described("when", example="2026-10-01")


class PayLeftOut(Model):
    """Why an advert says nothing of pay, as the employer decided."""

    because: Line = described(
        "why; it is printed nowhere", example="the works council bargains over it in January"
    )
    decided_by: Line = described("who decided, by job title", example="Director of Human Resources")
    decided_on: Date = described("when", example="2026-10-01")


class Approval(Model):
    """Who released the words of a document."""

    by: Line = described("who approved it, by job title", example="Director of Human Resources")
    on: Date = described("when", example="2026-10-01")
    words: Line | None = described(
        "fingerprint of the approved words, which `kamroles approve` writes",
        example="9c1185a5c5e9fc54",
    )


class Confirmation(Model):
    """What the employer stands behind, with the values it was given for."""

    id: Claim = described("what is confirmed")
    by: Line | None = described("who confirmed it, by job title", example="Sales Director")
    on: Date | None = described("when", example="2026-10-01")
    values: Distinct[Line] = described(
        "the values that were confirmed, which `kamroles confirm` writes",
        example=["10 to 20 percent of working time"],
    )


class Place(Model):
    """Where the job is done: a place of the employer by id, or an address written here."""

    id: Slug = described("id of one of the employer's locations, or a new name", example="portland")
    street: Line | None = described("street and number", example="120 SW Main Street")
    city: Line | None = described("town or city", example="Portland", called="town")
    region: Line | None = described(
        "state or province; its code where it has one", example="OR", called="province state"
    )
    postal_code: Line | None = described(
        "postal code, as on a letter", example="97204", called="postcode zip zip_code"
    )
    country: Country | None = described("two-letter ISO code", example="US")
    pay: Pay | None = described(
        "what is paid here, if it differs from place to place",
        example={"min": 80000, "max": 95000},
    )
    zone: Slug | None = described("id of the pay zone that it is in", derived=True)
    region_name: Line | None = described("the state or province in words", derived=True)
    country_name: Line | None = described("the country in words", derived=True)


class Posting(Model):
    """A posting: a role at an employer, in one or more places."""

    file_kind: ClassVar[str] = "posting"

    id: Slug = described(
        "the file's name without `.yaml`; leave it out",
        example="key-account-manager-portland",
        chooses_layers=True,
    )
    role: Slug = described(
        "id of the role", example="key-account-manager", called="job", chooses_layers=True
    )
    employer: Slug = described(
        "id of the employer",
        example="cedar-main",
        called="company company_name employer_name firm organization",
        chooses_layers=True,
    )
    team: Slug | None = described(
        "id of one of the employer's teams", example="large-accounts", chooses_layers=True
    )
    title: Line | None = described(
        "title, if it differs from the role's",
        example="Key Account Manager, West",
        called="job_title name position position_title",
    )
    places: Annotated[tuple[Place, ...], Keyed(text="id", required=())] = described(
        "where the job is done: ids of the employer's locations",
        example=["portland"],
        called="address city location locations office offices place",
    )
    workplace: Several[Workplace] = described(
        "onsite, hybrid or remote; a list where people may choose",
        called="onsite remote work_location workplace_type",
        default=("onsite",),
    )
    office_days: Line | None = described(
        "how often to be in the office, for a hybrid job",
        example="two days a week",
        called="days_in_office hybrid",
    )
    remote_from: Listed[Area] = described(
        "where a remote job can be done from", example=["DE"], called="remote_countries", default=()
    )
    employment_type: Several[EmploymentType] = described(
        "kind of employment; a list where there are several to choose from",
        called="employment employment_types job_type",
        default=("full_time",),
    )
    workload: Workload | None = described("share of full time", called="fte pensum percentage")
    weekly_hours: WeeklyHours | None = described(
        "hours a week", called="hours hours_a_week hours_per_week working_hours"
    )
    contract: Contract | None = described(
        "sort and length of the contract", called="contract_length contract_type fixed_term"
    )
    shifts: Listed[Shift] = described(
        "times of work", example=["early", "late"], called="shift", default=()
    )
    work_authorization: WorkAuthorization | None = described(
        "what is needed to be allowed to do the job",
        called="right_to_work sponsorship visa visa_sponsorship work_authorisation work_permit",
    )
    pay: Pay | None = described(
        "pay range", called="compensation pay_range rate salary salary_range wage wages"
    )
    pay_zones: Annotated[tuple[Zone, ...], Keyed(text="name", required=("name", "pay"))] = (
        described(
            "pay by area; for pay by place write `pay` in `places`",
            example=[
                {"name": "New York and San Francisco", "pay": {"min": 90000, "max": 110000}},
                {"name": "Everywhere else", "pay": {"min": 80000, "max": 95000}},
            ],
            called="geo_zones pay_by_place pay_ranges salary_zones zones",
        )
    )
    pay_left_out: PayLeftOut | None = described(
        "why nothing is said of pay, and who decided so; else an advert without pay has a gap",
        called="no_pay pay_reason",
    )
    posted: Date | None = described(
        "first day it is published",
        example="2026-11-23",
        called="date_posted open_date post_date posting_date published",
    )
    closes: Date | None = described(
        "last day to apply",
        example="2026-12-18",
        called="application_deadline apply_by close_date closing closing_date deadline due expires",
    )
    status: Status | None = described(
        "what the employer decided; left out, dates and approval tell", called="state"
    )
    status_since: Date | None = described(
        "the day from which `status` holds", example="2026-12-01", called="closed_on paused_on"
    )
    closes_at: Time | None = described(
        "time of day on that last day, with the time zone if it matters",
        example="17:00",
        called="close_time closing_time deadline_time",
    )
    max_applications: Whole | None = described(
        "how many applications are taken before it closes early",
        example=200,
        unit="applications",
        called="application_cap application_limit applications",
    )
    starts: Start | None = described(
        "first day of work: a date, a month such as 2027-03, or words",
        example="as soon as possible",
        called="begin begins start start_date starting_date",
    )
    openings: Whole = described(
        "how many people are hired",
        example=2,
        unit="people",
        called="headcount number_of_openings positions vacancies",
        default=1,
    )
    contact: Line | None = described(
        "whom to ask, by job title or team",
        example="Recruiting team",
        called="contact_person hiring_manager recruiter",
    )
    contact_email: Email | None = described(
        "where to ask", example="jobs@example.com", called="contact_mail email e_mail mail"
    )
    requisition: Line | None = described(
        "number of the approved need",
        example="REQ-2026-014",
        called="req req_id requisition_id requisition_number",
    )
    job_code: Line | None = described("the employer's job code", example="KAM-2")
    grade: Line | None = described(
        "pay grade; internal", example="G7", called="pay_grade salary_grade"
    )
    department: Line | None = described(
        "part of the employer that the job belongs to", example="Sales"
    )
    flsa: Decision | None = described(
        "overtime status as the employer decided it (US)",
        source="Fair Labor Standards Act; 29 CFR part 541",
        called="exempt flsa_status overtime",
    )
    approval: Approval | None = described(
        "release by the employer, without the words it was given for, so that documents stay drafts"
    )
    approvals: MappingProxyType[Slug, Approval] = described(
        "release by the employer, by kind of document; `kamroles approve` writes it",
        example={"posting": {"by": "Director of Human Resources", "on": "2026-10-01"}},
        unprinted="approval",
        filled=True,
    )
    confirmed: Annotated[tuple[Confirmation, ...], Keyed(text="id", required=())] = described(
        "values from the library that the employer stands behind; `kamroles review` lists "
        "them, and `kamroles confirm` writes them here",
        example=[{"id": "travel", "values": ["10 to 20 percent of working time"]}],
        filled=True,
    )
    benefits: ById[Benefit] = described("changes to the employer's benefits", called="perks")
    statements: ById[Statement] = described(
        "changes to the employer's statements",
        called="disclaimer disclaimers eeo eeo_statement legal",
    )
    apply: ById[Apply] = described(
        "changes to how to apply", called="application apply_url how_to_apply"
    )
    extra: Extra = described(
        "data of your own by names that you choose, for your templates, added to the employer's",
        example={"recruiter": "Ana Ruiz"},
    )
    overrides: Annotated[Mapping | None, Layered("role")] = described(
        "role fields that differ in this posting", chooses_layers=True
    )
