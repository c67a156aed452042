"""How much one composition may do: rounds, characters and sizes, the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.compose.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_TEXT = 4_000_000
"""Characters that a template may write."""
MAX_STEPS = 200_000
"""Rounds of loops, calls and templates."""
MAX_LENGTH = 10_000
"""Values in one list, those within its values included."""
MAX_CHARACTERS = 100_000
"""Characters of one text that a template puts together."""
MAX_NUMBER = 10**15


class Budget:
    """Counts work and characters of one composition."""

    def __init__(self) -> None:
        self._steps = 0
        self._text = 0

    def work(self, steps: int) -> None:
        """Count steps of work.

        Raises:
            Fault: there were too many.

        """
        self._steps += steps
        if self._steps > MAX_STEPS:
            message = f"this template takes more than {MAX_STEPS:,} steps"
            raise Fault("KR312", message, "loop over fewer values")

    def write(self, characters: int) -> None:
        """Count characters of output.

        Raises:
            Fault: there were too many.

        """
        self._text += characters
        if self._text > MAX_TEXT:
            message = (
                f"this template makes more than {MAX_TEXT // 1_000_000} million characters of text"
            )
            raise Fault("KR312", message, "a document of 100 pages has less than half a million")


def too_large() -> Fault:
    """Return the fault of a value that would be longer than any document needs."""
    return Fault("KR312", "this would become too large", "documents need no such long values")


def bounded(texts: Iterable[str]) -> None:
    """Refuse to put texts together that are too long.

    Raises:
        Fault: they are.

    """
    if sum(map(len, texts)) > MAX_CHARACTERS:
        raise too_large()


def weigh(*values: Any) -> None:
    """Refuse lists and mappings that hold too much, those within them counted each time.

    Lists that hold each other double with every level, and no signal reaches Python while it
    compares or prints such.

    Raises:
        Fault: they do.

    """
    left = [value for value in values if isinstance(value, (tuple, list, dict))]
    count = 0
    while left:
        value = left.pop()
        count += len(value)
        if count > MAX_LENGTH:
            raise too_large()
        held = value.values() if isinstance(value, dict) else value
        left += [one for one in held if isinstance(one, (tuple, list, dict))]
