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

_VERSION = b"kamroles cache 1 "
"""How an entry begins; its digest and a line end follow, then the bytes."""
_MOST = 16 * 1024 * 1024
"""Bytes of an entry; the largest font has a few hundred thousand."""


@cache
def folder() -> Path | None:
    """Return the user's cache folder for kamroles; None if the user has no home.

    ``KAMROLES_CACHE`` moves it.
    """
    chosen = os.environ.get("KAMROLES_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base, below = os.environ.get("LOCALAPPDATA"), "~/AppData/Local"
    else:
        base, below = os.environ.get("XDG_CACHE_HOME"), "~/.cache"
    home = Path(base or os.path.expanduser(below))  # noqa: PTH111 - Path.home() fails without one
    return home / "kamroles" if home.is_absolute() else None


def kept(subfolder: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Return an entry; one that is missing or damaged is made and kept."""
    place = _place(subfolder)
    if place is None:
        return make()
    if (found := _load(place / name)) is not None:
        return found
    made = make()
    fresh = place / f"{name}.{os.urandom(8).hex()}"  # whatever has the entry's place is not opened
    with contextlib.suppress(OSError):  # a cache that cannot be written is no fault
        try:
            fresh.write_bytes(_head(made) + b"\n" + made)
            fresh.replace(place / name)
        finally:
            fresh.unlink(missing_ok=True)
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
    return body if head == _head(body) else None


def _head(content: bytes) -> bytes:
    return _VERSION + hashlib.sha256(content).hexdigest().encode("ascii")
