"""Processes that try inputs, each of which may be stuck or lost without harm to the others."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import shutil
import time
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fuzzing.judging import Verdict, as_plain, judged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

CPU_SECONDS = 20.0
"""Processor time that one input may take; the first of a workspace reads all that ships."""
WALL_SECONDS = 400.0
"""Time that one may take in all, where it waits."""
MEMORY = 6 * 1024**3
"""Address space of a process."""
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Crew:
    """One process, and what it is doing."""

    folder: Path
    work: tuple[Any, ...]
    number: int = -1
    stage: str = ""
    started: float = 0.0
    used: float = 0.0
    process: Any = None
    line: Any = None

    def start(self) -> None:
        """Start the process, and wait until it can be given something.

        Its workspaces are laid anew: in one, a process that fell may have left a mutated file.
        """
        shutil.rmtree(self.folder / "workspaces", ignore_errors=True)
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_try, args=(theirs, self.folder, *self.work))
        self.process.start()
        theirs.close()
        self.line.recv()

    def give(self, number: int) -> None:
        """Hand over an input."""
        self.number, self.stage = number, "start"
        self.started, self.used = time.monotonic(), self.cpu()
        self.line.send(number)

    def cpu(self) -> float:
        """Return the processor time the process has taken."""
        try:
            said = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        except OSError:
            return self.used
        return sum(map(int, said.rpartition(")")[2].split()[11:13])) / _TICK

    def overdue(self) -> bool:
        """Tell whether the input has had its time."""
        if self.cpu() - self.used > CPU_SECONDS:
            return True
        return time.monotonic() - self.started > WALL_SECONDS

    def end(self) -> int | None:
        """End the process, and return how it ended."""
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.join()
        self.line.close()
        return self.process.exitcode

    def last_words(self) -> str:
        """Return the end of what the process printed."""
        with contextlib.suppress(OSError):
            said = (self.folder / "said.txt").read_text(encoding="utf-8", errors="replace")
            return said[-600:].strip()
        return ""


@dataclass
class Fleet:
    """All processes; ``judge`` is what each does with an input, as ``judged`` does."""

    seed: int
    sort: str
    folder: Path
    jobs: int = 1
    judge: Any = judged
    _crews: list[Crew] = field(default_factory=list)

    def verdicts(self, numbers: Iterator[int]) -> Iterator[tuple[int, Verdict]]:
        """Yield what came of each input, in the order in which they are done."""
        work = (self.judge, self.seed, self.sort)
        self._crews = [Crew(self.folder / str(n), work) for n in range(self.jobs)]
        try:
            busy = [crew for crew in self._crews if self._next(crew, numbers)]
            while busy:
                for crew in list(busy):
                    if (verdict := self._heard(crew, busy)) is not None:
                        yield crew.number, verdict
                        if not self._next(crew, numbers):
                            busy.remove(crew)
        finally:
            for crew in self._crews:
                if crew.process:
                    crew.end()

    def _next(self, crew: Crew, numbers: Iterator[int]) -> bool:
        number = next(numbers, None)
        if number is None:
            return False
        if crew.process is None or not crew.process.is_alive():
            crew.start()
        crew.give(number)
        return True

    def _heard(self, crew: Crew, busy: list[Crew]) -> Verdict | None:
        """Return the verdict of a process, if it has come to one or to an end."""
        wait([each.line for each in busy], 0.2)
        try:
            while crew.line.poll():
                said = crew.line.recv()
                if isinstance(said, dict):
                    return Verdict(**said)
                crew.stage = said
        except (EOFError, OSError):
            code = crew.end()
            detail = f"ended with {code} at {crew.stage}: {crew.last_words()}"
            memory = code == -9 or "memory" in detail
            return Verdict("memory" if memory else "traceback", detail=detail)
        if crew.overdue():
            crew.end()
            return Verdict("hang", detail=f"at {crew.stage}")
        return None


def _try(line: Connection, folder: Path, judge: Any, seed: int, sort: str) -> None:
    """Judge the inputs that come, until nobody sends any."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"KAMROLES_CACHE": str(folder / "cache"), "NO_COLOR": "1"}
    said = os.open(folder / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    with contextlib.suppress(EOFError, OSError):
        line.send("ready")
        while True:
            number = line.recv()
            os.ftruncate(said, 0)
            line.send(as_plain(judge(seed, number, sort, folder / "workspaces", line.send)))
