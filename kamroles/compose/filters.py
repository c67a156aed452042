"""The filters that templates have beside Jinja's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined, pass_context, pass_environment

from kamroles.compose import english
from kamroles.compose.faults import Fault
from kamroles.compose.guard import filter_of, misfit
from kamroles.compose.limits import bounded
from kamroles.compose.template_values import (
    Missing,
    Record,
    Rich,
    Text,
    common_path,
    is_number,
    is_text,
    items,
    kind_of,
    path_of,
)
from kamroles.compose.unknown import no_attribute
from kamroles.model.areas import WORLDWIDE, area_name, is_zones, larger_of
from kamroles.model.naming import place_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from kamroles.compose.guard import Kind

FILTERS: dict[str, Callable[..., Any]] = {}

_LIST = (tuple, list, range)


def _filter(kind: Kind, wants: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add a filter for values of ``kind``; the function gets the sandbox and the value."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        name = function.__name__
        FILTERS[name] = filter_of(name, kind, wants, pass_environment(function))
        return function

    return register


def _written(name: str, value: Any, write: Callable[[str], str]) -> Any:
    """Return a text in other words, or each text of a list."""
    if isinstance(value, str):
        return Text(write(value), path_of(value))
    return items((_written(name, one, write) for one in _texts(name, value)), path_of(value))


@_filter((str, *_LIST), "a text or a list of texts")
def lower_first(sandbox: Any, value: Any) -> Any:
    """Begin with a small letter, unless the first word is an acronym such as CRM."""
    return _written("lower_first", value, english.lower_first)


@_filter(str, "a text")
def upper_first(sandbox: Any, value: str) -> Text:
    """Begin with a capital letter."""
    return Text(value[:1].upper() + value[1:], path_of(value))


@_filter(str, "a text")
def sentence(sandbox: Any, value: str) -> Text:
    """Add a full stop where there is no ending yet."""
    return Text(english.sentence(value), path_of(value))


@_filter(str, "an address")
def bare(sandbox: Any, value: str) -> Text:
    """Write a web address as people read it, without https://."""
    return Text(re.sub(r"\Ahttps?://(www\.)?", "", value).rstrip("/"), path_of(value))


@_filter(str, "a text")
def rich(sandbox: Any, value: str) -> Rich | Text:
    """Show the paragraphs, lists, bold, italic and links of a Markdown field."""
    if isinstance(value, Text) and value.rich:
        return Rich(value)
    message = f"{path_of(value) or 'this'} is plain text, so it has no Markdown in it"
    raise Fault("KR329", message, "take `| rich` away", "rich")


@_filter(str, "a date")
def date(sandbox: Any, value: str) -> Text:
    """Write a date, or a month, in words, by the habits of the country."""
    return Text(english.date(value, sandbox.country), path_of(value))


@_filter((int, float), "a number")
def percent(sandbox: Any, value: float) -> Text:
    """Write a number with a percent sign."""
    return Text(f"{value:g}%", path_of(value))


@_filter(str, "a time of day")
def time(sandbox: Any, value: str) -> Text:
    """Write a time of day by the habits of the country, with its time zone if it has one."""
    return Text(english.time(value, sandbox.country), path_of(value))


def _choice(name: str, wants: str, meaning: str, kind: Kind = str) -> None:
    """Add a filter that writes a value in the words that the locale file has for it.

    Of several values it writes ``Full time or part time``.
    """

    def run(sandbox: Any, value: Any) -> Any:
        if isinstance(value, _LIST):
            words = [str(run(sandbox, one)) for one in _texts(name, value)]
            words = words[:1] + [english.lower_first(word) for word in words[1:]]
            return Text(english.listed(words, str(sandbox.label("or"))), path_of(value))
        label = sandbox.label(f"{name}.{value}")
        return Text(label, path_of(value)) if isinstance(label, str) else label

    run.__name__, run.__doc__ = name, meaning
    _filter(kind, wants)(run)


_choice("workplace", "a workplace", "Write onsite, hybrid or remote in words.", (str, *_LIST))
_choice(
    "employment_type",
    "an employment type",
    "Write the kind of employment in words, or several: Full time or part time.",
    (str, *_LIST),
)
_choice("contract", "a kind of contract", "Write a kind of contract in words.")
_choice("shift", "a shift, or a list of them", "Write the times of work in words.", (str, *_LIST))
_choice("flsa", "an overtime status", "Write an overtime status in words.")
_choice("level", "a level from 1 to 5", "Write a level from 1 to 5 with its name.", (str, int))


