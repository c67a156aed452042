"""The stages in order, and what the command line calls: load, resolve, compose, render, write.

- ``open_library``: the workspace and what ships, by name
- ``resolve``: the layers of a role or posting become one checked job
- ``compose``: a job, a template and a theme become a document
- ``render_bytes``: a document in one format
- ``produce``: all of it for many documents; only what changed is written
- ``left_over``: files of earlier runs that nothing names any more
- ``everything``: which documents the workspace names
- ``check``: find all mistakes without writing
- ``list_entries``, ``find_roles``: what there is to choose from
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kamroles.pipeline.batch import left_over, produce
from kamroles.pipeline.order import Composed, Options, Order, Output, Report
from kamroles.pipeline.stages import compose, open_library, render_bytes, resolve

if TYPE_CHECKING:
    from kamroles.pipeline.catalog import Entry, list_entries
    from kamroles.pipeline.finding import Match, Query, find_roles
    from kamroles.pipeline.survey import check, everything

__all__ = [
    "Composed",
    "Entry",
    "Match",
    "Options",
    "Order",
    "Output",
    "Query",
    "Report",
    "check",
    "compose",
    "everything",
    "find_roles",
    "left_over",
    "list_entries",
    "open_library",
    "produce",
    "render_bytes",
    "resolve",
]

_LATER = {
    "Entry": "catalog",
    "list_entries": "catalog",
    "Match": "finding",
    "Query": "finding",
    "find_roles": "finding",
    "check": "survey",
    "everything": "survey",
}
"""What no document needs, and where it is; imported when it is first asked for."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
