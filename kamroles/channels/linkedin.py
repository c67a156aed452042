"""LinkedIn: an XML feed for approved partners."""

from __future__ import annotations

from kamroles.channels import ad_values as v
from kamroles.channels.description import escaped
from kamroles.field_tables import Channel, ChannelField, Feed, Value

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
_PAY = "salaries/salary"

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
            "title", "required", "V", v.TITLE, "frozen once posted; API: 200 characters", most=200
        ),
        ChannelField(
            "description",
            "required",
            "V2",
            v.description(TAGS, escaped),
            "headings lose their marks; the upper limit is that of the API",
            least=100,
            most=25_000,
            tags=TAGS,
        ),
        ChannelField(
            "applyUrl",
            "required",
            "V2",
            v.PAGE,
            "no redirects",
            form=("https://.+", "an address that starts with https://"),
        ),
        ChannelField("companyId", "optional", "V", note="never sent: for an ATS"),
        ChannelField("city", "required", "V", v.CITY, "with state and country, or `location`"),
        ChannelField("state", "required", "V", v.REGION),
        ChannelField("country", "required", "V", v.COUNTRY),
        ChannelField("postalCode", "recommended", "V2", v.POSTAL_CODE),
        ChannelField("posterEmail", "required", "V", v.EMAIL, "how it is called is second hand"),
        ChannelField(
            "workplaceTypes",
            "recommended",
            "V2",
            v.only("workplace", PLACES),
            words=tuple(PLACES.values()),
        ),
        ChannelField(
            "experienceLevel",
            "recommended",
            "V2",
            note="never sent: an employer's levels are not LinkedIn's",
        ),
        ChannelField(
            "jobtype",
            "recommended",
            "V2",
            v.only("employment_type", JOB_TYPES),
            words=tuple(JOB_TYPES.values()),
        ),
        ChannelField(f"{_PAY}/highEnd/amount", "recommended", "V2", v.HIGH),
        ChannelField(f"{_PAY}/highEnd/currencyCode", "optional", "V2", v.CURRENCY),
        ChannelField(f"{_PAY}/lowEnd/amount", "optional", "V2", v.LOW._replace(path="posting")),
        ChannelField(f"{_PAY}/lowEnd/currencyCode", "optional", "V2", v.CURRENCY),
        ChannelField(
            f"{_PAY}/period",
            "optional",
            "V2",
            v.period(PERIODS),
            words=(*PERIODS.values(), "ONCE"),
        ),
        ChannelField(
            f"{_PAY}/type",
            "optional",
            "V2",
            Value(lambda ad: "BASE_SALARY" if ad.amounts else ""),
            words=("BASE_SALARY", "TOTAL_ADDITIONAL"),
        ),
        ChannelField("listDate", "recommended", "V2", v.posted("%Y-%m-%d")),
        ChannelField("expirationDate", "optional", "V2", v.closes("%Y-%m-%d")),
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
