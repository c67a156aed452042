"""A terminal of 80 columns and 24 lines, at which a person answers questions."""

from __future__ import annotations

import os
import select
import signal
import struct
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COLUMNS, LINES = 80, 24
_MOST_SECONDS = 240


def talk(folder: Path, arguments: Iterable[str], answers: Iterable[tuple[str, str]]) -> str:
    """Run kamroles in a folder, type each answer once its question stands there; return all shown.

    Raises:
        AssertionError: a question is not asked, another one is, or the command fails.

    """
    import fcntl
    import pty
    import termios

    child, terminal = pty.fork()
    if not child:  # pragma: no cover - another process
        os.chdir(folder)
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)
        command = [sys.executable, "-m", "kamroles", "--as-of", "2026-11-23", *arguments]
        time.sleep(0.1)  # until the size is set
        os.execv(sys.executable, command)  # noqa: S606 - it takes the place of this process
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    try:
        seen = _typed(terminal, list(answers))
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    finally:
        os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert status == 0, seen
    return seen


def _typed(terminal: int, answers: list[tuple[str, str]]) -> str:
    seen, done = "", 0
    end = time.monotonic() + _MOST_SECONDS
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if ready:
            try:
                more = os.read(terminal, 65536)
            except OSError:  # Linux says so that the other end is gone
                more = b""
            if not more:
                assert not answers, f"not asked: {answers}\n{seen}"
                return seen.replace("\r\n", "\n")
            seen += more.decode(errors="replace")
        elif seen[done:].endswith(": "):
            question = seen[done:].rstrip("\r\n").rpartition("\n")[2]
            assert answers, f"asked and not expected: {question}"
            words, answer = answers.pop(0)
            assert words in question, f"expected {words!r}, asked {question!r}"
            os.write(terminal, f"{answer}\n".encode())
            done = len(seen)
    raise AssertionError(f"nothing more comes; left: {answers}\n{seen}")
