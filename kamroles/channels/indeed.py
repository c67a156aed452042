"""Indeed: an XML feed of which other boards read the shape too."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from kamroles.channels import ad_values as v
from kamroles.field_tables import Channel, ChannelField, Feed, Value

if TYPE_CHECKING:
    from kamroles.channels.ad import Ad

JOB_TYPES = {
    "full_time": "fulltime",
    "part_time": "parttime",
    "contract": "contract",
    "internship": "internship",
    "temporary": "temporary",
}
DAY = "%Y-%m-%d"
REMOTE = {"remote": "Fully remote", "hybrid": "Hybrid remote"}
TAGS = ("b", "strong", "em", "h1", "h2", "h3", "h4", "h5", "h6", "br", "p", "ul", "li")
_ELSEWHERE = "never sent: the description says it in words"


def _job_types(ad: Ad) -> str:
    found = [JOB_TYPES.get(each, "") for each in ad.opening.posting.employment_type]
    return ", ".join(found) if all(found) else ""


def _salary(ad: Ad) -> str:
    """Return pay as Indeed wants it: ``$50000 - $56000 per year``."""
    if not (pay := ad.base_pay):
        return ""
    from babel.numbers import get_currency_symbol

    from kamroles.compose.english import locale_of

    sign = get_currency_symbol(pay.currency, locale_of(ad.country or None))
    ends = dict.fromkeys(f"{sign}{v.plain_amount(each)}" for each in (pay.low, pay.high))
    return f"{' - '.join(ends)} per {pay.period}"


CHANNEL = Channel(
    "indeed",
    "Indeed",
    who="Since 2026-03-31 jobs from an employer's own feed get no free place in the search, unless "
    "an ATS that has Indeed Apply sends them [V2]. A feed is for sponsored campaigns, or for an "
    "ATS or agency that passes it on; partners sign an agreement, and a feed that lacks some of "
    "their jobs is refused [V].",
    source="Indeed, XML feed reference (docs.indeed.com, docs-plus.indeed.com)",
    unproven="Indeed publishes no schema: whether it takes a feed shows when it reads one",
    fields=(
        ChannelField("title", "required", "V", v.TITLE),
        ChannelField("date", "required", "V", v.day("posted", DAY), "the page's, not to come"),
        ChannelField("referencenumber", "required", "V", v.ID, "one for each place, never changed"),
        ChannelField(
            "requisitionid", "required", "V", Value(attrgetter("posting_id")), "one for all places"
        ),
        ChannelField("url", "required", "V2", v.PAGE, "with source=Indeed added"),
        ChannelField("company", "required", "V2", v.COMPANY),
        ChannelField("sourcename", "optional", "V2", note="for an ATS alone"),
        ChannelField("city", "required", "V2", v.CITY),
        ChannelField("state", "required", "V2", v.REGION),
        ChannelField("country", "required", "V2", v.COUNTRY),
        ChannelField("postalcode", "if shown", "V2", v.POSTAL_CODE),
        ChannelField("streetaddress", "if shown", "V2", v.STREET),
        ChannelField("email", "required", "V2", v.EMAIL, "of the account at Indeed"),
        v.description("V2", TAGS, "words and order of the page; no HTML entities [V]", escape=str),
        ChannelField("salary", "if shown", "V2", Value(_salary, "{pay}"), "no prose"),
        ChannelField("education", "if shown", "V2", note=_ELSEWHERE),
        ChannelField(
            "jobtype",
            "if shown",
            "V2",
            Value(_job_types, "posting.employment_type"),
            f"of {', '.join(JOB_TYPES.values())}; that it takes a list is seen in other feeds",
        ),
        ChannelField("category", "recommended", "V2", v.CATEGORY),
        ChannelField("experience", "if shown", "V2", note=_ELSEWHERE),
        ChannelField("expirationdate", "if shown", "V2", v.day("closes", DAY), "US Central time"),
        v.choice("remotetype", "optional", "V2", "workplace", REMOTE),
        ChannelField("lastactivitydate", "optional", "V2", v.day("changed", DAY)),
    ),
    feed=Feed("source", every=True, entities=False, address="source=Indeed"),
)
