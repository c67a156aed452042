"""Pay as people type it, such as `$62-78k + commission` or `28.50/hr`, read as fields of `pay`.

What can be read in two ways is refused with what to write instead.
"""

from __future__ import annotations

import re
from typing import Any

from kamroles.mistakes.amounts import numbers
from kamroles.model import places

HOW = "write it like 78000 to 96000, or 28.50 to 34 per hour"
_PERIODS = {
    "hour": r"hours?|hrs?|h",
    "day": r"days?|diem",
    "week": r"weeks?|wks?|wk",
    "month": r"months?|mths?|mo|calendar month",
    "year": r"years?|yrs?|yr|annum|y",
}
_ALONE = {
    "hour": r"hourly(?: rate)?|p[./]?h\.?",
    "day": r"daily|day ?rate|p\.?d\.?",
    "week": r"weekly|p\.?w\.?",
    "month": r"monthly|p\.?c?\.?m\.?",
    "year": r"yearly|annual(?:ly)?|p\.?a\.?",
}
_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "us$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD"}
_SIGNS |= {"au$": "AUD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD", "fr.": "CHF", "usd$": "USD"}
_WORDS = {"euro": "EUR", "euros": "EUR", "pounds": "GBP", "rupees": "INR", "rs": "INR"}
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"})
_SEVERAL = {
    "$": _DOLLARS,
    "dollar": _DOLLARS,
    "dollars": _DOLLARS,
    "¥": frozenset({"JPY", "CNY"}),
    "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
}
"""Signs and words of several currencies: they mean that of the country, or none that is sure."""
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")
_NUMBER = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
    r"|[0-9]{1,3}(?:['\u2019 ][0-9]{3})+|[0-9]+)"
    r"(?:\.[0-9]{1,2})?(?![0-9.,'\u2019])"
)
_AMOUNT = rf"({_NUMBER})\s?(k|m|mio|million|lakhs?|lacs?)?(?![a-z])"
_ENDS = rf"(?:between )?{_AMOUNT}(?:\s*(?:-|to|and|until|up to)\s*{_AMOUNT})?"
_RANGE = re.compile(_ENDS)
_OTE = re.compile(
    rf"(?:(?:^|[,;+/]|\bwith|\band)\s*(?:ote|on[ -]target(?: earnings)?)[ :]*(?:of )?({_ENDS})"
    rf"|(?:^|[,;+/]|\bwith|\band)\s*({_ENDS})\s*(?:ote|on[ -]target(?: earnings)?))\s*$"
)
_FROM = re.compile(r"(?:from|starting (?:at|from)|at least|min(?:imum)?(?: of)?|>=?|over|above)\s+")
_UPWARDS = re.compile(r"\s*(?:\+|and (?:up|above|more)|or more|upwards?|and upwards?|plus)\Z")
_NOTE = re.compile(
    r"\s*(?:[,;]\s*)?(\+|&|\bplus\b|\band\b)\s*((?!ote\b)"
    r"(?:(?:up to )?[0-9.]+ ?% ?)?[^\W\d][^\d]*)\Z",
    re.IGNORECASE,
)
_TIMES = {"k": 1_000, "m": 1_000_000, "mio": 1_000_000, "million": 1_000_000}
_TIMES |= {"lakh": 100_000, "lac": 100_000}
_SMALL = 1_000
_YEARLY = 10_000


class UnclearError(ValueError):
    """An answer that is no pay, or could be several; the text says what to write instead."""


def pay_fields(answer: str, country: str | None = None) -> dict[str, Any]:
    """Return the fields of `pay` that an answer gives, for work in ``country``.

    Raises:
        UnclearError: it cannot be read, or in more than one way.

    """
    text = " ".join(answer.translate(_DASHES).translate(_SPACES).split())
    text, note = _without_note(text)
    small = re.sub(r"(?<=[0-9])\s*lpa\b", " lakhs p.a.", text.lower().strip(" .,;"))
    if re.fullmatch(r"(?:100% )?commissions? only|only commissions?", small):
        return {"commission_only": True, **note}
    rest, period = _without_period(small)
    rest, currency = _without_currency(rest, country)
    ote = _OTE.search(rest)
    more = {"currency": currency, "period": period}
    unit = {name: value for name, value in more.items() if value}
    if ote:
        whole = {"ote": _ends(ote[1] or ote[6], period)}
        rest = re.sub(r"\bbase(?: pay| salary)?\b", "", rest[: ote.start()]).strip(" ,;+/")
        base = _ends(rest, period) if rest else {}
        return {**base, **unit, **whole, **note}
    rest, upwards = _without_upwards(rest)
    fields = _ends(rest, period)
    if upwards and "max" in fields:
        raise UnclearError(f"write {fields['min']} to {fields['max']}, or from {fields['min']}")
    return {**fields, **({"upwards": True} if upwards else {}), **unit, **note}


def _ends(text: str, period: str | None) -> dict[str, Any]:
    """Return the ends of a range, which has nothing else in it."""
    found = _RANGE.fullmatch(text)
    if found is None or (" and " in text) != text.startswith("between "):
        raise UnclearError(_hint(text, period))
    least, most = _scaled(found)
    if most is not None and least > most:
        raise UnclearError(f"the lower end comes first, such as {most} to {least}")
    if not least:
        raise UnclearError(HOW)
    if period is None and (most or least) < _YEARLY:
        raise UnclearError(_per_what(least, most))
    return {"min": least} if most is None or most == least else {"min": least, "max": most}


