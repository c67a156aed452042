"""Documentation pages as programs: run their commands, write their files, compare what they show.

How a page is read:

- ``sh`` and ``console`` blocks are run, one after another, in one folder. In ``console`` blocks a
  line that starts with ``$`` is a command, and the lines below must be printed in that order
  (``…`` stands for anything).
- A block after ``<!-- file: NAME -->`` is written to that file before what follows is run.
- A ``console`` block after ``<!-- terminal: 80 columns -->`` is run at a terminal. A line with a
  question, such as ``Where is it done? [onsite]: hybrid``, ends with the answer to type there.
- A block after ``<!-- not run: REASON -->`` is left alone.
- Blocks in other languages are only to be read.

Pages show dates, so they are read on the day they were written for, whatever day it is.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from kamroles.cli import main
from tests.terminal import talk

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>file|not run|exit|terminal): (?P<value>.+?) -->\n)?"
    r"^```(?P<language>\w*)[^\n]*\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


_ANSWERED = re.compile(r"^(.*[\])]): ?(.*)$", re.MULTILINE)
_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_SIMPLE = re.compile(r"kamroles [^|<>;&$`*~#\\]*")
_SAMPLE = re.compile(r"kamroles init --sample (?P<folder>[\w-]+)")
_ON_THAT_DAY = 'kamroles() { command kamroles --as-of 2026-11-23 "$@"; }'


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    page: Path
    line: int
    language: str
    body: str
    mark: str | None
    value: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    for hit in _BLOCK.finditer(text):
        line = text.count("\n", 0, hit.start("language")) + 1
        yield Block(page, line, hit["language"], hit["body"], hit["mark"], hit["value"] or "")


@dataclass
class Reader:
    """Works through a page in a folder of its own."""

    folder: Path
    here: Path
    in_process: bool = False
    sample: Path | None = None

    @classmethod
    def in_folder(
        cls, folder: Path, *, in_process: bool = False, sample: Path | None = None
    ) -> Reader:
        """Start in a folder; ``in_process`` keeps commands that need no shell in this one.

        With a ``sample``, `init --sample` copies that, which it made before.
        """
        return cls(folder, folder, in_process, sample)

    def follow(self, block: Block) -> None:
        """Do what a block says."""
        if block.mark == "not run":
            return
        if block.mark == "file":
            path = self.here / block.value
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
            return
        status = int(block.value) if block.mark == "exit" else 0
        if block.language == "sh":
            for command in block.body.strip().splitlines():
                self.run(block, command, status)
        elif block.language == "console":
            for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                if block.mark == "terminal":
                    printed = self.talk(command, shown)
                else:
                    printed = self.run(block, command, status)
                compare(block, command, shown, printed)

    def talk(self, command: str, shown: str) -> str:
        """Run one line at a terminal, with the answers that the page shows; return all it shows."""
        name, *arguments = shlex.split(command)
        assert name == "kamroles", command
        seen = talk(self.here, arguments, _ANSWERED.findall(shown))
        return _STEERING.sub("", seen)

    def run(self, block: Block, command: str, status: int = 0) -> str:
        """Run one line as a person would type it; return what it printed."""
        place = f"{block.page.name}:{block.line}: {command}"
        if command.startswith("cd "):
            self.here = (self.here / command.removeprefix("cd ").strip()).resolve()
            assert self.here.is_dir(), place
            return ""
        if self.sample and (hit := _SAMPLE.fullmatch(command)):
            shutil.copytree(self.sample, self.here / hit["folder"])
            return ""
        if self.in_process and _SIMPLE.fullmatch(command):
            return self._called(place, command, status)
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        extra = {"PATH": path, "HOME": str(self.folder), "COLUMNS": "100"}
        done = subprocess.run(
            ["bash", "-c", f"{_ON_THAT_DAY}\n{command}"],
            cwd=self.here, env=os.environ | extra, stdin=subprocess.DEVNULL, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        assert done.returncode == status, f"{place}\n{done.stdout}"
        return done.stdout

    def _called(self, place: str, command: str, status: int) -> str:
        """Run a command of kamroles in this process, which is much faster."""
        arguments = ["--as-of", "2026-11-23", "-C", str(self.here), *shlex.split(command)[1:]]
        environment = {"HOME": str(self.folder), "COLUMNS": "100"}
        done = CliRunner(env=environment).invoke(main, arguments)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == status, f"{place}\n{done.output}"
        return done.output


def compare(block: Block, command: str, shown: str, printed: str) -> None:
    """Tell when a line that the page shows was not printed, or in another order."""
    lines = iter(line.rstrip() for line in printed.splitlines())
    for wanted in shown.splitlines():
        if wanted.strip() in {"", "…"}:
            continue
        pattern = ".*".join(re.escape(part) for part in wanted.rstrip().split("…"))
        found = any(re.fullmatch(pattern, line) for line in lines)
        place = f"{block.page.name}:{block.line}: {command}"
        assert found, f"{place}\nnot printed: {wanted}\nprinted:\n{printed}"
