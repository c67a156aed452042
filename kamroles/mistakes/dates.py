"""What people may have meant by a date that is written in another way."""

from __future__ import annotations

import calendar
import datetime
import re
from itertools import islice
from typing import TYPE_CHECKING

from kamroles.characters import straight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SIGN = r"[./\s-]+"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z\u00e4]{3,9})"
_FORMS = [
    re.compile(form)
    for form in (
        rf"(?P<year>[0-9]{{4}}){_SIGN}(?P<month>[0-9]{{1,2}}){_SIGN}(?P<day>[0-9]{{1,2}})",
        rf"(?P<month>[0-9]{{1,2}}){_SIGN}(?P<day>[0-9]{{1,2}}){_SIGN}(?P<year>[0-9]{{2}}|[0-9]{{4}})",
        rf"(?P<day>[0-9]{{1,2}}){_SIGN}(?P<month>[0-9]{{1,2}}){_SIGN}(?P<year>[0-9]{{2}}|[0-9]{{4}})",
        rf"{_DAY}[.\s-]+{_MONTH}[.,\s-]+(?P<year>[0-9]{{4}})",
        rf"{_MONTH}[.\s-]+{_DAY}[,\s-]+(?P<year>[0-9]{{4}})",
    )
]
_WITHOUT_YEAR = [
    re.compile(rf"{_MONTH}[.\s-]+{_DAY}"),
    re.compile(rf"{_DAY}[.\s-]+(?:of )?{_MONTH}"),
]
_DIGITS = [
    re.compile(form)
    for form in (
        r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})",
    )
]
"""A month and a day of digits, month first and day first."""
_END_OF_MONTH = re.compile(
    rf"(?:the )?end of (?:(?:the|this) month|{_MONTH}(?:,? (?P<year>[0-9]{{4}}))?)"
)
_WEEKDAY = re.compile(
    r"^(?:on )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+"
)
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_FROM_NOW = re.compile(
    rf"(?:in )?([0-9]{{1,3}}|{'|'.join(_COUNTED)}) (day|week)s?(?: from (?:now|today))?"
)
_EXAMPLE_YEAR = 2026
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)


_IN_GERMAN = (
    *("januar", "februar", "m\u00e4rz", "april", "mai", "juni", "juli", "august", "september"),
    *("oktober", "november", "dezember"),
)


def date_hint(text: str) -> str:
    """Return the dates that ``text`` may mean, as they should be written."""
    for day in _readings(text, _WITHOUT_YEAR):
        return f"add the year and write it like {day.isoformat()}"
    readings = dict.fromkeys(day.isoformat() for day in _readings(text, _FORMS))
    return "write " + (" or ".join(readings) or "year-month-day, such as 2026-12-18")


def month_hint(text: str) -> str:
    """Return the month that ``text`` may mean, as it should be written."""
    numbers = re.findall("[0-9]+", text)
    year = next((number for number in numbers if len(number) == 4), "")
    month = next((int(number) for number in numbers if number != year), 0)
    known = year and 1 <= month <= 12
    return f"write {year}-{month:02}" if known else "write year-month, such as 2027-03"


