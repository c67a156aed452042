"""An ad: a posting at one place, as a board takes it, and what its fields are made from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.model.regions import REGIONS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from kamroles.channels.opening import BasePay, Opening, PayAtPlaces
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

    def of_place(self, name: str) -> str:
        """Return a part of the address; empty if there is none."""
        return getattr(self.place, name, None) or ""

    @property
    def country(self) -> str:
        """ISO code of the country; of a job without a place, the only one it can be done in."""
        if self.place:
            return self.of_place("country")
        countries = self.opening.countries
        return countries[0] if len(countries) == 1 else ""

    @property
    def example_region(self) -> str:
        """The code of a region of the country: that of the city if it is one, else any."""
        known = {name: code for code, name in REGIONS.get(self.country, {}).items()}
        return known.get(self.of_place("city")) or next(iter(known.values()), "")

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
    def paid(self) -> PayAtPlaces | None:
        """What is paid here, whether the page shows it or not."""
        paid = list(self.opening.pay_by_place())
        here = (each for each in paid if self.place in each.places)
        return next(here, paid[0] if len(paid) == 1 else None)

    @property
    def base_pay(self) -> BasePay | None:
        """The amounts that are paid here, as far as the page shows them; no board takes half."""
        paid = self.paid
        base = paid.base if paid and self.opening.shows(paid.path) else None
        return base if base and not base.upwards else None

    def yaml_path(self, path: str) -> str:
        """Return a path with the id of this place, and with the path of what is paid here."""
        pay = self.paid.path if self.paid else "posting.pay"
        return path.replace("{place}", self.place.id if self.place else "").replace("{pay}", pay)


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
