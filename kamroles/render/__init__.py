"""Documents as bytes, a module per format; which formats there are."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from kamroles.diagnostics import Problems, error, suggest

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.render.theme import Theme


class Renderer(Protocol):
    """What each format's module offers as ``render``."""

    def __call__(self, document: Document, theme: Theme) -> bytes:
        """Return the document in this format."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a document; its module is imported when first used."""

    name: str
    suffix: str
    media_type: str
    module: str

    @property
    def renderer(self) -> Renderer:
        """Return the function that writes this format."""
        render: Renderer = import_module(self.module).render
        return render


_ALL = (
    Format("md", ".md", "text/markdown; charset=utf-8", "kamroles.render.markdown"),
    Format("html", ".html", "text/html; charset=utf-8", "kamroles.render.html"),
    Format("pdf", ".pdf", "application/pdf", "kamroles.render.pdf"),
    Format(
        "docx",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "kamroles.render.docx",
    ),
    Format("txt", ".txt", "text/plain; charset=utf-8", "kamroles.render.text"),
    Format("json", ".json", "application/json", "kamroles.render.json"),
)

FORMATS: dict[str, Format] = {each.name: each for each in _ALL}


def render(document: Document, theme: Theme, format: str, *, pdf_engine: str = "auto") -> bytes:
    """Return the document in the named format.

    Raises:
        Problems: the format is unknown, or the document cannot be written in it.

    """
    if format not in FORMATS:
        hint = suggest(format, FORMATS, listed=True)
        raise Problems([error("KR409", f"{format!r} is not an output format.", hint=hint)])
    if format == "pdf":
        from kamroles.render.pdf import render as render_pdf

        return render_pdf(document, theme, pdf_engine)
    return FORMATS[format].renderer(document, theme)
