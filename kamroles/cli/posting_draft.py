"""What a new posting says: from answers, or copied from one that is like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import questions
from kamroles.diagnostics import Problems, error
from kamroles.pipeline import answers, drafts, new_files, new_postings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.cli.questions import Questions
    from kamroles.pipeline import Library


def drafted(
    library: Library, asked: Questions, name: str | None, given: Mapping[str, str | None]
) -> drafts.PostingDraft:
    """Return what was answered.

    Raises:
        Problems: there is no employer.
        click.BadParameter: a flag cannot be used.

    """
    role = _role(library, asked, given, "account-manager")
    firm = _employer(library, asked, given)
    places = new_postings.cities(library, firm)
    place = next(iter(places), None)
    if place or given["place"] is not None:
        place = _place(asked, given, places, place or "")
    workplace = _workplace(asked, given, "onsite" if place else "remote")
    if workplace != "remote" and place is None:
        message = f"{firm} has no `locations` yet, so that its jobs can only be remote"
        raise click.BadParameter(message, param_hint="'--workplace'")
    return drafts.PostingDraft(
        name or new_files.free_name(library, f"{role}-{place or 'remote'}"),
        role,
        firm,
        new_postings.country_at(library, firm, place),
        workplace,
        place,
        _pay(asked, given),
        **_dates(asked, given),
        reports_to=new_postings.reports_to(library, role),
    )


def copied(
    library: Library,
    asked: Questions,
    like: str,
    name: str | None,
    given: Mapping[str, str | None],
) -> tuple[str, bytes]:
    """Return the id and the file of a posting that is like another one, but for what flags say.

    Raises:
        Problems: there is no such posting.
        click.BadParameter: a flag cannot be used.

    """
    there = new_postings.employer_of(library, like)
    changes: dict[str, Any] = _dates(asked, given)
    flags = questions.Questions(ask=False)
    firm = flags.choice("--employer", given["employer"], "", _employers(library), "")
    changed = {
        "role": _role(library, flags, given, ""),
        "employer": firm,
        "workplace": _workplace(flags, given, ""),
        "places": _place(flags, given, new_postings.cities(library, firm or there), ""),
        "pay": _pay(flags, given),
    }
    changes |= {field: answer for field, answer in changed.items() if answer}
    id_ = name or new_files.free_name(library, library.find(like).id)
    return id_, new_postings.copied_posting(library, like, id_, changes)


def _role(library: Library, asked: Questions, given: Mapping[str, str | None], default: str) -> str:
    roles = {entry.id: entry.title for entry in pipeline.list_entries(library, "roles")}
    return asked.choice("--role", given["role"], "Which role?", roles, default)


def _employers(library: Library) -> dict[str, str]:
    return {entry.id: entry.title for entry in pipeline.list_entries(library, "employers")}


def _employer(library: Library, asked: Questions, given: Mapping[str, str | None]) -> str:
    known = _employers(library)
    if not known:
        hint = "write one with `kamroles new employer`"
        raise Problems([error("KR502", "there is no employer in this workspace yet", None, hint)])
    if given["employer"] is None and not asked.ask and len(known) > 1:
        raise click.UsageError(f"--employer is needed: there is {', '.join(known)}")
    return asked.choice("--employer", given["employer"], "Who hires?", known, next(iter(known)))


def _place(
    asked: Questions, given: Mapping[str, str | None], places: Mapping[str, str], default: str
) -> str:
    return asked.choice("--place", given["place"], "In which place?", places, default)


def _workplace(asked: Questions, given: Mapping[str, str | None], default: str) -> str:
    question = "Where is it done?"
    return asked.choice("--workplace", given["workplace"], question, questions.WORKPLACES, default)


def _pay(asked: Questions, given: Mapping[str, str | None]) -> Any:
    return asked.text("--pay", given["pay"], "Pay range, such as 78000 to 96000", answers.pay)


def _dates(asked: Questions, given: Mapping[str, str | None]) -> dict[str, str | None]:
    return {
        "closes": asked.text("--closes", given["closes"], "Last day to apply", answers.day),
        "requisition": asked.text(
            "--requisition", given["requisition"], "Requisition number", answers.line
        ),
    }
