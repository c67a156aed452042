"""How much work one composition may do, counted so that every machine stops at the same point."""

from __future__ import annotations

from kamroles.compose.faults import Fault

MAX_TEXT = 4_000_000
MAX_STEPS = 200_000
MAX_RANGE = 10_000


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
