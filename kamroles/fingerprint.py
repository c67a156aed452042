"""Hashes that tell whether a file has to be made anew."""

from __future__ import annotations

import contextlib
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def key(parts: Iterable[str]) -> str:
    """Return one hash for all the parts, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


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
