"""ZipRecruiter: an XML feed in a shape like Indeed's."""

from __future__ import annotations

from kamroles.channels import ad_values as v
from kamroles.field_tables import Channel, ChannelField, Feed

CHANNEL = Channel(
    "ziprecruiter",
    "ZipRecruiter",
    who="Partners alone, with a key from its partner programme [V].",
    source="a commented sample of 2014 in a public repository, and XML specification 1.4 of 2018",
    unproven="ZipRecruiter publishes no schema, and what is known of its feed is old",
    fields=(
        ChannelField("title", "required", "V2", v.TITLE),
        ChannelField("date", "optional", "V2", v.day("posted", "%Y-%m-%d")),
        ChannelField("referencenumber", "required", "V2", v.ID),
        ChannelField("company", "required", "V2", v.COMPANY),
        ChannelField("city", "required", "V2", v.CITY, "with the state", unless="postalcode"),
        ChannelField("state", "required", "V2", v.REGION, "with the city", unless="postalcode"),
        ChannelField("postalcode", "recommended", "V2", v.POSTAL_CODE),
        ChannelField("country", "required", "V2", v.COUNTRY),
        v.description("V2"),
        ChannelField("category", "optional", "V2", note="never sent: from ZipRecruiter's own list"),
        ChannelField("url", "required", "V2", v.PAGE),
    ),
    feed=Feed(
        "source", (("lastBuildDate", "date"), ("publisherurl", "url"), ("publisher", "name"))
    ),
)
