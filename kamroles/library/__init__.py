"""Find roles, employers and postings by name, and resolve one into the job it describes."""

from kamroles.library.library import Library, Target
from kamroles.library.resolve import Resolved

__all__ = ["Library", "Resolved", "Target"]
