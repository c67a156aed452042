"""The careers site: what the page of a posting cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.channels import ad_values as v
from kamroles.field_tables import Channel, ChannelField, Value

if TYPE_CHECKING:
    from kamroles.channels.ad import Ad


def _apply(ad: Ad) -> str:
    return next((way.text for way in ad.opening.posting.apply), "")


def _link(ad: Ad) -> str:
    """Return where to apply; that there is no way to apply at all is told already."""
    ways = ad.opening.posting.apply
    return next(filter(None, (way.url or way.email for way in ways)), "" if ways else "nowhere")


def _pay(ad: Ad) -> str:
    left_out = ad.opening.posting.pay_left_out
    return ad.opening.pay_words or (left_out.because if left_out else "")


_WAYS = "`apply: [{text: …, url: https://…}]` at the employer, or an `email:` there"
_APPLY = Value(_apply, "employer.apply", _WAYS)
_LINK = Value(_link, "employer.apply", _WAYS)
_PAY = Value(_pay, "posting.pay", "`pay: {min: …, max: …}`, or `pay_left_out` with the reason")

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
        ChannelField("posted", "required", "V", v.day("posted", "%Y-%m-%d")),
    ),
)
