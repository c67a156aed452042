"""Texts in a word processor's quotes, and numbers in texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import warning
from kamroles.source import repair
from kamroles.source.nodes import Mapping, Sequence
from kamroles.source.scalar import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.diagnostics import Diagnostic
    from kamroles.source.nodes import Node

_NUMERAL = re.compile(r"([0-9]{1,3}(?:[,.'][0-9]{3})+|[0-9]+)(\s?[kK]\b)?")


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


def numbers(text: str) -> list[str]:
    """Return the whole numbers in a text, without separators and with thousands written out."""
    found = _NUMERAL.findall(text)
    thousands = "000" if found and found[-1][1] else ""  # 92-115k: the k is meant for both
    return [
        re.sub("[,.']", "", digits) + (thousands if len(digits) < 4 else "") for digits, _ in found
    ]
