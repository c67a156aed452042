"""Questions on a terminal; each has a flag for scripts, and both are checked the same way."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import together
from kamroles.diagnostics import suggest
from kamroles.pipeline import answers, drafts
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

    def __init__(self, given: Mapping[str, str | None], *, ask: bool) -> None:
        self.given = given
        self.ask = ask and watched()
        self.asked = 0

    def text(self, flag: str, question: str, check: Callable[[str], Any], default: str = "") -> Any:
        """Return an answer after ``check``; None for one that was skipped.

        Raises:
            click.BadParameter: what the flag gave cannot be used.

        """

        def checked(answer: str) -> Any:
            try:
                return check(answer) if answer.strip() else None
            except AnswerError as refused:
                raise click.BadParameter(str(refused), param_hint=f"'{flag}'") from None

        given = self._said(flag)
        if given is not None or not self.ask:
            return checked(default if given is None else given)
        if not self.asked:
            click.echo("A few questions. Enter takes what stands in brackets.", err=True)
        self.asked += 1
        return click.prompt(
            question if default else f"{question} (Enter to skip)",
            default=default,
            show_default=bool(default),
            value_proc=checked,
            err=True,
        )

    def choice(self, flag: str, question: str, known: Mapping[str, str], default: str) -> str:
        """Return one of the ``known`` names, by its name or its number in the list."""
        if self._said(flag) is None:
            if not self.ask or len(known) < 2:
                return default
            click.echo(err=True)
            width = max(map(len, known))
            for number, (name, title) in enumerate(known.items(), 1):
                click.echo(f"  {number:2}  {name.ljust(width)}  {title}".rstrip(), err=True)
        chosen: str = self.text(flag, question, lambda answer: _one_of(answer, known), default)
        return chosen or default

    def workplace(self, place: str | None, without: str) -> str:
        """Return where a job is done; ``without`` says that it needs a place or is remote."""
        default = "onsite" if place else "remote"
        chosen = self.choice("--workplace", "Where is it done?", WORKPLACES, default)
        if chosen != "remote" and place is None:
            raise click.BadParameter(without, param_hint="'--workplace'")
        return chosen

    def _said(self, flag: str) -> str | None:
        return self.given[flag.strip("-").lower()]


def _one_of(answer: str, known: Mapping[str, str]) -> str:
    answer = answer.strip()
    if answer in known:
        return answer
    meant = {title.lower(): name for name, title in known.items()}
    meant |= {str(number): name for number, name in enumerate(known, 1)}
    if answer.lower() in meant:
        return meant[answer.lower()]
    raise AnswerError(f"there is no `{answer}`; {suggest(answer.lower(), known)}")


def titles(library: pipeline.Library, sort: str) -> dict[str, str]:
    """Return what there is of one sort to choose from: what to type, with its title."""
    return {entry.id: entry.title for entry in pipeline.list_entries(library, sort)}


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


def employer(asked: Questions, name: str) -> dict[str, Any]:
    """Return what is to be known of an employer."""
    country = asked.text(
        "--country", "In which country? Name or two-letter code", answers.country, "US"
    )
    known: dict[str, Any] = {"id": drafts.id_from(name), "name": name, "country": country or "US"}
    city = asked.text("--city", "City of the office", answers.line)
    known |= {"city": city, "place": city and drafts.id_from(city), "region": None}
    if city or asked.given["region"]:
        states = country in {"US", "AU", "BR", "IN", "MX"}
        region = "State" if states else "State or region"
        known["region"] = asked.text("--region", region, answers.region(known["country"]))
    known["site"] = asked.text("--site", "Website", answers.web_address)
    way = "How to apply: an email or web address"
    return known | {"apply": asked.text("--apply", way, answers.reachable), "industry": None}
