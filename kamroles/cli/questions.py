"""Questions on a terminal; each has a flag for scripts, and both are checked the same way."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import together
from kamroles.cli.tables import table
from kamroles.cli.terminal import width
from kamroles.pipeline import answers, drafts, place_answers
from kamroles.pipeline.answers import AnswerError
from kamroles.pipeline.usual_statements import Usual, usual_statements

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping, Sequence

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

    def text(
        self,
        flag: str,
        question: str,
        check: Callable[[str], Any],
        default: str = "",
        shown: Callable[[Any], str] | None = None,
    ) -> Any:
        """Return an answer after ``check``; None for one that was skipped.

        What it was taken for is ``shown`` to who watches, where that is not what was typed.

        Raises:
            click.BadParameter: what the flag gave cannot be used.

        """

        def checked(answer: str) -> Any:
            try:
                return check(answer) if answer.strip() else None
            except AnswerError as refused:
                raise click.BadParameter(str(refused), param_hint=f"'{flag}'") from None

        def answered(answer: str) -> Any:
            if not default and answers.left_open(answer):
                return None
            found = checked(answer)
            if shown and found is not None and shown(found) != answer.strip():
                click.echo(f"  taken as {shown(found)}", err=True)
            return found

        given = self._said(flag)
        if given is not None or not self.ask:
            return checked(default if given is None else given)
        if not self.asked:
            told = "A few questions. Enter takes what stands in brackets, or leaves it open."
            click.echo(told, err=True)
        self.asked += 1
        return click.prompt(
            question if default else f"{question} (Enter to skip)",
            default=default,
            show_default=bool(default),
            value_proc=answered,
            err=True,
        )

    def choice(self, flag: str, question: str, known: Mapping[str, str], default: str) -> str:
        """Return one of the ``known`` names, by its name or its number in the list."""
        if self._said(flag) is None:
            if not self.ask or len(known) < 2:
                return default
            numbered = enumerate(known.items(), 1)
            rows = [(f"  {number:2}", name, title) for number, (name, title) in numbered]
            click.echo("\n".join(["", *table(rows, width())]), err=True)
        chosen: str = self.text(flag, question, answers.one_of(known), default, str)
        return chosen or default

    def workplace(self, place: str | None, without: str) -> str:
        """Return where a job is done; ``without`` says that it needs a place or is remote."""
        default = "onsite" if place else "remote"
        chosen = self.choice("--workplace", "Where is it done?", WORKPLACES, default)
        if chosen != "remote" and place is None:
            raise click.BadParameter(without, param_hint="'--workplace'")
        return chosen

    def _said(self, flag: str) -> str | None:
        return self.given[flag.strip("-").lower().replace("-", "_")]


def titles(library: pipeline.Library, sort: str) -> dict[str, str]:
    """Return what there is of one sort to choose from: what to type, with its title."""
    return {entry.id: entry.title for entry in pipeline.list_entries(library, sort)}


def about_an_employer(city: str) -> Callable[[Any], Any]:
    """Return the options that answer what ``employer`` asks; ``city`` says what it is for."""
    country = "Its country, such as US or DE.  [default: US]"
    industry = "What its trade adds to every role, such as insurance.  [default: none]"
    statements = "yes: write statements usual in its country, to have them checked.  [default: no]"
    return together(
        click.option("--country", metavar="CC", help=country),
        click.option("--city", metavar="CITY", help=city),
        click.option("--region", metavar="STATE", help="State or region of the city, such as OR."),
        click.option("--site", metavar="URL", help="Its website."),
        click.option("--apply", metavar="ADDRESS", help="Email or web address to apply to."),
        click.option("--industry", metavar="PACK", help=industry),
        click.option("--statements", metavar="YES/NO", help=statements),
    )


def employer(asked: Questions, name: str, packs: Mapping[str, str]) -> dict[str, Any]:
    """Return what is to be known of an employer; ``packs`` are the industries there are."""
    country = asked.text(
        "--country", "In which country? Name or two-letter code", place_answers.country, "US"
    )
    country = country or "US"
    known: dict[str, Any] = {"id": drafts.id_from(name), "name": name, "country": country}
    known |= _office(asked, country)
    known["site"] = asked.text("--site", "Website", answers.web_address)
    way = "How to apply: an email or web address"
    known["apply"] = asked.text("--apply", way, answers.reachable)
    offered = {"none": "nothing is added", **packs}
    industry = asked.choice("--industry", "Its industry", offered, "none")
    known["industry"] = None if industry == "none" else industry
    return known | {"statements": _statements(asked, country, known["apply"])}


def pay_and_dates(
    asked: Questions, country: str | None, workplace: str | None, as_of: datetime.date
) -> dict[str, Any]:
    """Return what candidates ask for first: days in the office of a hybrid job, pay, last day."""
    days = None
    if workplace == "hybrid" or asked.given["office_days"]:
        question = "How often in the office, such as 2 days a week"
        days = asked.text("--office-days", question, answers.office_days)
    question = "Pay, such as 62-78k, from 60k, or 28.50 an hour"
    pay = asked.text("--pay", question, answers.pay(country), shown=answers.pay_line)
    question = "Last day to apply, such as Dec 18"
    day = answers.last_day(as_of, country)
    return {
        "office_days": days,
        "pay": pay,
        "closes": asked.text("--closes", question, day, shown=str),
    }


def _office(asked: Questions, country: str) -> dict[str, Any]:
    """Return where the office is; a state may be said with the city or by itself."""
    found = (
        asked.text(
            "--city", "City of the office", place_answers.city(country), shown=place_answers.shown
        )
        or {}
    )
    city, region, there = found.get("city"), found.get("region"), found.get("country", country)
    if (city and not region) or asked.given["region"]:
        states = there in {"US", "AU", "BR", "IN", "MX"}
        question = "State" if states else "State or region"
        region = asked.text("--region", question, place_answers.region(there)) or region
    return {
        "city": city,
        "place": city and drafts.id_from(city),
        "region": region,
        "postal_code": found.get("postal_code"),
        "place_country": there,
    }


def _statements(asked: Questions, country: str, apply: str | None) -> Sequence[Usual]:
    """Return the statements that are taken into the employer's file, after they were shown."""
    email = apply if apply and "@" in apply else None
    usual = usual_statements(country, email)
    if asked.given["statements"] is None and asked.ask:
        where = place_answers.country_name(country)
        lines = [f"\nStatements that employers usually print, {where}. No lawyer wrote them."]
        for each in usual:
            said = f"{each.title}. {each.because} ({each.cited})"
            lines += textwrap.wrap(said, width() - 1, initial_indent="  ", subsequent_indent="    ")
        click.echo("\n".join(lines), err=True)
    question = "Write them into the file, marked as text to have checked? yes or no"
    return usual if asked.text("--statements", question, answers.yes_no, "no") else ()
