"""A target that keeps its files in memory, and remembers what it was told in which order."""

from __future__ import annotations

from contextlib import nullcontext
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable


class Recorder:
    """Remembers the paths that were put, and those that were removed with a ``-`` before."""

    address = "memory"

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.told: list[str] = []
        self.about: dict[str, tuple[str, str]] = {}

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file."""
        return self.files.get(path)

    def hashes(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the hash of each file."""
        return {p: sha256(self.files[p]).hexdigest() for p in paths if p in self.files}

    def alone(self) -> nullcontext[None]:
        """Keep nobody out."""
        return nullcontext()

    def put(self, path: str, content: bytes, media_type: str, cache: str) -> None:
        """Keep a file."""
        self.told.append(path)
        self.files[path] = content
        self.about[path] = media_type, cache

    def remove(self, path: str) -> None:
        """Drop a file."""
        self.told.append(f"-{path}")
        self.files.pop(path, None)

    def finish(self, message: str, day: datetime.date) -> None:
        """Do nothing."""
