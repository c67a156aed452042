"""Talent.com: an XML feed."""

from __future__ import annotations

from kamroles.channels import ad_values as v
from kamroles.field_tables import Channel, ChannelField, Feed

MOMENT = "%Y-%m-%dT00:00:00Z"

CHANNEL = Channel(
    "talent",
    "Talent.com",
    who="By agreement with Talent.com [U], whose guide is written for ATSs [V].",
    source="Talent.com, Integration Guide (talent.com/integrations)",
    unproven="Talent.com publishes no schema",
    fields=(
        ChannelField("referencenumber", "required", "V2", v.ID),
        ChannelField("title", "required", "V2", v.TITLE),
        ChannelField("company", "required", "V2", v.COMPANY),
        ChannelField("city", "required", "V2", v.CITY),
        ChannelField("state", "recommended", "V2", v.REGION),
        ChannelField("country", "required", "V2", v.COUNTRY_NAME),
        ChannelField("dateposted", "required", "V2", v.day("posted", MOMENT)),
        ChannelField("url", "required", "V2", v.PAGE, "with source=talent added"),
        v.description("V2", note="as the page has it", least=50),
        ChannelField("expirationdate", "optional", "V2", v.day("closes", MOMENT), v.LAST_DAY),
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
