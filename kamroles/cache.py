"""Keep what takes long to make between runs: checked bytes, in a folder of the user's own.

Losing it only costs time. An entry's name depends on all that it is made from.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems
from kamroles.ordinary import read_ordinary

if TYPE_CHECKING:
    from collections.abc import Callable

_VERSION = b"kamroles cache 2 "
"""How an entry begins; the digest of its name and bytes and a line end follow, then the bytes."""
_MOST = 16 * 1024 * 1024
"""Bytes of an entry; the largest font has a few hundred thousand."""


@cache
def folder() -> Path | None:
    """Return the user's cache folder for kamroles; None if the user has no home.

    ``KAMROLES_CACHE`` moves it. A relative one of the system's counts for nothing, as its
    specification says.
    """
    if chosen := os.environ.get("KAMROLES_CACHE"):
        path = _from_home(chosen)
        return None if path.parts[0].startswith("~") else path
    if sys.platform == "win32":
        base, below = os.environ.get("LOCALAPPDATA"), "~/AppData/Local"
    else:
        base, below = os.environ.get("XDG_CACHE_HOME"), "~/.cache"
    homes = (_from_home(each) / "kamroles" for each in (base, below) if each)
    return next((each for each in homes if each.is_absolute()), None)


def _from_home(written: str) -> Path:
    """Return a path in which ``~`` is the user's home; for a user without any, it stays."""
    return Path(os.path.expanduser(written))  # noqa: PTH111 - Path's own fails without one


def kept(subfolder: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Return an entry; one that is missing or damaged is made and kept."""
    place = _place(subfolder)
    if place is None:
        return make()
    if (found := _load(place / name)) is not None:
        return found
    made = make()
    with contextlib.suppress(OSError):  # a cache that cannot be written is no fault
        _save(place / name, made)
    return made


def unusable(path: Path) -> str | None:
    """Return why nothing is kept in a folder, and what to do; None if it is the user's alone."""
    if not hasattr(os, "getuid"):
        return None
    found = path.stat()
    if found.st_uid != os.getuid():
        return f"{path} is somebody else's, so nothing is kept there; set KAMROLES_CACHE"
    if found.st_mode & 0o077:
        return f"{path} is open to others, so nothing is kept there: chmod 700 {path}"
    return None


@cache
def _place(subfolder: str) -> Path | None:
    """Return a folder to keep things in, which is made if need be; None if none can be used."""
    if (base := folder()) is None:
        return None
    place = base / subfolder
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        why = unusable(place)
    except OSError:
        return None
    if why:
        logging.getLogger(__name__).warning(why)
        return None
    return place


def _load(place: Path) -> bytes | None:
    try:
        content = read_ordinary(place, place.name, most=_MOST)
    except Problems:
        return None
    head, _, body = content.partition(b"\n")
    return body if head == _head(place.name, body) else None


def _save(place: Path, content: bytes) -> None:
    """Write an entry in the place of whatever stands there; half a one is taken for none.

    Nothing is written to where a link leads, and nobody waits for who reads a pipe.
    """
    place.unlink(missing_ok=True)
    with place.open("xb") as file:
        file.write(_head(place.name, content) + b"\n" + content)


def _head(name: str, content: bytes) -> bytes:
    return _VERSION + hashlib.sha256(name.encode() + b"\n" + content).hexdigest().encode("ascii")
