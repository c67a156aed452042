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

from kamroles.pipeline.batch import left_over, produce
from kamroles.pipeline.catalog import Entry, list_entries
from kamroles.pipeline.finding import Match, Query, find_roles
from kamroles.pipeline.order import Composed, Options, Order, Output, Report
from kamroles.pipeline.stages import compose, open_library, render_bytes, resolve
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
