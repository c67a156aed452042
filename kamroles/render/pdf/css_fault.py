"""Which rule of a style sheet an engine fails on: found by leaving rules out."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from kamroles.diagnostics import Source
from kamroles.theme.style_check import ends_of_rules
from kamroles.theme.theme_files import STYLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from kamroles.diagnostics import Span
    from kamroles.theme import Theme


def rule_at_fault(theme: Theme, fails: Callable[[str], bool]) -> Span | None:
    """Return the first rule with which the style sheet ``fails``, in the files that do not ship.

    None where it fails whatever these say.
    """
    for file in theme.own:
        start = theme.stylesheet.find(file.text)
        if not file.name.endswith(STYLE) or start < 0:
            continue
        ends = [0, *ends_of_rules(file.text)]
        sheets = [theme.stylesheet[: start + end] for end in ends]
        at = bisect_left(sheets, True, key=fails)
        if 0 < at < len(sheets):
            first, last = [*pairwise(ends)][at - 1]
            rule = file.text[first:last]
            first += len(rule) - len(rule.lstrip())
            return Source(file.name, file.text).span(first, first + len(rule.strip()))
    return None
