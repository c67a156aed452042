"""What kamroles does, in the order of the flow; the command line and the API call nothing below.

What else can be asked of it has a module each, which who asks imports: roles that
fit a search, words explained, where values come from, what waits for the employer's word, what
findings mean, new files, copies of templates, the installation.
"""
# ruff: isort: skip_file

# the roles, employers and postings of a workspace, and all else there is to choose from
from kamroles.library import Library as Library
from kamroles.pipeline.stages import open_library as open_library
from kamroles.pipeline.stages import shipped as shipped
from kamroles.pipeline.catalog import CatalogEntry as CatalogEntry
from kamroles.pipeline.catalog import known_names as known_names
from kamroles.pipeline.catalog import list_entries as list_entries
from kamroles.pipeline.kind_folders import kind_for as kind_for
from kamroles.pipeline.kind_folders import kind_of as kind_of
from kamroles.pipeline.kind_folders import kinds as kinds
from kamroles.pipeline.theme_choice import themes as themes

# a role or posting with all its layers merged
from kamroles.pipeline.request import Order as Order
from kamroles.library import Resolved as Resolved
from kamroles.model.base import plain as plain
from kamroles.pipeline.stages import resolve as resolve

# its document, and that in one format
from kamroles.formats import FORMATS as FORMATS
from kamroles.formats import engines as engines
from kamroles.formats import format_named as format_named
from kamroles.formats import page_format as page_format
from kamroles.formats import usable_formats as usable_formats
from kamroles.pipeline.request import Options as Options
from kamroles.pipeline.request import Composed as Composed
from kamroles.pipeline.stages import compose as compose
from kamroles.pipeline.stages import render_bytes as render_bytes

# many of them, or all that the workspace names, as files; only what changed is written
from kamroles.pipeline.request import Output as Output
from kamroles.pipeline.request import Report as Report
from kamroles.pipeline.request import Stopped as Stopped
from kamroles.pipeline.workspace_check import everything as everything
from kamroles.pipeline.batch import produce as produce
from kamroles.pipeline.batch import left_over as left_over

# all mistakes, without writing anything
from kamroles.pipeline.workspace_check import check as check
