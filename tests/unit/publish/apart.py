"""Work that is done in a process of its own, so that this one can still be copied.

The client of S3 has threads from its first request on, which a copy of the process lacks, and waits
for in vain. Tests copy their process in order to kill the copy.
"""

from __future__ import annotations

import copyreg
import os
import pickle
import sys
import traceback
import warnings
from typing import TYPE_CHECKING, TypeVar

from kamroles.diagnostics import Problems

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_TESTS = os.getpid()
copyreg.pickle(Problems, lambda problems: (Problems, (problems.diagnostics,)))


def fork() -> int:
    """Copy this process, which no client of S3 may have used; return 0 in the copy."""
    assert os.getpid() != _TESTS or "obstore" not in sys.modules, "use `apart`"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the copy does its work and ends
        return os.fork()


def apart(work: Callable[[], T]) -> T:
    """Return what ``work`` returns, or raise what it raises; it is done in a copy of this process.

    In a copy it is done right there.
    """
    if os.getpid() != _TESTS:
        return work()
    answer, told = os.pipe()
    if not (child := fork()):
        try:
            with os.fdopen(told, "wb") as pipe:
                pipe.write(_done(work))
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(answer, "rb") as pipe:
        content = pipe.read()
    os.waitpid(child, 0)
    fine, result = pickle.loads(content)  # noqa: S301 - it is our own
    if not fine:
        raise result
    return result  # type: ignore[no-any-return]


def _done(work: Callable[[], T]) -> bytes:
    """Return whether it worked and what came of it, as bytes."""
    try:
        return pickle.dumps((True, work()))
    except BaseException as failure:
        failure.add_note(traceback.format_exc())
        return pickle.dumps((False, failure))
