"""Which lines a mutation concerns, and what YAML says to a reader that is not kamroles's own."""

from __future__ import annotations

import yaml

from tests.mutations import Mutation


def concerned(file: str, before: str, after: str) -> frozenset[int]:
    """Return the lines, from 1, that a finding about a mutated text may name."""
    was, now = (tuple(text.splitlines()) for text in (before, after))
    mutation = Mutation(file, "", was, now)
    try:
        return mutation.concerned if file.endswith(".yaml") else frozenset(mutation.changed)
    except (ValueError, RecursionError):  # what is left of the file is no text to PyYAML
        return frozenset(mutation.changed)


def value(text: str) -> object:
    """Return what a text holds, each single value as written; what is no YAML is only itself.

    Approvals are a list: documents name them in the order in which they were given.
    """
    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts alone
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return "no YAML", text
    if isinstance(found, dict) and isinstance(given := found.get("approvals"), dict):
        return found | {"approvals": [*given.items()]}
    return found
