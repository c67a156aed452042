"""What an author of files looks up: rules of good content, schemas, and values as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.model.base import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.lint import Rule
    from kamroles.lint.words import Avoided


def content_rules() -> Mapping[str, Rule]:
    """Return the rules of good content by their codes."""
    from kamroles.lint import RULES

    return RULES


def avoided_words(code: str) -> tuple[Avoided, ...]:
    """Return the words that a rule of good content looks for."""
    from kamroles.lint.words import avoided

    return avoided(code)


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a kind of file, as it is written."""
    from kamroles.model.schema import as_text

    return as_text(kind)


def as_data(value: Any) -> Any:
    """Return a value of a role, employer or posting as JSON knows it."""
    return plain(value)
