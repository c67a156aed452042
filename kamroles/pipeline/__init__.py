"""The stages in order, and what the command line calls: load, resolve, compose, render, write.

- ``open_library``: the workspace and what ships, by name
- ``resolve``: the layers of a role or posting become one checked job
- ``compose``: a job, a template and a theme become a document
- ``render_bytes``: a document in one format
- ``produce``: all of it for many documents; only what changed is written
- ``left_over``: files of earlier runs that nothing names any more
- ``everything``: which documents the workspace names
- ``check``: find all mistakes without writing
- ``list_entries``, ``find_roles``, ``define``: what there is to choose from, and what words mean

A name is imported when it is first used, so that a command waits for nothing that it does not need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kamroles.pipeline.batch import left_over, produce
    from kamroles.pipeline.catalog import Entry, kinds, list_entries
    from kamroles.pipeline.defining import Meaning, define
    from kamroles.pipeline.finding import Match, Query, competency_id, find_roles, known
    from kamroles.pipeline.look import themes
    from kamroles.pipeline.order import Composed, Options, Order, Output, Report
    from kamroles.pipeline.stages import compose, open_library, render_bytes, resolve
    from kamroles.pipeline.workspace_check import check, everything

_HOMES = {
    "batch": ("left_over", "produce"),
    "catalog": ("Entry", "kinds", "list_entries"),
    "defining": ("Meaning", "define"),
    "finding": ("Match", "Query", "competency_id", "find_roles", "known"),
    "look": ("themes",),
    "order": ("Composed", "Options", "Order", "Output", "Report"),
    "stages": ("compose", "open_library", "render_bytes", "resolve"),
    "workspace_check": ("check", "everything"),
}
__all__ = [
    "Composed",
    "Entry",
    "Match",
    "Meaning",
    "Options",
    "Order",
    "Output",
    "Query",
    "Report",
    "check",
    "competency_id",
    "compose",
    "define",
    "everything",
    "find_roles",
    "kinds",
    "known",
    "left_over",
    "list_entries",
    "open_library",
    "produce",
    "render_bytes",
    "resolve",
    "themes",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
