"""YAML as an editor reads it (1.2 core schema), to hold files against their JSON Schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kamroles.source.nodes import Mapping, Scalar, Sequence
from kamroles.source.yaml import parse

if TYPE_CHECKING:
    from kamroles.source.nodes import Node

_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def values(text: str) -> Any:
    """Return what an editor checks against the schema."""
    return _value(parse(text, "test.yaml"))


def _value(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {entry.key.text: _value(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    return _scalar(node)


def _scalar(node: Scalar) -> Any:
    if not node.plain:
        return node.text
    if node.empty:
        return None
    if node.text in _WORDS:
        return _WORDS[node.text]
    if re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text):
        return float(node.text)
    return node.text
