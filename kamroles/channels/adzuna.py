"""Adzuna: an XML feed that it reads each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.channels import ad_values as v
from kamroles.channels.description import COMMON_TAGS, escaped
from kamroles.field_tables import Channel, ChannelField, Feed, Value

if TYPE_CHECKING:
    from kamroles.channels.ad import Ad

PERIODS = {each: each for each in ("hour", "day", "month", "year")}
TIMES = {each: each for each in ("full_time", "part_time")}


def _location(ad: Ad) -> str:
    return ", ".join(filter(None, (ad.city, ad.region)))


def _by_known_period(value: Value) -> Value:
    """Return a part of pay, where it is for a period that Adzuna has a word for."""
    return value._replace(
        of=lambda ad: value.of(ad) if ad.amounts and ad.amounts[3] in PERIODS else ""
    )


CHANNEL = Channel(
    "adzuna",
    "Adzuna",
    who="By agreement with Adzuna [U].",
    source="copy of Adzuna's XML specification (docs.qhse-professionals.nl)",
    unproven="Adzuna publishes no schema, and this table is second hand",
    fields=(
        ChannelField("title", "required", "V2", v.TITLE),
        ChannelField("id", "required", "V2", v.ID),
        ChannelField(
            "description",
            "required",
            "V2",
            v.description(COMMON_TAGS, escaped),
            least=100,
            tags=COMMON_TAGS,
        ),
        ChannelField("url", "required", "V2", v.PAGE),
        ChannelField("location", "required", "V2", v.CITY._replace(of=_location), "one place"),
        ChannelField("country", "required", "V2", v.COUNTRY),
        ChannelField("postcode", "optional", "V2", v.POSTAL_CODE._replace(path="posting")),
        ChannelField("company", "recommended", "V2", v.COMPANY, "the employer, not an agency"),
        ChannelField("category", "recommended", "V2", v.CATEGORY, "one"),
        ChannelField("salary_min", "recommended", "V2", _by_known_period(v.LOW)),
        ChannelField("salary_max", "optional", "V2", _by_known_period(v.HIGH)),
        ChannelField("salary_currency", "optional", "V2", _by_known_period(v.CURRENCY)),
        ChannelField(
            "salary_frequency", "optional", "V2", v.period(PERIODS), words=tuple(PERIODS.values())
        ),
        ChannelField(
            "contract_type",
            "optional",
            "V2",
            v.only("employment_type", {"contract": "contract"})._replace(path="posting"),
            "`permanent` is never sent: a full-time job need not be",
            words=("permanent", "contract"),
        ),
        ChannelField(
            "contract_time",
            "optional",
            "V2",
            v.only("employment_type", TIMES),
            words=tuple(TIMES.values()),
        ),
        ChannelField("date", "optional", "V2", v.posted("%Y-%m-%d")),
    ),
    feed=Feed("jobs"),
)
