"""Jooble: an XML feed that it crawls each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.channels import ad_values as v
from kamroles.channels.refusals import by_table
from kamroles.field_tables import Channel, ChannelField, Feed, Refusal, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.channels.ad import Ad

OLDEST = 45
DAY = "%d.%m.%Y"


def _region(ad: Ad) -> str:
    parts = (ad.of_place("city"), ad.of_place("region"), v.COUNTRY_NAME.of(ad))
    return ", ".join(filter(None, parts))


def _salary(ad: Ad) -> str:
    return ad.opening.pay_words if ad.paid and ad.opening.shows(ad.paid.path) else ""


def _refusals(channel: Channel, ad: Ad) -> Iterator[Refusal]:
    yield from by_table(channel, ad)
    days = (ad.as_of - ad.changed).days if ad.changed else 0
    if days >= OLDEST:
        message = f"it last changed {days} days ago; Jooble takes jobs of less than {OLDEST} days"
        hint = (
            f"if it is still open, post it again: `kamroles repost {ad.opening.id} --as NEW-NAME`"
        )
        yield Refusal("KR625", ("pubdate",), message, hint)


CHANNEL = Channel(
    "jooble",
    "Jooble",
    who="By agreement with Jooble [U].",
    source="copy of Jooble's XML feed specifications",
    unproven="Jooble publishes no schema, and this table is second hand",
    fields=(
        ChannelField("@id", "required", "V2", v.ID),
        ChannelField("link", "required", "V2", v.PAGE),
        ChannelField("name", "required", "V2", v.TITLE),
        ChannelField("region", "required", "V2", v.CITY._replace(of=_region)),
        v.description("V2", note="complete, as the page has it"),
        ChannelField(
            "pubdate",
            "required",
            "V2",
            v.day("posted", DAY),
            f"this or `updated` is less than {OLDEST} days ago",
        ),
        ChannelField("updated", "optional", "V2", v.day("changed", DAY)),
        ChannelField("expire", "optional", "V2", v.day("closes", DAY), v.LAST_DAY),
        ChannelField("salary", "optional", "V2", Value(_salary)),
        ChannelField("company", "recommended", "V2", v.COMPANY),
        ChannelField("jobtype", "optional", "V2", v.EMPLOYMENT_WORDS),
        ChannelField("company_logo", "optional", "V2", note="never sent"),
    ),
    feed=Feed("jobs"),
    refusals=_refusals,
)
