"""A role: what the job is, without an employer."""

from typing import Annotated, ClassVar, Literal

from kamroles.model.base import Model, described
from kamroles.model.fields import ById, Choice, Distinct, Extra, Keyed
from kamroles.model.guidance import (
    Boundary,
    Onboarding,
    Outlook,
    PayReference,
    Question,
    TeamPart,
)
from kamroles.model.reference import Anchors, Term
from kamroles.model.values import Country, Date, Level, Line, Percent, Slug, Url, Whole, YesNo

Family = Annotated[str, Choice(folder="roles/families")]
Status = Literal["ready", "draft"]
Confidence = Literal["confirmed", "chosen", "from-memory"]


class Responsibility(Model):
    """A duty of the job, starting with a verb."""

    id: Slug = described(
        "name for this duty, used to edit it from another layer", example="renewals"
    )
    text: Line = described("the duty, starting with a verb", example="Run renewals on time.")
    points: Distinct[Line] = described(
        "what belongs to it, printed as points below it",
        example=["Agree the terms", "Sign the order"],
    )
    essential: YesNo = described("whether the job could not exist without it", default=True)
    share: Percent | None = described(
        "part of working time; inherited parts are rescaled so that all fill 100",
        example=20,
        unit="percent",
    )
    headline: YesNo = described(
        "whether it says what the job is, so that a posting prints it first",
        default=False,
    )
    own: YesNo = described(
        "whether the employer worded it, so that every posting shows it",
        derived=True,
        default=False,
    )


class Requirement(Model):
    """What somebody must bring, or what helps."""

    id: Slug = described("name for this requirement", example="negotiation")
    text: Line = described(
        "the requirement, so that it can be tested", example="Five years in B2B account work"
    )
    need: Literal["must", "preferred"] = described(
        "`must` keeps people out who lack it; `preferred` only helps", default="must"
    )
    kind: Literal["experience", "skill", "education", "language", "other"] = described(
        "what sort of requirement it is", default="skill"
    )


class Competency(Model):
    """An ability with the proficiency the job asks for."""

    id: Slug = described(
        "id of a competency of the library, in `roles/competencies`", example="negotiation"
    )
    name: Line | None = described(
        "what people call it here, instead of its name in the library",
        example="Negotiation with carriers",
    )
    level: Level = described("1 aware, 2 working, 3 proficient, 4 advanced, 5 expert", example=4)
    text: Line | None = described(
        "what it looks like in this job", example="Trades terms instead of giving discounts away"
    )
    definition: Line | None = described("what it is, as the library says", derived=True)
    anchors: Anchors | None = described(
        "observable behavior by level, as the library says", derived=True
    )
    aliases: Distinct[Line] = described("other names, as the library says", derived=True)


class Measure(Model):
    """How success in the job is measured."""

    id: Slug = described("name for this measure", example="net-retention")
    text: Line = described("what is measured", example="Net revenue retention")
    how: Line | None = described(
        "how it is worked out",
        example="Recurring revenue kept and added, divided by revenue at the start",
    )
    headline: YesNo = described(
        "whether the job stands and falls with it, so that a posting prints it first",
        default=False,
    )


class Tool(Model):
    """Software or equipment of the job."""

    id: Slug = described("name for this tool", example="crm")
    text: Line = described("the tool, or the kind of tool", example="CRM, such as Salesforce")


class Credential(Model):
    """A licence that the law asks for, or a designation or certificate that helps."""

    id: Slug = described("name for this credential", example="pc-license")
    text: Line = described("what it is called", example="Property and casualty (P&C) license")
    kind: Literal["license", "designation", "certificate"] = described(
        "a license is a legal need; a designation or certificate is not"
    )
    need: Literal["must", "preferred"] = described("whether it is needed", default="preferred")
    by_state: YesNo = described(
        "whether a state issues it, so that documents name the state of the workplace",
        default=False,
    )
    grace: Line | None = described(
        "when it may be obtained later", example="or obtained before licensed duties begin"
    )


