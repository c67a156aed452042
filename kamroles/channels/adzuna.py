"""Adzuna: an XML feed that it reads each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.channels import ad_values as v
from kamroles.field_tables import Channel, ChannelField, Feed, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from kamroles.channels.ad import Ad
    from kamroles.channels.opening import BasePay

PERIODS = ("hour", "day", "month", "year")
TIMES = {each: each for each in ("full_time", "part_time")}


def _location(ad: Ad) -> str:
    return ", ".join(filter(None, (ad.of_place("city"), ad.of_place("region"))))


def _salary(say: Callable[[BasePay], str]) -> Value:
    """Return a part of pay, where it is for a period that Adzuna has a word for."""
    return v.base_pay(lambda pay: say(pay) if pay.period in PERIODS else "")


def _contract(ad: Ad) -> str:
    posting = ad.opening.posting
    if posting.contract and ad.opening.shows("posting.contract.kind"):
        return "permanent" if posting.contract.kind == "permanent" else ""
    return "contract" if posting.employment_type == ("contract",) else ""


CHANNEL = Channel(
    "adzuna",
    "Adzuna",
    who="By agreement with Adzuna [U].",
    source="copy of Adzuna's XML specification (docs.qhse-professionals.nl)",
    unproven="Adzuna publishes no schema, and this table is second hand",
    fields=(
        ChannelField("title", "required", "V2", v.TITLE),
        ChannelField("id", "required", "V2", v.ID),
        v.description("V2", least=100),
        ChannelField("url", "required", "V2", v.PAGE),
        ChannelField("location", "required", "V2", v.CITY._replace(of=_location), "one place"),
        ChannelField("country", "required", "V2", v.COUNTRY),
        ChannelField("postcode", "optional", "V2", v.POSTAL_CODE),
        ChannelField("company", "recommended", "V2", v.COMPANY, "the employer, not an agency"),
        ChannelField("category", "recommended", "V2", v.CATEGORY, "one"),
        ChannelField("salary_min", "recommended", "V2", _salary(v.low)),
        ChannelField("salary_max", "optional", "V2", _salary(v.high)),
        ChannelField("salary_currency", "optional", "V2", _salary(lambda pay: pay.currency)),
        ChannelField(
            "salary_frequency", "optional", "V2", _salary(lambda pay: pay.period), words=PERIODS
        ),
        ChannelField(
            "contract_type",
            "optional",
            "V2",
            Value(_contract, "posting.contract"),
            "a full-time job need not be permanent",
            words=("permanent", "contract"),
        ),
        v.choice("contract_time", "optional", "V2", "employment_type", TIMES),
        ChannelField("date", "optional", "V2", v.day("posted", "%Y-%m-%d")),
    ),
    feed=Feed("jobs"),
)
