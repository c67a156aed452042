"""A version of kamroles to look at: a git revision, the working tree, or an installation."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "parity"
PARTS = ("kamroles", "roles", "templates")
"""What makes a version; found beside each other, they need no installation."""
_ASK = """
import importlib.metadata, json, pathlib, sys, kamroles
names = sorted({name.lower() for name in importlib.metadata.packages_distributions().values()
                for name in name})
packages = {name: importlib.metadata.version(name) for name in names if name != "kamroles"}
print(json.dumps([str(pathlib.Path(kamroles.__file__).resolve().parent), sys.version, packages]))
"""


@dataclass(frozen=True)
class Side:
    """A version that can be run; ``key`` tells it and what it runs with from all others."""

    name: str
    python: Path
    root: Path
    on_path: bool
    key: str

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment that every run of every side has."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        fixed = {"NO_COLOR": "1", "COLUMNS": "80", "TZ": "UTC", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        return kept | fixed | ({"PYTHONPATH": str(self.root)} if self.on_path else {})


def side(name: str) -> Side:
    """Return the version that a name on the command line stands for.

    Raises:
        LookupError: it stands for nothing.

    """
    if (python := _interpreter(Path(name))) is not None:
        package, *rest = _asked(python, {})
        root = Path(package)
        return Side(name, python, root, False, _key(_contents([root]), rest))
    if name == ".":
        said, contents = "the working tree", _contents(ROOT / part for part in PARTS)
        key = _digest(contents)
        copy = _copied(key, contents)
    else:
        revision = _git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
        if not revision:
            raise LookupError(f"{name} is neither a Python, a folder with one, nor a revision")
        said, contents = f"{name} ({revision[:10]})", _archived(revision)
        key = _digest(contents)
        copy = _copied(key, contents)
    _, *rest = _asked(Path(sys.executable), {"PYTHONPATH": str(copy)})
    return Side(said, Path(sys.executable), copy, True, _key(contents, rest))


def _interpreter(path: Path) -> Path | None:
    for python in (path / "bin" / "python", path / "Scripts" / "python.exe", path):
        if python.is_file() and os.access(python, os.X_OK):
            return python.absolute()
    return None


def _asked(python: Path, environment: dict[str, str]) -> list[object]:
    """Return where a Python finds kamroles, its version, and those of what is installed."""
    said = subprocess.run(
        [python, "-c", _ASK], env=environment, cwd="/", capture_output=True, check=False
    )
    if said.returncode:
        raise LookupError(f"{python} has no kamroles that works: {said.stderr.decode()[-300:]}")
    answer: list[object] = json.loads(said.stdout)
    return answer


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False).stdout


def _archived(revision: str) -> dict[str, bytes]:
    """Return the files of a revision by their path."""
    whole = _git("archive", "--format=tar", revision, *PARTS)
    with tarfile.open(fileobj=io.BytesIO(whole)) as archive:
        files = [member for member in archive.getmembers() if member.isfile()]
        return {file.name: archive.extractfile(file).read() for file in files}  # type: ignore[union-attr]


def _contents(folders: Iterable[Path]) -> dict[str, bytes]:
    return {
        path.relative_to(folder.parent).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }


def _digest(contents: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode() + contents[name])
    return digest.hexdigest()[:16]


def _key(contents: dict[str, bytes], installed: list[object]) -> str:
    return f"{_digest(contents)}-{hashlib.sha256(json.dumps(installed).encode()).hexdigest()[:8]}"


def _copied(key: str, contents: dict[str, bytes]) -> Path:
    """Return a folder with these files; made once."""
    folder = BUILD / "versions" / key
    if not folder.is_dir():
        part = folder.with_name(f"{key}.{os.getpid()}")
        for name, content in contents.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).write_bytes(content)
        try:
            part.rename(folder)
        except OSError:  # another run was faster
            shutil.rmtree(part)
    return folder
