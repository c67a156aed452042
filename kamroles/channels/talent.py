"""Talent.com: an XML feed."""

from __future__ import annotations

from kamroles.channels import ad_values as v
from kamroles.channels.description import COMMON_TAGS, escaped
from kamroles.field_tables import Channel, ChannelField, Feed

CHANNEL = Channel(
    "talent",
    "Talent.com",
    who="By agreement with Talent.com [U], whose guide is written for ATSs [V].",
    source="Talent.com, Integration Guide (talent.com/integrations)",
    unproven="Talent.com publishes no schema",
    fields=(
        ChannelField("referencenumber", "required", "V", v.ID),
        ChannelField("title", "required", "V", v.TITLE),
        ChannelField("company", "required", "V", v.COMPANY),
        ChannelField("city", "required", "V", v.CITY),
        ChannelField("state", "recommended", "V", v.REGION),
        ChannelField("country", "required", "V", v.COUNTRY_NAME),
        ChannelField("dateposted", "required", "V", v.posted("%Y-%m-%dT00:00:00Z")),
        ChannelField("url", "required", "V", v.PAGE, "with source=talent added"),
        ChannelField(
            "description",
            "required",
            "V",
            v.description(COMMON_TAGS, escaped),
            "as the page has it",
            least=50,
            tags=COMMON_TAGS,
        ),
        ChannelField("expirationdate", "optional", "V2", v.closes("%Y-%m-%dT00:00:00Z")),
        ChannelField("jobtype", "optional", "V2", v.EMPLOYMENT_WORDS),
        ChannelField("isremote", "optional", "V2", v.REMOTE, words=("yes", "no")),
        ChannelField("salary/salary_min", "optional", "V2", v.LOW, "for what period: not said"),
        ChannelField("salary/salary_max", "optional", "V2", v.HIGH),
        ChannelField("salary/salary_currency", "optional", "V2", v.CURRENCY),
    ),
    feed=Feed(
        "source",
        (("publisher", "name"), ("publisherurl", "url"), ("lastbuilddate", "moment")),
        address="source=talent",
    ),
)
