"""Fill in what follows safely of pay: currency, period, and the pay of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kamroles.model import places
from kamroles.model.pay_conflicts import least_amount, says_amounts

if TYPE_CHECKING:
    from kamroles.model.pay import Pay, Zone
    from kamroles.model.posting import Place, Posting

_PAID_BY_THE_YEAR = {"USD", "CAD", "AUD", "NZD", "EUR", "GBP"}
_LEAST_YEARLY = 10_000


def completed_pay(posting: Posting, country: str | None) -> dict[str, Any]:
    """Return the pay, places and zones of a posting with what follows of each."""
    common = posting.pay
    zones = tuple(_zone(zone, posting, country) for zone in posting.pay_zones)
    general = complete_pay(common, country) if common else None
    by_place = any(place.pay for place in posting.places) or any(zone.places for zone in zones)
    return {
        "pay": general,
        "pay_zones": zones,
        "places": tuple(
            _placed(place, zones, common, general) if by_place else place
            for place in posting.places
        ),
    }


def _zone(zone: Zone, posting: Posting, country: str | None) -> Zone:
    countries = {place.country for place in posting.places if place.id in zone.places}
    pay = _with_common(zone.pay, posting.pay)
    if not countries:
        return replace(zone, pay=complete_pay(pay, country))
    own = next(iter(countries)) if len(countries) == 1 else None
    return replace(zone, pay=complete_pay(pay, own, by_place=True))


def _placed(
    place: Place, zones: tuple[Zone, ...], common: Pay | None, general: Pay | None
) -> Place:
    """Return a place with its own pay, or that of its zone, or the ``general`` one."""
    zone = next((zone for zone in zones if place.id in zone.places), None)
    if place.pay:
        pay = _with_common(place.pay, common)
        return replace(place, pay=complete_pay(pay, place.country, by_place=True))
    if zone:
        return replace(place, pay=zone.pay, zone=zone.id)
    if general and says_amounts(general):
        return replace(place, pay=replace(general, country=place.country))
    return place


def _with_common(pay: Pay, common: Pay | None) -> Pay:
    """Return a place's pay with the unit and the words that all places share."""
    shared = {
        n: getattr(pay, n) or getattr(common, n, None) for n in ("currency", "period", "note")
    }
    return replace(pay, **shared)


def complete_pay(pay: Pay, country: str | None, *, by_place: bool = False) -> Pay:
    """Return pay with its base as `min` and `max`, and with currency and period everywhere."""
    base = pay.base or pay
    currency = pay.currency or (places.currency_of(country) if country else None)
    # other money is too small for this: 30000 of it can be the pay of a month, or of a day
    by_year = currency in _PAID_BY_THE_YEAR and (least_amount(pay) or 0) >= _LEAST_YEARLY
    unit = {
        "currency": currency,
        "period": pay.period or ("year" if by_year else None),
        "country": country if by_place else None,
    }
    if pay.split:
        base_share, variable_share = map(int, pay.split.split("/"))
        pay = replace(pay, base_share=base_share, variable_share=variable_share)
    parts = {name: getattr(pay, name) for name in ("base", "variable", "ote")}
    units = {name: replace(part, **unit) for name, part in parts.items() if part}
    return replace(pay, min=base.min, max=base.max, **unit, **units)
