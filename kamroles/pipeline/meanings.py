"""What findings mean and how they are mended: the rules of good content, and all other codes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from kamroles.rules.registry import RULE_FAULTS, RULES, code_meanings
from kamroles.source import nodes
from kamroles.source.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RULES", "RULE_FAULTS", "code_meanings", "mending"]
_FILE = "mending.yaml"


class Mending(msgspec.Struct, frozen=True):
    """How a finding comes about, by an example, and what to do about it."""

    seen: str
    mend: str


@cache
def mending() -> Mapping[str, Mending]:
    """Return it for the code of every finding that is no rule's."""
    text = files("kamroles.diagnostics").joinpath(_FILE).read_text(encoding="utf-8")
    return msgspec.convert(nodes.plain(parse(text, _FILE)), dict[str, Mending])
