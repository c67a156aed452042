"""Values that YAML reads otherwise than they look: cut at `#`, split at a comma, in odd quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import warning
from kamroles.source import repair
from kamroles.source.nodes import Mapping, Scalar, Sequence
from kamroles.source.scalar import written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kamroles.diagnostics import Diagnostic
    from kamroles.source.folding import Folding
    from kamroles.source.nodes import Entry, Node

_NUMERAL = re.compile(r"([0-9]{1,3}(?:[,.'][0-9]{3})+|[0-9]+)(\s?[kK]\b)?")
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


def curly(node: Node) -> Iterator[Diagnostic]:
    """Yield a warning for each text in a word processor's quotes, which YAML takes for letters."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield from curly(entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from curly(item)
    elif node.plain and not node.text.isascii() and (inner := repair.uncurled(node.text)):
        span, fixed = node.span, None
        if span.line == span.end_line:
            line = span.source.line(span.line)
            before, after = line[: span.column - 1], line[span.end_column - 1 :]
            fixed = (
                before + written(inner, flow=bool(re.search(r"[\[{]", before))) + after
            ).strip()
        message = "the curly quotes around this text are printed as part of it"
        hint = repair.write(fixed, "take them out, or put straight quotes in their place")
        how = "; to have them printed, put straight quotes around them"
        yield warning("KR019", message, span, hint + how)


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
    start, first, last = kept[-1].value, pieces[0].key, pieces[-1].key.span
    fixed = None
    if isinstance(start, Scalar) and start.plain and start.span.line == last.end_line:
        line = folding.line(start.span)
        fixed = repair.with_quotes(line, start.span.column - 1, last.end_column - 1)
    message = f"a comma ends the value of `{kept[-1].key.text}` before `{first.text}`"
    hint = repair.write(fixed, "put the whole text in quotes")
    folding.error("KR008", message, first.span, hint)


def numbers(text: str) -> list[str]:
    """Return the whole numbers in a text, without separators and with thousands written out."""
    found = _NUMERAL.findall(text)
    thousands = "000" if found and found[-1][1] else ""  # 92-115k: the k is meant for both
    return [
        re.sub("[,.']", "", digits) + (thousands if len(digits) < 4 else "") for digits, _ in found
    ]
