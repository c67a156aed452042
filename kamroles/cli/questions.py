"""Questions on a terminal; each has a flag for scripts, and both are checked the same way."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kamroles.cli import together
from kamroles.diagnostics import suggest
from kamroles.pipeline import answers
from kamroles.pipeline.answers import AnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WORKPLACES = {
    "onsite": "at the place of work",
    "hybrid": "partly at home",
    "remote": "from home, anywhere in the country",
}


def watched() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


class Questions:
    """What a command wants to know: from its flags, else from who watches, else by default."""

    def __init__(self, *, ask: bool) -> None:
        self.ask = ask and watched()
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


def about_an_employer(city: str) -> Callable[[Any], Any]:
    """Return the options that answer what ``employer`` asks; ``city`` says what it is for."""
    country = "Its country, such as US or DE.  [default: US]"
    return together(
        click.option("--country", metavar="CC", help=country),
        click.option("--city", metavar="CITY", help=city),
        click.option("--region", metavar="STATE", help="State or region of the city, such as OR."),
        click.option("--site", metavar="URL", help="Its website."),
        click.option("--apply", metavar="ADDRESS", help="Email or web address to apply to."),
    )


def employer(asked: Questions, given: Mapping[str, str | None]) -> dict[str, Any]:
    """Return what is to be known of an employer, but for its name."""

    def ask(name: str, question: str, check: Callable[[str], Any], default: str = "") -> Any:
        return asked.text(f"--{name}", given[name], question, check, default)

    country = ask("country", "In which country? Name or two-letter code", answers.country, "US")
    known = {"country": country or "US", "city": ask("city", "City of the office", answers.line)}
    if known["city"] or given["region"]:
        states = country in {"US", "AU", "BR", "IN", "MX"}
        region = "State" if states else "State or region"
        known["region"] = ask("region", region, answers.region(known["country"]))
    known["site"] = ask("site", "Website", answers.web_address)
    way = "How to apply: an email or web address"
    return known | {"apply": ask("apply", way, answers.reachable)}
