"""``kamroles show``: a role or posting as it is after all layers are merged, for its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kamroles import pipeline
from kamroles.cli import choices, terminal
from kamroles.cli.session import one_of
from kamroles.pipeline import authoring

if TYPE_CHECKING:
    from kamroles.cli.session import Session

_SECTIONS = ", ".join(authoring.profile_sections(pipeline.shipped()))


@click.command(epilog="Example: kamroles show key-account-manager --employer brindlemoor")
@choices.of_a_job
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="NAME",
    callback=choices.parts,
    type=choices.Name("sections"),
    help=f"Show only this part; may be repeated: {_SECTIONS}.",
)
@click.option("--all", "whole", is_flag=True, help="Show every part.")
@choices.as_json
def command(
    session: Session,
    order: pipeline.Order,
    *,
    sections: tuple[str, ...],
    whole: bool,
    as_json: bool,
) -> None:
    """Show a role or posting as it is after all layers are merged.

    NAME is a role, a posting, or the path of a file with one. Shown is what matters most, on two
    screens; --section shows a part of the rest, --all all of it. What only helps the author, such
    as the FLSA tendency and codes, stands there at the end; it is never printed in a document.
    With -v, the ids are shown by which other files change an entry.
    """
    library = session.library
    known = pipeline.known_names(library, "sections")
    chosen = [one_of(name, known, "--section") for name in sections]
    if not chosen and not whole:
        chosen = [authoring.BRIEF]
    resolved = session.resolved(order)
    session.found(resolved.diagnostics)
    if as_json:
        session.data(authoring.as_tree(resolved.job))
        return
    text, found = authoring.profile_text(
        library,
        resolved.job,
        session.as_of,
        sections=chosen,
        ids=session.verbose,
        columns=terminal.width(),
    )
    session.found(found)
    session.result("\n".join(map(terminal.visible, text.rstrip().split("\n"))))
