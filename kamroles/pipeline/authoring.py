"""What an author of files looks up: rules of good content, schemas, and values as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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


def schema_kinds() -> list[str]:
    """Return the kinds of files that have a schema."""
    from kamroles.model.files import FILES

    return list(FILES)


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a kind of file, as it is written."""
    from kamroles.model.schema import as_text

    return as_text(kind)


def as_data(value: Any) -> Any:
    """Return a model, or a value of one, as JSON knows it."""
    from kamroles.model.base import plain

    return plain(value)
