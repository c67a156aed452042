"""Output that consoles take which cannot show every character."""

from __future__ import annotations

import codecs
import contextlib
import sys

_PLAIN = {
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{MIDDLE DOT}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{NO-BREAK SPACE}": " ",
}


def take_any_text() -> None:
    """Let standard output and error take any text, whatever their encoding."""
    codecs.register_error("kamroles", _shown)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(errors="kamroles")  # type: ignore[union-attr]


def _shown(fault: UnicodeError) -> tuple[str, int]:
    """Return plain signs, or escapes that are right in JSON too."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    import json

    lost = fault.object[fault.start : fault.end]
    return "".join(_PLAIN.get(each) or json.dumps(each)[1:-1] for each in lost), fault.end
