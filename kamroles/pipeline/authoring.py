"""What an author of files looks up: rules of good content, schemas, and values as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kamroles.diagnostics import Diagnostic
    from kamroles.library import Library
    from kamroles.rules import Rule


def content_rules() -> Mapping[str, Rule]:
    """Return the rules of good content by their codes."""
    from kamroles.rules.registry import RULES

    return RULES


def rule_faults() -> Sequence[Diagnostic]:
    """Return what is wrong with rules of other packages."""
    from kamroles.rules.registry import RULE_FAULTS

    return RULE_FAULTS


def code_meanings() -> Mapping[str, str]:
    """Return what each code of a finding means, those of rules included."""
    from kamroles.rules.registry import code_meanings

    return code_meanings()


def schema_kinds() -> list[str]:
    """Return the kinds of files that have a schema."""
    from kamroles.model.files import FILES

    return list(FILES)


def schema_text(kind: str, library: Library) -> str:
    """Return the JSON Schema of a kind of file, as it is written, with the names of a library."""
    from kamroles.model.json_schema import as_text

    return as_text(kind, library.ids)


def as_data(value: Any) -> Any:
    """Return a model, or a value of one, as JSON knows it."""
    from kamroles.model.base import plain

    return plain(value)
