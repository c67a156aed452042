"""Questions on a terminal; each has a flag for scripts, and both are checked the same way."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import click

from kamroles.diagnostics import Problems, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WORKPLACES = {
    "onsite": "at the place of work",
    "hybrid": "partly at home",
    "remote": "from home, anywhere in the country",
}

_RANGE = re.compile(
    r"(?P<min>.+?)(?:\s*(?:-|\u2013|\bto\b)\s*(?P<max>.+?))?"
    r"(?:\s*(?:per|an|a|/)\s*(?P<period>hour|day|week|month|year))?",
    re.IGNORECASE,
)


class AnswerError(ValueError):
    """An answer that cannot be used; the text says why, and what to write."""


def watched() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


class Questions:
    """What a command wants to know: from its flags, else from the person, else by default."""

    def __init__(self, *, ask: bool) -> None:
        self.ask = ask
        self.asked = 0

    def text(
        self,
        flag: str,
        given: str | None,
        question: str,
        check: Callable[[str], Any],
        default: str = "",
    ) -> Any:
        """Return an answer after ``check``; None for one that was skipped.

        Raises:
            click.BadParameter: what the flag gave cannot be used.

        """
        if given is not None:
            try:
                return check(given) if given.strip() else None
            except AnswerError as refused:
                raise click.BadParameter(str(refused), param_hint=f"'{flag}'") from None
        if not self.ask:
            return check(default) if default else None
        if not self.asked:
            click.echo("A few questions. Enter takes what stands in brackets.", err=True)
        self.asked += 1
        return click.prompt(
            question if default else f"{question} (Enter to skip)",
            default=default,
            show_default=bool(default),
            value_proc=lambda answer: _checked(check, answer),
            err=True,
        )

    def choice(
        self,
        flag: str,
        given: str | None,
        question: str,
        known: Mapping[str, str],
        default: str,
    ) -> str:
        """Return one of the ``known`` names, by its name or its number in the list."""

        def check(answer: str) -> str:
            return _one_of(answer, known)

        asks = given is None and self.ask and len(known) > 1
        if asks:
            click.echo(err=True)
            width = max(map(len, known))
            for number, (name, title) in enumerate(known.items(), 1):
                click.echo(f"  {number:2}  {name.ljust(width)}  {title}".rstrip(), err=True)
        if given is None and not asks:
            return default
        chosen: str = self.text(flag, given, question, check, default)
        return chosen or default


def _checked(check: Callable[[str], Any], answer: str) -> Any:
    if not answer.strip():
        return None
    try:
        return check(answer)
    except AnswerError as refused:
        raise click.UsageError(str(refused)) from None


def _one_of(answer: str, known: Mapping[str, str]) -> str:
    names = list(known)
    answer = answer.strip()
    if answer in names:
        return answer
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(names):
        return names[int(answer) - 1]
    by_title = {title.lower(): name for name, title in known.items()}
    if answer.lower() in by_title:
        return by_title[answer.lower()]
    raise AnswerError(f"there is no `{answer}`; {suggest(answer.lower(), names)}")


def where(
    asked: Questions, given: Mapping[str, str | None], country_code: str
) -> dict[str, str | None]:
    """Ask for city and region."""
    city = asked.text("--city", given["city"], "City of the office", line)
    found = None
    if city or given["region"]:
        question = "State" if country_code in {"US", "AU", "BR", "IN", "MX"} else "State or region"
        found = asked.text("--region", given["region"], question, region(country_code))
    return {"city": city, "region": found}


def line(answer: str) -> str:
    """Check that an answer can stand in a file."""
    from kamroles.source.scalar import written

    text = " ".join(answer.split())
    try:
        written(text)
    except Problems as problems:
        raise AnswerError(problems.diagnostics[0].message) from None
    return text


def _typed(kind: str, text: str) -> Any:
    """Check an answer as the field it is meant for is checked."""
    from kamroles.model import values
    from kamroles.model.read import read_answer

    try:
        return read_answer(getattr(values, kind), line(text))
    except values.Refused as refused:
        raise AnswerError("; ".join(filter(None, (refused.message, refused.hint)))) from None


def country(answer: str) -> str:
    """Check a country; its English name will do."""
    from kamroles.model import places

    code: str = _typed("Country", places.country_code(answer.strip()) or answer.strip())
    return code


def region(country_code: str | None) -> Callable[[str], str]:
    """Return the check of a state or region; of a US state, the name will do."""

    def check(answer: str) -> str:
        from kamroles.model import places

        text = line(answer)
        if country_code != "US":
            return text
        code = places.region_code("US", text).upper()
        if code not in places.US_STATES:
            raise AnswerError(f"`{text}` is not a US state; write it like OR or Oregon")
        return code

    return check


def web_address(answer: str) -> str:
    """Check a web address; https:// may be left out."""
    text = line(answer)
    whole = text if "://" in text or "." not in text else f"https://{text}"
    address: str = _typed("Url", whole)
    return address


def reachable(answer: str) -> str:
    """Check an email or web address."""
    if "@" in answer and "/" not in answer:
        address: str = _typed("Email", answer)
        return address
    try:
        return web_address(answer)
    except AnswerError:
        message = f"`{line(answer)}` is neither an email nor a web address"
        hint = "write it like jobs@example.com or https://example.com/jobs"
        raise AnswerError(f"{message}; {hint}") from None


def day(answer: str) -> str:
    """Check a date."""
    return str(_typed("Date", answer))


def slug(answer: str) -> str:
    """Check an id."""
    text: str = _typed("Slug", answer)
    return text


def pay(answer: str) -> dict[str, Any]:
    """Check a pay range such as `78000 to 96000` or `28.50 - 34 per hour`."""
    found = _RANGE.fullmatch(answer.strip())
    if found is None:
        raise AnswerError("write it like 78000 to 96000, or 28.50 to 34 per hour")
    amounts = {name: _typed("Amount", found[name]) for name in ("min", "max") if found[name]}
    if amounts["min"] > amounts.get("max", amounts["min"]):
        raise AnswerError("the lower end comes first, such as 78000 to 96000")
    return {**amounts, **({"period": found["period"].lower()} if found["period"] else {})}
