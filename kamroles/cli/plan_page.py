"""A plan of publishing as a person reads it: what comes is counted, what is held is named."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from kamroles.cli.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kamroles.publish.plan import Plan, PlannedChange

_FIRST = 10
"""So many that come or change are shown one by one; the rest is counted."""
_APART = 3
"""So many that go or are held for the same reason are shown one by one; more share a line."""


def plan_page(plan: Plan, *, every: bool) -> Page:
    """Return the steps of a plan and its numbers; ``every`` gives each step a line of its own.

    What goes, is held, or was changed by somebody else is always named.
    """
    page = Page()
    rows: list[PlannedChange] = []
    counted: list[PlannedChange] = []
    together: list[tuple[str, list[PlannedChange]]] = []
    for mark, found in groupby(plan.steps, lambda step: step.mark):
        steps = list(found)
        if every:
            rows += steps
        elif mark in "+~":
            rows += steps[:_FIRST]
            counted += steps[_FIRST:]
        else:
            for why, alike in _by_reason(steps).items():
                if len(alike) > _APART:
                    together.append((why, alike))
                else:
                    rows += alike
    page.rows((f"{step.mark} {step.name}", step.what, step.why) for step in rows)
    for (mark, what), count in Counter((step.mark, step.what) for step in counted).items():
        page.text(f"{mark} {count} more {what}; `-v` shows each", indent=2)
    for why, alike in together:
        page.text(f"{alike[0].mark} {len(alike)} {why}", indent=2, hanging=2)
        page.text(", ".join(step.name for step in alike), indent=6)
    page.line(_numbers(plan))
    return page


def some(names: Sequence[str], most: int) -> str:
    """Return names in a line; of more than ``most``, the first and how many there are besides."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _by_reason(steps: Iterable[PlannedChange]) -> dict[str, list[PlannedChange]]:
    """Return steps by what they are and why; ``NAME`` stands for the posting in a command."""
    alike: dict[str, list[PlannedChange]] = {}
    for step in steps:
        name = rf"(?<![\w-]){re.escape(step.name)}(?![\w-])"
        why = re.sub(name, "NAME", step.why)
        alike.setdefault(f"{step.what}: {why}", []).append(step)
    return alike


def _numbers(plan: Plan) -> str:
    sent, removed = len(plan.sent), len(plan.removed)
    files = "1 file to send" if sent == 1 else f"{sent} files to send"
    gone = f" · {removed} to remove" if removed else ""
    return f"    {plan.unchanged} unchanged · {files}{gone}"
