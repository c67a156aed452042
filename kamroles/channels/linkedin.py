"""LinkedIn: an XML feed for approved partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.channels import ad_values as v
from kamroles.field_tables import Channel, ChannelField, Feed, Value

if TYPE_CHECKING:
    from kamroles.channels.ad import Ad

JOB_TYPES = {
    "full_time": "FULL_TIME",
    "part_time": "PART_TIME",
    "contract": "CONTRACT",
    "internship": "INTERNSHIP",
    "volunteer": "VOLUNTEER",
}
PLACES = {"onsite": "On-site", "hybrid": "Hybrid", "remote": "Remote"}
PERIODS = {
    "hour": "HOURLY",
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
}
TAGS = ("b", "strong", "u", "i", "br", "p", "ul", "li")
LEVELS = "ENTRY_LEVEL ASSOCIATE MID_SENIOR_LEVEL DIRECTOR EXECUTIVE INTERNSHIP NOT_APPLICABLE"
_PAY = "salaries/salary"
_CODES = "never sent: LinkedIn's own codes"


def _location(ad: Ad) -> str:
    """Return the place in words where a part of it is missing that is not called the same."""
    city, country = ad.of_place("city"), v.COUNTRY_NAME.of(ad)
    return f"{city}, {country}" if city and country and not ad.of_place("region") else ""


CHANNEL = Channel(
    "linkedin",
    "LinkedIn",
    who="Approved partners alone, and since June 2025 paying customers of LinkedIn [V].",
    source="LinkedIn, XML feed development guide and release notes (learn.microsoft.com)",
    unproven="LinkedIn publishes no schema, and tests feeds with its partners alone",
    fields=(
        ChannelField("partnerJobId", "required", "V", v.ID, most=40),
        ChannelField("company", "required", "V", v.COMPANY),
        ChannelField(
            "title",
            "required",
            "V",
            v.TITLE,
            "frozen once posted; the limit is that of the API",
            most=200,
        ),
        v.description(
            "V2",
            TAGS,
            "headings lose their marks; the upper limit is that of the API",
            least=100,
            most=25_000,
        ),
        ChannelField(
            "applyUrl",
            "required",
            "V2",
            v.PAGE,
            "no redirects; the guide has https://www.",
            form=("https://.+", "an address that starts with https://"),
        ),
        ChannelField("companyId", "optional", "V", note="never sent: for an ATS"),
        ChannelField("location", "optional", "V", Value(_location), "sent where there is no state"),
        ChannelField("city", "required", "V", v.CITY, unless="location"),
        ChannelField("state", "required", "V", v.REGION, unless="location"),
        ChannelField("country", "required", "V", v.COUNTRY, unless="location"),
        ChannelField("postalCode", "recommended", "V2", v.POSTAL_CODE),
        ChannelField("posterEmail", "required", "V", v.EMAIL, "how it is called is second hand"),
        v.choice("workplaceTypes", "recommended", "V2", "workplace", PLACES),
        ChannelField("industryCodes/industryCode", "recommended", "V2", note=_CODES),
        ChannelField("jobFunctions/jobFunction", "recommended", "V2", note=_CODES),
        ChannelField(
            "experienceLevel",
            "recommended",
            "V2",
            note="never sent: an employer's levels are not LinkedIn's",
            words=tuple(LEVELS.split()),
        ),
        v.choice("jobtype", "recommended", "V2", "employment_type", JOB_TYPES),
        ChannelField(f"{_PAY}/highEnd/amount", "recommended", "V2", v.HIGH),
        ChannelField(f"{_PAY}/highEnd/currencyCode", "optional", "V2", v.CURRENCY),
        ChannelField(f"{_PAY}/lowEnd/amount", "optional", "V2", v.LOW),
        ChannelField(f"{_PAY}/lowEnd/currencyCode", "optional", "V2", v.CURRENCY),
        ChannelField(
            f"{_PAY}/period",
            "optional",
            "V2",
            v.base_pay(lambda pay: PERIODS[pay.period]),
            words=(*PERIODS.values(), "ONCE"),
        ),
        ChannelField(
            f"{_PAY}/type",
            "optional",
            "V2",
            v.base_pay(lambda _: "BASE_SALARY"),
            words=("BASE_SALARY", "TOTAL_ADDITIONAL"),
        ),
        ChannelField("listDate", "recommended", "V2", v.day("posted", "%Y-%m-%d")),
        ChannelField("expirationDate", "optional", "V2", v.day("closes", "%Y-%m-%d"), v.LAST_DAY),
    ),
    feed=Feed(
        "source",
        (
            ("lastBuildDate", "date"),
            ("publisher", "name"),
            ("publisherURL", "url"),
            ("expectedJobCount", "count"),
        ),
    ),
)
