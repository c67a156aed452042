"""Where a document says how to ask for a change to the application because of a disability."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kamroles.document import block_lines, inline_text, sections_of
from kamroles.resources import bundled

if TYPE_CHECKING:
    from kamroles.document import Document, Section

_NOTICE = "notice-"
"""How ids of sections begin that are statements of the employer."""
_WAY = re.compile(r"[\w.+-]+@[\w-]|https?://|\d[\d ()/-]{4,}\d")
"""An email or web address, or a telephone number."""


def how_to_ask(document: Document) -> Section | None:
    """Return the notice that says so: by its title, else by its words and a way to ask."""
    in_titles, in_texts = _words()
    notices = [each for each in sections_of(document) if each.id.startswith(_NOTICE)]
    for notice in notices:
        if in_titles.search(inline_text(notice.title)):
            return notice
    for notice in notices:
        text = " ".join(block_lines(notice.blocks))
        if in_texts.search(text) and _WAY.search(text):
            return notice
    return None


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what titles have, and what texts have."""
    import yaml

    text = (bundled("templates") / "site" / "asking.yaml").read_text(encoding="utf-8")
    said = yaml.safe_load(text)
    change, both = said["change"], [*said["change"], *said["disability"]]
    in_titles, in_texts = ("|".join(map(re.escape, words)) for words in (both, change))
    return re.compile(in_titles, re.IGNORECASE), re.compile(in_texts, re.IGNORECASE)