def _without_note(text: str) -> tuple[str, dict[str, str]]:
    """Return the text without what comes on top of the amounts, and that as a note."""
    found = _NOTE.search(text)
    said = found[2].strip(" .") if found else ""
    if not found or re.fullmatch(r"(?i)(?:up|above|more|upwards?|over)", said):
        return text, {}
    before = text[: found.start()]
    if not re.search("[0-9]", before) and "only" not in before.lower():
        return text, {}
    return before, {"note": f"plus {said}"}


def _without_period(text: str) -> tuple[str, str | None]:
    """Return the text without the words for what the pay is per."""
    found: list[str] = []
    for period, words in _PERIODS.items():
        pattern = rf"\s*(?:\b(?:per|an|a|each|every)\b\s*|/\s*)(?:{words})(?![a-z])\.?"
        alone = rf"(?<![a-z])(?:{_ALONE[period]})(?![a-z])\.?"
        for one in (alone, pattern):
            text, count = re.subn(one, " ", text)
            found += [period] * count
    if len(set(found)) > 1:
        raise UnclearError(f"say once what it is per; {HOW}")
    text = re.sub(r"\bsalary\b( of)?|\brate\b( of)?", " ", text).strip(" ,:")
    return text, next(iter(found), None)


def _without_currency(text: str, country: str | None) -> tuple[str, str | None]:
    """Return the text without its money; the currency where it is not that of the country."""
    own = places.currency_of(country) if country else None
    found: set[str | None] = set()
    unclear: list[str] = []

    def taken(match: re.Match[str]) -> str:
        word = match[0].strip()
        code = _SIGNS.get(word) or _WORDS.get(word.strip(".")) or word.upper()
        if several := _SEVERAL.get(word.strip(".")):
            unclear.extend([word] if own and own not in several else [])
            code = own or word
        found.add(None if own is None and several else code)
        return " "

    codes = "|".join(code.lower() for code in places.currencies())
    signs = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
    words = "|".join((*_WORDS, "dollars?", "kr"))
    pattern = rf"{signs}|[$¥]|(?<![a-z])(?:{words}|{codes})(?![a-z])\.?"
    text = " ".join(re.sub(pattern, taken, text).split())
    if unclear:
        code = max(_SEVERAL[unclear[0].strip(".")])
        message = f"`{unclear[0]}` means several currencies"
        raise UnclearError(f"{message}; write which, such as {code} {_plain(text)}")
    if len(found) > 1:
        raise UnclearError(f"there are several currencies; {HOW}")
    currency = found.pop() if found else None
    return text, None if currency == own else currency


def _without_upwards(text: str) -> tuple[str, bool]:
    """Return the text without the words that leave its upper end open."""
    rest = _FROM.sub("", text, count=1) if _FROM.match(text) else text
    if rest != text and re.search(r"\s(?:to|-)\s|[0-9k]\s?-", rest):
        return rest, False
    end = _UPWARDS.search(rest)
    rest = rest[: end.start()] if end else rest
    return rest, rest != text


def _scaled(found: re.Match[str]) -> tuple[int | float, int | float | None]:
    """Return the ends of a range; a `k` at one of them is meant for both small ones."""
    first, unit, second, other = found.groups()
    ends = [_value(first), _value(second) if second else None]
    times = [_TIMES.get((each or "").rstrip("s"), 1) for each in (unit, other)]
    both = max(times)
    scaled = [
        end * (both if end < _SMALL else 1) if end is not None and both > 1 else end for end in ends
    ]
    least, most = (
        int(end) if end is not None and float(end).is_integer() else end for end in scaled
    )
    return least or 0, most


def _value(number: str) -> float:
    return float(re.sub(r"[,'\u2019 ]", "", number))


def _per_what(least: float, most: float | None) -> str:
    """Return what to write where an amount could be the pay of a year, a month or an hour."""
    shown = f"{least:.15g}" + (f" to {most:.15g}" if most is not None else "")
    thousands = f", or {shown.replace(' to ', 'k to ')}k a year" if (most or least) < _SMALL else ""
    unit = "an hour" if (most or least) < _SMALL else "a month"
    return f"say what it is per: write {shown} {unit}{thousands}"


def _plain(text: str) -> str:
    return " to ".join(numbers(text)) or "78000 to 96000"


def _hint(text: str, period: str | None) -> str:
    """Return how an answer that cannot be read should be written."""
    found = sorted(numbers(text), key=float) if " x " not in text else []
    per = f" per {period}" if period else ""
    if re.match(r"(?:up to|max(?:imum)?|until|<)", text) and len(found) == 1:
        return f"write the lower end as well, such as 60000 to {found[0]}{per}"
    if found and len(found) <= len(("min", "max")):
        more = (
            ""
            if re.fullmatch("[0-9.,'\u2019 -]+", text)
            else ", with only currency and period beside it"
        )
        return f"write {' to '.join(found)}{per}{more}"
    return HOW
