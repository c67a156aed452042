"""How much one composition may do: rounds and sizes that are counted, and time and memory.

What is counted is the same on every machine; time and memory end at once what no count foresees.
"""

from __future__ import annotations

import signal
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamroles.compose.faults import Fault

try:
    import resource
except ImportError:  # not every system has it
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

MAX_TEXT = 4_000_000
"""Characters that a template may write."""
MAX_STEPS = 200_000
"""Rounds of loops, calls and templates."""
MAX_DEPTH = 100
"""Lists in lists; what compares or prints them calls itself for each."""
MAX_LENGTH = 10_000
"""Values in one list, those within its values included."""
MAX_CHARACTERS = 100_000
"""Characters of one text that a template puts together."""
MAX_NUMBER = 10**15
CPU_SECONDS = 5.0
MEMORY = 512_000_000


class OverTimeError(BaseException):
    """The time is used up; no ordinary handler may swallow it."""


class Budget:
    """Counts work and characters of one composition."""

    def __init__(self) -> None:
        self._steps = 0
        self._text = 0

    def work(self, steps: int) -> None:
        """Count steps of work.

        Raises:
            Fault: there were too many.

        """
        self._steps += steps
        if self._steps > MAX_STEPS:
            message = f"this template takes more than {MAX_STEPS:,} steps"
            raise Fault("KR312", message, "loop over fewer values")

    def write(self, characters: int) -> None:
        """Count characters of output.

        Raises:
            Fault: there were too many.

        """
        self._text += characters
        if self._text > MAX_TEXT:
            message = (
                f"this template makes more than {MAX_TEXT // 1_000_000} million characters of text"
            )
            raise Fault("KR312", message, "a document of 100 pages has less than half a million")


def too_large() -> Fault:
    """Return the fault of a value that would be longer than any document needs."""
    return Fault("KR312", "this would become too large", "documents need no such long values")


def bounded(texts: Iterable[str]) -> None:
    """Refuse to put texts together that are too long.

    Raises:
        Fault: they are.

    """
    if sum(map(len, texts)) > MAX_CHARACTERS:
        raise too_large()


def weigh(*values: Any) -> None:
    """Refuse lists and mappings that hold too much or too deep, each counted wherever it is held.

    Lists that hold each other double with every level, and no signal reaches Python while it
    compares or prints such.

    Raises:
        Fault: they do.

    """
    count = depth = 0
    level = [value for value in values if isinstance(value, (tuple, list, dict))]
    while level:
        count += sum(map(len, level))
        depth += 1
        if count > MAX_LENGTH or depth > MAX_DEPTH:
            raise too_large()
        held = (value.values() if isinstance(value, dict) else value for value in level)
        level = [one for inner in held for one in inner if isinstance(one, (tuple, list, dict))]


@contextmanager
def limited(seconds: float = CPU_SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Run the body under limits of its own, where the system has them and in the main thread.

    Raises:
        OverTimeError: the body used up its processor time.
        MemoryError: it asked for too much memory.

    """
    with ExitStack() as undoing:
        if threading.current_thread() is threading.main_thread():
            _limit_memory(memory, undoing)
            _limit_time(seconds, undoing)
        yield


def _limit_time(seconds: float, undoing: ExitStack) -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        raise OverTimeError

    if hasattr(signal, "setitimer"):
        undoing.callback(signal.signal, signal.SIGVTALRM, signal.signal(signal.SIGVTALRM, stop))
        before = signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        undoing.callback(signal.setitimer, signal.ITIMER_VIRTUAL, *before)


def _limit_memory(more: int, undoing: ExitStack) -> None:
    used = _address_space()
    if resource is None or used is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + more
    if soft == resource.RLIM_INFINITY or soft > wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
            undoing.callback(resource.setrlimit, resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int | None:
    """Return how many bytes this process has mapped, where the system tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pages * resource.getpagesize() if resource else None
