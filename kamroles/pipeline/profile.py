"""All that is known of a role or posting, as its author reads it on a terminal."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kamroles.model.base import Model
from kamroles.model.walk import members
from kamroles.pipeline.kind_folders import blocks, kind_for
from kamroles.source.nodes import NOWHERE, plain

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from kamroles.diagnostics import Diagnostic
    from kamroles.library import Library
    from kamroles.model.job import Job


def profile_sections(library: Library) -> list[str]:
    """Return the names of its sections, in order; each is a block of the template."""
    kind = kind_for(library, "authors")
    templates = (library.template(f"{place}kinds/{kind}.md") for place in ("shipped/", ""))
    return list(dict.fromkeys(name for found in templates if found for name in blocks(found)))


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
    made = compose(job, kind, library.template, as_of=as_of, author=Author(ids))
    document = made.document
    there = {section.id: section for section in document.sections}
    if sections:
        chosen = tuple(there[name] for name in dict.fromkeys(sections) if name in there)
        document = replace(document, sections=chosen)
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
