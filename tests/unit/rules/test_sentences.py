"""Limits are found in most wordings, and innocent sentences pass."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from kamroles.rules import Subject
from kamroles.rules.registry import RULES
from kamroles.rules.texts import Written
from kamroles.source import nodes
from kamroles.source.yaml import read

if TYPE_CHECKING:
    from kamroles.model.job import Job

LIMITS = {"A001", "D004", "F001", "G001", "G002", "G003", "O001"}
"""The rules that tell of age, health, family, sex and origin."""
FILES = ("sentences", "sentences_later", "sentences_voices")
"""All of them are tuned by now; the later ones say what their first look found."""
Sentences = dict[str, dict[str, list[str]]]


@pytest.mark.parametrize("name", FILES)
def test_limits_are_found(name: str) -> None:
    """Nine of ten at least, however they are worded."""
    limits = _listed(name, "limits")
    missed = [text for text in limits if not _found(text) & LIMITS]
    assert len(missed) <= len(limits) * 0.1, missed


@pytest.mark.parametrize("name", FILES)
def test_innocent_sentences_pass(name: str) -> None:
    """No list of words says anything of names, trade terms, laws, benefits and notices."""
    alarms = [(text, found) for text in _listed(name, "innocent") if (found := _found(text))]
    assert len(alarms) <= 2, alarms


def test_the_list_is_long_and_even() -> None:
    """At least 120 sentences, half of them innocent."""
    assert len(_listed("sentences", "innocent")) >= 60
    assert len(_listed("sentences", "limits")) >= 60


def _listed(name: str, half: str) -> list[str]:
    return [text for texts in _read(name)[half].values() for text in texts]


@cache
def _read(name: str) -> Sentences:
    path = Path(__file__).with_name(f"{name}.yaml")
    return cast("Sentences", nodes.plain(read(path, path.name)))


def _found(text: str) -> set[str]:
    """Return the codes of the lists of words that say something about a sentence."""
    written = Written("role.responsibilities.duty.text", text, None)
    subject = Subject(cast("Job", None), {}, (written,))
    return {code for code, rule in RULES.items() if rule.words and [*rule.check(subject)]}
