"""An ad: a posting at one place, as a board takes it, and what its fields are made from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from kamroles.channels.opening import Opening
    from kamroles.model.pay import Pay
    from kamroles.model.posting import Place

LONGEST_ID = 40
_HASH = 12


@dataclass(frozen=True)
class Ad:
    """An opening at one place.

    Attributes:
        opening: the posting.
        place: where; None for a job that names no place.
        page: the address of its page.
        as_of: today.

    """

    opening: Opening
    place: Place | None
    page: str
    as_of: datetime.date

    @property
    def id(self) -> str:
        """The id that stays for good, in at most 40 characters."""
        return short_id(self.opening.id, self.place.id if self.place else "")

    @property
    def posting_id(self) -> str:
        """The id that all places share."""
        return short_id(self.opening.id)

    @property
    def title(self) -> str:
        """The title alone."""
        return self.opening.title

    @property
    def company(self) -> str:
        """The name people know."""
        return self.opening.employer.name

    @property
    def category(self) -> str:
        """The job family."""
        return self.opening.family

    @property
    def city(self) -> str:
        """Town or city."""
        return self.of_place("city")

    @property
    def region(self) -> str:
        """State or province, by its code where it has one."""
        return self.of_place("region")

    def of_place(self, name: str) -> str:
        """Return a part of the address; empty if there is none."""
        return getattr(self.place, name, None) or ""

    @property
    def country(self) -> str:
        """ISO code of the country; of a job without a place, the only one it can be done in."""
        if self.place:
            return self.place.country or ""
        countries = self.opening.countries
        return countries[0] if len(countries) == 1 else ""

    @property
    def country_name(self) -> str:
        """The country in words."""
        from kamroles.model.places import countries

        return countries().get(self.country, "")

    @property
    def email(self) -> str:
        """Where to ask, or else where to apply."""
        posting = self.opening.posting
        written = [posting.contact_email, *(way.email for way in posting.apply)]
        return next(filter(None, written), "")

    @property
    def posted(self) -> datetime.date | None:
        """First day."""
        return self.opening.posting.posted

    @property
    def closes(self) -> datetime.date | None:
        """Last day to apply, where the page shows one."""
        return self.opening.posting.closes if self.opening.shows("posting.closes") else None

    @property
    def changed(self) -> datetime.date | None:
        """The day on which candidates last saw something else."""
        return self.opening.changed if self.posted else None

    @property
    def offer(self) -> tuple[Pay | None, str]:
        """What is paid here, as far as the page shows it, and its path."""
        offers = list(self.opening.offers())
        near = [each for each in offers if self.place in each.places]
        chosen = near or (offers if len(offers) == 1 else [])
        for each in chosen[:1]:
            return (each.pay if self.opening.shows(each.path) else None), each.path
        return None, "posting.pay"

    @property
    def amounts(self) -> tuple[float, float, str, str] | None:
        """Base pay from and to, currency and period; None where one of them is not sure."""
        pay = self.offer[0]
        base = (pay.base or pay) if pay else None
        if not pay or not base or base.min is None or pay.commission_only or pay.upwards:
            return None
        if pay.period is None or pay.currency is None:
            return None
        return base.min, base.max or base.min, pay.currency, pay.period

    def yaml_path(self, path: str) -> str:
        """Return the path of a field's value, such as that of this place."""
        place = f"posting.places.{self.place.id}" if self.place else "posting.places"
        return path.replace("{place}", place).replace("{pay}", self.offer[1])


def ads_of(opening: Opening, page: str, as_of: datetime.date) -> Iterator[Ad]:
    """Yield an ad for each place of an opening."""
    for place in opening.posting.places or (None,):
        yield Ad(opening, place, page, as_of)


def short_id(posting: str, place: str = "") -> str:
    """Return an id of at most 40 characters; of a longer one, its start and a hash of it all.

    Ids of postings and places have single hyphens, so that no two of them make the same one.
    """
    whole = f"{posting}--{place}" if place else posting
    if len(whole) <= LONGEST_ID:
        return whole
    start = whole[: LONGEST_ID - _HASH - 3].rstrip("-")
    return f"{start}---{hashlib.sha256(whole.encode()).hexdigest()[:_HASH]}"


def plain_amount(amount: float) -> str:
    """Return an amount in digits alone."""
    return f"{amount:.2f}".removesuffix(".00")
