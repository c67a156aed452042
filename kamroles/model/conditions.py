"""Where benefits, statements and ways to apply hold, by their `when`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kamroles.diagnostics import ENOUGH, Diagnostic, suggest, warning
from kamroles.model import areas, regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kamroles.diagnostics import Span
    from kamroles.model.employer import Employer, When
    from kamroles.model.posting import Posting

_CONDITIONED = ("benefits", "statements", "apply")
_LONGEST_CODE = 3
"""Letters of the code of a region (ISO 3166-2)."""
_CALLED = {"benefits": "benefit", "statements": "statement", "apply": "way to apply"}


class _Where(NamedTuple):
    """Where a job is done: each place or area by country and region, and what is larger."""

    known: frozenset[tuple[str, str | None]]
    larger: tuple[str, ...]

    @property
    def countries(self) -> set[str]:
        return {country for country, _ in self.known}


def where(posting: Posting, country: str | None) -> _Where:
    """Return where a job is done; ``country`` stands for all that nobody wrote."""
    known = {(place.country, place.region) for place in posting.places if place.country}
    larger = tuple(area for area in posting.remote_from if areas.country_in(area) is None)
    for area in posting.remote_from:
        if of := areas.country_in(area):
            known.add((of, areas.region_in(area)))
    if not known and not larger and country:
        known.add((country, None))
    return _Where(frozenset(known), larger)


def applied(posting: Posting, country: str | None) -> Posting:
    """Return a posting with only what holds for it."""
    there = where(posting, country)
    kept = {
        name: tuple(one for one in getattr(posting, name) if _holds(one.when, posting, there))
        for name in _CONDITIONED
    }
    return replace(posting, **kept)


def when_doubts(posting: Posting, employer: Employer, country: str | None) -> Iterator[Diagnostic]:
    """Yield each `when` that can never be met, or of which the posting does not say enough."""
    there = where(posting, country)
    own = posting.node.span.source
    firm = there.countries | {place.country for place in employer.locations}
    if there.larger:  # it may be anywhere
        firm = set()
    for name in _CONDITIONED:
        for number, one in enumerate(getattr(posting, name)):
            if one.when is None:
                continue
            place, what = one.when.span(), f"the {_CALLED[name]} `{one.id}`"
            holds = _holds(one.when, posting, there)
            if region := _no_region(one.when, firm):
                among = one.when.country or sorted(firm)
                yield _never_there(what, region, among, place, seek=number < ENOUGH)
            elif holds is None:
                remote = "remote" in posting.workplace
                yield _unknown(what, one.when, place, there, remote=remote)
            elif not holds and place and place.source == own:
                message = f"{what} is never printed: this posting does not fit its `when`"
                yield warning("KR235", message, place, "mend `when`, or take it out")


def _never_there(
    what: str, region: str, among: Iterable[str], place: Span | None, *, seek: bool
) -> Diagnostic:
    listed = list(among)
    known = [name for each in listed for name in regions.REGIONS.get(each, {}).values()]
    message = f"{what} is never printed: `{region}` is no region of {' or '.join(listed)}"
    hint = suggest(region, known if seek else (), "write the code or name of a state or province")
    return warning("KR235", message, place, hint)


def _unknown(
    what: str, when: When, place: Span | None, there: _Where, *, remote: bool
) -> Diagnostic:
    wanted = ", ".join((*when.region, *([] if when.region else when.country)))
    message = f"{what} is not printed: the posting does not tell whether the job is in {wanted}"
    one = next(iter(when.region or when.country))
    lands = when.country or regions.countries_with(one)
    code = regions.code_in(lands[0], one) if when.region and lands else None
    other = [each for _, each in there.known if each and _is_code(each) != _is_code(one)]
    if when.region and not lands:
        hint = "add its `country` to the `when`, and `region` to the places of jobs there"
    elif when.region and not code and other:
        hint = f"the place says `{other[0]}`: write the region the same way in both"
    elif not remote or (when.region and not code):
        hint = "add `region` to the places of the job, or take `when` out"
    else:
        area = f"{lands[0]}-{code}" if code else one
        hint = f"name it in the posting, as in remote_from: [{area}], or take `when` out"
    return warning("KR236", message, place, hint)


def _no_region(when: When, firm: Iterable[str]) -> str | None:
    """Return a region of a `when` that no country has, if the regions of all are known."""
    among = when.country or tuple(firm)
    if not among or not all(country in regions.REGIONS for country in among):
        return None
    lost = [r for r in when.region if not any(regions.code_in(c, r) for c in among)]
    return lost[0] if lost and len(lost) == len(when.region) else None


def _holds(when: When | None, posting: Posting, there: _Where) -> bool | None:
    """Tell whether a `when` is met; None where the posting does not say enough."""
    if when is None:
        return True
    parts = (
        not when.workplace or not set(when.workplace).isdisjoint(posting.workplace),
        not when.employment_type
        or not set(when.employment_type).isdisjoint(posting.employment_type),
        _in_country(when.country, there),
        _in_region(when, there),
    )
    if False in parts:
        return False
    return None if None in parts else True


def _in_other_words(country: str, region: str, wanted: Iterable[str]) -> bool:
    """Tell whether one is written as a code and the other as a name, of which nothing is known."""
    if country in regions.REGIONS:
        return False
    return any(_is_code(name) != _is_code(region) for name in wanted)


def _is_code(region: str) -> bool:
    return len(region) <= _LONGEST_CODE and region.isupper()


def _in_country(wanted: tuple[str, ...], there: _Where) -> bool | None:
    if not wanted or not there.countries.isdisjoint(wanted):
        return True
    larger = any(areas.holds(area, country) for area in there.larger for country in wanted)
    return None if larger else False


def _in_region(when: When, there: _Where) -> bool | None:
    if not when.region:
        return True
    for country, region in there.known:
        if region and any(regions.same(country, region, name) for name in when.region):
            return True
    lands = when.country or {c for name in when.region for c in regions.countries_with(name)}
    for country, region in there.known:
        named = country in lands or (not lands and country not in regions.REGIONS)
        if named and (region is None or _in_other_words(country, region, when.region)):
            return None
    somewhere = any(areas.holds(area, country) for area in there.larger for country in lands)
    return None if somewhere or (there.larger and not lands) else False
