"""Texts that YAML ends or parts where their author did not: at `#`, and at a comma."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from kamroles.source.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection

    from kamroles.layers.folding import Folding
    from kamroles.source.nodes import Entry

_HASH = re.compile(r"\s+#[^\s#]")


def cut(folding: Folding, value: Scalar) -> None:
    """Warn when `#` right before a word ends a text; with a space after it, it is a comment."""
    span = value.span
    if not value.plain or "#" not in span.source.text or not re.search(r"[^\W\d_]", value.text):
        return
    line = folding.line(span) if span.line == span.end_line else ""
    if _HASH.match(line, span.end_column - 1):
        from kamroles.mistakes.lines import write_quoted

        otherwise = "put the whole text in quotes"
        hint = write_quoted(line, span.column - 1, len(line.rstrip()), otherwise)
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
            *_, last = takewhile(_goes_on, items[number:])
            from kamroles.mistakes.lines import write_quoted_span

            hint = write_quoted_span(folding.line(first.span), first.span, last.span)
            message = "a comma starts a new entry here"
            folding.warn("KR019", message, second.span, f"if it is one text, {hint}")


def _goes_on(node: object) -> bool:
    """Tell whether a text begins with a small letter, as no sentence does (but `iPad` may)."""
    if not isinstance(node, Scalar) or not node.plain:
        return False
    return node.text[:1].islower() and not node.text[1:2].isupper()


def whole(folding: Folding, given: Mapping, known: Collection[str]) -> list[Entry]:
    """Return the entries of a mapping that are none of a text split by its commas; report those."""
    kept: list[Entry] = []
    pieces: list[Entry] = []
    for entry in given.entries:
        value, lone = entry.value, entry.key.plain and entry.key.text not in known
        if given.flow and kept and lone and isinstance(value, Scalar) and value.empty:
            pieces.append(entry)
            continue
        _report_pieces(folding, kept, pieces)
        pieces = []
        kept.append(entry)
    _report_pieces(folding, kept, pieces)
    return kept


def _report_pieces(folding: Folding, kept: list[Entry], pieces: list[Entry]) -> None:
    if not pieces:
        return
    from kamroles.mistakes.lines import write_quoted_span

    start, first, last = kept[-1].value, pieces[0].key, pieces[-1].key.span
    hint = otherwise = "put the whole text in quotes"
    if isinstance(start, Scalar) and start.plain:
        hint = write_quoted_span(folding.line(start.span), start.span, last, otherwise)
    message = f"a comma ends the value of `{kept[-1].key.text}` before `{first.text}`"
    folding.error("KR008", message, first.span, hint)
