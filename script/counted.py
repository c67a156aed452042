"""What the README counts: as many as `kamroles list` shows."""

import re

from kamroles.pipeline import Library, list_entries

COUNTED = {
    "roles": "roles",
    "industry packs": "packs",
    "kinds of documents": "kinds",
    "formats": "formats",
}


def counted(text: str, library: Library) -> str:
    """Return the README with each number of its line ``Shipped:`` as it is today."""
    head, shipped, rest = text.partition("\nShipped: ")
    line, dot, rest = rest.partition(".")
    for words, what in COUNTED.items():
        line = re.sub(rf"\b{words} \d+", f"{words} {len(list_entries(library, what))}", line)
    return head + shipped + line + dot + rest
