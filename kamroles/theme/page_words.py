"""Words and signs that pages add around a document's own text."""

from __future__ import annotations

from typing import NamedTuple

UNTICKED, TICKED = "\u2610", "\u2611"


class PageWords(NamedTuple):
    """What stands in page margins: "Page 1 of 2" and the mark of a draft."""

    page: str
    of: str
    draft: str


_WORDS = {
    "en": PageWords("Page", "of", "Draft"),
    "de": PageWords("Seite", "von", "Entwurf"),
    "es": PageWords("Página", "de", "Borrador"),
    "fr": PageWords("Page", "sur", "Brouillon"),
    "it": PageWords("Pagina", "di", "Bozza"),
    "nl": PageWords("Pagina", "van", "Concept"),
    "pt": PageWords("Página", "de", "Rascunho"),
}


def page_words(lang: str) -> PageWords:
    """Return the margin words in the language of a BCP 47 tag, else in English."""
    return _WORDS.get(lang.split("-", maxsplit=1)[0].lower(), _WORDS["en"])
