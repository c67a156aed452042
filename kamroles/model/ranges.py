"""Ranges whose least is above their most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.model.pay import Pay, PayRange, Variable
    from kamroles.model.role import Book, Travel
    from kamroles.model.work import WeeklyHours, Workload


def ordered(
    pair: Book | Travel | Pay | PayRange | Variable | WeeklyHours | Workload | None, name: str
) -> Iterator[Diagnostic]:
    """Yield that a range called ``name`` starts above its end."""
    if not pair or pair.min is None or pair.max is None or pair.min <= pair.max:
        return
    # the suggest layer's word is the one to change, not the library's
    written = [span for end in ("min", "max") if (span := pair.span(end))]
    place = next((s for s in written if not s.source.name.startswith("shipped:")), None)
    hint = f"write min: {pair.max} and max: {pair.min}?"
    if len({span.source.name for span in written}) > 1:
        hint = "write both `min` and `max`; the other one is inherited"
    message = f"{name}: the least ({pair.min}) is above the most ({pair.max})"
    place = place or pair.span("min")
    ends = (each for each in pair.beside("min", "max") if each.span != place)
    yield error("KR221", message, place, hint, *ends)
