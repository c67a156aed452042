"""Options that several commands share, and what they may say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import complete
from kamroles.cli.session import one_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.cli.session import Session
    from kamroles.library import Library


def _parts(written: Iterable[str]) -> tuple[str, ...]:
    """Return the values of an option that may be repeated, and may hold several with commas."""
    parts = (part.strip() for value in written for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _formats(_: click.Context, __: click.Parameter, written: tuple[str, ...]) -> tuple[str, ...]:
    parts = (pipeline.format_named(part.lower()) for part in _parts(written))
    return tuple(one_of(part, pipeline.FORMATS, "-f") for part in parts)


def _engine(_: click.Context, __: click.Parameter, written: str | None) -> str | None:
    if written is None:
        return None
    return one_of(written, ["auto", *pipeline.engines()], "--pdf-engine")


formats = click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMATS",
    callback=_formats,
    shell_complete=complete.formats,
    help="Formats, such as html,pdf; `kamroles list formats` has them all.  "
    "[default: the workspace's; elsewhere html,pdf,docx]",
)
kinds = click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    callback=lambda _ctx, _parameter, written: _parts(written),
    shell_complete=complete.kinds,
    help="Kind of document, such as posting or description; may be repeated.  "
    "[default: the workspace's]",
)
out = click.option(
    "-o",
    "--out",
    metavar="DIR",
    type=click.Path(),
    help="Folder to write into.  [default: the workspace's; elsewhere ./output]",
)
theme = click.option(
    "--theme",
    metavar="NAME",
    shell_complete=complete.themes,
    help="Theme to use.  [default: the employer's or the workspace's]",
)
pdf_engine = click.option(
    "--pdf-engine",
    metavar="NAME",
    callback=_engine,
    shell_complete=complete.engines,
    help="What sets the PDF: typst, weasyprint, or auto, which follows the theme.  "
    "[default: the workspace's]",
)
sets = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="PATH=VALUE",
    help="Set a value for this run, such as title='Key Account Manager, West'; may be repeated. "
    "Lists are added to, as in a file; places='{replace: [salem]}' takes a list's place.",
)
employer = click.option(
    "--employer",
    metavar="NAME",
    shell_complete=complete.employers,
    help="Employer for roles; a posting names its own.",
)


def documents(function: Any) -> Any:
    """Add the options that say how documents are made; see ``options_of``."""
    for option in (pdf_engine, theme, out, formats):
        function = option(function)
    return function


def options_of(session: Session, wanted: dict[str, Any], workers: int = 1) -> pipeline.Options:
    """Return how documents are made: what ``documents`` took, else the workspace's settings.

    Raises:
        click.BadParameter: there is no such theme.
        Problems: the workspace cannot be used.

    """
    library = session.library
    settings = library.workspace.settings
    name, engine, place = wanted["theme"], wanted["pdf_engine"], wanted["out"]
    return pipeline.Options(
        session.as_of,
        wanted["formats"] or settings.formats,
        Path(place) if place else library.workspace.out,
        one_of(name, pipeline.themes(library), "--theme") if name else None,
        engine or settings.pdf_engine,
        workers,
    )


def known_kinds(library: Library, written: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds that were asked for, or the workspace's.

    Raises:
        click.BadParameter: there is no such kind.

    """
    from kamroles.pipeline.catalog import kinds as there_are

    known = there_are(library)
    asked = tuple(one_of(kind, known, "--kind") for kind in written)
    return asked or library.workspace.settings.kinds
