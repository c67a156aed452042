"""What people answer to a question, checked as the field it is meant for is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems
from kamroles.mistakes.money_words import UnclearError
from kamroles.mistakes.typed_pay import pay_fields
from kamroles.model import places, regions, values
from kamroles.model.pay import Pay
from kamroles.model.pay_conflicts import conflicts_in, least_amount
from kamroles.model.pay_units import complete_pay
from kamroles.model.read import read, read_answer
from kamroles.source.edit import in_brackets
from kamroles.source.scalar import written
from kamroles.source.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Callable


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


def _typed(kind: str, text: str) -> Any:
    try:
        return read_answer(getattr(values, kind), line(text))
    except values.Refused as refused:
        raise AnswerError("; ".join(filter(None, (refused.message, refused.hint)))) from None


def title(answer: str) -> str:
    """Check what somebody is called who approves or confirms."""
    return str(_typed("Line", answer))


def country(answer: str) -> str:
    """Check a country; its English name will do."""
    return str(_typed("Country", places.country_code(answer.strip()) or answer.strip()))


def region(country_code: str | None) -> Callable[[str], str]:
    """Return the check of a state or province; where it has a code, its name will do."""

    def check(answer: str) -> str:
        text = line(answer)
        code = regions.code_in(country_code, text)
        if country_code == "US" and not code:
            raise AnswerError(f"`{text}` is not a US state; write it like OR or Oregon")
        return code or text

    return check


def web_address(answer: str) -> str:
    """Check a web address; https:// may be left out."""
    text = line(answer)
    return str(_typed("Url", text if "://" in text or "." not in text else f"https://{text}"))


def reachable(answer: str) -> str:
    """Check an email or web address."""
    if "@" in answer and "/" not in answer:
        return str(_typed("Email", answer))
    try:
        return web_address(answer)
    except AnswerError:
        message = f"`{line(answer)}` is neither an email nor a web address"
        hint = "write it like jobs@example.com or https://example.com/jobs"
        raise AnswerError(f"{message}; {hint}") from None


def day(answer: str) -> str:
    """Check a date."""
    return str(_typed("Date", answer))


def id(answer: str) -> str:
    """Check an id."""
    return str(_typed("Slug", answer))


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
