"""``kamroles explain``: which file, line and layer a value comes from, and what it overrode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kamroles.cli import choices
from kamroles.cli.page import Page
from kamroles.pipeline.authoring import provenance, provenance_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.cli.session import Session
    from kamroles.pipeline import Order, Resolved


@click.command(
    epilog="Example: kamroles explain key-account-manager responsibilities.renewals.share"
)
@choices.of_a_job
@click.argument("path", required=False, metavar="[PATH]")
@choices.as_json
def command(session: Session, order: Order, path: str | None, *, as_json: bool) -> None:
    """Say where a value comes from: every layer that had a say, in order, and which one won.

    NAME is a role, a posting or a file. PATH starts in the role, such as `book.min` or
    `responsibilities.renewals.share`; `posting.` and `employer.` lead to those. Without a PATH,
    all paths are listed with their values.
    """
    resolved = session.resolved(order)
    if path is None:
        _list(session, resolved, as_json=as_json)
        return
    told = provenance.provenance_of(resolved, path)
    if as_json:
        session.data(provenance_data(told))
        return
    page = Page()
    _tell(page, told, provenance.values(resolved))
    page.print(session)


def _list(session: Session, resolved: Resolved, *, as_json: bool) -> None:
    found = provenance.values(resolved)
    if as_json:
        session.data(found)
        return
    found = {path: v for path, v in found.items() if not path.endswith(".id")}  # said by the path
    written = {path: value for path, value in found.items() if value not in (None, (), {})}
    session.table([(path, provenance.in_words(value)) for path, value in written.items()])
    left_out = [path for path, value in found.items() if value in (None, (), {})]
    session.say(f"{len(written)} values; {len(left_out)} more are not set")
    if session.verbose:
        session.say(f"not set: {', '.join(left_out)}")


def _tell(page: Page, told: provenance.Provenance, known: Mapping[str, Any]) -> None:
    page.heading(told.path)
    if told.value is not None:
        page.text(told.value, indent=2)
    if told.note:
        page.text(f"({told.note})", indent=2)
    if told.steps:
        page.gap()
    for number, step in enumerate(told.steps, 1):
        won = step.effect == provenance.HOLDS
        start = f"→ {number}." if won else f"{number}."
        place = f"{start} {step.layer}{_place(step)}"
        page.text(place, indent=0 if won else 2, hanging=5 if won else 3, strong=won)
        fate = step.effect if step.effect and not won else ""
        page.text(step.text if won or not fate else f"{step.text}   [{fate}]", indent=6)
    if told.inside:
        depth = told.path.count(".") + 1
        names = dict.fromkeys(path.split(".")[depth] for path in told.inside)
        page.gap()
        page.text("In it:", indent=2)
        for name in names:
            path = f"{told.path}.{name}"
            said = (known.get(each) for each in (f"{path}.text", f"{path}.name", path))
            words = next(filter(None, said), None)
            page.fact(name, "" if words is None else provenance.in_words(words), label_width=24)


def _place(step: provenance.ProvenanceStep) -> str:
    """Return where a step was written; the command line has no lines."""
    return "" if step.layer.startswith("-") else f"  {step.span}"
