"""Find roles, employers and postings by name, and resolve one into the job it describes."""

from kamroles.library.shelves import Library, Resolved, Target

__all__ = ["Library", "Resolved", "Target"]
