"""Words and signs beside an amount of pay: whose money it is, and what it is per."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

HOW = "write it like 78000 to 96000, or 28.50 to 34 per hour"
_PERIODS = {
    "hour": r"hours?|hrs?|h|std|stunde|heure|uur|hora",
    "day": r"days?|diem|tag|jour|dag|d[ií]a",
    "week": r"weeks?|wks?|wk|woche|semaine|semana",
    "month": r"months?|mths?|mo|mt|calendar month|monat|mois|maand|mes|m[aå]n(?:ad)?",
    "year": r"years?|yrs?|yr|annum|y|jahr|jaar|a[nñ]o|an",
}
_ALONE = {
    "hour": r"hourly(?: rate)?|p[./]?h\.?",
    "day": r"daily|day ?rate|p\.?d\.?",
    "week": r"weekly|p\.?w\.?",
    "month": r"monthly|monatlich|mensuel|p\.?c?\.?m\.?",
    "year": r"yearly|annual(?:ly)?|j\u00e4hrlich|annuel|p\.?a\.?",
}
_DOLLARS = (
    *("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP"),
    *("BBD", "BMD", "BSD", "BZD", "FJD", "GYD", "JMD", "KYD", "LRD", "NAD", "SRD", "TTD", "XCD"),
)
_PESOS = ("MXN", "PHP", "ARS", "CLP", "COP", "UYU", "DOP", "CUP")
_POUNDS = ("GBP", "GIP", "FKP", "SHP", "EGP", "LBP", "SDG", "SSP")
_RUPEES = ("INR", "PKR", "LKR", "NPR", "MUR", "SCR")
_SEVERAL = {
    **dict.fromkeys(("$", "dollar", "dollars"), _DOLLARS),
    **dict.fromkeys(("peso", "pesos"), _PESOS),
    **dict.fromkeys(("£", "pound", "pounds"), _POUNDS),
    **dict.fromkeys(("rs", "rupee", "rupees"), _RUPEES),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
}
"""Signs and words of several currencies: they mean that of the country, if it is one of these."""
_ELSEWHERE = dict.fromkeys(("£", "pound", "pounds"), "GBP")
"""What such a sign means in any other country, where one is sure."""
_CODES = {"€": "EUR", "₹": "INR", "₦": "NGN", "₱": "PHP", "₩": "KRW", "₪": "ILS", "₺": "TRY"}
_CODES |= {"₫": "VND", "₴": "UAH", "฿": "THB", "zł": "PLN", "kč": "CZK", "fr.": "CHF"}
_CODES |= {"us$": "USD", "usd$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "au$": "AUD"}
_CODES |= {"nz$": "NZD", "s$": "SGD", "hk$": "HKD", "nt$": "TWD", "mx$": "MXN", "r$": "BRL"}
_CODES |= {"e£": "EGP", "cn¥": "CNY", "jp¥": "JPY"}
_WORDS = {"euro": "EUR", "euros": "EUR", "sfr": "CHF"}
_RAND = "ZAR"


class UnclearError(ValueError):
    """An answer that is no pay, or could be several; the text says what to write instead."""


def without_period(text: str) -> tuple[str, str | None]:
    """Return the text without the words for what the pay is per."""
    found: list[str] = []
    for period, words in _PERIODS.items():
        before = r"\b(?:per|an?|each|every|pro|je|im|par|por|al)\b\s*|/\s*"
        pattern = rf"\s*(?:{before})(?:{words})(?![a-z])\.?"
        alone = rf"(?<![a-z])(?:{_ALONE[period]})(?![a-z])\.?"
        for one in (alone, pattern):
            text, count = re.subn(one, " ", text)
            found += [period] * count
    if len(set(found)) > 1:
        raise UnclearError(f"say once what it is per; {HOW}")
    return re.sub(r"\brate\b( of)?", " ", text).strip(" ,:"), next(iter(found), None)


@dataclass(slots=True)
class Money:
    """Whose money is named beside an amount.

    Attributes:
        own: the currency of the country of the work, where one is known.
        codes: the codes of all currencies.

    """

    own: str | None
    codes: Collection[str]
    _named: set[str] = field(default_factory=set)
    _signs: list[str] = field(default_factory=list)

    def without(self, text: str) -> str:
        """Return a text without the signs and words for money, and take note of them."""
        signs = "|".join(map(re.escape, sorted(_CODES, key=len, reverse=True)))
        alone = "".join(sign for sign in (*_CODES, *_SEVERAL) if len(sign) == 1)
        words = "|".join((*_WORDS, *filter(str.isalpha, _SEVERAL), *map(str.lower, self.codes)))
        rand = "|r(?![a-z])" if self.own == _RAND else ""
        pattern = rf"(?<![a-z])(?:{signs}{rand})|[{alone}]|(?<![a-z])(?:{words})(?![a-z])\.?"
        return " ".join(re.sub(pattern, self._take, text).split())

    def _take(self, found: re.Match[str]) -> str:
        word = found[0].strip()
        plain = word.strip(".")
        if plain in _SEVERAL:
            self._signs.append(plain)
        else:
            meant = _CODES.get(word) or _WORDS.get(plain) or plain.upper()
            self._named.add(_RAND if meant == "R" else meant)
        return " "

    def currency(self, amounts: str) -> str | None:
        """Return the currency that was named; None where that of the country is meant.

        Raises:
            UnclearError: there are several, or it may be one of several; ``amounts`` stand in
                what to write instead.

        """
        named = set(self._named)
        for sign in self._signs:
            several = _SEVERAL[sign]
            if self._named.intersection(several):  # `$80k CAD` says whose dollars they are
                continue
            if self.own in several or sign in _ELSEWHERE:
                named.add(self.own if self.own in several else _ELSEWHERE[sign])
            elif self.own:
                message = f"`{sign}` means several currencies"
                raise UnclearError(f"{message}; write which, such as {several[0]} {amounts}")
        if len(named) > 1:
            raise UnclearError(f"there are several currencies; {HOW}")
        currency = next(iter(named), None)
        return None if currency == self.own else currency
