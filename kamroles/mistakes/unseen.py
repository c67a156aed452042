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
    found = [_finding(source, *place) for place in _places(source.text.splitlines())]
    lines = {one.span.line for one in found if one.span}
    found += [_inside(each) for each in texts if each.line not in lines]
    return found[:_MOST]


def _places(lines: list[str]) -> Iterator[tuple[int, int, str, str]]:
    """Yield line, column, character and the line as meant; the body of a text block is no frame."""
    block: int | None = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and (indent > block or not line.strip()):
            continue
        block = indent if _BLOCK.search(line) else None
        match = _FRAME.match(line[:_LONGEST_FRAME])
        frame = match[0] if match else ""
        if (found := INVISIBLE.search(frame)) and not line.lstrip().startswith("#"):
            yield number, found.start(), found[0], _meant(frame) + line[len(frame) :]


def _meant(frame: str) -> str:
    plain = re.sub(f"[{WIDE}]", " ", re.sub(f"[{NO_WIDTH}]", "", frame))
    plain = re.sub(r" +:", ":", plain)
    # nothing is indented by one space, so a single one at the start came by itself
    return re.sub(r"([-:])\s*$", r"\1 ", re.sub(r"^ (?=\S|$)", "", plain))


def _finding(source: Source, number: int, column: int, character: str, meant: str) -> Diagnostic:
    meant = meant.rstrip()
    if not meant or (column == 0 and not meant.startswith(" ")):
        return _error(source, number + 1, column + 1, character, "delete it")
    hint = write(meant, "")
    return _error(
        source, number + 1, column + 1, character, f"{_how(character)}: {hint}".rstrip(": ")
    )


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
