"""Pay as people type it, such as `$62-78k + commission` or `28.50/hr`, read as fields of `pay`.

What can be read in two ways is refused with what to write instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kamroles.mistakes.amounts import numbers, one_range
from kamroles.mistakes.money_words import HOW, Money, UnclearError, without_period
from kamroles.mistakes.pay_asides import with_points, without_asides

if TYPE_CHECKING:
    from collections.abc import Collection

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")
_NUMBER = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
    r"|[0-9]{1,3}(?:['\u2019 ][0-9]{3})+|[0-9]+)"
    r"(?:\.[0-9]{1,2})?(?![0-9'\u2019]|[.,][0-9])"
)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mio": 1_000_000, "million": 1_000_000}
_TIMES |= {"tsd": 1_000, "tausend": 1_000, "mille": 1_000}
_TIMES |= {"l": 100_000, "lakh": 100_000, "lac": 100_000, "cr": 10_000_000, "crore": 10_000_000}
_UNITS = "|".join(f"{unit}s?" for unit in sorted(_TIMES, key=len, reverse=True))
_AMOUNT = rf"({_NUMBER})\s?({_UNITS})?(?![a-z])"
_ENDS = rf"{_AMOUNT}(?:\s*(?:-|\.\.+|to|until|up to|bis|tot|à|til)\s*{_AMOUNT})?"
_RANGE = re.compile(_ENDS)
_BETWEEN = re.compile(rf"\bbetween ({_AMOUNT}) and (?={_AMOUNT})")
_EITHER = re.compile(rf"\A\s*({_AMOUNT})\s*(?:/(?!12\s*\Z)|or\b)\s*(?={_AMOUNT}\s*\Z)")
"""Two amounts and nothing else: the ends of a range."""
_TWELVE = re.compile(r"\A12\s?[x*\u00d7]\s?(.+)|(.+?)\s?[x*\u00d7]\s?12\Z")
"""Pay of a month, as often as there are months; thirteen or fourteen of them say more than that."""
_FROM = r"(?:from|ab|vanaf|starting (?:at|from)|at least|min(?:imum)?(?: of)?|>=?|over|above)\s*"
_UP_TO = r"(?:up to|bis(?: zu)?|tot|max(?:imum)?(?: of)?|until|<)\s*"
_UPWARDS = r"\s*(?:\+(?=\s*\Z)|and (?:up|above|more|over|upwards?)|or more|upwards?|plus\Z)"
_LABELS = {
    "base": r"(?:base|basic|fixed)(?: pay| salary)?|(?:salary|pay)(?: range| band)?(?: of)?|range",
    "variable": r"variable(?: pay)?|commissions?|bonus|incentives?",
    "ote": r"ote|on[ -]target(?: earnings)?",
}
_LABEL = "|".join(rf"(?P<{name}>(?:{words})(?![a-z]))" for name, words in _LABELS.items())
_TOKEN = re.compile(
    rf"(?P<amount>(?P<up_to>{_UP_TO})?(?P<from>{_FROM})?(?P<ends>{_ENDS})(?P<upwards>{_UPWARDS})?)"
    rf"|{_LABEL}|(?P<apart>[,;()+/&.]|(?:plus|with|and)(?![a-z]))|(?P<skip>[\s:]+|(?:of|is)\s)"
)
_ONLY = re.compile(
    r"(?:(?:100% |straight )?commissions?[ -]only|only commissions?"
    r"|(?:100%|straight) commissions?)(?![a-z])"
)
_SPLIT = re.compile(r"(?<![0-9.,$€£])([0-9]{1,3}) ?/ ?([0-9]{1,3})(?![0-9.,k])(?: ?(split|mix))?")
_NOTE = re.compile(
    r"\s*(?:[,;]\s*)?(\+|&|\bplus\b|\band\b)\s*((?!ote\b)"
    r"(?:(?:up to )?[0-9.]+ ?% ?)?[^\W\d][^\d]*)\Z",
    re.IGNORECASE,
)
_ON_TOP = re.compile(
    r"\s*[,;(]+\s*((?:(?:up to )?[0-9.]+ ?% ?)?(?:[a-z]+ )*(?:uncapped|commissions?|bonus(?:es)?"
    r"|benefits|overtime|equity|tips|super(?:annuation)?|pension|allowance|car)\b[^\d()]*)\)?\Z",
    re.IGNORECASE,
)
_SMALL = 1_000
_YEARLY = 10_000
_WHOLE = 100
_KINDS = ("amount", *_LABELS, "apart", "skip")
_Token = tuple[str, re.Match[str]]
"""One of the kinds above, and what was found."""


class _UnreadError(ValueError):
    """A part of an answer that has no place beside the others; empty where all parts have one."""


def pay_fields(answer: str, own: str | None, codes: Collection[str]) -> dict[str, Any]:
    """Return the fields of `pay` that an answer gives.

    ``own`` is the currency of the country of the work, if it is known, and ``codes`` are those of
    all currencies.

    Raises:
        UnclearError: it cannot be read, or in more than one way.

    """
    text = " ".join(answer.translate(_DASHES).translate(_SPACES).split())
    text, asides = without_asides(with_points(text))
    text, note = _without_note(text)
    small = re.sub(r"(?<=[0-9])\s*lpa\b", " lakhs p.a.", text.lower().strip(" .,;"))
    small = _TWELVE.sub(r"\1\2 a month", small)
    small, only = _ONLY.subn(",", small)
    small, split = _without_split(small)
    small, period = without_period(small)
    money = Money(own, codes)
    rest = _EITHER.sub(r"\1 to ", _BETWEEN.sub(r"\1 to ", money.without(small)))
    currency = money.currency(" to ".join(numbers(rest)) or "78000 to 96000")
    if not (re.search("[0-9]", rest) or only or split):
        raise UnclearError(f"`{answer.strip()}` is no amount; {HOW}, or leave it open for now")
    try:
        said = _said(rest)
    except _UnreadError as unread:
        raise UnclearError(_hint(rest, str(unread), currency, period)) from None
    note = _joined(note or said.pop("note", {}), asides)
    base, target = said.pop("base", {}), said.get("ote", {})
    if only and base:
        raise UnclearError("pay that is commission only has no base pay; leave one of them out")
    if split and not target:
        hint = f"write those as well, such as OTE 120000, {split}"
        raise UnclearError(f"{split} divides on-target earnings; {hint}")
    if not period:
        _large_enough(base or target)
    more = {"currency": currency, "period": period, **said, "split": split}
    found = {"commission_only": bool(only), **base, **more}
    return {name: value for name, value in found.items() if value} | note


def as_fields(text: str, codes: Collection[str]) -> dict[str, Any]:
    """Return the fields of `pay` that a text means; none where that is not sure."""
    try:
        return pay_fields(text, None, codes)
    except UnclearError:
        return {}


def _said(rest: str) -> dict[str, Any]:
    """Return what is said of base pay, of variable pay and of both together.

    Raises:
        _UnreadError: something has no place in it.

    """
    parts: dict[str, Any] = {}
    for group in _groups(rest):
        for label, amount in _pairs(group):
            name = label or ("" if parts else "base")
            if amount is None and label == "variable":
                parts["note"] = {"note": f"plus {group[0][1][0]}"}
            elif amount is None or not name or name in parts:
                raise _UnreadError
            else:
                parts[name] = _range_of(name, amount)
    return parts


def _groups(rest: str) -> list[list[_Token]]:
    """Return amounts and labels, by what stands between commas and the like."""
    groups: list[list[_Token]] = [[]]
    at = 0
    while at < len(rest):
        found = _TOKEN.match(rest, at)
        if found is None:
            raise _UnreadError(re.split(r"[\s,;()+/]", rest[at:], maxsplit=1)[0])
        kind = next(name for name in _KINDS if found[name] is not None)
        if kind == "apart":
            groups.append([])
        elif kind != "skip":
            groups[-1].append((kind, found))
        at = found.end()
    return [group for group in groups if group]


def _pairs(group: list[_Token]) -> list[tuple[str, re.Match[str] | None]]:
    """Return each amount with its label, which stands before or behind it.

    A first amount may have none: `45k OTE 80k`.
    """
    pairs: list[tuple[str, re.Match[str] | None]] = []
    if len(group) % 2 and group[0][0] == "amount":
        pairs, group = [("", group[0][1])], group[1:]
    if len(group) == 1:
        return [*pairs, (group[0][0], None)]
    for first, second in zip(group[::2], group[1::2], strict=False):
        (_, amount), (label, _) = (first, second) if first[0] == "amount" else (second, first)
        if label == "amount" or len(group) % 2:
            raise _UnreadError
        pairs.append((label, amount))
    return pairs


def _range_of(name: str, found: re.Match[str]) -> dict[str, Any]:
    """Return an amount or a range as the fields that a part of pay has for it."""
    ends = _RANGE.fullmatch(found["ends"])
    least, most = _scaled(ends) if ends else (0, None)
    if found["up_to"]:
        if name != "variable" or most is not None:
            raise UnclearError(f"write the lower end as well, such as 60000 to {most or least}")
        return {"min": 0, "max": least}
    if most is not None and least > most:
        raise UnclearError(f"the lower end comes first, such as {most} to {least}")
    if not least:
        raise UnclearError(HOW)
    if found["upwards"] or (found["from"] and most is None):
        if most is not None:
            raise UnclearError(f"write {least} to {most}, or from {least}")
        if name != "base":
            raise _UnreadError
        return {"min": least, "upwards": True}
    return {"min": least} if most is None or most == least else {"min": least, "max": most}


def _large_enough(amounts: dict[str, Any]) -> None:
    """Refuse what could be the pay of a year, a month or an hour, and does not say which."""
    least, most = amounts.get("min"), amounts.get("max")
    if least is not None and (most or least) < _YEARLY:
        raise UnclearError(_per_what(least, most))


def _joined(note: dict[str, str], asides: list[str]) -> dict[str, str]:
    """Return a note with what was said in passing."""
    words = [*note.values(), *asides]
    return {"note": ", ".join(words)} if words else {}


def _without_note(text: str) -> tuple[str, dict[str, str]]:
    """Return the text without what comes on top of the amounts, and that as a note."""
    if (found := _ON_TOP.search(text)) and "only" not in found[1].lower():
        said = re.sub(r"(?i)^(?:plus|and)\b\s*", "plus ", found[1].strip(" ."))
        return text[: found.start()], {"note": said}
    found = _NOTE.search(text)
    said = found[2].strip(" .") if found else ""
    if not found or re.fullmatch(r"(?i)(?:up|above|more|upwards?|over)", said):
        return text, {}
    before = text[: found.start()]
    if not re.search("[0-9]", before) and "only" not in before.lower():
        return text, {}
    return before, {"note": f"plus {said}"}


def _without_split(text: str) -> tuple[str, str | None]:
    """Return the text without the split of on-target earnings, and that as its field has it."""
    for found in _SPLIT.finditer(text):
        base, variable = int(found[1]), int(found[2])
        if base + variable == _WHOLE:
            return f"{text[: found.start()]},{text[found.end() :]}", f"{base}/{variable}"
        if found[3]:
            message = f"the parts of {base}/{variable} come to {base + variable}, not {_WHOLE}"
            raise UnclearError(f"{message}; write it like 70/30")
    return text, None


def _scaled(found: re.Match[str]) -> tuple[int | float, int | float | None]:
    """Return the ends of a range; a `k` at one of them is meant for both small ones."""
    first, unit, second, other = found.groups()
    ends = [_value(first), _value(second) if second else None]
    both = max(_TIMES.get((each or "").rstrip("s"), 1) for each in (unit, other))
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


def _hint(text: str, word: str, currency: str | None, period: str | None) -> str:
    """Return how an answer that cannot be read should be written; ``word`` has no place in it."""
    fault = f"`{word}` cannot stand beside amounts; " if re.match("[^0-9-]", word) else ""
    found = [] if re.search("|".join(_LABELS.values()), text) else one_range(text)
    if word.startswith("max") and len(found) == 1:
        return f"write the lower end as well, such as 60000 to {found[0]}"
    if not found or (fault and not period and float(found[-1]) < _YEARLY):
        return f"{fault}{HOW}"
    money, unit = f"{currency} " if currency else "", f" per {period}" if period else ""
    return f"{fault}write {money}{' to '.join(found)}{unit}"
