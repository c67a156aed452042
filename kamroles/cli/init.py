"""``kamroles init``: a workspace with one employer and one posting, built at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import choices, questions, role_question, starter
from kamroles.cli.session import Session, shows_findings
from kamroles.pipeline import answers, drafts, new_files
from kamroles.pipeline.sample import release_samples

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping


@click.command(epilog="Example: kamroles init jobs --employer 'Cedar & Main' --country US")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False))
@click.option("--employer", metavar="NAME", help="Who hires.  [default: the folder's name]")
@questions.about_an_employer("Where it works; without one, jobs are remote.")
@click.option(
    "--role",
    metavar="ROLE",
    type=choices.Name("roles"),
    help="First role to hire.  [default: account-manager]",
)
@click.option("--workplace", metavar="HOW", help="onsite, hybrid or remote.  [default: onsite]")
@click.option("--office-days", metavar="DAYS", help="Of a hybrid job, such as 'two days a week'.")
@click.option("--pay", metavar="RANGE", help="Such as '62-78k' or '28.50 to 34 per hour'.")
@click.option("--closes", metavar="DATE", help="Last day to apply.")
@click.option("--sample", is_flag=True, help="Copy the sample workspace instead; nothing is built.")
@choices.yes
@shows_findings
def command(session: Session, folder: str, *, sample: bool, yes: bool, **given: str | None) -> None:
    """Start a workspace: a folder with the YAML files of an employer and a first posting.

    On a terminal it asks up to fourteen questions; each has an option for scripts. Then it builds
    the documents at once, and says which line to write for what was left open. Approval is left for
    later. Files that are there already are never overwritten.
    """
    root = Path(folder)
    if sample:
        copies = new_files.sample_files(session.as_of).items()
        _start(session, root, {root / path: content for path, content in copies}, {})
        release_samples(root, session.as_of)
        steps = [
            ("kamroles list", "what there is"),
            ("kamroles build", "make all documents of the sample"),
            ("kamroles init DIR", "start with an employer of your own"),
        ]
    else:
        steps = _first_posting(session, root, questions.Questions(given, ask=not yes))
    enter = [] if root.resolve() == Path.cwd() else [(f"cd {_quoted(root)}", "")]
    starter.tell_next(session, [*enter, *steps][:3])


def _first_posting(
    session: Session, root: Path, asked: questions.Questions
) -> list[tuple[str, str]]:
    """Write an employer and a posting, build their documents; return how to go on."""
    library = pipeline.shipped()
    named = new_files.name_of(root)
    question = "Who hires? Name of the employer"
    name = asked.text("--employer", question, answers.line, named) or named
    industries = questions.titles(library, "packs")
    employer = questions.employer(asked, name, industries)
    posting = _posting(library, asked, employer, session.as_of)
    texts = {
        "kamroles.yaml": drafts.workspace_text(name),
        f"employers/{employer['id']}.yaml": drafts.employer_text(employer, industries),
        f"postings/{posting['id']}.yaml": drafts.posting_text(library, posting, session.as_of),
    }
    purposes = ("what to build, and how", "who hires", "the job to fill")
    files = {root / path: text.encode() for path, text in texts.items()}
    _start(session, root, files, dict(zip(files, purposes, strict=True)))
    starter.build_and_tell(session, root)
    starter.tell_gaps(session, {root / path: text for path, text in texts.items()})
    return [
        (f"kamroles review {posting['id']}", "what somebody at the employer has to confirm"),
        ("kamroles build", "make the documents anew after you changed a file"),
        ("kamroles new posting", "write the next posting"),
    ]


def _posting(
    library: pipeline.Library,
    asked: questions.Questions,
    employer: Mapping[str, Any],
    as_of: datetime.date,
) -> dict[str, Any]:
    """Return what is known of the first posting."""
    question = "Which role to hire first?"
    trades = filter(None, [employer["industry"]])
    role = role_question.ask(asked, library, "--role", question, "account-manager", {*trades})
    place, apply = employer["place"], employer["apply"]
    country = employer["place_country"]
    workplace = asked.workplace(place, "without a city, a job can only be remote")
    return {
        "id": new_files.free_name(library, f"{role}-{place or 'remote'}"),
        "role": role,
        "employer": employer["id"],
        "country": country,
        "workplace": workplace,
        "place": place,
        "email": apply if apply and "@" in apply else None,
        **questions.pay_and_dates(asked, country, workplace, as_of),
    }


def _start(
    session: Session, root: Path, files: dict[Path, bytes], purposes: dict[Path, str]
) -> None:
    """Write the files of a workspace, and tell those with a purpose, or all if none has one."""
    if not (root / ".gitignore").exists():
        files[root / ".gitignore"] = b"output/\n"
    new_files.put(root, files)
    starter.tell_files(session, purposes or dict.fromkeys(files, ""))


def _quoted(path: Path) -> str:
    """Return a path as the shells of this system take it."""
    if sys.platform == "win32":
        return f'"{path}"'
    import shlex

    return shlex.quote(str(path))
