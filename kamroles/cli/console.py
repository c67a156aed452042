"""Consoles: text that not every one can show, and progress, which only a terminal is told."""

from __future__ import annotations

import codecs
import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


@contextlib.contextmanager
def progress(what: str) -> Iterator[Callable[[int, int, str], None] | None]:
    """Give a function that moves a bar on standard error, or None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[f]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, f="")

        def move(done: int, total: int, file: str) -> None:
            bar.update(task, completed=done, total=total, f=file)

        yield move
