"""Write a document as JSON for other programs, and read it back.

The tree is the Document itself. Every block has a ``type``; what may be absent and is empty, false
or none is left out. ``text`` repeats all words in reading order and is not
read back. ``schema_version`` changes when a program that reads the tree has to change.
"""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from kamroles.document import BLOCKS, Document, Run, Section, plain_text
from kamroles.formats import Format

if TYPE_CHECKING:
    from kamroles.theme import Theme

SCHEMA_VERSION = 1

_BLOCKS = {re.sub("(?<=[a-z])(?=[A-Z])", "_", each.__name__).lower(): each for each in BLOCKS}
_TYPES = {block: name for name, block in _BLOCKS.items()}


def render(document: Document, theme: Theme) -> bytes:
    """Return the document as JSON, its keys sorted."""
    tree = _tree(document) | {"schema_version": SCHEMA_VERSION, "text": plain_text(document)}
    text = json.dumps(tree, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    # Half of a surrogate pair has no UTF-8; as a Python escape it is the JSON escape too.
    return text.encode("utf-8", "backslashreplace")


def load(content: bytes) -> Document:
    """Return the document that ``render`` wrote.

    Raises:
        ValueError: the bytes are no such document, or one of another schema version.

    """
    try:
        tree = json.loads(content)
    except ValueError as fault:
        message = f"this is not JSON: {fault}"
        raise ValueError(message) from fault
    if not isinstance(tree, dict) or tree.pop("schema_version", None) != SCHEMA_VERSION:
        message = f"this is not a kamroles document of schema version {SCHEMA_VERSION}"
        raise ValueError(message)
    tree.pop("text", None)
    try:
        return Document(**{name: _built(each) for name, each in tree.items()})
    except (KeyError, TypeError) as fault:
        message = f"this is not a complete kamroles document: {fault}"
        raise ValueError(message) from fault


def _tree(part: Any) -> Any:
    if isinstance(part, tuple):
        return [_tree(each) for each in part]
    if not is_dataclass(part):
        return part
    tree = {"type": _TYPES[type(part)]} if type(part) in _TYPES else {}
    for field in fields(part):
        value = getattr(part, field.name)
        if field.default is MISSING or value != field.default:
            tree[field.name] = _tree(value)
    return tree


def _built(tree: Any) -> Any:
    """Return the part that a tree stands for: runs have no type, sections an id."""
    if isinstance(tree, list):
        return tuple(map(_built, tree))
    if not isinstance(tree, dict):
        return tree
    own = Section if "id" in tree else Run
    part = _BLOCKS[tree["type"]] if "type" in tree else own
    return part(**{name: _built(each) for name, each in tree.items() if name != "type"})


FORMAT = Format("json", "JSON", ".json", "application/json", render)
