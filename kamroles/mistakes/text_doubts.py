"""What is told of a text that a document would print otherwise than its author sees it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kamroles.characters import searchable, unseen_in
from kamroles.diagnostics import warning
from kamroles.mistakes import decoding
from kamroles.mistakes.typed_markup import advice, marks_in, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.diagnostics import Diagnostic, Span

_LONGEST = 160
_MOST_NAMED = 3
_NAMES = ("name", "legal_name")


def text_doubts(name: str, text: str, span: Span, *, rich: bool) -> Iterator[Diagnostic]:
    """Yield a warning for each sort of thing in a text that its field does not mean.

    Args:
        name: the field, as it is to be called.
        text: its value as written.
        span: where that was written.
        rich: whether the field takes Markdown.

    """
    yield from _in_markdown(name, text, span) if rich else _in_plain(name, text, span)
    if wrong := decoding.first_wrong(text):
        line = _line_with(text, wrong)
        message = f"`{name}`: `{wrong}` looks like letters that were decoded twice"
        hint = _write(decoding.decoded(line), "type the letters again")
        yield warning("KR335", message, span.within(wrong), hint)
    if decoding.LOST in text:
        message = f"`{name}` holds U+FFFD, which stands where a letter was lost"
        yield warning("KR335", message, span.within(decoding.LOST), "type the letter again")
    if unseen := unseen_in(text):
        line = _line_with(text, unseen[0])
        named = [_described(each[0]) for each in dict.fromkeys(unseen)]
        more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
        listed = ", ".join(named[:_MOST_NAMED]) + more
        message = f"`{name}` holds {listed}, which documents take out or spell out"
        hint = _write(searchable(line), "type the words again")
        yield warning("KR336", message, span.within(unseen[0]), hint)


def _in_plain(name: str, text: str, span: Span) -> Iterator[Diagnostic]:
    if seen := marks_in(text, rich=False, numbered=name not in _NAMES):
        first = seen[0]
        shown = _shown(text, first.start, first.end)
        others = len({each.mark.name for each in seen} - {first.mark.name})
        more = f", and {others} more such" if others else ""
        message = f"`{name}` is plain text, so {first.mark.name}, `{shown}`{more}, prints as typed"
        hint = _write(without_marks(text), "write the words alone")
        yield warning("KR333", message, span.within(text[first.start : first.end]), hint)


def _in_markdown(name: str, text: str, span: Span) -> Iterator[Diagnostic]:
    for each in marks_in(text, rich=True):
        shown = _shown(text, each.start, each.end)
        message = f"`{name}` does not take {each.mark.name}, so `{shown}` prints as typed"
        place = span.within(_line_with(text, "", each.start))
        yield warning("KR334", message, place, advice(text, each))


def _line_with(text: str, words: str, start: int = 0) -> str:
    """Return the line of a text in which some words, or what is at ``start``, begin."""
    at = text.find(words, start)
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0].strip()


def _shown(text: str, start: int, end: int) -> str:
    """Return a mark with enough of what follows to know it again."""
    line_end = len(text[start:].partition("\n")[0]) + start
    shown = (
        text[start : max(end, min(line_end, start + 24))] if end - start < 4 else text[start:end]
    )
    shown = " ".join(shown.split()).replace("`", "'")
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _write(words: str, otherwise: str) -> str:
    words = " ".join(words.split())
    return f"write `{words}`" if words and len(words) <= _LONGEST else otherwise


def _described(character: str) -> str:
    name = unicodedata.name(character, "an unseen character").lower()
    return f"U+{ord(character):04X} ({name})"
