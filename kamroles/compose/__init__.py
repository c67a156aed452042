"""Make the document of a job: a template writes Markdown, and values join it as runs."""

from kamroles.compose.composition import Author, Composition, Lookup, compose

__all__ = ["Author", "Composition", "Lookup", "compose"]
