"""Parts of pay that contradict each other, and places that have no pay or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, error, suggest, warning
from kamroles.model.ranges import ordered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.model.pay import Pay, PayRange, Variable
    from kamroles.model.posting import Posting

_ROUNDED = 0.01
"""How far a sum may be off where a part of it is a percentage."""
_SPLIT_ROUNDED = 5
"""How many points a split may be off from what the amounts come to."""


def pays(posting: Posting) -> Iterator[tuple[str, Pay]]:
    """Yield all that a posting says of pay, each with the path it is called by."""
    if posting.pay:
        yield "pay", posting.pay
    for place in posting.places:
        if place.pay and place.zone is None:
            yield f"places.{place.id}.pay", place.pay
    for zone in posting.pay_zones:
        yield f"pay_zones.{zone.id}.pay", zone.pay


def pay_conflicts(posting: Posting) -> Iterator[Diagnostic]:
    """Check what a posting says of pay against itself, as it was written."""
    places_say = any(place.pay for place in posting.places) or bool(posting.pay_zones)
    for name, pay in pays(posting):
        yield from conflicts_in(pay, name)
        if not says_amounts(pay) and not (name == "pay" and places_say):
            hint = "add a line `min: …`, or `commission_only: true`"
            yield error("KR203", f"`min` is missing in `{name}`", pay.span(), hint)
        if posting.pay_left_out and says_amounts(pay):
            message = f"`{name}` says what is paid, and `pay_left_out` why nothing is said of it"
            left_out, hint = posting.pay_left_out.span(), "take one of them out"
            yield error("KR222", message, left_out, hint, *pay.beside("min", "base", "ote"))
    yield from _places(posting)


def conflicts_in(pay: Pay, name: str) -> Iterator[Diagnostic]:
    """Check one pay, called ``name``, against itself."""
    for part, called in ((pay, name), *((p, f"{name}.{n}") for n, p in _parts(pay))):
        yield from ordered(part, called)
    yield from _either_or(pay)
    yield from _sums(pay)


def says_amounts(pay: Pay) -> bool:
    """Tell whether it says how much is paid, or that no amount is sure."""
    return pay.min is not None or bool(pay.base or pay.ote or pay.commission_only)


def least_amount(pay: Pay) -> float | None:
    """Return the least of what is surely paid, or else of what is paid for targets that are met."""
    ranges = (pay.base or pay, pay.ote, pay.variable)
    return next((each.min for each in ranges if each and each.min is not None), None)


def _parts(pay: Pay) -> Iterator[tuple[str, PayRange | Variable]]:
    for name in ("base", "variable", "ote"):
        if part := getattr(pay, name):
            yield name, part


def _either_or(pay: Pay) -> Iterator[Diagnostic]:
    """Yield fields of which only one can be true."""
    if pay.span("min") and pay.base:
        message = "`min` and `base` both say base pay"
        hint = f"take out `base`, and keep {_line(pay)}"
        yield error("KR239", message, pay.span("base"), hint, *pay.beside("min"))
    if pay.upwards and pay.min is None and not pay.base:
        hint = "write min: …, upwards: true"
        yield error("KR239", "`upwards` needs `min`, where pay starts", pay.span("upwards"), hint)
    if pay.upwards and pay.max is not None:
        message = f"pay is from {pay.min} upwards, and `max` is {pay.max}"
        hint = f"write min: {pay.min} and upwards: true, without `max`; or {_line(pay)} alone"
        yield error("KR239", message, pay.span("upwards"), hint, *pay.beside("max"))
    if pay.commission_only and (pay.min is not None or pay.base):
        message = "pay is commission only, and there is base pay as well"
        ote = f", ote: {_line(pay.ote, braces=True)}" if pay.ote else ""
        hint = f"write `pay: {{commission_only: true{ote}}}`, or take `commission_only` out"
        both = pay.beside("min", "base")
        yield error("KR239", message, pay.span("commission_only"), hint, *both)
    elif pay.commission_only and pay.split:
        message = "pay is commission only, so there is nothing to split"
        hint = "take `split` out"
        yield error("KR239", message, pay.span("split"), hint, *pay.beside("commission_only"))
    elif pay.split and not pay.ote:
        message = "`split` divides on-target earnings, and there is no `ote`"
        yield error("KR239", message, pay.span("split"), f"add `ote: {_from_split(pay)}`")
    yield from _variable(pay.variable)


def _from_split(pay: Pay) -> str:
    """Return on-target earnings as base pay and the split come to them."""
    base, part = pay.base or pay, int((pay.split or "0").partition("/")[0])
    ends = {name: getattr(base, name) for name in ("min", "max")}
    whole = [f"{n}: {round(v * 100 / part)}" for n, v in ends.items() if v is not None and part]
    return f"{{{', '.join(whole or ('min: …', 'max: …'))}}}"


def _variable(variable: Variable | None) -> Iterator[Diagnostic]:
    if variable and variable.min is None and variable.percent is None:
        hint = "write `variable: {min: …, max: …}` or `variable: {percent: …}`"
        yield error("KR203", "`min` or `percent` is missing in `variable`", variable.span(), hint)
    elif variable and variable.min is not None and variable.percent is not None:
        message = "variable pay has amounts and a percentage"
        hint = f"write `variable: {_line(variable, braces=True)}`, or the percentage alone"
        yield error("KR239", message, variable.span("percent"), hint, *variable.beside("min"))


def _sums(pay: Pay) -> Iterator[Diagnostic]:
    """Yield that base and variable pay do not come to what they are said to."""
    base = None if pay.upwards else pay.base or pay
    if not base or base.min is None or not pay.ote:
        return
    lows, highs = (base.min, pay.ote.min), (base.max or base.min, pay.ote.max or pay.ote.min)
    base_pay = pay.beside("min", "max", "base")
    if lows[0] > lows[1] or highs[0] > highs[1]:
        message = "on-target earnings are less than base pay, which is a part of them"
        hint = f"write base and variable pay together into `ote`, so more than {_line(base)}"
        yield error("KR239", message, pay.ote.span(), hint, *base_pay)
        return
    if variable := pay.variable:
        sums = [_with(variable, base.min, low=True), _with(variable, highs[0], low=False)]
        wanted = (lows[1], highs[1])
        slack = _ROUNDED if variable.min is None else 0
        if any(abs(a - b) > slack * b for a, b in zip(sums, wanted, strict=True)):
            least, most = (f"{each:.15g}" for each in sums)
            shown = least if least == most else f"{least} to {most}"
            message = f"base and variable pay come to {shown}, and `ote` says {_words(pay.ote)}"
            right = f"min: {least}" + (f", max: {most}" if least != most else "")
            parts = (*base_pay, *pay.beside("variable"))
            yield error("KR239", message, pay.ote.span(), f"write `ote: {{{right}}}`", *parts)
    if pay.split:
        stated = int(pay.split.partition("/")[0])
        found = [round(100 * one / all_) for one, all_ in (lows, highs) if all_]
        if found and all(abs(stated - each) > _SPLIT_ROUNDED for each in found):
            message = f"the amounts come to a split of {found[-1]}/{100 - found[-1]}"
            hint = f"write `split: {found[-1]}/{100 - found[-1]}`"
            yield error("KR239", message, pay.span("split"), hint, *base_pay, *pay.beside("ote"))


def _with(variable: Variable, base: float, *, low: bool) -> float:
    """Return base pay with the variable pay that belongs to it."""
    if variable.min is not None and variable.percent is None:
        return base + (variable.min if low else variable.max or variable.min)
    return base * (1 + (variable.percent or 0) / 100)


def _words(pair: PayRange) -> str:
    return f"{pair.min} to {pair.max}" if pair.max is not None else f"{pair.min}"


def _line(pair: Pay | PayRange | Variable, *, braces: bool = False) -> str:
    ends = [f"{n}: {v}" for n in ("min", "max") if (v := getattr(pair, n)) is not None]
    return f"{{{', '.join(ends)}}}" if braces else " and ".join(ends)


def _places(posting: Posting) -> Iterator[Diagnostic]:
    """Yield zones whose places there are not, and places that have no pay or two."""
    known = {place.id: place for place in posting.places}
    zoned: dict[str, str] = {}
    for zone in posting.pay_zones:
        for number, id_ in enumerate(zone.places):
            span = zone.span("places", str(number))
            if id_ not in known:
                message = f"`{id_}` is not one of the posting's places"
                yield error("KR223", message, span, suggest(id_, known) or "add it to `places`")
            elif id_ in zoned or (known[id_].pay and known[id_].zone is None):
                other = f"the zone `{zoned[id_]}`" if id_ in zoned else "`places`"
                message = f"`{id_}` has pay here and in {other}"
                yield error("KR239", message, span, "take it out of one of them")
            zoned.setdefault(id_, zone.id)
    named = any(zone.places for zone in posting.pay_zones)
    general = posting.pay and says_amounts(posting.pay)
    if general and posting.places and all(p.span("pay") or p.id in zoned for p in posting.places):
        message = "every place has pay of its own, so that the amounts in `pay` are printed nowhere"
        hint = "take them out of `pay`, or take `pay` out of the places that they are for"
        yield warning("KR239", message, posting.span("pay"), hint)
    if general or not (named or any(place.pay for place in posting.places)):
        return
    for place in posting.places:
        if not place.pay and place.id not in zoned:
            message = f"`{place.id}` has no pay, and other places have"
            hint = f"write `- {{id: {place.id}, pay: {{min: …, max: …}}}}`"
            yield error("KR239", message, place.span(), hint)
