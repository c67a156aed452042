"""Values that YAML reads otherwise than they look: cut off at `#`, or split at a comma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.source import repair
from kamroles.source.nodes import Scalar

if TYPE_CHECKING:
    from kamroles.source.folding import Folding
    from kamroles.source.nodes import Sequence

_HASH = re.compile(r"\s+#[^\s#]")


def cut(folding: Folding, value: Scalar) -> None:
    """Warn when `#` right before a word ends a text; with a space after it, it is a comment."""
    span = value.span
    if not value.plain or "#" not in span.source.text or not re.search(r"[^\W\d_]", value.text):
        return
    line = folding.line(span) if span.line == span.end_line else ""
    if _HASH.match(line, span.end_column - 1):
        fixed = repair.with_quotes(line, span.column - 1, len(line.rstrip()))
        hint = repair.write(fixed, "put the whole text in quotes")
        folding.warn(
            "KR019",
            "a space and `#` begin a comment: the text ends before them",
            span,
            f"{hint}; if it is a comment, put a space after `#`",
        )


def split(folding: Folding, entries: Sequence) -> None:
    """Warn when an entry of a list in brackets goes on with the sentence of the one before."""
    items = entries.items if entries.flow else ()
    for number in range(1, len(items)):
        first, second = items[number - 1], items[number]
        if _goes_on(second) and isinstance(first, Scalar) and first.plain and not _goes_on(first):
            rest = iter(items[number:])
            last = second
            while (item := next(rest, None)) and _goes_on(item):
                last = item
            line, fixed = folding.line(first.span), None
            if first.span.line == last.span.end_line:
                end = last.span.end_column - 1
                fixed = repair.with_quotes(line, first.span.column - 1, end)
            hint = repair.write(fixed, "put the text in quotes")
            message = "a comma starts a new entry here"
            folding.warn("KR019", message, second.span, f"if it is one text, {hint}")


def _goes_on(node: object) -> bool:
    """Tell whether a text begins with a small letter, as no sentence does (but `iPad` may)."""
    if not isinstance(node, Scalar) or not node.plain:
        return False
    return node.text[:1].islower() and not node.text[1:2].isupper()
