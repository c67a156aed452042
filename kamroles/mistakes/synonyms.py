"""Everyday words for what is written with fixed ones; the tables are in ``synonyms.yaml``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from kamroles.diagnostics import nearest

if TYPE_CHECKING:
    from collections.abc import Collection


def value_meant(written: str, allowed: Collection[str]) -> str | None:
    """Return which of the allowed words is meant by one in everyday language."""
    small = " ".join(written.lower().split())
    spellings = [small.replace("-", "_").replace(" ", "_"), small, *called("values", small)]
    if exact := next((one for one in spellings if one in allowed), None):
        return exact
    near = (nearest(one, allowed, 1) for one in spellings)
    return next((found[0] for found in near if found), None)


def values_meant(written: str, allowed: Collection[str]) -> list[str]:
    """Return the allowed words that a line of several names, if all of it names some."""
    words = re.split(r"\s*(?:[,;/&+]|\bor\b|\band\b)\s*", written.strip().strip("[]"))
    meant = [value_meant(word, allowed) for word in words if word]
    found = [word for word in meant if word]
    return found if 1 < len(found) == len(meant) else []


def called(table: str, word: str) -> list[str]:
    """Return what people may mean by ``word``, by one of the tables."""
    small = as_name(word)
    return [meant for meant, words in _tables()[table].items() if small in words]


def belongs(field: str, word: str) -> str | None:
    """Return the line that says in another field what ``word`` was to say in this one."""
    return next(iter(called(field, word)), None) if field in _tables() else None


def as_name(word: str) -> str:
    """Return a word as the names of fields are written."""
    return re.sub(r"[\s-]+", "_", word.strip().casefold())


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    text = files(__package__).joinpath("synonyms.yaml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return tables
