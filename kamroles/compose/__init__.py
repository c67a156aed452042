"""Make the document of a job: a template writes Markdown, and values join it as runs."""

from kamroles.compose.composition import Author, Composed, Lookup, compose

__all__ = ["Author", "Composed", "Lookup", "compose"]
