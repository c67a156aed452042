"""Let ``python -m kamroles`` do what ``kamroles`` does."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from contextlib import suppress
from typing import Any, NoReturn

_OBJECTS = 50_000
"""New objects after which cycles among them are looked for: a command ends before it has many."""
_OF_SIGNAL = 128
"""A status above this tells a shell which signal a program was ended by."""


def run() -> NoReturn:
    """Run the command line as a process of its own, which ends in the way that shells expect.

    What goes wrong before there is a command to tell it, or when telling it, is one line.
    """
    # whoever tidies up after a killed run does not warn a terminal that has gone on
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
    gc.set_threshold(_OBJECTS)
    interrupts: list[int] = []

    def hear(number: int, frame: Any) -> None:
        interrupts.append(number)
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, hear)
    try:
        from kamroles.cli import main
        from kamroles.cli.console import steady_streams

        steady_streams()
        main(prog_name="kamroles")
    except (SystemExit, KeyboardInterrupt) as end:
        code = end.code if isinstance(end, SystemExit) else 1
        if interrupts and code == 1:  # click makes a plain failure of it while it reads options
            _end(_OF_SIGNAL + signal.SIGINT)
        _end(code if isinstance(code, int) else int(code is not None))
    except (ImportError, MemoryError, OSError) as failure:
        if isinstance(failure, OSError) and failure.errno != errno.ENOMEM:
            told = f"{failure.filename or 'the system'}: {failure.strerror or failure}"
        else:
            told = f"there is not enough memory, or kamroles is not installed whole: {failure}"
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{told.rstrip(': ')}\n")
        _end(1)
    raise SystemExit(0)


def _end(status: int) -> NoReturn:
    """End with a status, or by the signal that it stands for: so loops of a shell stop too."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:
                stream.flush()
        except (OSError, ValueError, SystemExit):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # it would be tried again
    if status > _OF_SIGNAL and os.name == "posix":
        signal.signal(status - _OF_SIGNAL, signal.SIG_DFL)
        os.kill(os.getpid(), status - _OF_SIGNAL)
    raise SystemExit(status)


if __name__ == "__main__":
    run()
