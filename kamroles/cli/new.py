"""``kamroles new``: the file of a new employer, posting or role, short and commented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import choices, questions, role_question, starter
from kamroles.cli.session import Session, shows_findings
from kamroles.diagnostics import Problems, error
from kamroles.pipeline import answers, catalog, drafts, new_files, place_answers, posting_copies
from kamroles.pipeline.answers import AnswerError

if TYPE_CHECKING:
    import datetime
    from pathlib import Path


@click.group(epilog="Example: kamroles new posting --role key-account-manager")
def command() -> None:
    """Write the file of a new employer, posting or role into the workspace.

    On a terminal each asks a few questions; every question has an option for scripts. Files that
    are there already are never overwritten.
    """


@command.command("employer", epilog="Example: kamroles new employer 'Cedar & Main' --country US")
@click.argument("name", required=False, metavar="[NAME]")
@questions.about_an_employer("Where it works.")
@choices.yes
@shows_findings
def employer(session: Session, *, yes: bool, **given: str | None) -> None:
    """Write the file of an employer: name, places, and how to apply."""
    root = new_files.own_folder(session.library)
    asked = questions.Questions(given, ask=not yes)
    name = asked.text("NAME", "Name of the employer", answers.line)
    if not name:
        raise click.UsageError("the employer needs a name: kamroles new employer NAME")
    packs = questions.titles(session.library, "packs")
    known = questions.employer(asked, name, packs)
    text = drafts.employer_text(known, packs)
    file = f"employers/{known['id']}.yaml"
    _write(session, root, file, text.encode(), "who hires; inherits nothing")
    session.found(pipeline.open_library(root).check_employer(known["id"]))
    steps = [(f"kamroles new posting --employer {known['id']}", "write a job to fill there")]
    starter.tell_next(session, steps)


@command.command("posting", epilog="Example: kamroles new posting --like account-manager-portland")
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "--like",
    metavar="POSTING",
    type=choices.Name("postings"),
    help="Copy this posting, without its requisition, dates, approval, and what was confirmed.",
)
@click.option("--role", metavar="ROLE", type=choices.Name("roles"), help="The role to fill.")
@click.option(
    "--employer", metavar="NAME", type=choices.Name("employers"), help="The employer who hires."
)
@click.option(
    "--place",
    "places",
    metavar="ID",
    multiple=True,
    help="One of the employer's locations; twice for a job in two of them.",
)
@click.option("--workplace", metavar="HOW", help="onsite, hybrid or remote.  [default: onsite]")
@click.option("--office-days", metavar="DAYS", help="Of a hybrid job, such as 'two days a week'.")
@click.option("--pay", metavar="RANGE", help="Such as '78000 to 96000' or '28.50 to 34 per hour'.")
@click.option("--closes", metavar="DATE", help="Last day to apply.")
@click.option("--requisition", metavar="NUMBER", help="Number of the approved need.")
@choices.yes
@shows_findings
def posting(
    session: Session, *, like: str | None, yes: bool, places: tuple[str, ...], **given: str | None
) -> None:
    """Write the file of a posting: a role to fill, at an employer.

    NAME is the new file's name; without one it follows from role and place. Pay, dates and approval
    that you do not give are left for you to fill in.
    """
    library = session.library
    root = new_files.own_folder(library)
    given["place"] = places[0] if places else None
    flags = questions.Questions(given, ask=False)
    name = flags.text("NAME", "", answers.id)
    if like is not None:
        changes = _changes(library, flags, like, places, session.as_of)
        id_ = name or new_files.free_name(
            library, posting_copies.name_of_copy(library, like, changes)
        )
        content = posting_copies.copied_posting(library, like, id_, changes)
    else:
        known = _known(library, questions.Questions(given, ask=not yes), places, session.as_of)
        place = known["place"] or "remote"
        id_ = name or new_files.free_name(library, f"{known['role']}-{place}")
        content = drafts.posting_text(library, known, session.as_of).encode()
    purpose = "the job to fill; role and employer say the rest"
    _write(session, root, f"postings/{id_}.yaml", content, purpose)
    starter.build_and_tell(session, root, id_)
    written = root / f"postings/{id_}.yaml"
    text = pipeline.open_library(root).tree(written).span.source.text
    starter.tell_gaps(session, {written: text})
    steps = [
        (f"kamroles review {id_}", "what somebody at the employer has to confirm"),
        (f"kamroles render {id_}", "make its documents anew after you changed the file"),
    ]
    starter.tell_next(session, steps)


@command.command(
    "role", epilog="Example: kamroles new role 'Account Manager, Schools' --from account-manager"
)
@click.argument("title", required=False, metavar="[TITLE]")
@click.option(
    "--from",
    metavar="BASE",
    type=choices.Name("roles"),
    help="The role it is a difference on.  [default: account-manager]",
)
@click.option("--name", metavar="ID", help="The new file's name.  [default: from the title]")
@click.option("--summary", metavar="TEXT", help="What the job is, in one sentence.")
@choices.yes
@shows_findings
def role(session: Session, *, yes: bool, **given: str | None) -> None:
    """Write the file of a role as a difference on another one."""
    library = session.library
    root = new_files.own_folder(library)
    asked = questions.Questions(given, ask=not yes)
    title = asked.text("TITLE", "Title of the new role", answers.line)
    if not title:
        raise click.UsageError("the role needs a title: kamroles new role TITLE --from BASE")
    roles = questions.titles(library, "roles")
    question = "Which role is it a difference on?"
    trades = catalog.trades_of(library)
    base = role_question.ask(asked, library, "--from", question, "account-manager", trades)
    summary = asked.text("--summary", "What the job is, in one sentence", answers.line)
    flags = questions.Questions(given, ask=False)
    id_ = flags.text("--name", "", answers.id) or drafts.id_from(title)
    if id_ in roles:
        hint = "choose another title, or give the file another name with --name"
        raise Problems([error("KR519", f"there is a role `{id_}` already", None, hint)])
    known = {"id": id_, "title": title, "base": base, "summary": summary}
    text = drafts.role_text(library, known, session.as_of)
    purpose = f"a difference on {base}; the rest is inherited"
    _write(session, root, f"roles/{id_}.yaml", text.encode(), purpose)
    starter.build_and_tell(session, root, id_)
    steps = [
        (f"kamroles show {id_}", "the whole, with what is inherited"),
        (f"kamroles new posting --role {id_}", "write a job to fill"),
    ]
    starter.tell_next(session, steps)


def _known(
    library: pipeline.Library,
    asked: questions.Questions,
    given: tuple[str, ...],
    as_of: datetime.date,
) -> dict[str, Any]:
    """Return what was answered of a new posting; ``given`` are the places of the flag."""
    role = _role(library, asked, "account-manager")
    firms = questions.titles(library, "employers")
    if not firms:
        hint = "write one with `kamroles new employer`"
        raise Problems([error("KR502", "there is no employer in this workspace yet", None, hint)])
    if asked.given["employer"] is None and not asked.ask and len(firms) > 1:
        raise click.UsageError(f"--employer is needed: there is {', '.join(firms)}")
    firm = asked.choice("--employer", "Who hires?", firms, next(iter(firms)))
    places = drafts.cities(library, firm)
    place = next(iter(places), None)
    chosen = _places(library, firm, given)
    if place and not chosen:
        chosen = [asked.choice("--place", "In which place?", places, place)]
    place = next(iter(chosen), None)
    without = f"{firm} has no `locations` yet, so that its jobs can only be remote"
    workplace = asked.workplace(place, without)
    country = drafts.country_at(library, firm, place)
    return {
        "role": role,
        "employer": firm,
        "country": country,
        "workplace": workplace,
        "place": place,
        "places": chosen,
        **questions.pay_and_dates(asked, country, workplace, as_of),
        "requisition": asked.text("--requisition", "Requisition number", answers.line),
    }


def _places(library: pipeline.Library, firm: str | None, given: tuple[str, ...]) -> list[str]:
    """Return the locations of an employer that a flag names, each once.

    Raises:
        click.BadParameter: the employer has none that is called so; how to add it is said.

    """
    known, found = drafts.cities(library, firm), []
    for each in given:
        try:
            found.append(answers.one_of(known)(each))
        except AnswerError as refused:
            way = f"; {_how_to_add(library, firm, each)}" if firm else ""
            raise click.BadParameter(f"{refused}{way}", param_hint="'--place'") from None
    return list(dict.fromkeys(found))


def _how_to_add(library: pipeline.Library, firm: str, place: str) -> str:
    """Return what to write where for a place that an employer does not have yet."""
    entry = place_answers.entry(place, drafts.country_at(library, firm, None) or "US")
    file = new_files.shown(library.ids("employers")[firm])
    return f"to add it, write `- {entry}` under `locations` in {file}"


def _changes(
    library: pipeline.Library,
    flags: questions.Questions,
    like: str,
    places: tuple[str, ...],
    as_of: datetime.date,
) -> dict[str, Any]:
    """Return what flags say of a posting that is like another one."""
    there = posting_copies.employer_of(library, like)
    firm = flags.choice("--employer", "", questions.titles(library, "employers"), "")
    chosen = _places(library, firm or there, places)
    country = posting_copies.country_of_copy(library, like, firm, next(iter(chosen), None))
    changed = {
        "role": _role(library, flags, ""),
        "employer": firm,
        "workplace": flags.choice("--workplace", "", questions.WORKPLACES, ""),
        "places": chosen,
        **questions.pay_and_dates(flags, country, None, as_of),
        "requisition": flags.text("--requisition", "", answers.line),
    }
    return {field: answer for field, answer in changed.items() if answer}


def _role(library: pipeline.Library, asked: questions.Questions, default: str) -> str:
    trades = catalog.trades_of(library)
    return role_question.ask(asked, library, "--role", "Which role?", default, trades)


def _write(session: Session, root: Path, file: str, content: bytes, purpose: str) -> None:
    new_files.put(root, {root / file: content})
    starter.tell_files(session, {root / file: purpose})
