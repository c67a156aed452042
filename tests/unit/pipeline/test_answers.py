"""Answers to questions: taken as the field they are for takes them, or corrected at once."""

from __future__ import annotations

from typing import Any

import pytest

from kamroles.pipeline.answers import AnswerError, pay


@pytest.mark.parametrize(
    ("country", "typed", "fields"),
    [
        ("US", "62-78k", {"min": 62000, "max": 78000}),
        ("CH", "CHF 110'000 a year", {"min": 110000, "period": "year"}),
        ("US", "$85,000 base, $120,000 OTE, 70/30",
         {"min": 85000, "ote": {"min": 120000}, "split": "70/30"}),
        (None, "62k", {"min": 62000}),
    ],
)  # fmt: skip
def test_pay_is_taken(country: str | None, typed: str, fields: dict[str, Any]) -> None:
    """As fields that a file can have."""
    assert pay(country)(typed) == fields


@pytest.mark.parametrize(
    ("country", "typed", "said"),
    [
        ("CH", "CHF 110'000", "110000 a month or 110000 a year"),
        ("MX", "$35,000", "35000 a month or 35000 a year"),
        ("US", "85k base + 35k variable, OTE 130k", "{min: 120000}"),
        ("US", "85k base, OTE 80k", "less than base pay"),
        ("US", "85k base, 120k OTE, 50/50", "71/29"),
        ("US", "competitive", "`competitive` is no amount"),
    ],
)
def test_pay_that_a_file_could_not_have_is_corrected_at_the_question(
    country: str, typed: str, said: str
) -> None:
    """And not once the file is there."""
    with pytest.raises(AnswerError) as refused:
        pay(country)(typed)
    assert said in str(refused.value)
