"""Render in this process, or on several when there is enough to do."""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.ends import end_with_parent, passing_folder
from kamroles.formats import FORMATS
from kamroles.pipeline.request import Composed
from kamroles.pipeline.stages import render_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import IO

Rendering = tuple[Composed, str, str]
Rendered = bytes | tuple[Diagnostic, ...]

_MOST = 61  # more than Windows can wait for
_STDERR = 2
_WORDS = 1_000
"""Bytes at the end of what processes wrote of errors in which their last line is looked for."""
_WORTH_IT = 6
"""A process of one's own costs as much as about this many slow files."""


def render_all(jobs: Sequence[Rendering], workers: int) -> Iterator[Rendered]:
    """Yield the bytes of each document and format, or why there are none, in their order."""
    slow = sum(FORMATS[name].slow for _, name, _ in jobs)
    if workers < 2 or slow < _WORTH_IT:
        yield from (_attempt(*job) for job in jobs)
    else:
        yield from _shared_out(jobs, workers)


def _shared_out(jobs: Sequence[Rendering], workers: int) -> Iterator[Rendered]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # spawn: forking after a PDF engine has run hangs or shares locked state
    context = multiprocessing.get_context("spawn")
    count = min(workers, len(jobs), _MOST)
    with passing_folder("kamroles-") as folder, (folder / "errors").open("w+b") as errors:
        pool = ProcessPoolExecutor(
            count, mp_context=context, initializer=_begin, initargs=(folder,)
        )
        try:
            with _deaf_to_interrupts(), _errors_go_to(errors):
                futures = [pool.submit(_attempt, *job) for job in jobs]
            for future in futures:
                try:
                    yield future.result()
                except BrokenProcessPool:
                    message = "a process that renders documents was stopped from outside"
                    hint = "there may be too little memory; try --workers 1"
                    yield (error("KR513", message + _last_line(errors), None, hint),)
        finally:  # who is stopped halfway does not wait for what nobody takes any more
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(folder: Path) -> None:
    """Let this process end with the build, and what it writes meanwhile go with the folder."""
    end_with_parent()
    tempfile.tempdir = str(folder)


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes that are started here never hear Ctrl+C: this one does, afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield  # on Windows nothing is inherited
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _errors_go_to(file: IO[bytes]) -> Iterator[None]:
    """Let processes that are started here write into a file what they have to say of errors.

    One whose parent is killed while it starts would tell the terminal that it cannot go on.
    """
    try:
        ours = os.dup(_STDERR)
    except OSError:  # a program that has no such stream
        yield
        return
    os.dup2(file.fileno(), _STDERR)
    try:
        yield
    finally:
        os.dup2(ours, _STDERR)
        os.close(ours)


def _last_line(errors: IO[bytes]) -> str:
    """Return what the processes wrote last, to be said behind a message."""
    errors.seek(max(0, errors.seek(0, os.SEEK_END) - _WORDS))
    lines = errors.read().decode(errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f"; its last words: {last}" if last else ""


def _attempt(composed: Composed, name: str, engine: str) -> Rendered:
    try:
        return render_bytes(composed, name, engine)
    except Problems as problems:
        return problems.diagnostics
