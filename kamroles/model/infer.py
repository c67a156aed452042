"""Fill in what follows safely from what was written; pay, dates and FLSA status never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kamroles.model import areas, conditions, places, regions
from kamroles.model.fields import fields_of
from kamroles.model.pay_units import completed_pay
from kamroles.model.posting import Place

if TYPE_CHECKING:
    from kamroles.model.employer import Employer
    from kamroles.model.posting import Posting
    from kamroles.model.role import Role

_SMALL_WORDS = {"of", "and", "for", "in", "the", "to"}
_CAPITALS = {"it", "hr", "vp", "us", "uk", "eu", "b2b", "crm", "oem", "ii", "iii", "iv"}
_DAYS = {
    str(number): f"{word} day{'s' * (number > 1)} a week"
    for number, word in enumerate(("one", "two", "three", "four", "five"), 1)
}


def title_of(stem: str) -> str:
    """Return a job title for a file name: ``head-of-accounts`` is Head of Accounts."""
    words = stem.split("-")
    return " ".join(_capital(word, first=not n) for n, word in enumerate(words))


def _capital(word: str, *, first: bool) -> str:
    if word in _CAPITALS:
        return word.upper()
    return word if word in _SMALL_WORDS and not first else word.capitalize()


def complete(posting: Posting, role: Role, employer: Employer) -> Posting:
    """Return the posting with places, pay unit and title filled in and conditions applied."""
    full = filled(posting, role, employer)
    return conditions.applied(full, country_of(full, employer))


def filled(posting: Posting, role: Role, employer: Employer) -> Posting:
    """Return the posting with places, pay unit and title filled in."""
    days = posting.office_days
    full = replace(
        posting,
        title=posting.title or role.title,
        office_days=_DAYS.get(days, days) if days else None,
        places=tuple(_place(place, employer) for place in posting.places),
    )
    country = country_of(full, employer)
    return replace(full, **completed_pay(full, country))


def country_of(posting: Posting | None, employer: Employer | None) -> str | None:
    """Return the country whose habits a document follows: of the work, else of the employer."""
    if posting:
        for place in posting.places:
            if place.country:
                return place.country
        if area := next(filter(None, map(areas.country_in, posting.remote_from)), None):
            return area
    return employer.country if employer else None


def countries_of(posting: Posting | None) -> tuple[str, ...]:
    """Return the countries and larger areas whose people read a posting, each once."""
    if not posting:
        return ()
    named = [place.country for place in posting.places]
    named += [areas.country_in(area) or area for area in posting.remote_from]
    return tuple(dict.fromkeys(code for code in named if code))


def _place(place: Place, employer: Employer) -> Place:
    known = next((address for address in employer.locations if address.id == place.id), place)
    full = {n: getattr(place, n) or getattr(known, n, None) for n in fields_of(Place)}
    country, region = full["country"], full["region"]
    return replace(
        place,
        **full,
        region_name=regions.name_in(country, region),
        country_name=places.countries().get(country, country) if country else None,
    )
