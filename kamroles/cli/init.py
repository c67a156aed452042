"""``kamroles init``: a workspace with one employer and one posting, built at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamroles import pipeline
from kamroles.cli import choices, questions, starter
from kamroles.cli.session import Session, shows_findings
from kamroles.pipeline import answers, beginnings, drafts, new_files, new_postings
from kamroles.pipeline.known_names import known_names
from kamroles.pipeline.sample import release_samples, sample_files

if TYPE_CHECKING:
    from collections.abc import Mapping

_GITIGNORE = "output/\n"


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
@click.option("--sample", is_flag=True, help="Copy the sample workspace instead; nothing is built.")
@choices.yes
@shows_findings
def command(session: Session, folder: str, *, sample: bool, yes: bool, **given: str | None) -> None:
    """Start a workspace: a folder with the YAML files of an employer and a first posting.

    On a terminal it asks up to eight questions; each has an option for scripts. Then it builds the
    documents at once. Pay, dates and approval are left for you to write. Files that are there
    already are never overwritten.
    """
    root = Path(folder)
    if sample:
        _copy_sample(session, root)
        return
    library = beginnings.shipped()
    asked = questions.Questions(ask=not yes)
    employer, posting = _answers(asked, library, given, root)
    industries = known_names(library, "packs")
    texts = {
        root / "kamroles.yaml": drafts.workspace_text(employer.name),
        root / "employers" / f"{employer.id}.yaml": drafts.employer_text(employer, industries),
        root / "postings" / f"{posting.id}.yaml": drafts.posting_text(posting, session.as_of),
    }
    ignored = root / ".gitignore"
    new_files.put({path: text.encode() for path, text in texts.items()})
    if not ignored.exists():
        new_files.put({ignored: _GITIGNORE.encode()})
    new_files.save_schemas(root)
    purposes = ("what to build, and how", "who hires", "the job to fill")
    starter.tell_files(session, dict(zip(texts, purposes, strict=True)))
    _build(session, root)
    steps = [
        (f"kamroles review {posting.id}", "what somebody at the employer has to confirm"),
        ("kamroles build", "make the documents anew after you changed a file"),
        ("kamroles new posting", "write the next posting"),
    ]
    _tell_next(session, root, steps)


def _answers(
    asked: questions.Questions,
    library: pipeline.Library,
    given: Mapping[str, str | None],
    root: Path,
) -> tuple[drafts.EmployerDraft, drafts.PostingDraft]:
    named = beginnings.name_of(root)
    question = "Who hires? Name of the employer"
    name = asked.text("--employer", given["employer"], question, answers.line, named) or named
    known = questions.employer(asked, given)
    employer = drafts.EmployerDraft(beginnings.id_from(name), name, **known)
    roles = {entry.id: entry.title for entry in pipeline.list_entries(library, "roles")}
    role = asked.choice(
        "--role", given["role"], "Which role to hire first?", roles, "account-manager"
    )
    default = "onsite" if employer.city else "remote"
    workplace = asked.choice(
        "--workplace", given["workplace"], "Where is it done?", questions.WORKPLACES, default
    )
    if workplace != "remote" and employer.place is None:
        raise click.BadParameter(
            "without a city, a job can only be remote", param_hint="'--workplace'"
        )
    apply = employer.apply
    posting = drafts.PostingDraft(
        new_files.free_name(library, f"{role}-{employer.place or 'remote'}"),
        role,
        employer.id,
        employer.country,
        workplace,
        employer.place,
        email=apply if apply and "@" in apply else None,
        reports_to=new_postings.reports_to(library, role),
    )
    return employer, posting


def _build(session: Session, root: Path) -> None:
    library = pipeline.open_library(root)
    formats = library.workspace.settings.formats
    report = starter.build(session, root, pipeline.everything(library), formats)
    starter.tell_outputs(session, report)


def _tell_next(session: Session, root: Path, steps: list[tuple[str, str]]) -> None:
    enter = [] if root.resolve() == Path.cwd() else [(f"cd {_quoted(root)}", "")]
    starter.tell_next(session, [*enter, *steps][:3])


def _quoted(path: Path) -> str:
    """Return a path as the shells of this system take it."""
    if sys.platform == "win32":
        return f'"{path}"'
    import shlex

    return shlex.quote(str(path))


def _copy_sample(session: Session, root: Path) -> None:
    sample = sample_files(session.as_of)
    files = {root / path: content for path, content in sample.items()}
    if not (root / ".gitignore").exists():
        files[root / ".gitignore"] = _GITIGNORE.encode()
    new_files.put(files)
    new_files.save_schemas(root)
    release_samples(root, session.as_of)
    starter.tell_files(session, dict.fromkeys(files, ""))
    steps = [
        ("kamroles list", "what there is"),
        ("kamroles build", "make all documents of the sample"),
        ("kamroles init DIR", "start with an employer of your own"),
    ]
    _tell_next(session, root, steps)
