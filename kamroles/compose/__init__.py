"""Make the document of a job: a template writes Markdown, and values join it as runs."""

from kamroles.compose.composition import Composed, Lookup, compose

__all__ = ["Composed", "Lookup", "compose"]
