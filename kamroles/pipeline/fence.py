"""Layout that nobody can say the end of, in a process that can be killed.

Style sheets and faces that somebody wrote, and drawings that no count holds, are laid out there
under limits on time, memory and size; whatever becomes of them is a finding.
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
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.document import plain_text
from kamroles.ends import passing_folder
from kamroles.formats import FORMATS
from kamroles.ordinary import at_start
from kamroles.theme import Asset, unchecked

try:
    import resource
except ImportError:  # not every system has it
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kamroles.document import Document
    from kamroles.theme import Theme
    from kamroles.theme.theme_files import ThemeFile

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
_NOTHING = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_TIME, _MEMORY, _WAITED = "time", "memory", "waited"
_LONG = "KR761", "it takes too long to lay out, so no file is made with it"
_TOLD = {
    _TIME: _LONG,
    _WAITED: _LONG,
    _MEMORY: ("KR762", "it takes too much memory, or goes too deep, so no file is made with it"),
}
_HINTS = {
    ".css": "take out the rules that you wrote last, one by one, until pages come out",
    ".typ": "take out what you wrote last; a loop may never end, or double each time",
}
_HINT_OF_PICTURE = "save it with fewer parts and without effects, or as PNG"
_PROGRAM = """\
import sys
sys.path[:] = {path!r}
from kamroles.pipeline.layout_process import serve
serve()
"""


def suspects_of(theme: Theme, format: str, engine: str) -> Sequence[ThemeFile | Asset]:
    """Return what in a theme makes that a layout may never end, or go wrong."""
    chosen = FORMATS[format]
    name = chosen.chosen(theme, engine)[0]
    read = chosen.engines[name].reads if name in chosen.engines else None
    return unchecked(theme, read=read, draws=chosen.draws)


def render_in_fence(task: Task, suspects: Sequence[ThemeFile | Asset]) -> bytes:
    """Return a document in a format, laid out in a process of its own.

    Raises:
        Problems: it cannot be laid out, or not within the limits.

    """
    for each in suspects:
        if each in _CONVICTED:  # or each of a thousand documents would take its time
            raise Problems([_CONVICTED[each]])
    answer = _FENCE.answer(task)
    if isinstance(answer, bytes):
        return answer
    if not isinstance(answer, str):
        raise Problems(_placed(each, suspects) for each in answer)
    if answer not in {_TIME, _WAITED} and not _all_memory_is_allowed():
        message = "there is not enough memory to lay this out"
        hint = "let kamroles have 1.5 GB of memory, as `ulimit -v` tells it"
        raise Problems([error("KR513", message, None, hint)])
    culprit = _culprit(task, suspects)
    found = _finding(answer, culprit)
    if answer in {_TIME, _MEMORY}:
        _CONVICTED[culprit] = found
    raise Problems([found])


def _all_memory_is_allowed() -> bool:
    """Tell whether a process may have as much memory as a layout; or what is laid out is blamed."""
    if resource is None:
        return True
    soft = resource.getrlimit(resource.RLIMIT_AS)[0]
    return soft == resource.RLIM_INFINITY or soft >= MEMORY


_CONVICTED: dict[ThemeFile | Asset, Diagnostic] = {}


def _placed(found: Diagnostic, suspects: Sequence[ThemeFile | Asset]) -> Diagnostic:
    """Return what an engine says without a place at the picture that nobody had checked."""
    pictures = [each for each in suspects if isinstance(each, Asset)]
    if found.code != "KR405" or found.span or not pictures:
        return found
    return replace(found, span=at_start(_name(pictures[0])))


def _name(suspect: ThemeFile | Asset) -> str:
    return (suspect.file or suspect.name) if isinstance(suspect, Asset) else suspect.name


def _culprit(task: Task, suspects: Sequence[ThemeFile | Asset]) -> ThemeFile | Asset:
    """Return what is at fault: a picture if it goes well without it, else the last file."""
    document, theme, format, engine = task
    files = [each for each in suspects if not isinstance(each, Asset)]
    if not files:
        return suspects[-1]
    for name, picture in theme.assets.items():
        if picture in suspects:
            instead = Asset(name, "image/svg+xml", _NOTHING)
            without = replace(theme, assets={**theme.assets, name: instead})
            if isinstance(_FENCE.answer((document, without, format, engine)), bytes):
                return picture
    return files[-1]


def _finding(answer: str, culprit: ThemeFile | Asset) -> Diagnostic:
    name = _name(culprit)
    code, message = _TOLD.get(answer) or ("KR763", f"the engine that lays it out fails: {answer}")
    hint = _HINTS.get(name[-4:], _HINT_OF_PICTURE)
    return error(code, message, at_start(name), hint)


class _Fence:
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
                return _WAITED if waited.is_set() else _TIME if late else _MEMORY
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
            folder = self._folder.enter_context(passing_folder("kamroles-"))
            places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
            process = self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-c", _PROGRAM.format(path=sys.path)],
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
_FENCE = _Fence()
atexit.register(_FENCE.end)
