"""The careers site: what the page of a posting cannot do without."""

from __future__ import annotations

from operator import attrgetter

from kamroles.channels import ad_values as v
from kamroles.field_tables import Channel, ChannelField, Value

_WRITE = "`apply: [{text: …, url: https://…}]` at the employer, or an `email:` there"
_APPLY = Value(
    lambda ad: next((way.text for way in ad.opening.posting.apply), ""), "posting.apply", _WRITE
)
_LINK = Value(
    lambda ad: next(filter(None, (way.url or way.email for way in ad.opening.posting.apply)), ""),
    "posting",
    _WRITE,
)

CHANNEL = Channel(
    "site",
    "The careers site",
    who="Everybody: `kamroles site` builds it.",
    source="",
    unproven="nothing: `kamroles site` shows it",
    fields=(
        ChannelField("title", "required", "V", v.TITLE),
        ChannelField("employer", "required", "V", v.COMPANY),
        ChannelField("apply", "required", "V", _APPLY, "how to apply"),
        ChannelField("apply link", "recommended", "V", _LINK, "where: an address or an email"),
        ChannelField(
            "pay",
            "recommended",
            "V",
            Value(attrgetter("opening.pay_words"), "posting", "`pay: {min: …, max: …}`"),
        ),
        ChannelField("posted", "required", "V", v.posted("%Y-%m-%d")),
    ),
)
