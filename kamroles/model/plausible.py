"""Values that can be typed but are hardly meant: pay, states, overtime status that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import ENOUGH, Diagnostic, Severity, error, suggest, warning
from kamroles.model import regions
from kamroles.model.areas import country_in
from kamroles.model.naming import WITH_REGION
from kamroles.model.pay_conflicts import least_amount, pays
from kamroles.model.places import countries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kamroles.model.employer import Address, Employer
    from kamroles.model.pay import Pay
    from kamroles.model.posting import Place, Posting

_USUAL_PAY = {
    "year": (3_500, 2_000_000),
    "hour": (2, 1_000),
    "day": (15, 8_000),
    "week": (75, 40_000),
    "month": (300, 170_000),
}
"""What pay by the hour, day … may be in the money below; anything else is taken for a slip."""
_ABOUT_A_DOLLAR = frozenset({"USD", "CAD", "AUD", "NZD", "EUR", "GBP", "CHF", "SGD"})
_WIDEST = 4
"""Where the most is so many times the least, a digit is rather missing or doubled."""
_EXEMPT_A_YEAR = 35_568
"""684 dollars a week: the least salary of most employees exempt from US overtime rules."""

_EXAMPLES = {"US": "OH", "CA": "ON", "AU": "NSW"}
_CALLED = {"CA": "province"}


def pay_doubts(pay: Pay) -> Iterator[Diagnostic]:
    """Yield what a range does not say, and what is unusual for its period or between its ends."""
    if least_amount(pay) is None:
        return
    too_wide = pay.max is not None and pay.min is not None and pay.max > _WIDEST * pay.min
    for name, example in (("currency", "USD"), ("period", "hour")):
        if getattr(pay, name) is None:
            hint = f"add `{name}`, such as {name}: {example}"
            if too_wide:
                hint = f"is a digit missing in `min`, or one too many in `max`? Otherwise {hint}"
            message = f"the pay range does not say its {name}"
            yield error("KR224", message, pay.span(), hint)
    usual = _USUAL_PAY.get(pay.period or "") if pay.currency in _ABOUT_A_DOLLAR else None
    for name, amount in (("min", pay.min), ("max", pay.max)) if usual else ():
        if usual and amount is not None and not usual[0] <= amount <= usual[1]:
            fits = [p for p, (least, most) in _USUAL_PAY.items() if least <= amount <= most]
            hint = f"is it `period: {fits[0]}`?" if fits else "count the digits"
            size = "low" if amount < usual[0] else "high"
            article = "an" if pay.period == "hour" else "a"
            message = f"{amount} {pay.currency} {article} {pay.period} is very {size}"
            yield warning("KR230", message, pay.span(name), hint)
            return
    if too_wide:
        times = round(pay.max / pay.min) if pay.max and pay.min else "any number of"
        message = f"the highest pay ({pay.max}) is {times} times the lowest ({pay.min})"
        hint = "count the digits of both; a wide range tells candidates little"
        yield warning("KR230", message, pay.span("max"), hint)


def flsa_doubts(posting: Posting) -> Iterator[Diagnostic]:
    """Yield why pay and an exemption from US overtime rules go together badly."""
    decision = posting.flsa
    least = [pay for _, pay in pays(posting) if pay.currency == "USD" and pay.min is not None]
    if not decision or decision.status != "exempt" or not least:
        return
    pay = min(least, key=lambda each: (each.period != "hour", each.min))
    if pay.period == "hour":
        message = "the job is exempt from overtime, and its pay is by the hour"
        hint = "most exemptions need a salary; check the decision, or give the pay by the year"
    elif pay.period == "year" and pay.min is not None and pay.min < _EXEMPT_A_YEAR:
        message = f"the job is exempt from overtime, and {pay.min} USD a year may be too little"
        hint = (
            f"most exemptions need {_EXEMPT_A_YEAR:,} USD (684 a week), in some states more; "
            "outside sales is one that does not"
        )
    else:
        return
    place, basis = decision.span("status"), "29 CFR 541.600 and 541.602"
    yield Diagnostic("KR233", Severity.WARNING, message, place, hint, (), basis)


def country_doubts(posting: Posting, employer: Employer) -> Iterator[Diagnostic]:
    """Yield that a job in several countries takes the changes of only the first."""
    named = [place.country for place in posting.places]
    named += map(country_in, posting.remote_from)
    countries = list(dict.fromkeys(filter(None, named)))
    passed_over = [country for country in countries[1:] if country in employer.countries]
    if passed_over:
        message = (
            f"the job is in {' and '.join(countries)}, and the employer's changes for "
            f"{' and '.join(passed_over)} do not apply: the first country decides"
        )
        hint = "write a posting for each country"
        yield warning("KR234", message, posting.span("places"), hint)


def state_doubts(places: Iterable[Place | Address]) -> Iterator[Diagnostic]:
    """Yield states and provinces that there are not, or that stand behind the city.

    One that was taken over is told where it was written.
    """
    for number, place in enumerate(places):
        country, region = place.country, place.region
        if country not in WITH_REGION:
            continue
        known = regions.REGIONS[country]
        if (there := place.span("region")) and region and not regions.code_in(country, region):
            of = "a state of the US" if country == "US" else f"a region of {countries()[country]}"
            otherwise = f"write its code, such as {_EXAMPLES[country]}"
            names = [*known, *known.values()] if number < ENOUGH else []
            hint = suggest(region, names, otherwise)
            yield warning("KR232", f"`{region}` is not {of}", there, hint)
        town, code = regions.apart(place.city or "", country)
        if code and not region and (there := place.span("city")):
            message = f"`{place.city}` is the city with its {_CALLED.get(country, 'state')}"
            message += ", which licenses, conditions and job boards look for in `region`"
            yield warning("KR340", message, there, f"write city: {town}, and region: {code}")
