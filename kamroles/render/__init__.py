"""Documents as bytes: each module here is a format, and declares itself as its ``FORMAT``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, suggest
from kamroles.formats import FORMATS, added_by

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.theme import Theme

__all__ = ["FORMATS", "render"]


def render(document: Document, theme: Theme, format: str, *, pdf_engine: str = "auto") -> bytes:
    """Return the document in the named format.

    Raises:
        Problems: the format is unknown, or the document cannot be written in it.

    """
    if format not in FORMATS:
        hint = suggest(format, FORMATS, listed=True)
        raise Problems([error("KR409", f"{format!r} is not an output format.", hint=hint)])
    chosen = FORMATS[format]
    engine = (pdf_engine,) if chosen.engines else ()
    if (adding := added_by(format)) is None:
        return chosen.render(document, theme, *engine)
    hint = f"install a release of {adding.packages} that fits, or leave this format out"
    try:
        made = chosen.render(document, theme, *engine)
    except Problems:
        raise
    except Exception as fault:  # whatever stands in the package
        why = f"its render fails: {type(fault).__name__}: {fault}"
        raise Problems([adding.unusable(why, hint)]) from fault
    if not isinstance(made, bytes):
        raise Problems([adding.unusable("its render gives no bytes", hint)])
    return made