def day_and_time(text: str) -> tuple[str, str] | None:
    """Return a day and the time of day that is written behind it, None where there is none."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T|,?\s+(?:at\s+)?)(.+)", text.strip())
    clock = time_hint(found[2]).removeprefix("write ") if found else ""
    return (found[1], clock) if found and clock[:1].isdigit() else None


def time_hint(text: str) -> str:
    """Return the time of day that ``text`` may mean, as it should be written."""
    form = r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?\s*(?:h|uhr|o'clock)?\s*([ap]\.?m\.?)?(?:\s+(.+))?"
    found = re.fullmatch(form, text.strip(), re.IGNORECASE)
    words = {"noon": "12:00", "midday": "12:00", "midnight": "23:59", "end of day": "23:59"}
    if small := words.get(text.strip().lower()):
        return f"write {small}"
    if found and int(found[1]) < 24 + 1 and int(found[2] or 0) < 60:
        half = (found[3] or "").lower()[:1]
        hour = int(found[1]) % 12 + 12 * (half == "p") if half else int(found[1])
        clock = f"{hour:02}:{found[2] or '00'}" if hour < 24 else "23:59"
        zone = re.sub(r"[()]|.*/", "", found[4] or "").replace("_", " ").strip()
        zone += " time" if found[4] and not re.search(r"time|[A-Z]{3}", zone) else ""
        return f"write {clock} {zone}".strip()
    return "write hours and minutes, such as 17:00"


def length_hint(text: str) -> str:
    """Return the length of time that ``text`` may mean, as it should be written."""
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    found = re.fullmatch(r"([0-9]{1,3}|[a-z]+)[\s-]*(d|w|m|y)[a-z]*\.?", text.strip().lower())
    if found and (found[1].isdigit() or found[1] in words):
        count = int(found[1]) if found[1].isdigit() else words.index(found[1]) + 1
        unit = {"d": "day", "w": "week", "m": "month", "y": "year"}[found[2]]
        return f"write {count} {unit}{'s' * (count != 1)}"
    return "write a number and its unit, such as 12 months"


def no_date(name: str) -> str:
    """Return what to write for no date, where words stand for one."""
    return (
        f"leave the line out; there is then no `{name}` date "
        "(a date is written year-month-day, such as 2026-12-18)"
    )


def coming(text: str, first: datetime.date) -> str | None:
    """Return the first day from ``first`` on that a date without a year can mean, as a hint."""
    for year in range(first.year, first.year + 5):
        for day in _readings(text, _WITHOUT_YEAR, year):
            if day >= first:
                return f"write {day.isoformat()}, if that is the year you mean"
    return None


def days_meant(text: str, first: datetime.date, *, month_first: bool) -> list[datetime.date]:
    """Return the days that an answer can mean which is no date as files have them, likeliest first.

    Without a year it is the next one from ``first`` on; a number with a unit counts from there.
    ``month_first`` tells how digits with slashes are read where both ways are a date.
    """
    text = _WEEKDAY.sub("", straight(text).strip().lower())
    if found := _FROM_NOW.fullmatch(text):
        count = int(found[1]) if found[1].isdigit() else _COUNTED.index(found[1]) + 1
        return [first + datetime.timedelta(count * (7 if found[2] == "week" else 1))]
    if found := _END_OF_MONTH.fullmatch(text):
        return _ends_of_month(found, first)
    forms = [*_WITHOUT_YEAR, *(_DIGITS if month_first else _DIGITS[::-1])]
    if ahead := dict.fromkeys(_ahead(text, forms, first)):
        return list(ahead)
    readings = list(dict.fromkeys(_readings(text, _FORMS)))
    if len(readings) > 1:
        by_sign = readings if month_first and "/" in text else readings[::-1]
        return by_sign if "/" in text or "." in text else readings
    return readings


def _readings(
    text: str, forms: Iterable[re.Pattern[str]], year: int = _EXAMPLE_YEAR
) -> Iterator[datetime.date]:
    for form in forms:
        if found := form.fullmatch(straight(text).lower()):
            parts = {"year": str(year)} | found.groupdict()
            try:
                whole = int(parts["year"]) + 2000 * (len(parts["year"]) == 2)
                yield datetime.date(whole, _month(parts["month"]), int(parts["day"]))
            except ValueError:
                continue


def _ahead(
    text: str, forms: Iterable[re.Pattern[str]], first: datetime.date
) -> Iterator[datetime.date]:
    """Yield by each form the next day from ``first`` on."""
    years = (first.year, first.year + 1)
    for form in forms:
        days = (day for year in years for day in _readings(text, [form], year) if day >= first)
        yield from islice(days, 1)


def _ends_of_month(found: re.Match[str], first: datetime.date) -> list[datetime.date]:
    """Return the last day of a month: of the next one of that name, unless its year is said."""
    month = _month(found["month"]) if found["month"] else first.month
    if not month:
        return []
    year = int(found["year"] or first.year + (month < first.month))
    return [datetime.date(year, month, calendar.monthrange(year, month)[1])]


def _month(written: str) -> int:
    """Return a month's number; 0, which no date has, for any other word."""
    if written.isdigit():
        return int(written)
    names = (*enumerate(_MONTHS, 1), *enumerate(_IN_GERMAN, 1))
    return next((number for number, name in names if name.startswith(written)), 0)
