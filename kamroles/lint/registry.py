"""All rules by code, and how they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.lint import (
    abbreviations,
    careers,
    figures,
    needs,
    repetition,
    sentences,
    shares,
    words,
)
from kamroles.lint.rule import Rule
from kamroles.lint.texts import subject_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kamroles.diagnostics import Diagnostic
    from kamroles.document import Document
    from kamroles.library import Library
    from kamroles.model.job import Job

_MODULES = (abbreviations, careers, figures, needs, repetition, sentences, shares, words)
_ALL = (value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule))
RULES: dict[str, Rule] = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}


def lint_job(job: Job, called: Mapping[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    """Yield what the rules find in a resolved job; ``called`` are the titles of all roles."""
    subject = subject_of(job, called)
    for rule in RULES.values():
        if rule.scope == "job":
            yield from rule.check(rule, subject)


def lint_document(document: Document, job: Job) -> Iterator[Diagnostic]:
    """Yield what the rules find in a document that candidates read."""
    for rule in RULES.values():
        if rule.scope == "document":
            yield from rule.check(rule, document, job)


def lint_library(library: Library, own: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what the rules find in all roles together, as far as it is in the roles ``own``."""
    for rule in RULES.values():
        if rule.scope == "library":
            yield from rule.check(rule, library, own)
