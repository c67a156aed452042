"""What the fields of boards are made from: a text of an ad, and where it is written in YAML."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from kamroles.channels.description import COMMON_TAGS, escaped, html_of
from kamroles.field_tables import ChannelField, Value
from kamroles.model.places import countries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kamroles.channels.ad import Ad
    from kamroles.channels.opening import BasePay
    from kamroles.field_tables import Need, Sureness


LAST_DAY = "wanted where there is a last day"


def _of_place(name: str, write: str = "") -> Value:
    write = write or f"`{name}:` in the place"
    # a place that is named by its id is written with the employer's locations
    written = "employer.locations.{place}"
    also = (f"{written}.{name}", f"{written}.city")
    return Value(lambda ad: ad.of_place(name), f"posting.places.{{place}}.{name}", write, also)


def _email(ad: Ad) -> str:
    """Return where to ask, or else where to apply."""
    posting = ad.opening.posting
    written = [posting.contact_email, *(way.email for way in posting.apply)]
    return next(filter(None, written), "")


ID = Value(attrgetter("id"))
TITLE = Value(attrgetter("title"), "posting.title", also=("role.title",))
COMPANY = Value(attrgetter("company"), "employer.name")
CATEGORY = Value(attrgetter("opening.family"), "role.family")
PAGE = Value(attrgetter("page"), write="`site: {url: https://…}` in kamroles.yaml")
STREET = _of_place("street")
CITY = _of_place("city")
REGION = _of_place("region", "`region:` in the place, by its code where it has one{region}")
POSTAL_CODE = _of_place("postal_code")
COUNTRY = _of_place("country", "`country:` in the place, such as US")._replace(
    of=attrgetter("country")
)
COUNTRY_NAME = COUNTRY._replace(of=lambda ad: countries().get(ad.country, ""))
EMAIL = Value(
    _email, "posting.contact_email", "`contact_email:` with the address of the account there"
)
REMOTE = Value(lambda ad: "yes" if ad.opening.remote else "no")
EMPLOYMENT_WORDS = Value(lambda ad: ad.opening.words_of("posting.employment_type"))


def plain_amount(amount: float) -> str:
    """Return an amount in digits alone."""
    return f"{amount:.2f}".removesuffix(".00")


def base_pay(say: Callable[[BasePay], str]) -> Value:
    """Return what a channel says of base pay that has two ends or one fixed amount."""

    def said(ad: Ad) -> str:
        return say(ad.base_pay) if ad.base_pay else ""

    return Value(said, "{pay}", "`pay: {min: …, max: …}`")


def low(pay: BasePay) -> str:
    """Return the lower end in digits alone."""
    return plain_amount(pay.low)


def high(pay: BasePay) -> str:
    """Return the upper end in digits alone."""
    return plain_amount(pay.high)


LOW, HIGH = base_pay(low), base_pay(high)
CURRENCY = base_pay(lambda pay: pay.currency)


def day(name: str, form: str) -> Value:
    """Return a day of the ad in a form of ``strftime``; postings know no time of day."""

    def said(ad: Ad) -> str:
        found = getattr(ad, name)
        return found.strftime(form) if found else ""

    return Value(said, *_DAYS.get(name, ()))


_DAYS = {
    "posted": ("posting.posted", "`posted:` with the first day, such as 2026-11-23"),
    "closes": ("posting.closes", "`closes:` if there is a last day"),
}


def choice(
    name: str, need: Need, sure: Sureness, of: str, words: Mapping[str, str]
) -> ChannelField:
    """Return a field with the one value of a field of the posting, in a channel's words."""

    def said(ad: Ad) -> str:
        values = getattr(ad.opening.posting, of)
        return words.get(values[0], "") if len(values) == 1 else ""

    value = Value(said, f"posting.{of}")
    return ChannelField(name, need, sure, value, words=tuple(words.values()))


def description(
    sure: Sureness,
    tags: tuple[str, ...] = COMMON_TAGS,
    note: str = "",
    *,
    escape: Callable[[str], str] = escaped,
    least: int = 0,
    most: int = 0,
) -> ChannelField:
    """Return the field with all that the page says, in its order, in the tags that are taken."""
    said = Value(lambda ad: html_of(ad.opening.document, tags, escape=escape))
    return ChannelField("description", "required", sure, said, note, least, most, tags=tags)