class Interfaces(Model):
    """Whom the job works with."""

    internal: Distinct[Line] = described("teams inside the employer", example=["sales", "finance"])
    external: Distinct[Line] = described("people outside", example=["customers' buyers"])


class Book(Model):
    """How many accounts one person looks after."""

    text: Line = described("the size in words", example="5 to 15 key accounts")
    min: Whole | None = described("smallest usual number", example=5, unit="accounts")
    max: Whole | None = described("largest usual number", example=15, unit="accounts")
    source: Slug | None = described("id of the source in `sources`", example="kam-guide-2025")


class Tendency(Model):
    """Which way US overtime rules tend to go for such duties; never a verdict."""

    leans: Literal["exempt", "non-exempt", "outside-sales", "depends"] = described(
        "the tendency seen in practice"
    )
    because: Line = described(
        "why, in one sentence",
        example="Office work on the terms of large contracts, with real discretion.",
    )
    duties: Distinct[Slug] = described(
        "ids of the responsibilities that support it", example=["joint-business-plan"]
    )


class Code(Model):
    """The job's place in a public classification."""

    id: Slug = described("name for this entry", example="esco")
    scheme: Literal["ESCO", "ISCO-08", "O*NET-SOC"] = described("the classification")
    code: Line = described("the code", example="1420.3")
    label: Line = described("its title in the classification", example="sales account manager")
    confidence: Confidence = described(
        "`confirmed` read in the classification; `chosen` one of several that fit; "
        "`from-memory` not checked"
    )
    why: Line | None = described(
        "the reason for the choice", example="Lists key account manager by name"
    )


class Travel(Model):
    """How much of the time is spent traveling."""

    min: Percent = described("least", example=10, unit="percent of working time")
    max: Percent = described("most", example=25, unit="percent of working time")
    text: Line | None = described("where to", example="to customer sites in the region")


class Demand(Model):
    """A physical or sensory demand with how often it occurs."""

    id: Slug = described("name for this demand", example="screen-work")
    text: Line = described("the task, not the body", example="Works at a screen most of the day")


class Conditions(Model):
    """Where and under what circumstances the job is done."""

    environment: Line | None = described(
        "the usual place of work", example="Office work at a screen and on the phone"
    )
    travel: Travel | None = described("how much of the time is spent traveling")
    hours: Line | None = described(
        "anything unusual about working time", example="Longer days in the renewal season"
    )
    physical: ById[Demand] = described(
        "physical demands; only the employer knows them, so nothing ships here"
    )


class CareerPath(Model):
    """Where people come from and where they go."""

    before: Distinct[Line] = described("jobs people come from", example=["Account Manager"])
    after: Distinct[Line] = described("jobs people go to", example=["Strategic Account Manager"])
    own: YesNo = described(
        "whether the employer worded it, so that it names jobs that are there",
        derived=True,
        default=False,
    )


class Reference(Model):
    """Where content of this role comes from."""

    id: Slug = described("name for this source", example="kam-guide-2025")
    text: Line = described("title or publisher", example="Key account management: a guide")
    url: Url | None = described("address", example="https://example.com/guide")
    date: Line | None = described("date of the source, or `undated`", example="2025")
    read: Date | None = described("when it was read", example="2026-10-01")
    supports: Line | None = described("what it supports", example="Size of the book")


