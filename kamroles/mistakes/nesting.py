"""Find the bracket that goes too deep in a text that the YAML parser gave up on.

The parser looks ahead through brackets before it tells of any of them, and has a limit of its own;
which one, and what it says then, depends on its release. So the brackets are counted here.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from kamroles.diagnostics import Source, Span

# Quoted texts and comments hold no brackets; a quote left open takes the rest.
_PART = re.compile(
    r'"(?:[^"\\]|\\.)*(?:"|$)' r"|'[^']*(?:'|$)" r"|(?:(?<=\s)|^)#[^\n]*" r"|[\[{]|[\]}]",
    re.DOTALL,
)


def too_deep(source: Source, fault: yaml.MarkedYAMLError, loader: Any, limit: int) -> Span | None:
    """Return where a bracket before ``fault`` opens one level more than ``limit``, if one does."""
    text = source.text
    end = fault.problem_mark.index + 1 if fault.problem_mark else len(text)
    if text.count("[", 0, end) + text.count("{", 0, end) <= limit:
        return None
    depth = told = 0  # how deep the parser came, and up to where it told what it read
    event: Any  # the stubs let an event lack marks
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            told = event.end_mark.index
    for part in _PART.finditer(text, told, end):
        sign = part[0]
        depth += (sign in {"[", "{"}) - (sign in {"]", "}"})
        if depth > limit:
            return source.span(*part.span())
    return None
