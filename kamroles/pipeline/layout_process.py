"""The process that lays out what nobody has checked: it ends with the one that asked it to."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any

from kamroles.compose.limits import OverTimeError, limited
from kamroles.diagnostics import Problems, error

try:
    import resource
except ImportError:  # not every system has it
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic
    from kamroles.pipeline.fence import Answer, Limits, Task

_LARGEST_FILE = 100_000_000


def serve(folder: str) -> None:
    """Do one task after the other, as standard input gives them, and answer on standard output.

    Temporary files go to the folder, which is the other process's to remove.
    """
    tempfile.tempdir = folder  # without being tried out: on a full disk, another would be taken
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process hears it, and ends this one
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _set("RLIMIT_CORE", 0)
    _set("RLIMIT_FSIZE", _LARGEST_FILE)
    tasks: queue.SimpleQueue[tuple[Task, Limits]] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(tasks,), daemon=True).start()
    while True:
        answer = _answer(*tasks.get())
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _receive(tasks: Any) -> None:
    """Hand tasks on; once the process that sends them is gone, so is this one."""
    try:
        while True:
            tasks.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - from the process that started us
    finally:  # also where it went in the middle of a task
        os._exit(0)


def _answer(task: Task, limits: Limits) -> Answer:
    """Return the bytes, findings, or in a word what went wrong."""
    begun = time.process_time()
    _set("RLIMIT_CPU", int(begun + limits.seconds) + 2)  # for code that hears no signal
    try:
        with limited(limits.seconds, limits.memory):
            made = attempted(task)
    except OverTimeError:
        return "time"
    except MemoryError:
        return "memory"
    except BaseException as fault:
        if isinstance(fault, OSError) and fault.errno:
            told = f"{fault.filename or 'the system'}: {fault.strerror}"
            return (error("KR512", told, None, "see what the system says, then try again"),)
        return failure(fault)
    if time.process_time() - begun > limits.seconds:  # an engine may go on, with a part left out
        return "time"
    return "memory" if isinstance(made, bytes) and len(made) > limits.output else made


def attempted(task: Task) -> bytes | tuple[Diagnostic, ...]:
    """Return what a layout makes, or what it finds."""
    from kamroles.render import render

    document, theme, format, engine = task
    try:
        return render(document, theme, format, pdf_engine=engine)
    except Problems as problems:
        return problems.diagnostics


def failure(fault: BaseException) -> str:
    """Return in a word, and a few more, what an engine raises."""
    return f"{type(fault).__name__}: {fault}"[:200].removesuffix(": ")


def _set(name: str, wanted: int) -> None:
    """Limit what this process may use, where the system can."""
    if resource:
        which = getattr(resource, name)
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (wanted if hard < 0 else min(wanted, hard), hard))
