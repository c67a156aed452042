"""JSON that knows where each of its values stands."""

from __future__ import annotations

import json
import re
from json.decoder import JSONDecodeError
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kamroles.diagnostics import Source, Span

    At = tuple[str | int, ...]

_SPACE = re.compile(r"[ \t\n\r]*")
_DEEPEST = 60


def _whole(digits: str) -> float:
    return int(digits) if len(digits) < 100 else float(digits)


class LocatedJson:
    """A JSON text in a source, from one offset to another."""

    def __init__(self, source: Source, start: int, end: int) -> None:
        """Read it.

        Raises:
            JSONDecodeError: it is no JSON; its ``pos`` counts from the start of the source.

        """
        self._source = source
        self._text = source.text[:end]
        self._spots: dict[At, tuple[int, int]] = {}
        # what Python alone takes for numbers is no JSON; what it refuses as too long is
        self._decoder = json.JSONDecoder(parse_constant=str, parse_int=_whole)
        self.value, last = self._read((), self._past(start))
        if (last := self._past(last)) != end:
            raise JSONDecodeError("Extra data", self._text, last)

    def span(self, at: At) -> Span:
        """Return where a value stands, or what is around one that is not there."""
        while at not in self._spots:
            at = at[:-1]
        return self._source.span(*self._spots[at])

    def _past(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found else at

    def _read(self, at: At, start: int) -> tuple[Any, int]:
        if len(at) > _DEEPEST:
            raise JSONDecodeError("Too deep", self._text, start)
        opening = self._text[start : start + 1]
        if opening == "{":
            value, end = self._members(at, start + 1, "}")
        elif opening == "[":
            members, end = self._members(at, start + 1, "]")
            value = list(members.values())
        else:
            value, end = self._decoder.raw_decode(self._text, start)
        self._spots[at] = (start, end)
        return value, end

    def _members(self, at: At, here: int, closing: str) -> tuple[Any, int]:
        found: dict[str | int, Any] = {}
        here = self._past(here)
        if self._text[here : here + 1] == closing:
            return found, here + 1
        while True:
            name: str | int = len(found)
            if closing == "}":
                name, here = self._name(here)
            found[name], here = self._read((*at, name), self._past(here))
            here = self._past(here)
            mark = self._text[here : here + 1]
            if mark == closing:
                return found, here + 1
            if mark != ",":
                raise JSONDecodeError("Expecting ',' delimiter", self._text, here)
            here = self._past(here + 1)

    def _name(self, here: int) -> tuple[str, int]:
        if self._text[here : here + 1] != '"':
            message = "Expecting property name enclosed in double quotes"
            raise JSONDecodeError(message, self._text, here)
        name, here = self._decoder.raw_decode(self._text, here)
        here = self._past(here)
        if self._text[here : here + 1] != ":":
            raise JSONDecodeError("Expecting ':' delimiter", self._text, here)
        return name, here + 1
