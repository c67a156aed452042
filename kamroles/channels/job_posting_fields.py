"""What Google takes of a JobPosting object: its fields, and the closed lists of their values."""

from __future__ import annotations

from kamroles.channels import ad_values as v
from kamroles.field_tables import ChannelField, Value

NAME = "Google"
UNITS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR"}
EMPLOYMENT = {
    "full_time": "FULL_TIME",
    "part_time": "PART_TIME",
    "contract": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "internship": "INTERN",
    "volunteer": "VOLUNTEER",
    "per_diem": "PER_DIEM",
    "other": "OTHER",
}
TAGS = ("p", "ul", "li")
"""The tags of a description that are read."""
_CREDENTIALS = (
    "high school",
    "associate degree",
    "bachelor degree",
    "professional certificate",
    "postgraduate degree",
)

FIELDS = (
    ChannelField("title", "required", "V2", v.TITLE, "the title alone"),
    ChannelField(
        "description",
        "required",
        "V2",
        Value(),
        "complete, with paragraphs, not the title again",
        tags=TAGS,
    ),
    ChannelField("datePosted", "required", "V2", v.day("posted", ""), "ISO 8601, not to come"),
    ChannelField("hiringOrganization.name", "required", "V2", v.COMPANY),
    ChannelField("jobLocation", "required", "V2", v.CITY, "but for a job that is remote alone"),
    ChannelField("jobLocation.address.addressCountry", "required", "V2", v.COUNTRY, "ISO 3166"),
    ChannelField("jobLocation.address.addressLocality", "recommended", "V2", v.CITY),
    ChannelField("jobLocation.address.addressRegion", "recommended", "V2", v.REGION),
    ChannelField("jobLocation.address.postalCode", "recommended", "V2", v.POSTAL_CODE),
    ChannelField("jobLocation.address.streetAddress", "recommended", "V2", v.STREET),
    ChannelField(
        "jobLocationType",
        "if shown",
        "V2",
        Value(path="posting.workplace"),
        "for a job that is remote alone; the page says so",
        words=("TELECOMMUTE",),
    ),
    ChannelField(
        "applicantLocationRequirements",
        "if shown",
        "V2",
        Value(path="posting.remote_from", write="`remote_from: [US]` with countries"),
        "required with TELECOMMUTE: countries or states, by name",
    ),
    ChannelField(
        "employmentType",
        "recommended",
        "V2",
        Value(path="posting.employment_type"),
        "one or several",
        words=tuple(EMPLOYMENT.values()),
    ),
    ChannelField("baseSalary", "recommended", "V2", v.LOW, "what the employer pays"),
    ChannelField("baseSalary.currency", "if shown", "V2", v.LOW, "ISO 4217"),
    ChannelField("baseSalary.value.unitText", "if shown", "V2", v.LOW, words=tuple(UNITS.values())),
    ChannelField("identifier", "recommended", "V2", v.ID, "PropertyValue"),
    ChannelField("directApply", "recommended", "V2", note="true or false"),
    ChannelField(
        "validThrough", "if shown", "V2", v.day("closes", ""), "left out where it is unknown"
    ),
    ChannelField("educationRequirements.credentialCategory", "optional", "V2", words=_CREDENTIALS),
)
