"""The word across the pages of a draft, as a drawing: text extraction must not find it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kamroles.render.pdf.compiler import compiled
from kamroles.theme.page_words import page_words

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.theme import Theme

_FACE = """\
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: sys.inputs.font, size: 96pt, weight: 700, tracking: .05em)
#set text(fill: rgb(sys.inputs.color), top-edge: "cap-height", bottom-edge: "baseline")
#rotate(-38deg, reflow: true, upper(sys.inputs.word))
"""


def watermark(document: Document, theme: Theme) -> str:
    """Return an SVG for the middle of each page, empty if the document is no draft."""
    if not document.draft:
        return ""
    return _drawn(
        page_words(document.lang).draft, theme.tokens["font.body"], theme.tokens["color.watermark"]
    )


@lru_cache(maxsize=64)
def _drawn(word: str, font: str, color: str) -> str:
    inputs = {"word": word, "font": font, "color": color}
    return compiled(_FACE, inputs, {}, format="svg").decode("utf-8")
