"""What the system says of a target that cannot be read or written, in words for people."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error
from kamroles.ordinary import show_path

if TYPE_CHECKING:
    from collections.abc import Iterator


def fault_of(failure: OSError) -> str:
    """Return what is wrong, and with which file if that is known."""
    file = failure.filename2 or failure.filename
    reason = failure.strerror or str(failure)
    return f"{show_path(Path(file))}: {reason}" if file else reason


@contextlib.contextmanager
def reading(address: str) -> Iterator[None]:
    """Tell what cannot be read at a target while the block runs.

    Raises:
        Problems: something cannot.

    """
    try:
        yield
    except OSError as failure:
        message = f"what stands at {address} cannot be read: {fault_of(failure)}"
        hint = "mend that, and run this again; nothing was changed there"
        raise Problems([error("KR730", message, None, hint)]) from None
