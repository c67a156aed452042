"""One mutated file read, checked and made into documents, in the process that asks."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guard.inputs import ROOT

from fuzzing.subjects import TODAY, workspaces

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

    from fuzzing.subjects import Subject
    from kamroles.diagnostics import Diagnostic
    from kamroles.pipeline import Composed

SECONDS = 120
"""How long a command may take before it counts as a hang, on a busy machine."""
_CHEAP = (("md", "auto"), ("txt", "auto"), ("json", "auto"), ("html", "auto"))
_ENGINES = {"pdf": ("typst", "weasyprint")}


@dataclass(frozen=True)
class Place:
    """Lines of a file, from 1, both included."""

    file: str
    line: int
    end: int


@dataclass(frozen=True)
class Told:
    """A finding, apart from its words of advice; the first place is its own."""

    code: str
    severity: str
    message: str
    places: tuple[Place, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is, wherever it stands."""
        return self.code, self.severity, self.message


@dataclass
class Seen:
    """What came of a file.

    Attributes:
        told: the findings, in their order.
        composed: each document that could be made, by its kind.
        made: the bytes of each file, by kind, format and engine.
        memory: whether memory ran out.

    """

    told: list[Told] = field(default_factory=list)
    composed: dict[str, Composed] = field(default_factory=dict)
    made: dict[tuple[str, str, str], bytes] = field(default_factory=dict)
    memory: bool = False

    @property
    def refused(self) -> bool:
        """Tell whether something found is an error."""
        return any(each.severity == "error" for each in self.told)


Wanted = tuple[tuple[str, str], ...]
"""Formats with their engines."""


def formats_for(subject: Subject, chance: random.Random) -> Wanted:
    """Return what is made: cheap formats always, others often enough."""
    often = {"docx": 0.2, "typst": 0.2, "weasyprint": 0.05}
    if subject.is_picture or subject.sort.startswith("theme"):
        often = {"docx": 0.5, "typst": 0.5, "weasyprint": 0.5}
    wanted = [*_CHEAP]
    if chance.random() < often["docx"]:
        wanted.append(("docx", "auto"))
    wanted += [("pdf", engine) for engine in _ENGINES["pdf"] if chance.random() < often[engine]]
    return tuple(wanted)


def kinds_for(subject: Subject, chance: random.Random) -> tuple[str, ...]:
    """Return one kind of document, or two: each more takes as long as everything else."""
    return tuple(chance.sample(subject.kinds, min(len(subject.kinds), chance.choice([1, 1, 2]))))


def laid(base: str, folder: Path) -> Path:
    """Return a workspace with the files of a base; it is made where it is not there yet."""
    if not folder.is_dir():
        for name, content in workspaces()[base].items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return folder


@contextmanager
def holding(folder: Path, name: str, content: bytes) -> Iterator[None]:
    """Have a file of a workspace hold something else, or be there at all, for a while."""
    path = folder / name
    before = path.read_bytes() if path.is_file() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    here = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


def seen(
    subject: Subject, kinds: Sequence[str], wanted: Wanted, stage: Callable[[str], None]
) -> Seen:
    """Return what comes of the workspace around the current folder, the first kind in all formats.

    ``stage`` is told what is about to be done. Whatever is no finding is raised.
    """
    from kamroles import pipeline

    sight = _Sight(stage)
    outcome = sight.seen
    name = subject.name
    options = pipeline.Options(TODAY, (), Path())
    unusable: list[Diagnostic] = []
    library = sight.attempt("open", lambda: pipeline.open_library(Path(), unusable))
    sight.found.add(unusable)
    if library is not None:
        report = sight.attempt("check", lambda: pipeline.check(library, subject.names, TODAY))
        sight.found.add(report.diagnostics if report else ())
        job = None
        if not unusable:
            order = pipeline.Order(name, "")
            job = sight.attempt("resolve", partial(pipeline.resolve, library, order, TODAY))
        for kind in kinds if job else ():
            order = pipeline.Order(name, kind)
            made = sight.attempt(
                "compose", partial(pipeline.compose, library, order, options, resolved=job)
            )
            if made is None:
                continue
            outcome.composed[kind] = made[0]
            sight.found.add(made[1])
            for format, engine in wanted if kind == kinds[0] else wanted[:2]:
                work = partial(pipeline.render_bytes, made[0], format, engine)
                if (content := sight.attempt(f"{format} {engine}", work)) is not None:
                    outcome.made[kind, format, engine] = content
    outcome.told = [_told(each) for each in sight.found.diagnostics]
    return outcome


class _Sight:
    """Attempts, and what was found in them."""

    def __init__(self, stage: Callable[[str], None]) -> None:
        from kamroles.pipeline import Report

        self.found, self.seen, self._stage = Report(), Seen(), stage

    def attempt(self, name: str, work: Callable[[], Any]) -> Any:
        """Return what comes of some work; None if there are findings instead."""
        from kamroles.diagnostics import Problems

        self._stage(name)
        try:
            return work()
        except Problems as problems:
            self.found.add(problems.diagnostics)
        except (MemoryError, RecursionError):  # the command tells this as a finding
            self.seen.memory = True
        return None


def _told(found: Any) -> Told:
    spans = [span for span in (found.span, *(each.span for each in found.related)) if span]
    places = tuple(Place(each.source.name, each.line, each.end_line) for each in spans)
    return Told(found.code, str(found.severity), found.message, places)


@cache
def sound(subject: Subject, folder: Path) -> Seen:
    """Return what comes of a subject with nothing wrong in it, in the formats that are cheap."""
    with holding(laid(subject.base, folder), subject.path, subject.content):
        return seen(subject, subject.kinds, _CHEAP, lambda _: None)


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str
    files: dict[str, str]


def command(made_in: str, *arguments: str) -> Ran:
    """Run a command in the current folder; ``made_in`` is read and removed.

    Raises:
        subprocess.TimeoutExpired: it does not end.

    """
    whole = [sys.executable, "-m", "kamroles", "--as-of", TODAY.isoformat(), *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(
        whole, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=SECONDS,
        env=environment,
    )  # fmt: skip
    out, err = (said.decode("utf-8", "backslashreplace") for said in (done.stdout, done.stderr))
    folder = Path(made_in)
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*"))
        if not path.name.startswith(".")
    }
    shutil.rmtree(folder, ignore_errors=True)
    return Ran(done.returncode, out, err, files)


def told_by(ran: Ran) -> set[tuple[str, str, str]]:
    """Return what a command with ``--report json`` found.

    Raises:
        ValueError: it is no such report.

    """
    found = json.loads(ran.out)["diagnostics"]
    return {(each["code"], each["severity"], each["message"]) for each in found}
