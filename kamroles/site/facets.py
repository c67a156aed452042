"""Ways to narrow the list of openings, each value with a page of its own."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from kamroles.compose import english
from kamroles.site.brief import place_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kamroles.channels.opening import Opening

_BANDS = 4
"""How many steps of pay there are about, for one currency and period."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the list.

    Attributes:
        id: part of its addresses.
        title: what people call it.
        values: what an opening has of it, in words.
        feeds: whether each value has feeds, which people subscribe to as job alerts.

    """

    id: str
    title: str
    values: Callable[[Opening], Iterable[str]]
    feeds: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The openings that share a value of a facet, or all of them.

    Attributes:
        facet: what they share.
        value: what they have of it.
        path: the stem of its pages; empty for the list of all.
        openings: what is open.
        every: also what was open before, so that a feed outlives the jobs in it.

    """

    facet: Facet
    value: str
    path: str
    openings: tuple[Opening, ...]
    every: tuple[Opening, ...]


ALL = Facet("", "", lambda _: [""], feeds=True)
"""What all openings share; its one group has no path."""


def groups(
    openings: Sequence[Opening], every: Sequence[Opening], facets: Iterable[Facet]
) -> list[Group]:
    """Return the values of all facets with their openings, in the order of the alphabet.

    A value that nothing open has any more stays where people may have subscribed to it.
    """
    open_ids = {opening.id for opening in openings}
    found: list[Group] = []
    for facet in facets:
        by_value: dict[str, list[Opening]] = {}
        for opening in every:
            for value in dict.fromkeys(facet.values(opening)):
                by_value.setdefault(value, []).append(opening)
        stems = _stems(by_value)
        for value in sorted(by_value, key=_sorting):
            path = f"browse/{facet.id}/{stems[value]}"
            fits = tuple(by_value[value])
            now = tuple(opening for opening in fits if opening.id in open_ids)
            if now or facet.feeds:
                found.append(Group(facet, value, path, now, fits))
    return found


def facets(label: Callable[[str], str], openings: Sequence[Opening]) -> list[Facet]:
    """Return the facets there are; ``label`` gives the words of documents by key."""
    bands = _bands(label, openings)
    return [
        Facet(
            "family", label("site.job-family"), lambda o: [o.family] if o.family else [], feeds=True
        ),
        Facet("place", label("place"), _places, feeds=True),
        Facet(
            "workplace",
            label("workplace"),
            lambda o: [label(f"workplace.{way}") for way in o.posting.workplace],
        ),
        Facet(
            "employment",
            label("employment"),
            lambda o: [label(f"employment_type.{each}") for each in o.posting.employment_type],
        ),
        Facet("pay", label("pay"), lambda o: bands.get(o.id, ())),
    ]


def _places(opening: Opening) -> Iterator[str]:
    yield from map(place_name, opening.posting.places)


Band = tuple[str, str, float]
"""Currency, period, and the least that is paid."""


def _bands(label: Callable[[str], str], openings: Sequence[Opening]) -> dict[str, list[str]]:
    """Return for each opening, by its id, the steps of pay that its pay starts at or above."""
    least: dict[str, list[Band]] = {opening.id: list(_least(opening)) for opening in openings}
    by_unit: dict[tuple[str, str], list[float]] = {}
    for currency, period, amount in (band for bands in least.values() for band in bands):
        by_unit.setdefault((currency, period), []).append(amount)
    written = _ways_to_write(openings, sorted({currency for currency, _ in by_unit}))
    found: dict[str, list[str]] = {}
    for (currency, period), amounts in sorted(by_unit.items()):
        for step, fits in _telling(currency, period, _steps(max(amounts)), least):
            said, _ = english.amounts(step, None, currency, *written[currency])
            words = f"{label('from')} {said} {label(f'period.{period}')}"
            for name in fits:
                found.setdefault(name, []).append(words[:1].upper() + words[1:])
    return found


def _telling(
    currency: str, period: str, steps: Iterable[float], least: Mapping[str, list[Band]]
) -> Iterator[tuple[float, list[str]]]:
    """Yield the steps that tell openings apart, each with the ids of those at or above it."""
    paid = {
        name: max((b[2] for b in bands if b[:2] == (currency, period)), default=-1.0)
        for name, bands in least.items()
    }
    groups = [(step, [name for name, most in paid.items() if most >= step]) for step in steps]
    for (step, fits), (_, higher) in zip(groups, [*groups[1:], (0, [])], strict=True):
        if fits != higher:
            yield step, fits


def _ways_to_write(
    openings: Sequence[Opening], currencies: Iterable[str]
) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    """Return for each currency in which country's way it is written, and who reads it.

    It is that of the most openings that pay in it, as their lines have it. Where two currencies
    would look the same, readers of both countries must tell them apart.
    """
    ways = {}
    for currency in currencies:
        paid = [each.job.country for each in openings if _pays_in(each, currency)]
        ways[currency] = max(dict.fromkeys(paid), key=paid.count)
    looks = {each: english.amounts(1, None, each, ways[each])[0] for each in ways}
    said = [*looks.values()]
    readers = tuple(dict.fromkeys(filter(None, ways.values())))
    return {
        each: (country, readers if said.count(looks[each]) > 1 else ())
        for each, country in ways.items()
    }


def _pays_in(opening: Opening, currency: str) -> bool:
    return any(band[0] == currency for band in _least(opening))


def _least(opening: Opening) -> Iterator[Band]:
    for paid in opening.pay_by_place():
        if base := paid.base:
            yield base.currency, base.period, base.low


def _steps(most: float) -> Iterator[float]:
    """Yield round amounts up to the highest of the lower ends."""
    size = most / _BANDS
    power = 10 ** math.floor(math.log10(size)) if size > 0 else 1
    step = max(each for each in (power, 2 * power, 5 * power) if each <= max(size, power))
    yield from (step * number for number in range(1, int(most / step) + 1))


def _stems(values: Iterable[str]) -> dict[str, str]:
    """Return values as parts of addresses, in ASCII letters and digits.

    People subscribe to these, so what other values there are may not change one: where letters are
    lost, or another value has the same, a few digits of its own follow.
    """
    found: dict[str, str] = {}
    for value in sorted(values, key=lambda each: (not each.isascii(), each)):
        named = "".join(_currency_name(each) for each in value)
        plain = unicodedata.normalize("NFKD", named)
        kept = plain.encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", kept).strip("-")
        lost = any(each.isalnum() and not each.isascii() for each in plain)
        if lost or not stem or stem in found.values():
            own = sha256(value.encode()).hexdigest()[:6]
            stem = f"{stem}-{own}".strip("-")
        found[value] = stem
    return found


def _currency_name(character: str) -> str:
    """Return the sign of a currency in letters: no address has one."""
    if unicodedata.category(character) != "Sc":
        return character
    return f" {unicodedata.name(character).removesuffix(' SIGN').lower()} "


def _sorting(value: str) -> list[tuple[int, int, str]]:
    """Return what sorts a value: numbers in it by their size."""
    parts = re.findall(r"\d[\d,.']*|\D+", value.casefold())
    return [(0, int(re.sub(r"\D", "", p)), "") if p[0].isdigit() else (1, 0, p) for p in parts]
