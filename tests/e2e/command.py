"""Run ``kamroles`` as a person does: in this process, or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from click.testing import CliRunner

from kamroles.cli import main
from kamroles.write import MANIFEST
from tests.conftest import AS_OF

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """What a command left behind; ``out`` and ``err`` are what it printed."""

    status: int
    out: str
    err: str


def run(*arguments: str, at: Path) -> Ran:
    """Run a command in this process; anything but an orderly end is raised here."""
    result = CliRunner().invoke(main, ["--as-of", AS_OF.isoformat(), "-C", str(at), *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def spawn(*arguments: str, at: Path, **environment: str) -> Ran:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "kamroles", "--as-of", AS_OF.isoformat(), *arguments]
    done = subprocess.run(
        command,
        cwd=at,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content; the manifest is no document."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
