"""Each stage of one document: open, resolve, compose, render."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles import workspace
from kamroles.diagnostics import Diagnostic, Problems, Severity
from kamroles.library import Library, Resolved
from kamroles.pipeline.glyphs import unprintable, unsettable
from kamroles.pipeline.look import look_of
from kamroles.pipeline.order import Composed, Options, Order

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from kamroles.diagnostics import Source


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
        return Library(workspace.Workspace(workspace.find(start), workspace.DEFAULTS))


def resolve(
    library: Library, order: Order, as_of: datetime.date, *, fresh: bool = False
) -> Resolved:
    """Resolve the job of an order; findings that depend on today are added.

    Raises:
        Problems: it has errors.

    """
    target = library.find(order.name)
    resolved = library.job(target, employer=order.employer, sets=order.sets, fresh=fresh)
    posting = resolved.job.posting
    if posting is None:
        return resolved
    from kamroles.model.rules import date_rules

    found = tuple(date_rules(posting, as_of, resolved.job.spans))
    if found and not resolved.job.spans:
        return resolve(library, order, as_of, fresh=True)
    if any(d.severity is Severity.ERROR for d in found):
        raise Problems([*resolved.diagnostics, *found])
    return Resolved(resolved.job, (*resolved.diagnostics, *found), resolved.history)


def compose(
    library: Library,
    order: Order,
    options: Options,
    *,
    fresh: bool = False,
    resolved: Resolved | None = None,
) -> tuple[Composed, tuple[Diagnostic, ...]]:
    """Make the document of an order; also return the findings that did not stop it.

    Who has resolved the order already, and wants several documents of it, hands that in.

    Raises:
        Problems: its data or its template has errors.

    """
    from kamroles.compose import compose as compose_document

    def template() -> Source | None:
        return library.workspace.lookup(f"kinds/{order.kind}.md")

    resolved = resolved or resolve(library, order, options.as_of, fresh=fresh)
    job = resolved.job
    try:
        made = compose_document(job, order.kind, library.workspace.lookup, as_of=options.as_of)
        theme = look_of(library, job, options.theme)
        found = (*made.diagnostics, *unprintable(made.document, job, template))
    except Problems as problems:
        if not job.spans:  # worked out before: once more, to say where each value stands
            return compose(library, order, options, fresh=True)
        raise Problems([*resolved.diagnostics, *problems.diagnostics]) from None
    if found and not job.spans:
        return compose(library, order, options, fresh=True)
    found = (*resolved.diagnostics, *found)
    return Composed(f"{job.id}-{order.kind}", made.document, theme, found), found


def render_bytes(composed: Composed, format: str, pdf_engine: str = "auto") -> bytes:
    """Return a composed document in one format.

    Raises:
        Problems: the format cannot be made here.

    """
    from kamroles.render import render

    if format == "pdf" and (found := unsettable(composed)):
        raise Problems(found)
    return render(composed.document, composed.theme, format, pdf_engine=pdf_engine)
