"""Builds that are killed at any moment: every file is old or new, and nobody lives on."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guard.inputs import FIRM, ROOT

from fuzzing.subjects import TODAY
from fuzzing.trial import laid

if TYPE_CHECKING:
    from collections.abc import Iterator

GRACE = 1.0
"""Seconds that workers may outlive their parent."""
_BUILD = ("build", "--workers", "2", "-f", "md,html,docx,pdf", "-o", "output")
_FULLY = 10
"""Every so many kills, the next build has to make everything as if nothing had been."""
Hashes = dict[str, str]


@dataclass(frozen=True)
class Ground:
    """A workspace, its files as they were before a build and as they are after it."""

    folder: Path
    old: Hashes
    new: Hashes
    seconds: float

    def restore(self) -> None:
        """Put back what a build found, and take away all that is not of it."""
        shutil.rmtree(self.folder / "output", ignore_errors=True)
        shutil.copytree(self.folder.with_name("old"), self.folder / "output")

    def faults(self, *, finished: bool = False) -> Iterator[tuple[str, str]]:
        """Yield what is lost or lies about, each with the file."""
        now = hashes(self.folder)
        for name in sorted(self.old.keys() | now.keys() | self.new.keys()):
            had = {self.new.get(name)} if finished else {self.old.get(name), self.new.get(name)}
            if name.endswith(".kamroles.json"):
                continue  # what it says is seen by the next build
            if name not in self.old and name not in self.new:
                yield "lying about", name
            elif now.get(name) not in had:
                yield "lost", name


def killed(times: int, seed: int) -> int:
    """Kill builds, print what came of it, and return the exit status."""
    chance, counts = random.Random(seed), Counter[str]()  # noqa: S311
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        os.environ["KAMROLES_CACHE"] = str(Path(folder, "cache"))
        ground = prepared(Path(folder, "here"))
        for number in range(1, times + 1):
            ground.restore()
            moment = chance.uniform(0, ground.seconds * 1.05)
            alive = list(_kill(ground.folder, moment))
            found = [*ground.faults(), *(("worker left", name) for name in alive)]
            if number % _FULLY == 0:
                build(ground.folder).wait()
                found += ground.faults(finished=True)
            counts["killed"] += 1
            counts.update({what for what, _ in found})
            for what, name in found:
                print(f"{what}: kill {number} after {moment:.2f} s: {name}", flush=True)
    bad = ("lost", "lying about", "worker left")
    print(f"{counts['killed']} killed: " + ", ".join(f"{counts[each]} {each}" for each in bad))
    return int(any(counts[each] for each in bad))


def prepared(folder: Path) -> Ground:
    """Return a workspace that was built, and then changed so that every document differs."""
    laid("small", folder)
    settings = folder / "kamroles.yaml"
    text = settings.read_text(encoding="utf-8").replace("kinds: [posting, description]\n", "")
    settings.write_text(f"{text}kinds: [posting, description, profile]\n", encoding="utf-8")
    _finish(folder)
    shutil.copytree(folder / "output", folder.with_name("old"))
    firm = folder / FIRM
    said = firm.read_text(encoding="utf-8")
    firm.write_text(said.replace("Northgate Sample", "Southgate Sample"), encoding="utf-8")
    old = hashes(folder)
    started = time.monotonic()
    _finish(folder)
    return Ground(folder, old, hashes(folder), time.monotonic() - started)


def build(folder: Path) -> subprocess.Popen[bytes]:
    """Start a build in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "kamroles", "--as-of", TODAY.isoformat(), *_BUILD],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _finish(folder: Path) -> None:
    if build(folder).wait() != 0:
        raise RuntimeError("the sound workspace cannot be built")


def _kill(folder: Path, moment: float) -> Iterator[str]:
    """Kill a build after some seconds, and yield the processes that outlive it, which end too."""
    process = build(folder)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    process.kill()
    process.wait()
    ends = time.monotonic() + GRACE
    while (left := list(_of_session(process.pid))) and time.monotonic() < ends:
        time.sleep(0.05)
    for number, name in left:
        yield name
        with contextlib.suppress(OSError):
            os.kill(number, signal.SIGKILL)
    while list(_of_session(process.pid)):
        time.sleep(0.05)


def _of_session(session: int) -> Iterator[tuple[int, str]]:
    """Yield the number and name of each process of a session that has not ended."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            head, _, rest = path.read_text(encoding="utf-8", errors="replace").rpartition(")")
            state, _, _, of, *_ = rest.split()
            if int(of) == session and state not in "ZX":
                yield int(path.parent.name), head.partition("(")[2]


def hashes(folder: Path) -> Hashes:
    """Return the hash of every file of a workspace."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
