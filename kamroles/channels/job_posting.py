"""JobPosting of schema.org, as search engines read it on the page of one open posting.

Only what stands on that page is said: each value's path must be among those that are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.channels.description import escaped, html_of
from kamroles.channels.job_posting_fields import EMPLOYMENT, FIELDS, TAGS, UNITS
from kamroles.channels.job_posting_rules import refusals_of_job
from kamroles.document import Facts
from kamroles.field_tables import Channel, Refusal
from kamroles.model.areas import UNIONS, area_name, country_in, region_in
from kamroles.model.places import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.channels.ad import Ad
    from kamroles.channels.opening import BasePay, Opening, PayAtPlaces
    from kamroles.model.posting import Place

CONTEXT = "https://schema.org"


def markup(opening: Opening, page: str) -> list[dict[str, Any]]:
    """Return the objects for the page of an opening: one, or one for each place with its own pay.

    ``page`` is the address of the page.
    """
    return [said for _, said in _objects(opening, page)]


def _objects(opening: Opening, page: str) -> Iterator[tuple[tuple[Place, ...], dict[str, Any]]]:
    """Yield each object with the places that it is for."""
    paid = list(opening.pay_by_place())
    if len(paid) > 1:
        yield from ((each.places, _object(opening, page, each, each.places)) for each in paid)
    else:
        places = opening.posting.places
        yield places, _object(opening, page, paid[0] if paid else None, places)


def _object(
    opening: Opening, page: str, paid: PayAtPlaces | None, places: tuple[Place, ...]
) -> dict[str, Any]:
    posting, employer = opening.posting, opening.employer
    own = f"{opening.id}--{paid.id}" if paid and paid.id else opening.id
    said: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "JobPosting",
        "title": opening.title,
        "description": html_of(
            opening.document,
            TAGS,
            escape=escaped,
            leave_out=lambda part: isinstance(part, Facts),
        ),
        "identifier": {"@type": "PropertyValue", "name": employer.name, "value": own},
        "datePosted": _day(posting.posted),
        "validThrough": _day(posting.closes) if opening.shows("posting.closes") else None,
        "employmentType": [EMPLOYMENT[each] for each in posting.employment_type],
        "hiringOrganization": {"@type": "Organization", "name": employer.name}
        | ({"sameAs": employer.site} if employer.site else {}),
        "url": page,
        "directApply": False,
    }
    said |= dict(_where(opening, places))
    if paid and opening.shows(paid.path):
        said["baseSalary"] = _base_salary(paid.base)
    if posting.openings > 1 and opening.shows("posting.openings"):
        said["totalJobOpenings"] = posting.openings
    return {name: value for name, value in said.items() if value not in (None, [], ())}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _where(opening: Opening, places: tuple[Place, ...]) -> Iterator[tuple[str, Any]]:
    """Yield the places, and for a job that is remote alone where it can be done from."""
    if opening.remote:
        yield "jobLocationType", "TELECOMMUTE"
        written = opening.posting.remote_from
        members = [sorted(UNIONS[each][1]) if each in UNIONS else [each] for each in written]
        areas = dict.fromkeys(area for group in members for area in group if country_in(area))
        yield "applicantLocationRequirements", [_area(each) for each in areas]
    found = [{"@type": "Place", "address": _address(each)} for each in places]
    yield "jobLocation", found[0] if len(found) == 1 else found  # some read no list


def _area(code: str) -> dict[str, Any]:
    if not region_in(code):
        return {"@type": "Country", "name": countries()[code]}
    return {"@type": "State", "name": area_name(code)}


def _address(place: Place) -> dict[str, Any]:
    parts = {
        "streetAddress": place.street,
        "addressLocality": place.city,
        "addressRegion": place.region,
        "postalCode": place.postal_code,
        "addressCountry": place.country,
    }
    return {"@type": "PostalAddress"} | {name: value for name, value in parts.items() if value}


def _base_salary(base: BasePay | None) -> dict[str, Any] | None:
    if base is None:
        return None
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": UNITS[base.period]}
    if base.high == base.low:
        value["minValue" if base.upwards else "value"] = base.low
    else:
        value |= {"minValue": base.low, "maxValue": base.high}
    return {"@type": "MonetaryAmount", "currency": base.currency, "value": value}


def _refusals(_: Channel, ad: Ad) -> Iterator[Refusal]:
    """Yield what Google refuses of the markup, as far as it is about the place of the ad."""
    for places, said in _objects(ad.opening, ad.page):
        if ad.place in places or not places:
            here = dict(_where(ad.opening, tuple(p for p in places if p is ad.place)))
            yield from refusals_of_job(said | here, ad.as_of)


CHANNEL = Channel(
    "google",
    "Google",
    who="Everybody: `kamroles site` writes it into the page of each open posting.",
    source="Google, JobPosting structured data; its lists as Adobe's validator 1.7.1 of 2026 and "
    "copies have them",
    unproven="Google's own test needs the page online; what it shows is its choice",
    fields=FIELDS,
    refusals=_refusals,
)
