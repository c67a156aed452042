"""Say in one sentence why a document is a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.compose.english import lower_first
from kamroles.document import walk_runs

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.model.job import Job

_NAMED = 6


def draft_sentence(job: Job, document: Document) -> str:
    """Return why the document is not final; empty if it is."""
    gaps = _gaps(document)
    if job.employer is None:
        reason = "Draft template: no employer"
        return f"{reason}; {gaps}." if gaps else f"{reason}."
    if job.posting is None:
        return f"Draft: there is no posting yet; {gaps}." if gaps else "Draft: no posting yet."
    approved = job.posting.approval
    if gaps:
        return f"Draft: {gaps}." if approved else f"Draft, not approved: {gaps}."
    return "" if approved else "Draft: this posting has not been approved."


def _gaps(document: Document) -> str:
    marks = [run.text for run in walk_runs(document) if run.blank]
    labels = list(dict.fromkeys(mark[1:-1].rpartition(":")[0] for mark in marks))
    if not labels:
        return ""
    named = [lower_first(label) for label in labels]
    more = len(named) - _NAMED
    shown = ", ".join(named[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    if len(labels) == 1:
        return f"1 place still has to be filled in ({shown})"
    return f"{len(labels)} places still have to be filled in ({shown})"
