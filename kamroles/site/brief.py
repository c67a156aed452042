"""An opening in a line or two, as lists, feeds and cards show it: what has many parts is summed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.channels.opening import is_pay
from kamroles.compose import english
from kamroles.document import inline_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from kamroles.channels.opening import Opening
    from kamroles.document import Inline
    from kamroles.model.posting import Place

_MOST_PLACES = 3
_MOST_PAYS = 2
_NOTE = ".note"


def place_name(place: Place) -> str:
    """Return a place by its city and region."""
    parts = (place.city, place.region_name or place.region)
    return ", ".join(dict.fromkeys(filter(None, parts)))


def places(opening: Opening) -> str:
    """Return where the job is done: all of few places, the first of many."""
    found = opening.posting.places
    if len(found) <= _MOST_PLACES:
        # Where each place has its own pay, the document names it beside that.
        return opening.place_words or english.listed([place_name(each) for each in found], "or")
    named = [place_name(place) for place in found[: _MOST_PLACES - 1]]
    return f"{'; '.join(named)} and {len(found) - len(named)} more places"


def pay(opening: Opening, label: Callable[[str], str], *, notes: bool = True) -> str:
    """Return what is paid: as the document says it, or from least to most over many places."""
    rows = [value for _, value in opening.facts if is_pay(value)]
    if len(rows) > _MOST_PAYS and (span := _span(opening, label)):
        return span
    return "; ".join(inline_text(row if notes else _without_note(row)) for row in rows)


def _without_note(row: Inline) -> Inline:
    """Return what is paid without what the employer notes of it, and what leads to the note."""
    ends = [at for at, run in enumerate(row) if (run.path or "").endswith(_NOTE)]
    return row[: max(0, ends[0] - 1)] if ends else row


def _span(opening: Opening, label: Callable[[str], str]) -> str:
    """Return the least and the most that is paid; empty where amounts are of different kinds."""
    pays = [each.pay for each in opening.pay_by_place()]
    units = {(each.currency, each.period) for each in pays}
    plain = all(
        each.min is not None
        and each.max is not None
        and not (each.base or each.ote or each.variable)
        for each in pays
    )
    if not plain or len(units) != 1:
        return ""
    currency, period = units.pop()
    if currency is None or period is None:
        return ""
    least = min(each.min for each in pays if each.min is not None)
    most = max(each.max for each in pays if each.max is not None)
    country, payer = opening.job.country, opening.employer.country
    low, high = english.amounts(least, most, currency, country, opening.countries, payer)
    amounts = f"{low} {label('to')} {high}" if high else low
    return f"{amounts} {label(f'period.{period}')}, depending on the place"
