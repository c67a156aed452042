"""A line to a server that is slow, or that breaks after so many bytes."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class WeakLine:
    """A port of this machine that leads to another one."""

    def __init__(self, port: int, budgets: Iterator[int | None], delay: float = 0) -> None:
        """Take for each connection how many bytes may be sent by it; None for any number.

        Each part arrives ``delay`` seconds after it was sent, either way; none waits for another.
        """
        self._to = port
        self._budgets = budgets
        self._delay = delay
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.broken = 0
        self._running = [threading.Thread(target=self._accept)]
        self._running[0].start()

    def close(self) -> None:
        """Take no more connections, and wait until those that are there have ended."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._running:
            thread.join(10)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(near, next(self._budgets, None)))
            self._running.append(thread)
            thread.start()

    def _serve(self, near: socket.socket, budget: int | None) -> None:
        with near, socket.create_connection(("127.0.0.1", self._to)) as far:
            threads = [
                threading.Thread(target=self._carry, args=each)
                for each in ((near, far, budget), (far, near, None))
            ]
            for each in (near, far):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

    def _carry(self, source: socket.socket, target: socket.socket, left: int | None) -> None:
        waiting: queue.Queue[tuple[float, bytes]] = queue.Queue()
        sender = threading.Thread(target=_send, args=(waiting, target))
        sender.start()
        part = b"x"
        while part and left != 0:
            part = b""
            with contextlib.suppress(OSError):
                part = source.recv(65536)
            if left is not None:
                part = part[:left]
                left -= len(part)
            waiting.put((time.monotonic() + self._delay, part))
        self.broken += left == 0
        waiting.put((0, b""))
        sender.join()
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def _send(waiting: queue.Queue[tuple[float, bytes]], target: socket.socket) -> None:
    while True:
        due, part = waiting.get()
        time.sleep(max(0.0, due - time.monotonic()))
        if not part:
            return
        with contextlib.suppress(OSError):
            target.sendall(part)