class Role(Model):
    """A role: what the job is, without an employer."""

    file_kind: ClassVar[str] = "role"

    id: Slug = described(
        "the file's name without `.yaml`; leave it out",
        example="key-account-manager",
        chooses_layers=True,
        own=True,
    )
    title: Line = described("the job title", example="Key Account Manager", own=True)
    extends: Slug | None = described(
        "the role this one builds on; only what differs is written",
        example="account-manager",
        chooses_layers=True,
        own=True,
    )
    aliases: Distinct[Line] = described("other titles for it", example=["KAM"], own=True)
    family: Family | None = described(
        "the job family; decides which shared defaults apply",
        example="commercial",
        chooses_layers=True,
    )
    level: Line | None = described("level within the family", example="senior")
    industry: Slug | None = described(
        "industry pack that this role is written in; `none` keeps the employer's away",
        example="insurance",
        chooses_layers=True,
    )
    country: Country | None = described(
        "the country whose law and institutions it is written for; without an employer, documents "
        "follow it",
        example="CA",
    )
    summary: Line | None = described(
        "what the job is, in one sentence",
        example="Owns the relationship and the plan for a few large customers.",
        called="description job_description job_summary overview",
    )
    purpose: Line | None = described(
        "why the job exists, in one sentence",
        example="Keep and grow the customers whose loss would hurt most.",
    )
    opening: Line | None = described(
        "first words of an advert, addressed to the reader",
        example="You look after the customers we cannot afford to lose.",
    )
    responsibilities: Annotated[tuple[Responsibility, ...], Keyed(shares="share")] = described(
        "duties, most important first", called="duties duty key_responsibilities task tasks"
    )
    measures: ById[Measure] = described(
        "how success is measured", called="goals kpi kpis metrics targets"
    )
    requirements: ById[Requirement] = described(
        "what somebody must bring or what helps; at most six musts",
        called="qualifications required_skills skill skills",
    )
    competencies: Annotated[tuple[Competency, ...], Keyed(text="name", required=("level",))] = (
        described("abilities with proficiency")
    )
    tools: ById[Tool] = described("tools of the job", called="software systems")
    credentials: Annotated[tuple[Credential, ...], Keyed(required=("text", "kind"))] = described(
        "licenses, designations and certificates",
        called="certifications certificates licenses licences",
    )
    reports_to: Line | None = described(
        "title this job reports to",
        example="Head of Key Accounts",
        called="boss line_manager manager reporting_to supervisor",
    )
    direct_reports: Line | None = described("people led, in words", example="None")
    people_manager: YesNo = described("whether the job leads people", default=False)
    customer_facing: YesNo = described(
        "whether the job serves the employer's customers, so that the employer's industry pack is "
        "added to it",
        chooses_layers=True,
        default=False,
    )
    interfaces: Interfaces = described("whom the job works with", default=Interfaces())
    book: Book | None = described("size of the book of accounts", called="portfolio")
    flsa_tendency: Tendency | None = described(
        "which way US overtime rules tend to go; help for the author, never printed",
        source="29 CFR part 541",
        unprinted="posting.flsa is what the employer decided",
    )
    codes: Annotated[
        tuple[Code, ...],
        Keyed(text="code", required=("scheme", "code", "label", "confidence")),
    ] = described("public classifications")
    conditions: Conditions = described("working conditions", default=Conditions())
    career_path: CareerPath = described("jobs before and after", default=CareerPath())
    boundary: ById[Boundary] = described("what this job is not: its neighbors")
    team: Annotated[tuple[TeamPart, ...], Keyed(required=("text", "accountable"))] = described(
        "who answers for what on an account"
    )
    interview: Annotated[
        tuple[Question, ...], Keyed(required=("text", "competency", "listen_for"))
    ] = described("interview questions tied to competencies")
    onboarding: Onboarding = described("the first ninety days", default=Onboarding())
    outlook: Outlook | None = described("demand for this job, from a dated source")
    pay_references: Annotated[
        tuple[PayReference, ...],
        Keyed(required=("text", "low", "currency", "place", "date", "source")),
    ] = described(
        "pay published elsewhere; help for the author, never printed",
        unprinted="posting.pay is what the employer pays",
    )
    terms: Distinct[Slug] = described(
        "ids of glossary terms the documents explain", example=["renewal"]
    )
    glossary: ById[Term] = described(
        "these terms with their meanings, by name", derived=True, stands_for="terms"
    )
    status: Status = described(
        "`draft` marks content that rests on judgment and wants a practitioner's review",
        default="ready",
    )
    wants_review: Line | None = described(
        "what a practitioner should check before use", example="The duties at site visits"
    )
    extra: Extra = described(
        "data of your own by names that you choose, for your templates: texts, numbers, lists, and "
        "`name: value` lines",
        example={"cost_center": "4711"},
    )
    sources: ById[Reference] = described("where the content comes from")
