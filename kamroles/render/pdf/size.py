"""How large a document may be before laying it out in pages would take too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error
from kamroles.document import inline_text, rows_of, walk

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.theme import Theme

MAX_CHARACTERS = 400_000
MAX_WORD = 10_000
MAX_BLOCKS = 5_000
MAX_DEPTH = 12
"""How deep sections and blocks may stand in each other."""


def check_pages(count: int, document: Document, theme: Theme) -> None:
    """Refuse a file of more pages than its theme is for.

    Raises:
        Problems: it has more.

    """
    most = theme.tokens.get("page.most")
    if most is None or count <= int(most):
        return
    which = f"The {document.kind} {document.running!r}"
    message = f"{which} takes {count} pages; the theme {theme.name} is for {most} at most."
    hint = "Shorten duties, benefits or statements, or take another theme, such as plain."
    raise Problems([error("KR758", message, hint=hint)])


def check_size(document: Document) -> None:
    """Refuse a document that is too large.

    Raises:
        Problems: with every limit that is passed.

    """
    characters = len(document.title) + len(document.draft) + len(inline_text(document.eyebrow))
    blocks = deepest = longest = 0
    for part, depth in walk((*document.blocks, *document.sections)):
        deepest = max(deepest, depth)
        texts = [inline_text(runs) for row in rows_of(part) for runs in row]
        blocks += len(texts)
        characters += sum(map(len, texts))
        longest = max(longest, *(len(w) for t in texts if len(t) > MAX_WORD for w in t.split()), 0)
        if deepest > MAX_DEPTH or blocks > MAX_BLOCKS or characters > MAX_CHARACTERS:
            break
    hint = "Split the document, or use another format."
    found = []
    if characters > MAX_CHARACTERS:
        message = f"The document has more than {MAX_CHARACTERS:,} characters, too many for PDF."
        found.append(error("KR403", message, hint=hint))
    if blocks > MAX_BLOCKS:
        message = f"The document has more than {MAX_BLOCKS:,} paragraphs, items and cells."
        found.append(error("KR403", message, hint=hint))
    if deepest > MAX_DEPTH:
        message = f"Lists or sections stand in each other more than {MAX_DEPTH} deep."
        found.append(error("KR403", message, hint="Make the lists flatter."))
    if longest > MAX_WORD:
        message = f"A word has more than {MAX_WORD:,} characters, too many for PDF."
        found.append(error("KR403", message, hint="Put spaces in, or use another format."))
    if found:
        raise Problems(found)
