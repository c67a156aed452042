"""Keep results between runs by the hash of what they came from; losing them only costs time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


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


def key(parts: Iterable[str]) -> str:
    """Return one hash for all the parts, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


def load(shelf: str, name: str) -> bytes | None:
    """Return what was stored, or None."""
    try:
        return (folder() / shelf / name).read_bytes()
    except OSError:
        return None


def store(shelf: str, name: str, content: bytes) -> None:
    """Keep the content; a cache that cannot be written is no fault."""
    place = folder() / shelf
    with contextlib.suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(place / name)
        except BaseException:
            Path(temporary).unlink()
            raise


def load_json(shelf: str, name: str) -> Any:
    """Return stored JSON, or None when there is none or it is damaged."""
    content = load(shelf, name)
    if content is None:
        return None
    try:
        return json.loads(content)
    except ValueError:
        return None


def store_json(shelf: str, name: str, value: Any) -> None:
    """Keep a value as JSON."""
    store(shelf, name, json.dumps(value, ensure_ascii=False).encode())


@cache
def code_stamp() -> str:
    """Return a mark of the code in use, so that results never outlive a change to it."""
    from kamroles import __version__

    package = Path(__file__).parent
    parts = [__version__]
    for path in sorted(package.rglob("*.py")):
        stat = path.stat()
        parts.append(f"{path.relative_to(package)} {stat.st_size} {stat.st_mtime_ns}")
    return key(parts)


@cache
def package_stamp(*names: str) -> str:
    """Return a mark of the installed packages that decide a result, without importing them."""
    from importlib.util import find_spec

    parts = []
    for name in names:
        with contextlib.suppress(ImportError, OSError, ValueError):
            spec = find_spec(name)
            stat = Path(spec.origin).stat() if spec and spec.origin else None
            parts.append(f"{name} {stat.st_size} {stat.st_mtime_ns}" if stat else name)
    return " ".join(parts)
