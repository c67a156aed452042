"""Requests to an S3-compatible storage, tried again where that helps."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from kamroles.diagnostics import Problems, error
from kamroles.publish.ledger import LEDGER
from kamroles.publish.s3_environment import plain_http
from kamroles.publish.s3_failure import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from email.message import Message

    from obstore import PutMode
    from obstore.store import S3Store

T = TypeVar("T")

_PATIENCE = 120.0
"""Seconds for which a request is tried again."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0
_TIMEOUT = timedelta(seconds=30)
"""For a request with its answer; less than ``STALE_AFTER``, so that none outlives its lease."""
_CONNECT = timedelta(seconds=5)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a bucket: its bytes, and the tag that changes with them."""

    content: bytes
    tag: str


class Storage:
    """A bucket, or a folder of one.

    obstore would try again without regard to what a storage asks for, so its own tries are turned
    off. What keeps failing is a ``ConnectionError``, anything else ``Problems``.
    """

    def __init__(self, bucket: str, prefix: str, address: str) -> None:
        self._bucket, self._address = bucket, address
        self._store = _opened(bucket, prefix)
        self._patience = _PATIENCE

    def get(self, path: str) -> Stored | None:
        """Return a file; None if it is not there."""
        import obstore

        def asked() -> Stored:
            answer = obstore.get(self._store, path)
            return Stored(bytes(answer.bytes()), answer.meta["e_tag"] or "")

        try:
            return self._tried(path, asked)
        except FileNotFoundError:
            return None

    def put(
        self,
        path: str,
        content: bytes,
        seen: str,
        about: Mapping[str, str],
        renew: Callable[[], None] = lambda: None,
    ) -> str | None:
        """Put a file if it still has the tag that was seen, or is not there if none was.

        Return its new tag, None if it is not as it was seen. ``renew`` is called before each try.
        """
        import obstore
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        mode: PutMode = {"e_tag": seen} if seen else "create"

        def asked() -> str:
            renew()
            done = obstore.put(
                self._store,
                path,
                content,
                attributes=dict(about),
                mode=mode,
                use_multipart=False,
            )
            return done["e_tag"] or ""

        try:
            return self._tried(path, asked)
        except (AlreadyExistsError, PreconditionError):
            # An earlier try may have worked, and only its answer was lost.
            there = self.get(path)
            return there.tag if there and there.content == content else None

    def tags(self) -> dict[str, str]:
        """Return the tag of each file, with one request for a thousand of them."""
        import obstore

        def asked() -> dict[str, str]:
            listed = obstore.list(self._store, chunk_size=1000)
            return {each["path"]: each["e_tag"] or "" for some in listed for each in some}

        return self._tried(LEDGER, asked)

    def remove(self, path: str, renew: Callable[[], None]) -> None:
        """Take a file away; it may be gone already. ``renew`` is called before each try."""
        import obstore

        def asked() -> None:
            renew()
            obstore.delete(self._store, path)

        self._tried(path, asked)

    def _tried(self, path: str, asked: Callable[[], T]) -> T:
        """Do what asks for something of a path; do it again where the failure may pass.

        Raises:
            FileNotFoundError: it is not there, though the bucket is.
            obstore.exceptions.BaseError: a condition does not hold.
            ConnectionError: the failure does not pass.
            Problems: it is none of those that pass.

        """
        from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

        until = time.monotonic() + self._patience
        pause = _FIRST_PAUSE
        while True:
            try:
                return asked()
            except (AlreadyExistsError, PreconditionError):
                raise
            except (BaseError, FileNotFoundError) as refused:
                failure = Failure(str(refused), self._bucket, self._address)
                if isinstance(refused, FileNotFoundError) and failure.code != "NoSuchBucket":
                    raise FileNotFoundError(path) from None
            if not failure.may_pass:
                raise Problems([failure.finding()])
            asks = self._wants_to_wait(path) if failure.is_throttling else 0.0
            wait = max(pause, asks)
            if time.monotonic() + wait > until:
                self._patience = 0.0  # it need not be found out again, when the lock is given back
                raise ConnectionError(failure.why(asks))
            if wait > 2:
                _LOG.warning("%s; trying again in %d seconds …", failure.why(asks), wait)
            time.sleep(wait)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _wants_to_wait(self, path: str) -> float:
        """Return for how many seconds the storage wants to be left alone (``Retry-After``).

        obstore does not hand out the header, so one more request asks for it, without a body. A
        storage that slows down puts alone is not found out: then the pauses get longer.
        """
        from http.client import HTTPException
        from urllib.error import HTTPError
        from urllib.request import Request, urlopen

        import obstore
        from obstore.exceptions import BaseError

        try:
            url = obstore.sign(self._store, "HEAD", path, timedelta(minutes=5))
            urlopen(Request(url, method="HEAD"), timeout=5).close()  # noqa: S310 - see plain_http
        except HTTPError as answer:
            answer.close()
            return _retry_after(answer.headers)
        except (BaseError, OSError, HTTPException):
            pass
        return 0.0


def _retry_after(headers: Message) -> float:
    """Return for how many seconds an answer asks; 0 if it does not, or in no way that is known."""
    from email.utils import parsedate_to_datetime

    after = headers.get("Retry-After", "0").strip()
    if after.isdecimal():
        return float(after)
    try:  # a time of the storage's clock, so it is held against that
        wanted, now = parsedate_to_datetime(after), parsedate_to_datetime(headers["Date"])
        return (wanted - now).total_seconds()
    except (TypeError, ValueError):
        return 0.0


def _opened(bucket: str, prefix: str) -> S3Store:
    """Return a bucket, with what the environment says of it.

    Raises:
        Problems: the environment does not make sense.

    """
    from obstore.exceptions import BaseError
    from obstore.store import S3Store

    allow_http = plain_http()
    try:
        return S3Store(
            bucket,
            prefix=prefix or None,
            client_options={
                "allow_http": allow_http,
                "timeout": _TIMEOUT,
                "connect_timeout": _CONNECT,
            },
            retry_config={"max_retries": 0},
            conditional_put="etag",  # whatever the environment says
            disable_bulk_delete=True,
        )
    except BaseError as failure:
        why = str(failure).partition("\n")[0][:200]
        message = f"a variable of the environment does not make sense: {why}"
        hint = "look at those that start with AWS_"
        raise Problems([error("KR716", message, None, hint)]) from None
