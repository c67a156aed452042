"""Publishing to a bucket of Amazon S3, or of a storage that works like it.

Every put is made only if the file is still as it was seen, which the storage itself sees to. So of
two publishers one is refused, whatever the lock says.
"""

from __future__ import annotations

import contextlib
import re
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from kamroles.diagnostics import Problems, error
from kamroles.publish.lease import LOCK, Lease
from kamroles.publish.ledger import FOLDER, UNREADABLE
from kamroles.publish.publishers import Publisher, address_parts
from kamroles.publish.s3_requests import Storage

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TAGS = f"{FOLDER}/tags.json"
"""The tag that each file had when its hash was known, and that hash."""
_ABOUT_RECORDS = {"Content-Type": "application/json", "Cache-Control": "no-cache"}
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"(?:/(?!\.{0,2}(?:/|$))[\w.-]+)*/?", re.ASCII)
_FORM = "write it like s3://careers.example.com or s3://example-web/careers"
_SECRETS = "take out what stands before the @, and set AWS_ACCESS_KEY_ID in the environment"
_AT_ONCE = 16


class S3Bucket:
    """A bucket to publish to, or a folder of one."""

    def __init__(self, storage: Storage, address: str) -> None:
        self._storage, self.address = storage, address
        self._lock = _LockObject(storage)
        self._lease = Lease(self._lock, address)
        self._seen: dict[str, str] = {}
        self._known: dict[str, tuple[str, str]] = {}

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None if it is not there."""
        found = self._storage.get(path)
        self._seen[path] = found.tag if found else ""
        return found.content if found else None

    def hashes(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the SHA-256 of those of the files that are there.

        A tag changes with the bytes, so a file whose tag is on record is not read again.
        """
        from concurrent.futures import ThreadPoolExecutor

        self._known = _decoded(self.read(_TAGS)) | self._known
        paths = list(paths)
        there = self._storage.tags()
        wanted = [path for path in paths if path in there]
        self._seen |= dict.fromkeys(paths, "") | {path: there[path] for path in wanted}
        strange = [path for path in wanted if self._known.get(path, ("",))[0] != there[path]]
        with ThreadPoolExecutor(_AT_ONCE) as readers:
            found = dict(zip(strange, readers.map(self._storage.get, strange), strict=True))
        for path, file in found.items():
            self._seen[path] = file.tag if file else ""
            if file:
                self._known[path] = file.tag, sha256(file.content).hexdigest()
        gone = {path for path, file in found.items() if not file}
        return {path: self._known[path][1] for path in wanted if path not in gone}

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a lock that is renewed; the storage sees to it that one alone gets it.

        Raises:
            Problems: somebody else has it, or the storage sees to nothing.

        """
        with self._lease.held():
            if self._storage.put(LOCK, b"nobody's\n", "", _ABOUT_RECORDS) is not None:
                message = f"{self.address} overwrites files that it was told to leave"
                hint = (
                    "publish to a storage that heeds If-Match and If-None-Match, as Amazon S3 does"
                )
                raise Problems([error("KR718", message, None, hint)])
            yield

    def put(self, path: str, content: bytes, media_type: str, cache: str) -> None:
        """Put a file there, if it is as it was when somebody looked.

        Raises:
            Problems: it is not.

        """
        about = {"Content-Type": media_type, "Cache-Control": cache}
        tag = self._storage.put(path, content, self._seen.get(path, ""), about, self._lease.renew)
        if tag is None:
            message = f"somebody else changed {path} of {self.address} meanwhile"
            hint = "run this again, and look at the plan of then; no page lacks a part"
            raise Problems([error("KR705", message, None, hint)])
        self._seen[path] = tag
        self._known[path] = tag, sha256(content).hexdigest()

    def remove(self, path: str) -> None:
        """Take a file away; it may be gone already."""
        self._storage.remove(path, self._lease.renew)
        self._seen[path] = ""
        self._known.pop(path, None)

    def finish(self, message: str, day: datetime.date) -> None:
        """Put on record the tags of all files that are there, for the next publisher.

        Who has asked for no hashes, and so not read that record, leaves it as it is.
        """
        if _TAGS not in self._seen:
            return
        known = sorted(self._known.items())
        there = {path: each for path, each in known if self._seen.get(path) == each[0]}
        there.pop(_TAGS, None)
        content = msgspec.json.format(msgspec.json.encode(there), indent=1)
        self.put(_TAGS, content, "application/json", "no-cache")


class _LockObject:
    """The lock file of a bucket, changed only from what it was when it was looked at."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._looked: tuple[bytes | None, str] = None, ""

    def look(self) -> bytes | None:
        """Return what it holds; None if it is not there."""
        found = self._storage.get(LOCK)
        self._looked = (found.content, found.tag) if found else (None, "")
        return self._looked[0]

    def swap(self, old: bytes | None, new: bytes) -> bool:
        """Put ``new`` there if it still holds ``old``; tell whether it did."""
        content, tag = self._looked
        if content != old:
            return False
        done = self._storage.put(LOCK, new, tag, _ABOUT_RECORDS)
        if done is None:
            return False
        self._looked = new, done
        return True


def _decoded(content: bytes | None) -> dict[str, tuple[str, str]]:
    """Return the tags on record; none if there is no record, so that every file is read."""
    with contextlib.suppress(*UNREADABLE):
        return msgspec.json.decode(content or b"{}", type=dict[str, tuple[str, str]])
    return {}


@contextlib.contextmanager
def _open(url: str, _: Path) -> Iterator[S3Bucket]:
    bucket, prefix = _address(url)
    try:
        yield S3Bucket(Storage(bucket, prefix, url), url)
    except ConnectionError as failure:
        hint = "see that the network is there, and AWS_ENDPOINT_URL is right; then run this again"
        raise Problems([error("KR719", f"{failure}", None, hint)]) from None


def _address(url: str) -> tuple[str, str]:
    """Return the bucket, and the folder in it.

    Raises:
        Problems: the address names none, or holds a password.

    """
    parts = address_parts(url, _FORM, _SECRETS, named=False)
    if not _BUCKET.fullmatch(parts.netloc) or not _PREFIX.fullmatch(parts.path):
        message = f"`{url}` does not name a bucket, or a folder in one"
        raise Problems([error("KR701", message, None, _FORM)])
    return parts.netloc, parts.path.strip("/")


PUBLISHER = Publisher(name="s3", schemes=("s3",), open=_open, needs=("obstore",))
