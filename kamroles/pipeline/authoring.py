"""What an author asks of a job: all that is known of it, from where, and what nobody confirmed."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kamroles.library import confirmation, provenance
from kamroles.model.base import Model
from kamroles.model.walk import members
from kamroles.pipeline import adverts
from kamroles.pipeline.approvals import given_for
from kamroles.pipeline.kind_folders import kind_for, profile_sections
from kamroles.source.nodes import NOWHERE, plain

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from kamroles.diagnostics import Diagnostic
    from kamroles.library import Library
    from kamroles.model.job import Job

__all__ = ["confirmation", "profile_sections", "provenance"]
BRIEF = "brief"
"""The section that fits on two screens and names the others."""


def profile_text(
    library: Library,
    job: Job,
    as_of: datetime.date,
    *,
    sections: Sequence[str] = (),
    ids: bool = False,
    columns: int,
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return it as text, and what was found; only some ``sections`` of it, if any are named.

    Raises:
        Problems: its template cannot be used.

    """
    from kamroles.compose import Author, compose
    from kamroles.render.txt import as_text

    kind = kind_for(library, "authors")
    left_out = adverts.left_out_of_the_advert(library, job, as_of)
    author = Author(ids, BRIEF in sections, given_for(job), left_out)
    made = compose(job, kind, library.template, as_of=as_of, author=author)
    document = made.document
    there = {section.id: section for section in document.sections}
    if sections:
        chosen = tuple(there[name] for name in dict.fromkeys(sections) if name in there)
        whole = BRIEF in sections and not chosen  # a workspace's own template may have none
        document = document if whole else replace(document, sections=chosen)
    return as_text(document, columns), made.diagnostics


def as_tree(job: Job) -> dict[str, Any]:
    """Return the whole job as JSON knows it, under the names that people know."""
    parts = ("id", "country", "role", "employer", "posting")
    return {part: _plain(part, getattr(job, part)) for part in parts}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, Model | MappingProxyType):
        return {n: _plain(n, each) for n, each in members(value) if n != "own"}
    if isinstance(value, tuple):
        return [_plain(n, each) for n, each in members(value)]
    return plain(value or NOWHERE) if name == "overrides" else value


def provenance_data(told: provenance.Provenance) -> dict[str, object]:
    """Return how a value came about, as JSON knows it."""
    return {
        "path": told.path,
        "value": told.value,
        "note": told.note or None,
        "steps": tuple(map(_step, told.steps)),
        "inside": told.inside,
    }


def _step(step: provenance.ProvenanceStep) -> dict[str, object]:
    return {
        "layer": step.layer,
        "file": step.span.source.name,
        "line": step.span.line,
        "column": step.span.column,
        "text": step.text,
        "effect": step.effect or None,
    }
