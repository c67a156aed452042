"""``kamroles show``: a role or posting as it is after all layers are merged, for its author."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

import click

from kamroles import pipeline
from kamroles.cli import choices, portrait
from kamroles.cli.page import Page
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.model.base import Model
from kamroles.model.walk import members
from kamroles.source import nodes


def _named(_: click.Context, __: click.Parameter, written: tuple[str, ...]) -> tuple[str, ...]:
    names = [part.strip() for value in written for part in value.split(",")]
    return tuple(one_of(name, portrait.SECTIONS, "--section") for name in names if name)


def _complete(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    return [name for name in portrait.SECTIONS if name.startswith(typed)]


@click.command("show", epilog="Example: kamroles show key-account-manager --employer cedar-main")
@choices.name
@choices.employer
@choices.sets
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="NAME",
    callback=_named,
    shell_complete=_complete,
    help=f"Show only this part; may be repeated: {', '.join(portrait.SECTIONS)}.",
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
    order = pipeline.Order(name, "", employer, sets)
    resolved = pipeline.resolve(session.library, order, session.as_of)
    session.found(resolved.diagnostics)
    job = resolved.job
    if as_json:
        parts = ("id", "country", "role", "employer", "posting")
        whole = {part: _plain(part, getattr(job, part)) for part in parts}
        session.result(json.dumps(whole, indent=2, ensure_ascii=False, default=str))
        return
    page = Page(ids=session.verbose)
    portrait.title(page, job)
    for section in sections or portrait.SECTIONS:
        portrait.SECTIONS[section](page, job)
    page.print(session)


def _plain(name: str, value: Any) -> Any:
    """Return a value as JSON knows it, under the names that people know."""
    if isinstance(value, Model | MappingProxyType):
        return {n: _plain(n, each) for n, each in members(value) if n != "own"}
    if isinstance(value, tuple):
        return [_plain(n, each) for n, each in members(value)]
    return nodes.plain(value or nodes.NOWHERE) if name == "overrides" else value
