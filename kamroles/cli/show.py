"""``kamroles show``: a role or posting as it is after all layers are merged, for its author."""

from __future__ import annotations

import json

import click

from kamroles import pipeline
from kamroles.cli import choices, page
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.pipeline import profile

_SECTIONS = profile.profile_sections(pipeline.shipped())


def _complete(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    return [name for name in _SECTIONS if name.startswith(typed)]


@click.command("show", epilog="Example: kamroles show key-account-manager --employer cedar-main")
@choices.name
@choices.employer
@choices.sets
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="NAME",
    shell_complete=_complete,
    help=f"Show only this part; may be repeated: {', '.join(_SECTIONS)}.",
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@shows_findings
def command(
    session: Session,
    name: str,
    *,
    employer: str | None,
    sets: tuple[str, ...],
    sections: tuple[str, ...],
    as_json: bool,
) -> None:
    """Show a role or posting as it is after all layers are merged.

    NAME is a role, a posting, or the path of a file with one. What only helps the author, such as
    the FLSA tendency and codes, stands at the end; it is never printed in a document. With -v, the
    ids are shown by which other files change an entry.
    """
    library = session.library
    known = profile.profile_sections(library)
    named = [part.strip() for value in sections for part in value.split(",")]
    chosen = [one_of(name, known, "--section") for name in named if name]
    order = pipeline.Order(name, "", employer, sets)
    resolved = pipeline.resolve(library, order, session.as_of)
    session.found(resolved.diagnostics)
    job = resolved.job
    if as_json:
        whole = json.dumps(profile.as_tree(job), indent=2, ensure_ascii=False, default=str)
        session.result(whole)
        return
    text, found = profile.profile_text(
        library, job, session.as_of, sections=chosen, ids=session.verbose, columns=page.width()
    )
    session.found(found)
    session.result("\n".join(map(page.visible, text.rstrip().split("\n"))))
