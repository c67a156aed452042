"""A connection to a folder of an SFTP server, made again where it is lost."""

from __future__ import annotations

import contextlib
import errno
import logging
import re
import struct
from collections import deque
from typing import TYPE_CHECKING, TypeVar, cast
from urllib.parse import unquote

from kamroles.diagnostics import Problems, error
from kamroles.publish.publishers import address_parts
from kamroles.publish.ssh_settings import SshSettings, ssh_settings
from kamroles.publish.ssh_sign_in import ANSWER_WITHIN, PASSWORD, said, sign_in, unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from paramiko import SFTPClient, SSHClient
    from paramiko.channel import Channel

ATTEMPTS = 6
WAIT = 0.5
"""Seconds before the second attempt; each wait after it is twice as long."""
_GIVEN_UP_AFTER = 45.0
_WAYS = 7
"""Channels beside the first: servers allow ten on a connection."""
_WORTH_A_WAY = 20
"""So many files are worth a channel more, which takes some time to open."""
_EXTENDED = 200
"""The number of SFTP for requests that are not in its standard."""
_FORM = "write sftp://NAME@HOST/FOLDER, or sftp://NAME@HOST/~/FOLDER for one at home"
_SECRETS = f"take the password out; a key signs in, or {PASSWORD} of the environment"
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


class SftpConnection:
    """A connection that is made again where it is lost."""

    def __init__(self, url: str) -> None:
        """Connect, so that what is wrong with an address is told at once.

        Raises:
            Problems: nobody answers there, it is somebody else, or nobody may sign in.

        """
        self.settings, self.path = _address(url)
        self._clients: list[SSHClient] = []
        self._sftp: SFTPClient | None = None
        for loud in ("paramiko", "stamina"):  # they tell of what is handled here
            logging.getLogger(loud).setLevel(logging.CRITICAL + 1)
        try:
            self._connect()
        except _faults() as fault:
            self.close()
            raise Problems([unreachable(self.settings, fault)]) from None
        except BaseException:
            self.close()
            raise

    def do(self, what: str, work: Callable[[SFTPClient], _T]) -> _T:
        """Return what some work comes to, done again from its start where the connection is lost.

        ``what`` is the path that it is about.

        Raises:
            OSError: the server refuses it, or cannot be reached any more.
            Problems: it is another server by now, or lets nobody in.

        """
        import stamina

        attempts = stamina.retry_context(
            on=self._lost,
            attempts=ATTEMPTS,
            timeout=_GIVEN_UP_AFTER,
            wait_initial=WAIT,
            wait_max=WAIT * 16,
            wait_jitter=WAIT,
        )
        try:
            for attempt in attempts:
                with attempt:
                    if attempt.num > 1:
                        _LOG.warning("The connection to %s was lost; again …", self.settings.host)
                    return work(self._sftp or self._connect())
        except _faults() as fault:
            if self._sftp is None:
                reason = f"the connection to {self.settings.host} was lost ({said(fault)})"
                raise ConnectionError(errno.ECONNRESET, reason, what) from None
            number = fault.errno if isinstance(fault, OSError) else None
            what = getattr(fault, "filename", None) or what
            reason = said(fault) if number else self._unexplained(said(fault))
            raise OSError(number or errno.EIO, reason, what) from None
        raise AssertionError  # an attempt returns or raises

    def do_each(
        self, paths: Collection[str], work: Callable[[SFTPClient, str], _T]
    ) -> dict[str, _T]:
        """Return what some work comes to for each path, with several at a time on their way.

        Raises:
            OSError: as ``do``.
            Problems: as ``do``.

        """
        from concurrent.futures import ThreadPoolExecutor

        done: dict[str, _T] = {}

        def all_left(first: SFTPClient) -> None:
            left = deque(path for path in paths if path not in done)

            def some(sftp: SFTPClient) -> None:
                with contextlib.suppress(IndexError):  # nothing is left
                    while path := left.popleft():
                        try:
                            done[path] = work(sftp, path)
                        except OSError as fault:
                            left.clear()
                            fault.filename = path
                            raise

            ways = [first, *self._more_ways(min(len(left) // _WORTH_A_WAY, _WAYS))]
            with ThreadPoolExecutor(len(ways)) as pool:
                for result in [pool.submit(some, sftp) for sftp in ways]:
                    result.result()
            for sftp in ways[1:]:
                sftp.close()

        if paths:
            self.do(self.path, all_left)
        return done

    def _more_ways(self, count: int) -> list[SFTPClient]:
        """Return up to so many more channels of the connection, as far as the server lets us."""
        from paramiko import ChannelException

        ways: list[SFTPClient] = []
        with contextlib.suppress(ChannelException):
            while len(ways) < count:
                ways.append(self._clients[-1].open_sftp())
                self._channel(ways[-1]).settimeout(ANSWER_WITHIN)
        return ways

    def close(self) -> None:
        """End it; the next work connects again."""
        self._sftp = None
        while self._clients:
            with contextlib.suppress(Exception):  # what is broken cannot be ended in order
                self._clients.pop().close()

    def _lost(self, fault: Exception) -> bool:
        """Tell whether the connection is the cause; then it is ended."""
        if not isinstance(fault, _faults()):
            return False
        refused = isinstance(fault, OSError) and not isinstance(
            fault, TimeoutError | ConnectionError
        )
        if not refused or self._sftp is None or self._channel(self._sftp).closed:
            self.close()
            return True
        return False

    def _channel(self, sftp: SFTPClient) -> Channel:
        return cast("Channel", sftp.get_channel())

    def _connect(self) -> SFTPClient:
        self.close()
        client = self._through(self.settings)
        sftp = client.open_sftp()
        self._channel(sftp).settimeout(ANSWER_WITHIN)
        self._sftp = sftp
        return sftp

    def _through(self, settings: SshSettings) -> SSHClient:
        """Return a client that has signed in, by way of the hosts that lead to it."""
        from paramiko import SSHClient

        before = self._through(settings.jump) if settings.jump else None
        client = SSHClient()
        self._clients.append(client)
        sign_in(client, settings, before.get_transport() if before else None)
        return client

    def _unexplained(self, answer: str) -> str:
        """Return an answer that gives no reason, with how much room there is, if that is told."""
        told = f"the server says only `{answer}`"
        with contextlib.suppress(Exception):  # where this is unknown, nothing is said of it
            sftp = self._sftp
            assert sftp  # noqa: S101
            request = (_EXTENDED, "statvfs@openssh.com", self.path)  # there is no other way to ask
            _, reply = sftp._request(*request)  # type: ignore[attr-defined]  # noqa: SLF001
            _, block, _, _, free, *_ = struct.unpack(">6Q", reply.get_remainder()[:48])
            told += f"; {free * block:,} bytes of its disk are free"
        return told


def _faults() -> tuple[type[Exception], ...]:
    """Return what paramiko raises where a server refuses something, is gone, or has no name."""
    from paramiko import SFTPError, SSHException

    return OSError, EOFError, UnicodeError, SSHException, SFTPError


def _address(url: str) -> tuple[SshSettings, str]:
    """Return how to reach the server of an address, and the folder there.

    Raises:
        Problems: it is not complete, or holds a password.

    """
    parts = address_parts(url, _FORM, _SECRETS, named=True)
    path = unquote(parts.path)
    if not path.strip("/"):
        message = f"`{url}` does not say to which folder of the server"
        raise Problems([error("KR701", message, None, _FORM)])
    path = re.sub(r"^/~(/|$)", "", path) or "."
    name = unquote(parts.username) if parts.username else None
    return ssh_settings(parts.hostname or "", name, parts.port), path.rstrip("/")