@_filter((str, *_LIST), "a country code")
def country(sandbox: Any, value: Any) -> Any:
    """Write the name of a country, or of each country of a list; also of a part or a union."""
    return _written("country", value, area_name)


@_filter((str, *_LIST), "where a remote job can be done from")
def areas(sandbox: Any, value: Any) -> Text:
    """Write where a remote job can be done from, time zones last: `Colorado or Washington`.

    What is a part of another area that is given, such as Germany of the EU, is not named as well.
    """
    given = [value] if isinstance(value, str) else _texts("areas", value)
    word = str(sandbox.label("or"))
    zones = [area for area in given if is_zones(area)]
    whole = [area for area in given if area not in zones and not larger_of(area, given)]
    named = [area_name(area) for area in whole] or [area_name(WORLDWIDE)]
    parts = [english.listed(each, word) for each in (named, zones) if each]
    return Text(", ".join(parts), common_path(given))


@_filter(Record, "posting.pay")
def pay(sandbox: Any, value: Record, period: Any = True) -> Text:
    """Write a pay range with currency and period; `pay(period=false)` leaves the period out."""
    if not {"min", "max", "currency", "period"} <= set(value.names()):
        raise Fault("KR311", f"`pay` works on posting.pay, and this is {value.path}", None, "pay")
    if "commission_only" in value.names() and value.field("commission_only"):
        return Text(str(sandbox.label("commission-only")), value.path)
    low, currency, unit = needed = [value.field(n) for n in ("min", "currency", "period")]
    for name, given in zip(("min", "currency", "period"), needed, strict=True):
        if not given and given != 0:
            raise Fault("KR306", f"{value.path}.{name} has no value, so pay cannot be written")
    high = value.field("max") or None
    own = value.field("country") if "country" in value.names() else None
    country = own or sandbox.country
    who = sandbox.readers, sandbox.payer
    bottom, top = english.amounts(low, high, str(currency), country and str(country), *who)
    shown = f"{bottom} {sandbox.label('to')} {top}" if top else bottom
    if top and not low:
        shown = f"{sandbox.label('up-to')} {top}"
    if "upwards" in value.names() and value.field("upwards"):
        shown = f"{sandbox.label('from')} {bottom}"
    return Text(f"{shown} {sandbox.label(f'period.{unit}')}" if period else shown, value.path)


@_filter((Record, *_LIST), "a place or a list of places")
def place(sandbox: Any, value: Any, whole: Any = False) -> Any:
    """Write a place as people name it, or each place of a list.

    `place(whole=true)` names region and country also where they go without saying.
    """
    if isinstance(value, Record):
        return _place(sandbox, value, whole)
    named = [_place(sandbox, one, whole) for one in value]
    return items((one for one in named if one), path_of(value))


@_filter(_LIST, "a list of places")
def places(sandbox: Any, value: Any) -> Any:
    """Write places as a choice, with the region that all of them share said once.

    `Salem or Bend, Oregon`, but `Salem, Oregon or Boise, Idaho`.
    """
    known = [one for one in value if _names(sandbox, one, whole=False)]
    named = [_names(sandbox, one, whole=False) for one in known]
    shared = {tuple(names[1:]) for names in named}
    if not known:
        return Missing(path_of(value))
    word = str(sandbox.label("or"))
    if len(shared) > 1:
        written = english.listed([", ".join(names) for names in named], word)
    else:
        written = ", ".join((english.listed([names[0] for names in named], word), *shared.pop()))
    return Text(written, common_path(known))


def _place(sandbox: Any, value: Any, whole: Any) -> Text | Missing:
    names = _names(sandbox, value, whole=bool(whole))
    return Text(", ".join(names), value.path) if names else Missing(value.path)


def _names(sandbox: Any, value: Any, *, whole: bool) -> list[str]:
    """Return how a place is named, town first; nothing where it has no name."""
    if not isinstance(value, Record) or not {"city", "country"} <= set(value.names()):
        raise misfit("place", "a place or a list of places", value)
    known = {n: value.field(n) or None for n in value.names()}
    code, region = known["country"], known.get("region_name") or known.get("region")
    at_home = code == sandbox.country == "US" and not whole  # where the country goes unsaid
    return place_names(known["city"], region, code, whole=whole, abroad=not at_home)


@_filter(_LIST, "a list of texts")
def listed(sandbox: Any, value: Any, word: str = "and") -> Any:
    """Write a list as `a, b and c`; `listed("or")` for `a, b or c`."""
    texts = _texts("listed", value)
    if not texts:
        return Missing(path_of(value))
    if word not in ("and", "or"):
        raise Fault("KR311", '`listed` takes "and" or "or"', None, "listed")
    return Text(english.listed(texts, str(sandbox.label(word))), common_path(texts))


