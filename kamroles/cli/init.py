"""``kamroles init``: a workspace with one employer and one posting, built at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import complete, questions, starter
from kamroles.cli.session import Session, shows_findings
from kamroles.pipeline import drafts, new_files, new_postings

if TYPE_CHECKING:
    from kamroles.library import Library

_GITIGNORE = "output/\n"


@click.command("init", epilog="Example: kamroles init jobs --employer 'Cedar & Main' --country US")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False))
@click.option("--employer", metavar="NAME", help="Who hires.  [default: the folder's name]")
@click.option("--country", metavar="CC", help="Its country, such as US or DE.  [default: US]")
@click.option("--city", metavar="CITY", help="Where it works; without one, jobs are remote.")
@click.option("--region", metavar="STATE", help="State or region of the city, such as OR.")
@click.option("--site", metavar="URL", help="Its website.")
@click.option("--apply", metavar="ADDRESS", help="Email or web address to apply to.")
@click.option(
    "--role",
    metavar="ROLE",
    shell_complete=complete.roles,
    help="First role to hire.  [default: account-manager]",
)
@click.option("--workplace", metavar="HOW", help="onsite, hybrid or remote.  [default: onsite]")
@click.option("--sample", is_flag=True, help="Copy the sample workspace instead; nothing is built.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; take the defaults.")
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
    library = pipeline.shipped()
    asked = questions.Questions(ask=not yes and questions.watched())
    employer, posting = _answers(asked, library, given, root)
    industries = list(library.ids("roles/packs"))
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
    _build(session, root, posting.id)


def _answers(
    asked: questions.Questions, library: Library, given: dict[str, Any], root: Path
) -> tuple[drafts.EmployerDraft, drafts.PostingDraft]:
    from kamroles.source.ids import slug

    name = asked.text(
        "--employer",
        given["employer"],
        "Who hires? Name of the employer",
        questions.line,
        _named(root),
    ) or _named(root)
    country = asked.text(
        "--country", given["country"], "In which country? Name or two-letter code",
        questions.country, "US",
    ) or "US"  # fmt: skip
    place = questions.where(asked, given, country)
    site = asked.text("--site", given["site"], "Website", questions.web_address)
    apply = asked.text(
        "--apply", given["apply"], "How to apply: an email or web address", questions.reachable
    )
    roles = {entry.id: entry.title for entry in pipeline.list_entries(library, "roles")}
    role = asked.choice(
        "--role", given["role"], "Which role to hire first?", roles, "account-manager"
    )
    default = "onsite" if place["city"] else "remote"
    workplace = asked.choice(
        "--workplace", given["workplace"], "Where is it done?", questions.WORKPLACES, default
    )
    employer = drafts.EmployerDraft(slug(name), name, country, site=site, apply=apply, **place)
    if workplace != "remote" and employer.place is None:
        raise click.BadParameter(
            "without a city, a job can only be remote", param_hint="'--workplace'"
        )
    stem = f"{role}-{employer.place or 'remote'}"
    posting = drafts.PostingDraft(
        new_files.free_name(library, stem), role, employer.id, country, workplace, employer.place,
        email=apply if apply and "@" in apply else None,
        reports_to=new_postings.reports_to(library, role),
    )  # fmt: skip
    return employer, posting


def _named(root: Path) -> str:
    """Return a name for the employer, made from the folder's."""
    from kamroles.model.infer import title_of
    from kamroles.source.ids import slug

    return title_of(slug(root.resolve().name or "employer"))


def _build(session: Session, root: Path, posting: str) -> None:

    library = pipeline.open_library(root)
    formats = library.workspace.settings.formats
    report = starter.build(session, root, pipeline.everything(library), formats)
    starter.tell_outputs(session, report)
    enter = [] if root.resolve() == Path.cwd() else [(f"cd {_quoted(root)}", "")]
    steps = [
        (f"kamroles review {posting}", "what somebody at the employer has to confirm"),
        ("kamroles build", "make the documents anew after you changed a file"),
        ("kamroles new posting", "write the next posting"),
    ]
    starter.tell_next(session, [*enter, *steps][:3])


def _quoted(path: Path) -> str:
    """Return a path as the shells of this system take it."""
    if sys.platform == "win32":
        return f'"{path}"'
    import shlex

    return shlex.quote(str(path))


def _copy_sample(session: Session, root: Path) -> None:
    from kamroles.cli.sample import sample_files

    files = {root / path: content for path, content in sample_files(session.as_of).items()}
    if not (root / ".gitignore").exists():
        files[root / ".gitignore"] = _GITIGNORE.encode()
    new_files.put(files)
    new_files.save_schemas(root)
    starter.tell_files(session, dict.fromkeys(files, ""))
    enter = [] if root.resolve() == Path.cwd() else [(f"cd {_quoted(root)}", "")]
    steps = [
        ("kamroles list", "what there is"),
        ("kamroles build", "make all documents of the sample"),
        ("kamroles init DIR", "start with an employer of your own"),
    ]
    starter.tell_next(session, [*enter, *steps][:3])
