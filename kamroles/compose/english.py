"""How dates, pay and lists are written in English, by the habits of a country."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kamroles.model.places import currency_of
from kamroles.model.values import month_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel import Locale

_END = tuple(".!?:;,…‥。．！？：；，、؟؛،۔।॥‽\u037e–—")  # noqa: RUF001 - of every script
_GOES_ON = re.compile(r";\s+\S{1,5}\Z|,\s+(?:and|or)\Z")
_CLOSING = "\"')]\u201d\u2019»"


@cache
def locale_of(country: str | None) -> Locale:
    """Return English as written in ``country``; without a country, US English."""
    from babel import Locale, UnknownLocaleError

    if country is None:
        return Locale("en", "US")
    try:
        return Locale("en", country)
    except UnknownLocaleError:
        return Locale("en", "001")


@lru_cache(maxsize=512)
def date(text: str, country: str | None) -> str:
    """Return an ISO date, or a month written as year-month, in words; any other text as it is."""
    from babel.dates import format_date

    if month := month_of(text):
        return str(format_date(month, "MMMM y", locale=locale_of(country)))
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return text
    written_out = day.isoformat() == text  # Python reads other forms of a date too
    return str(format_date(day, "long", locale=locale_of(country))) if written_out else text


@lru_cache(maxsize=512)
def time(text: str, country: str | None) -> str:
    """Return hours and minutes by the habits of a country, with what stands behind them."""
    from babel.dates import format_time

    clock, space, zone = text.partition(" ")
    written = format_time(datetime.time.fromisoformat(clock), "short", locale=locale_of(country))
    # the narrow space that some releases of CLDR put in is in few fonts
    return str(written).replace("\u202f", "\u00a0") + space + zone


@lru_cache(maxsize=512)
def amounts(
    low: float,
    high: float | None,
    currency: str,
    country: str | None,
    readers: tuple[str, ...] = (),
    payer: str | None = None,
) -> tuple[str, str | None]:
    """Return amounts of money in the digits of ``country``; cents only where there are any.

    The sign of the money is one that means no other in the countries of the ``readers``, nor in
    that of the ``payer``: a US employer's posting in Toronto says CA$.
    """
    sign = _sign(currency, country, readers, payer)
    whole = float(low).is_integer() and (high is None or float(high).is_integer())
    # by CLDR a sign that ends in no symbol, as in CHF or kr., stands apart from the digits; a space
    # that does not break keeps it with its number
    lead = sign if unicodedata.category(sign[-1]).startswith("S") else f"{sign}\u00a0"

    def written(amount: float) -> str:
        return f"{lead}{_digits(amount, country, cents=not whole)}"

    return written(low), None if high is None or high == low else written(high)


def _sign(currency: str, country: str | None, readers: tuple[str, ...], payer: str | None) -> str:
    """Return the sign of a currency; where its readers have different ones, one in letters."""
    own = _sign_in(country, currency)
    theirs = {_sign_in(reader, currency) for reader in readers}
    money = currency_of(payer) if payer else None
    taken = money not in (None, currency) and _alike(own, _sign_in(payer, str(money)))
    if theirs <= {own} and not taken:
        return own
    from babel import Locale
    from babel.numbers import get_currency_symbol

    everywhere = str(get_currency_symbol(currency, Locale("en", "001")))
    told = (sign for sign in (everywhere, own, *sorted(theirs)) if re.search(r"[^\W\d_]", sign))
    return next(told, currency)


def _sign_in(country: str | None, currency: str) -> str:
    """Return how money is signed in a country."""
    from babel.numbers import get_currency_symbol

    return str(get_currency_symbol(currency, locale_of(country)))


def _alike(sign: str, other: str) -> bool:
    """Tell whether a reader takes two signs for the same, such as `kr` and `kr.`."""
    return sign.strip(".") == other.strip(".")


def _digits(amount: float, country: str | None, *, cents: bool) -> str:
    """Return an amount with its digits in groups, as money is written in ``country``."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = locale_of(country)
    whole, _, rest = f"{amount:.2f}".partition(".")
    nearest, further = locale.currency_formats["standard"].grouping
    groups = [whole[-nearest:]]
    whole = whole[:-nearest]
    while whole:
        groups.insert(0, whole[-further:])
        whole = whole[:-further]
    # put together here, since Babel takes two apostrophes of one number for quotes
    shown = get_group_symbol(locale).join(groups)
    return f"{shown}{get_decimal_symbol(locale)}{rest}" if cents else shown


def listed(parts: Sequence[str], last: str) -> str:
    """Return ``a, b and c``; with semicolons where a part has a comma of its own."""
    if len(parts) < 2:
        return "".join(parts)
    parts = [part.rstrip(" ;,") if part.endswith((";", ",")) else part for part in parts]
    comma = "; " if any("," in part for part in parts) and len(parts) > 2 else ", "
    before_last = "," if any(f" {last} " in part for part in parts) else ""
    return f"{comma.join(parts[:-1])}{before_last} {last} {parts[-1]}"


def lower_first(text: str) -> str:
    """Return the text with a small first letter, unless its first word is an acronym or name."""
    word = re.match(r"[^\s,.;:/-]*", text)
    first = word[0] if word else ""
    if first == "I" or (len(first) > 1 and first[1:] != first[1:].lower()):
        return text
    return text[:1].lower() + text[1:]


def has_ended(text: str) -> bool:
    """Tell whether a text ends in a sign behind which no full stop can stand."""
    return text.endswith(_END)


def sentence(text: str) -> str:
    """Return the text with a full stop where it has no ending of its own.

    A point of a list that goes on, as in ``…; and``, has one.
    """
    ended = has_ended(text.rstrip(_CLOSING)) or _GOES_ON.search(text)
    return text if ended else f"{text}."
