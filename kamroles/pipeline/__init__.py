"""What kamroles can do, in the order of the flow; the command line and the API call nothing below.

Each function imports what is heavy when it is called, so that this list costs little.
"""
# ruff: isort: skip_file

# a workspace, and what there is to choose from
from kamroles.library import Library as Library
from kamroles.pipeline.stages import open_library as open_library
from kamroles.pipeline.catalog import Entry as Entry
from kamroles.pipeline.catalog import SORTS as SORTS
from kamroles.pipeline.catalog import list_entries as list_entries
from kamroles.pipeline.known_names import formats as formats
from kamroles.pipeline.known_names import known_names as known_names
from kamroles.pipeline.known_names import pdf_engines as pdf_engines

# roles that fit, and words explained
from kamroles.pipeline.role_search import Match as Match
from kamroles.pipeline.role_search import Query as Query
from kamroles.pipeline.role_search import find_roles as find_roles
from kamroles.pipeline.role_search import competency_id as competency_id
from kamroles.pipeline.role_search import roles_found as roles_found
from kamroles.pipeline.role_search import roles_like as roles_like
from kamroles.pipeline.role_search import values_in_roles as values_in_roles
from kamroles.pipeline.defining import Meaning as Meaning
from kamroles.pipeline.defining import called as called
from kamroles.pipeline.defining import define as define
from kamroles.pipeline.defining import glossary as glossary

# a role or posting with all layers merged: where values come from, and what waits for a word
from kamroles.pipeline.order import Order as Order
from kamroles.library import Resolved as Resolved
from kamroles.pipeline.stages import resolve as resolve
from kamroles.library.history import HOLDS as HOLDS
from kamroles.library.history import Step as Step
from kamroles.library.history import Story as Story
from kamroles.library.history import in_words as in_words
from kamroles.library.history import story as story
from kamroles.library.history import values as values
from kamroles.library.review import TOPICS as TOPICS
from kamroles.library.review import OpenPoint as OpenPoint
from kamroles.library.review import open_points as open_points
from kamroles.pipeline.confirming import line_to_confirm as line_to_confirm
from kamroles.pipeline.confirming import lines_to_correct as lines_to_correct
from kamroles.pipeline.authoring import as_data as as_data

# documents: one in memory, or all of them as files
from kamroles.pipeline.order import Composed as Composed
from kamroles.pipeline.order import Options as Options
from kamroles.pipeline.order import Output as Output
from kamroles.pipeline.order import Report as Report
from kamroles.pipeline.stages import compose as compose
from kamroles.pipeline.stages import render_bytes as render_bytes
from kamroles.pipeline.survey import everything as everything
from kamroles.pipeline.batch import produce as produce
from kamroles.pipeline.batch import left_over as left_over

# mistakes, and what a rule asks for
from kamroles.pipeline.survey import check as check
from kamroles.pipeline.authoring import avoided_words as avoided_words
from kamroles.pipeline.authoring import content_rules as content_rules

# new files
from kamroles.pipeline.beginnings import id_from as id_from
from kamroles.pipeline.beginnings import inherited as inherited
from kamroles.pipeline.beginnings import name_of as name_of
from kamroles.pipeline.beginnings import own_folder as own_folder
from kamroles.pipeline.beginnings import shipped as shipped
from kamroles.pipeline.sample import sample_files as sample_files
from kamroles.pipeline.ejecting import eject as eject
from kamroles.model.files import FILES as FILES
from kamroles.pipeline.authoring import schema_text as schema_text

# the installation itself
from kamroles.pipeline.installation import ENGINES as ENGINES
from kamroles.pipeline.installation import components as components
