"""``kamroles new``: the file of a new employer, posting or role, short and commented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kamroles import pipeline
from kamroles.cli import complete, drafts, posting_draft, questions, starter
from kamroles.cli.session import Session, shows_findings
from kamroles.diagnostics import Problems, error

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.library import Library
    from kamroles.model.role import Responsibility

_YES = click.option("-y", "--yes", is_flag=True, help="Ask nothing; take the defaults.")


@click.group("new", epilog="Example: kamroles new posting --role key-account-manager")
def command() -> None:
    """Write the file of a new employer, posting or role into the workspace.

    On a terminal each asks a few questions; every question has an option for scripts. Files that
    are there already are never overwritten.
    """


@command.command("employer", epilog="Example: kamroles new employer 'Cedar & Main' --country US")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--country", metavar="CC", help="Its country, such as US or DE.  [default: US]")
@click.option("--city", metavar="CITY", help="Where it works.")
@click.option("--region", metavar="STATE", help="State or region of the city, such as OR.")
@click.option("--site", metavar="URL", help="Its website.")
@click.option("--apply", metavar="ADDRESS", help="Email or web address to apply to.")
@click.option("--industry", metavar="PACK", help="What it adds to every role, such as insurance.")
@_YES
@shows_findings
def employer(session: Session, *, yes: bool, **given: str | None) -> None:
    """Write the file of an employer: name, places, and how to apply."""
    from kamroles.source.ids import slug

    root = _root(session.library)
    asked = questions.Questions(ask=not yes and questions.watched())
    name = asked.text("NAME", given["name"], "Name of the employer", questions.line)
    if not name:
        raise click.UsageError("the employer needs a name: kamroles new employer NAME")
    country = asked.text(
        "--country", given["country"], "In which country? Name or two-letter code",
        questions.country, "US",
    ) or "US"  # fmt: skip
    place = questions.where(asked, given, country)
    site = asked.text("--site", given["site"], "Website", questions.web_address)
    apply = asked.text(
        "--apply", given["apply"], "How to apply: an email or web address", questions.reachable
    )
    packs = {"none": "nothing is added"} | dict.fromkeys(session.library.ids("roles/packs"), "")
    industry = asked.choice("--industry", given["industry"], "Its industry", packs, "none")
    draft = drafts.EmployerDraft(
        slug(name), name, country, site=site, apply=apply,
        industry=None if industry == "none" else industry, **place,
    )  # fmt: skip
    path = root / "employers" / f"{draft.id}.yaml"
    _write(session, path, drafts.employer_text(draft, [*packs][1:]), "who hires; inherits nothing")
    session.found(pipeline.open_library(root).check_employer(draft.id))
    steps = [(f"kamroles new posting --employer {draft.id}", "write a job to fill there")]
    starter.tell_next(session, steps)


@command.command("posting", epilog="Example: kamroles new posting --like account-manager-portland")
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "--like",
    metavar="POSTING",
    shell_complete=complete.postings,
    help="Copy this posting, without its requisition, dates, approval, and what was confirmed.",
)
@click.option("--role", metavar="ROLE", shell_complete=complete.roles, help="The role to fill.")
@click.option(
    "--employer", metavar="NAME", shell_complete=complete.employers, help="The employer who hires."
)
@click.option("--place", metavar="ID", help="One of the employer's locations.")
@click.option("--workplace", metavar="HOW", help="onsite, hybrid or remote.  [default: onsite]")
@click.option("--pay", metavar="RANGE", help="Such as '78000 to 96000' or '28.50 to 34 per hour'.")
@click.option("--closes", metavar="DATE", help="Last day to apply.")
@click.option("--requisition", metavar="NUMBER", help="Number of the approved need.")
@_YES
@shows_findings
def posting(
    session: Session, name: str | None, *, like: str | None, yes: bool, **given: str | None
) -> None:
    """Write the file of a posting: a role to fill, at an employer.

    NAME is the new file's name; without one it follows from role and place. Pay, dates and approval
    that you do not give are left for you to fill in.
    """
    root = _root(session.library)
    asked = questions.Questions(ask=not yes and questions.watched())
    if name is not None:
        name = asked.text("NAME", name, "", questions.slug)
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
    shell_complete=complete.roles,
    help="The role it is a difference on.  [default: account-manager]",
)
@click.option("--name", metavar="ID", help="The new file's name.  [default: from the title]")
@click.option("--summary", metavar="TEXT", help="What the job is, in one sentence.")
@_YES
@shows_findings
def role(session: Session, *, yes: bool, **given: str | None) -> None:
    """Write the file of a role as a difference on another one."""
    from kamroles.source.ids import slug

    library = session.library
    root = _root(library)
    asked = questions.Questions(ask=not yes and questions.watched())
    title = asked.text("TITLE", given["title"], "Title of the new role", questions.line)
    if not title:
        raise click.UsageError("the role needs a title: kamroles new role TITLE --from BASE")
    known = {entry.id: entry.title for entry in pipeline.list_entries(library, "roles")}
    base = asked.choice(
        "--from", given["base"], "Which role is it a difference on?", known, "account-manager"
    )
    summary = asked.text(
        "--summary", given["summary"], "What the job is, in one sentence", questions.line
    )
    id_ = asked.text("--name", given["name"] or slug(title), "", questions.slug)
    if id_ in known:
        hint = "choose another title, or give the file another name with --name"
        raise Problems([error("KR519", f"there is a role `{id_}` already", None, hint)])
    draft = drafts.RoleDraft(id_, title, base, summary, *_inherited(library, base))
    path = root / "roles" / f"{id_}.yaml"
    purpose = f"a difference on {base}; the rest is inherited"
    _write(session, path, drafts.role_text(draft), purpose)
    _build(session, root, id_)
    steps = [
        (f"kamroles show {id_}", "the whole, with what is inherited"),
        (f"kamroles new posting --role {id_}", "write a job to fill"),
    ]
    starter.tell_next(session, steps)


def _inherited(library: Library, base: str) -> tuple[str | None, list[Responsibility]]:
    """Return whom a role reports to, and the duties that a difference on it can change."""
    resolved = library.job(library.find(base))
    history = resolved.history["role"].history
    duties = [
        duty
        for duty in resolved.job.role.responsibilities
        # an industry pack adds its duties after the role, so that a role cannot change them
        if not history["responsibilities", duty.id][0].layer.startswith("pack ")
    ]
    return resolved.job.role.reports_to, duties


def _root(library: Library) -> Path:
    root = library.workspace.root
    if root is None:
        message = "there is no workspace here, or in a folder above"
        hint = "run `kamroles init` to start one"
        raise Problems([error("KR516", message, None, hint)])
    return root


def _write(session: Session, path: Path, content: str | bytes, purpose: str) -> None:
    starter.put({path: content.encode() if isinstance(content, str) else content})
    starter.save_schemas(path.parent.parent)
    starter.tell_files(session, {path: purpose})


def _build(session: Session, root: Path, name: str) -> None:

    kinds = pipeline.open_library(root).workspace.settings.kinds
    orders = [pipeline.Order(name, kind) for kind in kinds]
    report = starter.build(session, root, orders, [pipeline.page_format()])
    starter.tell_outputs(session, report)
