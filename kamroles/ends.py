"""How what is begun ends: processes and folders go with the process that made them."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_REMOVE = """\
import os, shutil, sys, time
sys.stdin.read()
for _ in range(50):
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    if not os.path.lexists(sys.argv[1]):
        break
    time.sleep(0.1)
"""
"""Tries again, for what was killed together with its parent may still write for a moment."""


def end_with_parent() -> None:
    """Let this process, which ``multiprocessing`` spawned, end once its parent has ended.

    Nothing is tidied up. On Linux this holds also while C code keeps Python from running.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)

    def follow() -> None:
        parent.join()  # waits for the end of a pipe, also of a parent that ended before
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


@contextlib.contextmanager
def passing_folder(prefix: str) -> Iterator[Path]:
    """Give a folder that is removed when the block ends, or this process in whatever way.

    Another process removes it: one that waits for the end of a pipe that only this one holds.
    """
    folder = Path(tempfile.gettempdir(), f"{prefix}{os.urandom(8).hex()}")
    command = [sys.executable, "-I", "-S", "-c", _REMOVE, str(folder)]
    silent = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - no shell, and the folder is our own
        command, stdin=subprocess.PIPE, stdout=silent, stderr=silent, start_new_session=True
    ):
        folder.mkdir(0o700)  # not before there is who removes it
        yield folder


@cache
def own_folder() -> Path:
    """Return a folder for what this process writes for a moment; it is removed with the process."""
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(passing_folder("kamroles-"))
