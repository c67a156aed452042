"""Each stage of one document: open, resolve, compose, render."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kamroles import workspace
from kamroles.diagnostics import Diagnostic, Problems, Severity
from kamroles.formats import FORMATS
from kamroles.library import Library
from kamroles.model.consistency import date_conflicts
from kamroles.model.settings import Settings
from kamroles.pipeline.glyphs import unprintable, unsettable
from kamroles.pipeline.kind_folders import kind_of
from kamroles.pipeline.request import Composed, Options, Order
from kamroles.pipeline.theme_choice import theme_of

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from kamroles.diagnostics import Source
    from kamroles.library import Resolved


def open_library(start: Path, found: list[Diagnostic] | None = None) -> Library:
    """Return the roles, employers and postings of the workspace around ``start``.

    With a list for what is ``found``, errors in ``kamroles.yaml`` go there and its settings are
    the usual ones, so that everything else can still be checked.

    Raises:
        Problems: its ``kamroles.yaml`` cannot be used.

    """
    try:
        return Library(workspace.load(start))
    except Problems as problems:
        if found is None:
            raise
        found += problems.diagnostics
        return Library(workspace.Workspace(workspace.find(start), Settings()))


def shipped() -> Library:
    """Return what ships alone: a new workspace has nothing of its own."""
    return Library(workspace.Workspace(None, Settings()))


def resolve(library: Library, order: Order, as_of: datetime.date) -> Resolved:
    """Resolve the job of an order; findings that depend on today are added.

    Raises:
        Problems: it has errors.

    """
    target = library.find(order.name)
    resolved = library.job(target, employer=order.employer, sets=order.sets)
    posting = resolved.job.posting
    found = tuple(date_conflicts(posting, as_of)) if posting else ()
    if any(d.severity is Severity.ERROR for d in found):
        raise Problems([*resolved.diagnostics, *found])
    return replace(resolved, diagnostics=(*resolved.diagnostics, *found))


def compose(
    library: Library, order: Order, options: Options, resolved: Resolved | None = None
) -> tuple[Composed, tuple[Diagnostic, ...]]:
    """Make the document of an order; also return the findings that did not stop it.

    Who has resolved the order already, and wants several documents of it, hands that in.

    Raises:
        Problems: its data or its template has errors.

    """
    from kamroles.compose import Author
    from kamroles.compose import compose as compose_document

    def template() -> Source | None:
        return library.template(f"kinds/{order.kind}.md")

    resolved = resolved or resolve(library, order, options.as_of)
    job = resolved.job
    try:
        audience = kind_of(library, order.kind).audience
        author = Author() if audience == "authors" else None
        made = compose_document(
            job, order.kind, library.template, as_of=options.as_of, author=author
        )
        theme = theme_of(library, job, options.theme)
        found = (*made.diagnostics, *unprintable(made.document, job, template))
    except Problems as problems:
        raise Problems([*resolved.diagnostics, *problems.diagnostics]) from None
    found = (*resolved.diagnostics, *found)
    return Composed(f"{job.id}-{order.kind}", made.document, theme, found, audience), found


def render_bytes(composed: Composed, format: str, pdf_engine: str = "auto") -> bytes:
    """Return a composed document in one format.

    Raises:
        Problems: the format cannot be made here.

    """
    from kamroles.render import render

    if format in FORMATS and (found := unsettable(composed, [format])):
        raise Problems(found)
    return render(composed.document, composed.theme, format, pdf_engine=pdf_engine)
