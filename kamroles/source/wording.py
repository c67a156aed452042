"""Everyday words for the values of fields, for hints."""

from __future__ import annotations

import re

_VALUES = {
    "day": "daily",
    "exempt": "salaried",
    "full_time": "full ft fulltime permanent regular",
    "hour": "an_hour hourly hr per_hour",
    "hybrid": "flexible mixed partly_remote",
    "month": "a_month monthly per_month",
    "non-exempt": "hourly nonexempt overtime",
    "onsite": "in_office in_person office on_premises",
    "part_time": "part pt parttime",
    "remote": "from_home fully_remote home home_office telecommute telework wfh",
    "week": "a_week per_week weekly",
    "year": "a_year annual annually annum pa p.a. per_annum per_year salary yearly",
}


def values_meant(word: str) -> list[str]:
    """Return the fixed words of fields that people may mean by ``word``."""
    small = plain(word)
    return [value for value, words in _VALUES.items() if small in words.split()]


def plain(word: str) -> str:
    """Return a word as the names of fields are written."""
    return re.sub(r"[\s-]+", "_", word.strip().casefold())
