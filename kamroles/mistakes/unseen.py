"""Characters that look like a space, or like nothing, where YAML wants a plain space."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kamroles.characters import INVISIBLE, NO_WIDTH, WIDE
from kamroles.diagnostics import Span, error
from kamroles.mistakes.lines import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kamroles.diagnostics import Diagnostic, Source

_BLANK = rf"[ {WIDE}{NO_WIDTH}]"
_AFTER = rf"(?:{INVISIBLE.pattern}{_BLANK}*| +|$)"
# Indentation, dashes and a name with its colon; what comes after them is the value.
_FRAME = re.compile(rf"{_BLANK}*(?:-{_AFTER})*(?:[A-Za-z][\w-]*{_BLANK}*:{_AFTER})?")
_BLOCK = re.compile(r"(?:^|[:-] +)[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?$")
_MOST = 20
_LONGEST_FRAME = 200


def misplaced(source: Source, texts: Iterable[Span]) -> list[Diagnostic]:
    """Return a finding for each such character in indentation, after a dash, or in a name.

    ``texts`` were read as names or values because of one; it may stand inside a line.
    """
    found = list(_in_frames(source))
    lines = {one.span.line for one in found if one.span}
    found += [_inside(each) for each in texts if each.line not in lines]
    return found[:_MOST]


def _in_frames(source: Source) -> Iterator[Diagnostic]:
    """Yield the first one of each line's frame; the body of a text block has none."""
    block: int | None = None
    for number, line in enumerate(source.text.splitlines(), 1):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and (indent > block or not line.strip()):
            continue
        block = indent if _BLOCK.search(line) else None
        match = _FRAME.match(line[:_LONGEST_FRAME])
        frame = match[0] if match else ""
        if (found := INVISIBLE.search(frame)) and not line.lstrip().startswith("#"):
            meant = (_meant(frame) + line[len(frame) :]).rstrip()
            hint = "delete it"
            if meant and (found.start() or meant.startswith(" ")):
                hint = f"{_how(found[0])}: {write(meant, '')}".rstrip(": ")
            yield _error(source, number, found.start() + 1, found[0], hint)


def _meant(frame: str) -> str:
    plain = re.sub(f"[{WIDE}]", " ", re.sub(f"[{NO_WIDTH}]", "", frame))
    plain = re.sub(r" +:", ":", plain)
    # nothing is indented by one space, so a single one at the start came by itself
    return re.sub(r"([-:])\s*$", r"\1 ", re.sub(r"^ (?=\S|$)", "", plain))


def _inside(span: Span) -> Diagnostic:
    row = span.source.line(span.line)
    at = INVISIBLE.search(row, span.column - 1)
    column, character = (at.start(), at[0]) if at else (span.column - 1, "\u00a0")
    return _error(span.source, span.line, column + 1, character, _how(character))


def _error(source: Source, line: int, column: int, character: str, hint: str) -> Diagnostic:
    message = f"{_described(character)} stands here, which YAML does not take for a space"
    span = Span(source, line, column, line, column + 1)
    return error("KR005", message, span, hint)


def delete_unseen(text: str) -> str | None:
    """Return what to delete in a text that holds a character without width."""
    found = re.search(f"[{NO_WIDTH}]", text)
    return f"delete {_described(found[0])} in it" if found else None


def _described(character: str) -> str:
    """Return such a character in words."""
    name = unicodedata.name(character, "character").lower()
    return f"an invisible {name} (U+{ord(character):04X})"


def _how(character: str) -> str:
    """Return what to do about it."""
    if re.match(f"[{NO_WIDTH}]", character):
        return "delete it, or replace it by a normal space"
    return "replace it by a normal space"
