"""What people answer to a question, checked as the field it is meant for is checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, suggest
from kamroles.mistakes.dates import days_meant
from kamroles.mistakes.money_words import UnclearError
from kamroles.mistakes.synonyms import as_name, called
from kamroles.mistakes.typed_pay import pay_fields
from kamroles.model import places, values
from kamroles.model.pay import Pay
from kamroles.model.pay_conflicts import conflicts_in, least_amount
from kamroles.model.pay_units import complete_pay
from kamroles.model.read import read, read_answer
from kamroles.source.edit import in_brackets
from kamroles.source.scalar import written
from kamroles.source.yaml import parse

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping


_EVERYDAY = ("values", "industries")
"""The tables of everyday words for names that are chosen from a list."""
_MONTH_FIRST = frozenset({"US", "PH"})
_EITHER = frozenset({None, "CA"})
"""Where nobody knows whether 3/4 is in March or April."""
_COUNTED = ("no", "one", "two", "three", "four", "five")
_OPEN = frozenset(
    {"", "_", "none", "n/a", "na", "skip", "later", "tbd", "tbc", "tba", "open", "unknown"}
    | {"not_yet", "not_sure", "not_sure_yet", "don't_know", "dont_know", "to_be_decided"}
    | {"until_filled", "open_until_filled", "when_filled", "ongoing", "rolling"}
    | {"to_be_confirmed", "no_idea", "leave_open", "nothing", "not_known", "keine", "\u2013"}
)


class AnswerError(ValueError):
    """An answer that cannot be used; the text says why, and what to write."""


def line(answer: str) -> str:
    """Check that an answer can stand in a file."""
    text = " ".join(answer.split())
    try:
        written(text)
    except Problems as problems:
        raise AnswerError(problems.diagnostics[0].message) from None
    return text


def typed(kind: str, text: str) -> Any:
    """Check an answer as one of the types of ``values``."""
    try:
        return read_answer(getattr(values, kind), line(text))
    except values.Refused as refused:
        raise AnswerError("; ".join(filter(None, (refused.message, refused.hint)))) from None


def title(answer: str) -> str:
    """Check what somebody is called who approves or confirms."""
    return str(typed("Line", answer))


def office_days(answer: str) -> str:
    """Check how often somebody is in the office; a number of days is of the week."""
    text = str(typed("Line", answer))
    if found := re.fullmatch(r"([1-5])(?:\s*(?:x|days?))?(?:\s*(?:a|per|/)\s*week)?", text.lower()):
        count = _COUNTED[int(found[1])]
        return f"{count} day{'s' * (found[1] != '1')} a week"
    return text


def yes_no(answer: str) -> bool:
    """Check a yes or no."""
    short = {"y": "yes", "n": "no", "ja": "yes", "nein": "no"}
    return bool(typed("YesNo", short.get(answer.strip().lower(), answer)))


def left_open(answer: str) -> bool:
    """Tell whether words say that there is no answer yet."""
    return as_name(answer.strip(" .!")) in _OPEN


def web_address(answer: str) -> str:
    """Check a web address; https:// may be left out."""
    text = line(answer)
    return str(typed("Url", text if "://" in text or "." not in text else f"https://{text}"))


def reachable(answer: str) -> str:
    """Check an email or web address."""
    if "@" in answer and "/" not in answer:
        inside = re.search(r"<([^<>]+)>", answer)
        return str(
            typed("Email", (inside[1] if inside else answer).strip().removeprefix("mailto:"))
        )
    try:
        return web_address(answer)
    except AnswerError:
        message = f"`{line(answer)}` is neither an email nor a web address"
        hint = "write it like jobs@example.com or https://example.com/jobs"
        raise AnswerError(f"{message}; {hint}") from None


def day(answer: str) -> str:
    """Check a date."""
    return str(typed("Date", answer))


def last_day(as_of: datetime.date, country_code: str | None = None) -> Callable[[str], str]:
    """Return the check of a day from ``as_of`` on, as people in a country write dates."""

    def check(answer: str) -> str:
        try:
            found = typed("Date", answer)
        except AnswerError:
            meant = days_meant(answer, as_of, month_first=country_code in _MONTH_FIRST)
            if not meant or (len(meant) > 1 and country_code in _EITHER):
                raise
            found = meant[0]
        if found < as_of:
            raise AnswerError(f"{found} is over; write a day from {as_of} on")
        return str(found)

    return check


def id(answer: str) -> str:
    """Check an id."""
    return str(typed("Slug", answer))


def pay_line(fields: Mapping[str, Any]) -> str:
    """Return pay as it stands in a file."""
    return f"pay: {in_brackets(fields)}"


def one_of(known: Mapping[str, str]) -> Callable[[str], str]:
    """Return the check of a name by itself, its title, its number or an everyday word for it."""
    meant = {str(number): name for number, name in enumerate(known, 1)}
    for name, title in known.items():
        meant |= {_letters(name): name, _letters(title): name}

    def check(answer: str) -> str:
        everyday = (name for table in _EVERYDAY for name in called(table, answer))
        found = meant.get(_letters(answer)) or next((n for n in everyday if n in known), None)
        if found:
            return found
        near = suggest(answer.lower(), known, listed=True)
        raise AnswerError(f"there is no `{answer.strip()}`; {near}")

    return check


def _letters(text: str) -> str:
    """Return a text for comparing: letters and digits alone, in any case."""
    return "".join(filter(str.isalnum, text.casefold())) or text


def pay(country_code: str | None = None) -> Callable[[str], dict[str, Any]]:
    """Return the check of pay as people type it, for work in a country."""
    own = places.currency_of(country_code) if country_code else None

    def check(answer: str) -> dict[str, Any]:
        try:
            fields = pay_fields(line(answer), own, places.currencies())
        except UnclearError as unclear:
            raise AnswerError(str(unclear)) from None
        _agrees(fields, country_code)
        return fields

    return check


def _agrees(fields: dict[str, Any], country_code: str | None) -> None:
    """Refuse pay whose parts contradict each other, or that does not say what it is per."""
    made, _ = read(parse(in_brackets(fields), "pay"), Pay)
    if made is None:
        return
    for conflict in conflicts_in(made, "pay"):
        raise AnswerError("; ".join(filter(None, (conflict.message, conflict.hint))))
    full = complete_pay(made, country_code)
    least = least_amount(made)
    if full.currency and not full.period and least is not None:
        shown = f"{least:.15g}"
        raise AnswerError(f"say what it is per, such as {shown} a month or {shown} a year")
