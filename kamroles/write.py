"""Put finished files in place: whole or not at all, and only those that changed."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, error
from kamroles.ordinary import read_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic

MANIFEST = ".kamroles.json"
_TEMPORARY = ".kamroles-"
"""How the name of a file begins until it is whole."""
_DUE = "due"
"""Stands in the manifest for what a file that is about to be written will look like."""
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{device}{digit}" for device in ("com", "lpt") for digit in "123456789¹²³"
}
_NOWHERE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
"""Characters that some system takes in no file name."""
STAYS_BELOW = re.compile(
    r"(?!\.{1,2}(/|$))[^/\\:\x00-\x1f\ud800-\udfff]+"
    r"(/(?!\.{1,2}(/|$))[^/\\:\x00-\x1f\ud800-\udfff]+)*"
)
"""A path that stays below its folder, whoever wrote it down."""
_MOST = 64 * 1024 * 1024
"""Bytes of a manifest; one of a thousand documents has a few hundred thousand."""
_LONG = 240
"""Windows takes 259 characters in all, 247 for a folder."""


def file_name(stem: str, suffix: str) -> str:
    """Return a file name that every system takes: ``suffix`` starts with its dot."""
    plain = _NOWHERE.sub("-", stem).strip(". ")[:150].rstrip(". ") or "document"
    return f"{'_' if reserved(plain) else ''}{plain}{suffix}"


def reserved(name: str) -> bool:
    """Tell whether Windows takes a file name for that of a device, whatever follows its dot."""
    return name.split(".", maxsplit=1)[0].rstrip(" ").lower() in _RESERVED


def write_file(path: Path, content: bytes) -> bool:
    """Write atomically; return whether the file changed.

    Raises:
        Problems: the folder or file cannot be written; what was there stays.

    """
    try:
        if holds(path, content):
            return False
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{_TEMPORARY}{os.urandom(8).hex()}")
        try:
            with temporary.open("xb") as file:
                file.write(content)
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except OSError as failure:
        raise Problems([_unwritable(path, failure)]) from None
    return True


def holds(path: Path, content: bytes) -> bool:
    """Tell whether a file holds just these bytes; others are not read if their number differs."""
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def write_all(files: Mapping[Path, bytes]) -> dict[Path, bool]:
    """Write files that belong together; return whether each changed.

    Raises:
        Problems: one cannot be written; those before it are as they were.

    """
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    done: dict[Path, bool] = {}
    try:
        for path, content in files.items():
            done[path] = write_file(path, content)
    except Problems as problems:
        for path in done:
            old = before[path]
            if old is None:
                path.unlink(missing_ok=True)
            else:
                write_file(path, old)
        hint = "nothing was changed; see to it that the file can be written, and run this again"
        failed = next(path for path in files if path not in done)
        if blocked := [place for place in failed.parents if place.is_file()]:
            hint = f"nothing was changed; move {blocked[0]} away, for a folder is needed there"
        raise Problems(replace(found, hint=hint) for found in problems.diagnostics) from None
    return done


def _unwritable(path: Path, failure: OSError) -> Diagnostic:
    if isinstance(failure, PermissionError) and path.exists():
        hint = "allow writing to it, close it where it is open, or write elsewhere with -o"
    elif _too_long(path, failure):
        hint = "its path is too long for this system; choose a shorter folder with -o"
    elif isinstance(failure, FileExistsError | NotADirectoryError):
        hint = "a file stands where a folder is needed; choose another folder with -o"
    else:
        hint = "choose a folder you may write to with -o"
    reason = failure.strerror or str(failure)
    return error("KR510", f"{path} cannot be written: {reason}", None, hint)


def _too_long(path: Path, failure: OSError) -> bool:
    """Tell whether the length of the path is at fault: Windows then says that it is not there."""
    unseen = isinstance(failure, FileNotFoundError) and len(str(path.absolute())) >= _LONG
    return unseen or failure.errno == errno.ENAMETOOLONG


@dataclass(slots=True)
class Manifest:
    """What was written into a folder, and what it was made from."""

    folder: Path
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    unfinished: list[Path] = field(default_factory=list)
    """Files that runs which were killed had begun to write; the next one takes them away."""

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """Return the folder's manifest; what of it nobody can read counts as not there."""
        try:
            raw = read_ordinary(folder / MANIFEST, MANIFEST, most=_MOST)
            entries = dict(json.loads(raw)["outputs"].items())
        except (Problems, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            entries = {}
        entries = {n: each for n, each in entries.items() if STAYS_BELOW.fullmatch(n)}
        places = {folder, *((folder / name).parent for name in entries)}
        return cls(folder, entries, [*_unfinished(places)])

    def current(self, name: str, key: str) -> bool:
        """Tell whether a file is there, untouched, and made from the same input."""
        entry = self.entries.get(name)
        return isinstance(entry, dict) and entry.get("key") == key and self.untouched(name)

    def untouched(self, name: str) -> bool:
        """Tell whether a file is there as it was written."""
        entry = self.entries.get(name)
        if not isinstance(entry, dict):
            return False
        try:
            stat = (self.folder / name).stat()
        except OSError:
            return False
        written = entry.get("stat")
        return written in (_DUE, [stat.st_size, stat.st_mtime_ns])

    def announce(self, names: Iterable[str]) -> None:
        """Note files that are about to be written, and write that down.

        Whatever then stands there counts as written by us, also if the writing is killed.
        """
        due = {name: {"key": "", "stat": _DUE} for name in names}
        if due:
            self.entries |= due
            self._write(self.entries)

    def record(self, name: str, key: str) -> None:
        """Note what a file that now stands in the folder was made from."""
        with contextlib.suppress(OSError):  # taken away meanwhile: it will be made again
            stat = (self.folder / name).stat()
            self.entries[name] = {"key": key, "stat": [stat.st_size, stat.st_mtime_ns]}

    def save(self) -> None:
        """Write the manifest, dropping files that are gone, and take away what is unfinished."""
        for half in self.unfinished:
            with contextlib.suppress(OSError):
                half.unlink()
        self._write({n: each for n, each in self.entries.items() if self._has(n)})

    def _has(self, name: str) -> bool:
        try:
            return (self.folder / name).is_file()
        except OSError:  # no file can have such a name
            return False

    def _write(self, entries: Mapping[str, Any]) -> None:
        text = json.dumps({"version": 1, "outputs": entries}, indent=1, sort_keys=True) + "\n"
        write_file(self.folder / MANIFEST, text.encode())


def _unfinished(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        with contextlib.suppress(OSError):  # no folder can have such a name
            yield from place.glob(f"{_TEMPORARY}{'[0-9a-f]' * 16}")
