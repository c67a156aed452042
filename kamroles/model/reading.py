"""What people may have meant by a date or an amount that is written in another way, for hints."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
WHOLE = re.compile(r"[0-9]{1,9}")

_YEAR_FIRST = re.compile(r"([0-9]{4})[./\s-]+([0-9]{1,2})[./\s-]+([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[./\s-]+([0-9]{1,2})[./\s-]+([0-9]{2}|[0-9]{4})")
_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[.\s-]+([a-z]{3,9})[.,\s-]+([0-9]{4})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})[.\s-]+([0-9]{1,2})(?:st|nd|rd|th)?[,\s-]+([0-9]{4})")
_NO_YEAR = re.compile(
    r"([a-z]{3,9})[.\s-]+([0-9]{1,2})(?:st|nd|rd|th)?"
    r"|([0-9]{1,2})(?:st|nd|rd|th)?[.\s-]+(?:of )?([a-z]{3,9})"
)
_EXAMPLE_YEAR = 2026
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)

_NUMERAL = re.compile(
    r"[0-9]{1,3}(?:[.,'\u2019\u00a0\u202f ][0-9]{3})+(?:[.,][0-9]{1,2})?(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]{1,2})?(?![0-9])"
)
_SPAN = re.compile(r"\s*(?:[-\u2013\u2014]|to|bis)\s*[$€£]?\s*")


def straight(text: str) -> str:
    """Return ``text`` with hyphens for a word processor's dashes, and without curly quotes."""
    return re.sub(
        "[\u201c\u201d\u201e\u2018\u2019]", "", re.sub("[\u2010-\u2015\u2212]", "-", text)
    ).strip()


def is_meant_as_date(text: str) -> bool:
    """Tell whether ``text`` has the form of a date in digits, also of one that no calendar has."""
    plain = straight(text)
    return bool(_YEAR_FIRST.fullmatch(plain) or _YEAR_LAST.fullmatch(plain))


def date_hint(text: str) -> str:
    """Return the dates that ``text`` may mean, as they should be written."""
    if without := _yearless(straight(text)):
        return f"add the year and write it like {_EXAMPLE_YEAR}-{without[0]:02}-{without[1]:02}"
    readings = list(dict.fromkeys(day.isoformat() for day in _days(straight(text))))
    return "write " + (" or ".join(readings) or "year-month-day, such as 2026-12-18")


def coming(text: str, first: datetime.date) -> str | None:
    """Return the first day from ``first`` on that a date without a year can mean, as a hint."""
    if without := _yearless(straight(text)):
        for year in range(first.year, first.year + 5):
            try:
                day = datetime.date(year, *without)
            except ValueError:
                continue
            if day >= first:
                return f"write {day.isoformat()}, if that is the year you mean"
    return None


def _yearless(text: str) -> tuple[int, int] | None:
    """Return month and day of a date such as Dec 21 or 21 December."""
    found = _NO_YEAR.fullmatch(text.lower())
    if found is None:
        return None
    month, day = _month(found[1] or found[4]), int(found[2] or found[3])
    try:
        datetime.date(_EXAMPLE_YEAR, month, day)
    except ValueError:
        return None
    return month, day


def _days(text: str) -> Iterator[datetime.date]:
    for year, month, day in _dates(text):
        try:
            yield datetime.date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            continue


def _dates(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day as far as the form of ``text`` allows."""
    if found := _YEAR_FIRST.fullmatch(text):
        yield int(found[1]), int(found[2]), int(found[3])
    elif found := _YEAR_LAST.fullmatch(text):
        first, second, year = map(int, found.groups())
        yield year, first, second
        yield year, second, first
    elif found := _NAMED.fullmatch(text.lower()):
        yield int(found[3]), _month(found[2]), int(found[1])
    elif found := _NAMED_FIRST.fullmatch(text.lower()):
        yield int(found[3]), _month(found[1]), int(found[2])


def _month(name: str) -> int:
    """Return a month's number; 0, which no date has, for any other word."""
    fitting = (n for n, month in enumerate(_MONTHS, 1) if month.startswith(name))
    return next(fitting, 0)


def amount_hint(text: str) -> str:
    """Return how the amount in ``text`` should be written."""
    if re.fullmatch(r"[0-9]{13,}(?:[.,][0-9]*)?", text):
        return "count the digits; there are more than any pay has"
    found = list(_NUMERAL.finditer(text)) if len(text) <= 60 else []
    numbers = [_number(match, text) for match in found]
    match numbers:
        case [one] if "+" in text:
            return f"write {one}; an open range needs an upper end (`max`)"
        case [one]:
            grouped = re.search("[^0-9][0-9]{3}(?![0-9])", found[0][0])
            return f"write {one}, without separators" if grouped else f"write {one}"
        case [low, high] if _SPAN.search(text, found[0].end(), found[1].start()):
            if "k" in text[found[1].end() :].lower()[:2] and int(float(low)) < 1000:
                low = _thousands(low)
            return f"write min: {low} and max: {high}"
    return "write digits only, such as 65000; the currency goes into `currency`"


def _number(match: re.Match[str], text: str) -> str:
    """Return a numeral as plain digits: groups joined, a decimal point, thousands written out."""
    groups = re.split(r"[^0-9]", match[0])
    if len(groups) > 1 and len(groups[-1]) < 3:
        plain = f"{''.join(groups[:-1])}.{groups[-1]}"
    else:
        plain = "".join(groups)
    return _thousands(plain) if re.match(r"\s?[kK]\b", text[match.end() :]) else plain


def _thousands(number: str) -> str:
    return str(round(float(number) * 1000))
