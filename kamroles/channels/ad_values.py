"""What the fields of boards are made from: a text of an ad, and where it is written in YAML."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from kamroles.channels.ad import plain_amount
from kamroles.channels.description import html_of
from kamroles.field_tables import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kamroles.channels.ad import Ad

ID = Value(attrgetter("id"))
TITLE = Value(attrgetter("title"), "posting.title")
COMPANY = Value(attrgetter("company"), "employer.name")
CATEGORY = Value(attrgetter("category"), "role.family")
PAGE = Value(attrgetter("page"), write="`site: {url: https://…}` in kamroles.yaml")
STREET = Value(lambda ad: ad.of_place("street"), "{place}.street", "`street:` in the place")
CITY = Value(attrgetter("city"), "{place}.city", "`city:` in the place")
REGION = Value(
    attrgetter("region"),
    "{place}.region",
    "`region:` in the place, by its code where it has one, such as OR",
)
POSTAL_CODE = Value(
    lambda ad: ad.of_place("postal_code"), "{place}.postal_code", "`postal_code:` in the place"
)
COUNTRY = Value(attrgetter("country"), "{place}.country", "`country:` in the place, such as US")
COUNTRY_NAME = COUNTRY._replace(of=attrgetter("country_name"))
EMAIL = Value(
    attrgetter("email"),
    "posting.contact_email",
    "`contact_email:` with the address of the account there",
)
_PAY = "`pay: {min: …, max: …}`"
REMOTE = Value(lambda ad: "yes" if ad.opening.remote else "no")
EMPLOYMENT_WORDS = Value(lambda ad: ad.opening.words_of("posting.employment_type"))
LOW = Value(lambda ad: plain_amount(ad.amounts[0]) if ad.amounts else "", "{pay}", _PAY)
HIGH = Value(lambda ad: plain_amount(ad.amounts[1]) if ad.amounts else "", "{pay}", _PAY)
CURRENCY = Value(lambda ad: ad.amounts[2] if ad.amounts else "")


def posted(form: str) -> Value:
    """Return the first day in a form of ``strftime``; postings know no time of day."""
    return Value(
        _day("posted", form), "posting.posted", "`posted:` with the first day, such as 2026-11-23"
    )


def closes(form: str) -> Value:
    """Return the last day to apply, where the page shows one."""
    return Value(_day("closes", form), "posting.closes", "`closes:` if there is a last day")


def changed(form: str) -> Value:
    """Return the day on which candidates last saw something else."""
    return Value(_day("changed", form))


def _day(name: str, form: str) -> Callable[[Ad], str]:
    return lambda ad: day.strftime(form) if (day := getattr(ad, name)) else ""


def only(name: str, words: Mapping[str, str]) -> Value:
    """Return a field of the posting in a channel's words, if it has one value alone."""

    def said(ad: Ad) -> str:
        values = getattr(ad.opening.posting, name)
        return words.get(values[0], "") if len(values) == 1 else ""

    return Value(said, f"posting.{name}")


def period(words: Mapping[str, str]) -> Value:
    """Return what pay is for in a channel's words."""
    return Value(lambda ad: words.get(ad.amounts[3], "") if ad.amounts else "")


def description(tags: tuple[str, ...], escape: Callable[[str], str]) -> Value:
    """Return all that the page says, in its order, in the tags that a channel takes."""
    return Value(lambda ad: html_of(ad.opening.document, tags, escape=escape))
