"""``kamroles new``: the file of a new employer, posting or role, short and commented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kamroles import pipeline
from kamroles.cli import choices, posting_draft, questions, starter
from kamroles.cli.session import Session, shows_findings
from kamroles.diagnostics import Problems, error
from kamroles.pipeline import answers, beginnings, drafts, new_files
from kamroles.pipeline.known_names import known_names

if TYPE_CHECKING:
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
@click.option("--industry", metavar="PACK", help="What it adds to every role, such as insurance.")
@choices.yes
@shows_findings
def employer(session: Session, *, yes: bool, **given: str | None) -> None:
    """Write the file of an employer: name, places, and how to apply."""
    library = session.library
    root = beginnings.own_folder(library)
    asked = questions.Questions(ask=not yes)
    name = asked.text("NAME", given["name"], "Name of the employer", answers.line)
    if not name:
        raise click.UsageError("the employer needs a name: kamroles new employer NAME")
    known = questions.employer(asked, given)
    packs = known_names(library, "packs")
    offered = {"none": "nothing is added"} | dict.fromkeys(packs, "")
    industry = asked.choice("--industry", given["industry"], "Its industry", offered, "none")
    known["industry"] = None if industry == "none" else industry
    draft = drafts.EmployerDraft(beginnings.id_from(name), name, **known)
    path = root / "employers" / f"{draft.id}.yaml"
    _write(session, path, drafts.employer_text(draft, packs), "who hires; inherits nothing")
    session.found(pipeline.open_library(root).check_employer(draft.id))
    steps = [(f"kamroles new posting --employer {draft.id}", "write a job to fill there")]
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
@click.option("--place", metavar="ID", help="One of the employer's locations.")
@click.option("--workplace", metavar="HOW", help="onsite, hybrid or remote.  [default: onsite]")
@click.option("--pay", metavar="RANGE", help="Such as '78000 to 96000' or '28.50 to 34 per hour'.")
@click.option("--closes", metavar="DATE", help="Last day to apply.")
@click.option("--requisition", metavar="NUMBER", help="Number of the approved need.")
@choices.yes
@shows_findings
def posting(
    session: Session, name: str | None, *, like: str | None, yes: bool, **given: str | None
) -> None:
    """Write the file of a posting: a role to fill, at an employer.

    NAME is the new file's name; without one it follows from role and place. Pay, dates and approval
    that you do not give are left for you to fill in.
    """
    root = beginnings.own_folder(session.library)
    asked = questions.Questions(ask=not yes)
    if name is not None:
        name = asked.text("NAME", name, "", answers.id)
    if like is not None:
        id_, content = posting_draft.copied(session.library, asked, like, name, given)
    else:
        draft = posting_draft.drafted(session.library, asked, name, given)
        id_, content = draft.id, drafts.posting_text(draft, session.as_of).encode()
    path = root / "postings" / f"{id_}.yaml"
    purpose = "the job to fill; role and employer say the rest"
    _write(session, path, content, purpose)
    _build(session, root, id_)
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
    "base",
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
    root = beginnings.own_folder(library)
    asked = questions.Questions(ask=not yes)
    title = asked.text("TITLE", given["title"], "Title of the new role", answers.line)
    if not title:
        raise click.UsageError("the role needs a title: kamroles new role TITLE --from BASE")
    known = {entry.id: entry.title for entry in pipeline.list_entries(library, "roles")}
    base = asked.choice(
        "--from", given["base"], "Which role is it a difference on?", known, "account-manager"
    )
    summary = asked.text(
        "--summary", given["summary"], "What the job is, in one sentence", answers.line
    )
    id_ = asked.text("--name", given["name"] or beginnings.id_from(title), "", answers.id)
    if id_ in known:
        hint = "choose another title, or give the file another name with --name"
        raise Problems([error("KR519", f"there is a role `{id_}` already", None, hint)])
    draft = drafts.RoleDraft(id_, title, base, summary, *beginnings.inherited(library, base))
    path = root / "roles" / f"{id_}.yaml"
    purpose = f"a difference on {base}; the rest is inherited"
    _write(session, path, drafts.role_text(draft), purpose)
    _build(session, root, id_)
    steps = [
        (f"kamroles show {id_}", "the whole, with what is inherited"),
        (f"kamroles new posting --role {id_}", "write a job to fill"),
    ]
    starter.tell_next(session, steps)


def _write(session: Session, path: Path, content: str | bytes, purpose: str) -> None:
    new_files.put({path: content.encode() if isinstance(content, str) else content})
    new_files.save_schemas(path.parent.parent)
    starter.tell_files(session, {path: purpose})


def _build(session: Session, root: Path, name: str) -> None:
    kinds = pipeline.open_library(root).workspace.settings.kinds
    orders = [pipeline.Order(name, kind) for kind in kinds]
    report = starter.build(session, root, orders, [pipeline.page_format()])
    starter.tell_outputs(session, report)
