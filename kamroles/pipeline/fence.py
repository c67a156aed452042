"""A process that can be killed, for layout that nobody can say the end of.

It works under limits on time, memory and size.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from kamroles.diagnostics import Diagnostic
from kamroles.document import plain_text
from kamroles.ends import passing_folder

try:
    import resource
except ImportError:  # not every system has it
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.theme import Theme

Task = tuple["Document", "Theme", str, str]
Answer = bytes | tuple[Diagnostic, ...] | str
"""What was made, what was found, or in a word what went wrong."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a layout may take: seconds of processor time, bytes of memory and of output."""

    seconds: float
    memory: int
    output: int


SECONDS = 5.0
"""For a document of no words; one with a few pages takes less than a second."""
SECONDS_OF_CHARACTER = 1 / 2_000
MEMORY = 1_500_000_000
OUTPUT = 50_000_000
_PATIENCE = 10
"""How many times as long it may take while other programs have the processor."""
OVER_TIME, OVER_MEMORY, WAITED = "time", "memory", "waited"
"""What may go wrong, in a word: the first two by our own limits, the last by the clock."""
_PROGRAM = """\
import sys
sys.path[:] = {path!r}
from kamroles.pipeline.layout_process import serve
serve({folder!r})
"""


def all_memory_is_allowed() -> bool:
    """Tell whether a process may have as much memory as a layout; or what is laid out is blamed."""
    if resource is None:
        return True
    soft = resource.getrlimit(resource.RLIMIT_AS)[0]
    return soft == resource.RLIM_INFINITY or soft >= MEMORY


class Fence:
    """One process behind the fence, started when it is first needed and after each that ended."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._folder = ExitStack()

    def answer(self, task: Task) -> Answer:
        """Return what becomes of a task; a process that takes too long for it is killed."""
        words = len(plain_text(task[0]))
        limits = Limits(SECONDS + words * SECONDS_OF_CHARACTER, MEMORY, OUTPUT)
        with self._one_at_a_time:
            process, sent, answers = self._started()
            waited = threading.Event()
            patience = threading.Timer(limits.seconds * _PATIENCE, _kill, (process, waited))
            patience.start()
            try:
                pickle.dump((task, limits), sent, pickle.HIGHEST_PROTOCOL)
                sent.flush()
                answer: Answer = pickle.load(answers)  # noqa: S301 - from our own process
            except (EOFError, OSError, pickle.UnpicklingError):
                late = self.end() == _OUT_OF_TIME
                return WAITED if waited.is_set() else OVER_TIME if late else OVER_MEMORY
            except BaseException:
                self.end()
                raise
            finally:
                patience.cancel()
        return answer

    def _started(self) -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
        process = self._process
        if process is None or self._owner != os.getpid() or process.poll() is not None:
            if process is not None and self._owner == os.getpid():
                self.end()
            self._owner, self._folder = os.getpid(), ExitStack()
            folder = str(self._folder.enter_context(passing_folder("kamroles-")))
            places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
            process = self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-c", _PROGRAM.format(path=sys.path, folder=folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | places,
            )
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the process has no way in and out")
        return process, process.stdin, process.stdout

    def end(self) -> int:
        """End the process, with what it has written; return the exit status that it had."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return 0
        process.kill()
        with suppress(OSError):
            process.communicate()
        self._folder.close()
        return process.returncode


def _kill(process: subprocess.Popen[bytes], waited: threading.Event) -> None:
    waited.set()
    process.kill()


_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)
FENCE = Fence()
atexit.register(FENCE.end)
