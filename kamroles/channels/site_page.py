"""The careers site: what the page of a posting cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.channels import ad_values as v
from kamroles.field_tables import Channel, ChannelField, Value

if TYPE_CHECKING:
    from kamroles.model.posting import PayLeftOut

_WRITE = "`apply: [{text: …, url: https://…}]` at the employer, or an `email:` there"
_APPLY = Value(
    lambda ad: next((way.text for way in ad.opening.posting.apply), ""), "posting.apply", _WRITE
)
_LINK = Value(
    lambda ad: next(filter(None, (way.url or way.email for way in ad.opening.posting.apply)), ""),
    "posting",
    _WRITE,
)

_PAY = Value(
    lambda ad: ad.opening.pay_words or _because(ad.opening.posting.pay_left_out),
    "posting",
    "`pay: {min: …, max: …}`, or `pay_left_out` with the reason",
)


def _because(left_out: PayLeftOut | None) -> str:
    return left_out.because if left_out else ""


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
        ChannelField("pay", "recommended", "V", _PAY, "or why nothing is said of it"),
        ChannelField("posted", "required", "V", v.posted("%Y-%m-%d")),
    ),
)
