"""Keep what takes long to make between runs: checked bytes, in a folder of the user's own.

Losing it only costs time. An entry's name depends on all that it is made from.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_VERSION = b"kamroles cache 1 "
"""How an entry begins; its digest and a line end follow, then the bytes."""


@cache
def folder() -> Path:
    """Return the user's cache folder for kamroles; ``KAMROLES_CACHE`` moves it."""
    chosen = os.environ.get("KAMROLES_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base, below = os.environ.get("LOCALAPPDATA"), "~/AppData/Local"
    else:
        base, below = os.environ.get("XDG_CACHE_HOME"), "~/.cache"
    home = Path(os.path.expanduser(below))  # noqa: PTH111 - Path.home() fails where there is none
    return (Path(base) if base else home) / "kamroles"


def kept(subfolder: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Return an entry; one that is missing or damaged is made and kept."""
    place = folder() / subfolder / name
    if (found := _load(place)) is not None:
        return found
    made = make()
    with contextlib.suppress(OSError):  # a cache that cannot be written is no fault
        _store(place, made)
    return made


def is_own(path: Path) -> bool:
    """Tell whether nobody but the user may write into a folder, as far as the system says."""
    if not hasattr(os, "getuid"):
        return True
    found = path.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o002


def _load(place: Path) -> bytes | None:
    try:
        content = place.read_bytes() if is_own(place.parent) else b""
    except OSError:
        return None
    head, _, body = content.partition(b"\n")
    return body if head == _head(body) else None


def _store(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if is_own(place.parent):
        place.write_bytes(_head(content) + b"\n" + content)  # half an entry is taken for none


def _head(content: bytes) -> bytes:
    return _VERSION + hashlib.sha256(content).hexdigest().encode("ascii")
