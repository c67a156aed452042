"""Consoles: text that not every one can show, and progress, which only a terminal is told."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING, Any

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


_READER_GONE = 141
"""What shells call a program that was ended by SIGPIPE."""


class _Output(io.FileIO):
    """Standard output: it says its own name where it cannot be written.

    Once the reader of a pipe has gone, there is nobody to do anything for.
    """

    def write(self, content: Any) -> Any:
        try:
            return super().write(content)
        except BrokenPipeError:
            raise SystemExit(_READER_GONE) from None
        except OSError as failure:
            failure.filename = "standard output"
            raise


class _Comments(io.FileIO):
    """Standard error: a result does not fail because nobody can be told about it."""

    def write(self, content: Any) -> Any:
        try:
            return super().write(content)
        except OSError:
            return len(content)


def steady_streams() -> None:
    """See to it that there are three standard streams, each for what it is there for.

    Those that were closed are opened, or the next file that is opened would take their place:
    nothing can be read from them, and nothing written to standard output.
    """
    while (opened := os.open(os.devnull, os.O_RDONLY)) <= 2:
        os.set_inheritable(opened, True)
    os.close(opened)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if not _console(sys.stdout):
        sys.stdout = _text(_Output(1, "w", closefd=False), sys.stdout)
    if not _console(sys.stderr):
        sys.stderr = _text(_Comments(2, "w", closefd=False), sys.stderr)


def _console(stream: Any) -> bool:
    """Tell whether a stream is a console of Windows, which no file can replace."""
    return os.name == "nt" and (stream is None or stream.isatty())


def _text(raw: io.FileIO, before: Any) -> io.TextIOWrapper:
    encoding = before.encoding if before else "utf-8"
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, line_buffering=raw.isatty())


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
