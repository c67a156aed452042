"""The careers site: what the page of a posting cannot do without."""

from __future__ import annotations

from operator import attrgetter

from kamroles.channels import ad_values as v
from kamroles.field_tables import Channel, ChannelField, Value

_APPLY = Value(
    lambda ad: (
        next((way.url or way.email or "" for way in ad.opening.posting.apply), "") or ad.email
    ),
    "posting.apply",
    "`apply: [{text: …, url: https://…}]` at the employer, or an `email:` there",
)

CHANNEL = Channel(
    "site",
    "The careers site",
    who="Everybody: `kamroles site` builds it.",
    source="kamroles",
    unproven="nothing: `kamroles site` shows it",
    fields=(
        ChannelField("title", "required", "V", v.TITLE),
        ChannelField("employer", "required", "V", v.COMPANY),
        ChannelField("apply", "required", "V", _APPLY, "where to apply"),
        ChannelField(
            "pay",
            "recommended",
            "V",
            Value(attrgetter("opening.pay_words"), "posting", "`pay: {min: …, max: …}`"),
        ),
        ChannelField("posted", "required", "V", v.posted("%Y-%m-%d")),
    ),
)
