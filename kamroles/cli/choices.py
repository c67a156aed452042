"""Options and arguments that several commands share, and what a shell completes them with."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamroles import pipeline
from kamroles.cli import together
from kamroles.cli.session import one_of, shows_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from click.shell_completion import CompletionItem

    from kamroles.cli.session import Session


class Name(click.types.StringParamType):
    """A name of one sort (see ``pipeline.known_names``), or several with commas."""

    def __init__(self, sort: str) -> None:
        self.sort = sort

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the last name; whatever goes wrong here, there is just nothing to offer."""
        from click.shell_completion import CompletionItem

        folder = ctx.find_root().params.get("directory") or os.curdir
        try:
            known = pipeline.known_names(pipeline.open_library(Path(folder)), self.sort)
        except Exception:
            return []
        before, comma, last = incomplete.rpartition(",")
        begun = (name for name in known if name.lower().startswith(last.lower()))
        return [CompletionItem(before + comma + name) for name in begun]


def parts(_: click.Context, __: click.Parameter, written: Iterable[str]) -> tuple[str, ...]:
    """Return the values of an option that may be repeated, and may hold several with commas."""
    found = (part.strip() for value in written for part in value.split(","))
    return tuple(dict.fromkeys(filter(None, found)))


def _formats(
    ctx: click.Context, option: click.Parameter, written: tuple[str, ...]
) -> tuple[str, ...]:
    named = (pipeline.format_named(part.lower()) for part in parts(ctx, option, written))
    return tuple(one_of(name, pipeline.FORMATS, "-f") for name in named)


def _engine(_: click.Context, __: click.Parameter, written: str | None) -> str | None:
    return written and one_of(written, ["auto", *pipeline.engines()], "--pdf-engine")


def who(_: click.Context, __: click.Parameter, written: str | None) -> str | None:
    """Return what somebody is called who approves or confirms."""
    from kamroles.pipeline.answers import AnswerError, title

    try:
        return None if written is None else title(written)
    except AnswerError as refused:
        raise click.BadParameter(str(refused), param_hint="'--by'") from None


name = click.argument("name", metavar="NAME", type=Name("postings and roles"))
employer = click.option(
    "--employer",
    metavar="NAME",
    type=Name("employers"),
    help="Employer for roles; a posting names its own.",
)
sets = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="PATH=VALUE",
    help="Set a value for this run, such as title='Key Account Manager, West'; may be repeated. "
    "Lists are added to, as in a file; places='{replace: [salem]}' takes a list's place.",
)
kinds = click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    callback=parts,
    type=Name("kinds"),
    help="Kind of document, such as posting or description; may be repeated.  "
    "[default: the workspace's]",
)
documents = together(
    click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        metavar="FORMATS",
        callback=_formats,
        type=Name("formats"),
        help="Formats, such as html,pdf: md, html, pdf, docx, txt, json.  "
        "[default: the workspace's; elsewhere html,pdf,docx]",
    ),
    click.option(
        "-o",
        "--out",
        metavar="DIR",
        type=click.Path(),
        help="Folder to write into.  [default: the workspace's; elsewhere ./output]",
    ),
    click.option(
        "--theme",
        metavar="NAME",
        type=Name("themes"),
        help="Theme to use.  [default: the employer's or the workspace's]",
    ),
    click.option(
        "--pdf-engine",
        metavar="NAME",
        callback=_engine,
        type=Name("engines"),
        help="What sets the PDF: typst, weasyprint, or auto, which follows the theme.  "
        "[default: the workspace's]",
    ),
)
"""How documents are made; see ``options_of``."""
as_json = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
yes = click.option("-y", "--yes", is_flag=True, help="Ask nothing; take the defaults.")


def of_a_job(function: Callable[..., Any]) -> Any:
    """Give a command the session and the order of one job, and let it show findings."""

    @together(name, employer, sets)
    @shows_findings
    @functools.wraps(function)
    def run(
        session: Session, name: str, employer: str | None, sets: tuple[str, ...], **more: Any
    ) -> Any:
        return function(session, pipeline.Order(name, "", employer, sets), **more)

    return run


def options_of(session: Session, wanted: dict[str, Any], workers: int = 1) -> pipeline.Options:
    """Return how documents are made: what ``documents`` took, else the workspace's settings.

    Raises:
        click.BadParameter: there is no such theme.
        Problems: the workspace cannot be used.

    """
    library = session.library
    settings = library.workspace.settings
    theme, engine, place = wanted["theme"], wanted["pdf_engine"], wanted["out"]
    return pipeline.Options(
        session.as_of,
        wanted["formats"] or settings.formats,
        Path(place) if place else library.workspace.out,
        theme and one_of(theme, pipeline.known_names(library, "themes"), "--theme"),
        engine or settings.pdf_engine,
        workers,
    )