@_filter(_LIST, "a list of texts")
def join(sandbox: Any, value: Any, separator: Any = ", ", attribute: Any = None) -> Any:
    """Write a list with a text between its values: `join("; ")`; a comma where none is given."""
    if attribute is not None:
        value = each(sandbox, value, attribute)
    shown = [Text(f"{v:.15g}", path_of(v)) if is_number(v) else v for v in value]
    texts = _texts("join", shown)
    if not is_text(separator) or len(separator) > 20:
        raise Fault("KR311", "`join` takes a short text to put between", None, "join")
    return Text(separator.join(texts), common_path(texts)) if texts else Missing(path_of(value))


def _texts(name: str, values: Any) -> list[str]:
    for value in values:
        if not is_text(value):
            hint = 'name the field first, such as `| each("text")`'
            message = f"`{name}` works on a list of texts, and this list holds {kind_of(value)}"
            raise Fault("KR311", message, hint if isinstance(value, Record) else None, name)
    bounded(values)
    return list(values)


def _columns(sandbox: Any, values: Any, names: Any) -> list[list[Any]] | Missing:
    """Return the named fields of every entry, or what stands in for an unknown field."""
    if not all(isinstance(name, str) for name in names):
        raise Fault("KR311", "the name of a field is written in quotes", 'such as each("text")')
    rows = []
    for one in values:
        row = [sandbox.getattr(one, name) for name in names]
        for found in row:
            if isinstance(found, Missing) and found.told:
                return found
        rows.append(row)
    return rows


@_filter(_LIST, "a list")
def each(sandbox: Any, value: Any, field: str) -> Any:
    """Take one field of every entry: `each("text")`; entries without it are left out."""
    rows = _columns(sandbox, value, [field])
    if isinstance(rows, Missing):
        return rows
    return items((one for (one,) in rows if not isinstance(one, Missing)), path_of(value))


@_filter(_LIST, "a list")
def where(sandbox: Any, value: Any, **fields: Any) -> Any:
    """Keep the entries whose fields have the values given: `where(need="must")`."""
    rows = _columns(sandbox, value, fields)
    if isinstance(rows, Missing):
        return rows
    wanted = list(fields.values())
    kept = (one for one, row in zip(value, rows, strict=True) if row == wanted)
    return items(kept, path_of(value))


@_filter(_LIST, "a list")
def largest(
    sandbox: Any,
    value: Any,
    count: Any,
    field: str,
    always: str | None = None,
    first: str | None = None,
) -> Any:
    """Keep the entries with the largest numbers, in their order: `largest(8, "share")`.

    `largest(8, "share", always="own")` keeps every entry whose `own` is yes, beside those eight.
    With `first="headline"`, entries whose `headline` is yes come first, the largest before others;
    all of them are kept, and the largest others fill up to eight.
    """
    names = [field, *filter(None, (always, first))]
    rows = _columns(sandbox, value, names)
    if isinstance(rows, Missing):
        return rows
    sizes = [row[0] or 0 for row in rows]
    if not isinstance(count, int) or not all(isinstance(size, int | float) for size in sizes):
        raise Fault("KR311", "`largest` takes a count and a field of numbers", None, "largest")
    every = range(len(value))
    beside = {place for place in every if always is not None and rows[place][1]}
    leading = {place for place in every if first is not None and rows[place][-1]}
    by_size = sorted(every, key=lambda place: -sizes[place])
    foremost = [place for place in by_size if place in leading]
    room = max(count - len(leading - beside), 0)
    filling = [place for place in by_size if place not in leading | beside][:room]
    rest = sorted({*beside - leading, *filling})
    return items((value[place] for place in (*foremost, *rest)), path_of(value))


@_filter((Record, tuple, list, dict), "a group of fields")
def attr(sandbox: Any, value: Any, name: Any) -> Any:
    """Take a field by its name: `attr("title")`."""
    if isinstance(name, str) and name.startswith("_"):
        raise no_attribute(value, name)
    return sandbox.getitem(value, name)


@pass_context
def default(_: Any, value: Any, other: Any = "", boolean: Any = False) -> Any:
    """Put another value where there is none: `default("none")`; with `true`, also for no and 0."""
    missing = isinstance(value, Undefined | Missing) or value is None
    return other if missing or (boolean and not value) else value


FILTERS |= {"default": default, "d": default}
