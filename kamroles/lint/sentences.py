"""Sentences: how long they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Severity
from kamroles.lint.rule import Rule, rule
from kamroles.lint.texts import count_words, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.diagnostics import Diagnostic
    from kamroles.lint.texts import Subject

LONG, TOO_LONG = 25, 30


@rule(
    "R003",
    "long-sentence",
    Severity.WARNING,
    "GOV.UK and the Australian Style Manual: at most 25 words",
)
def long_sentence(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Split a sentence of more than 25 words; more than 30 are a warning.

    Why: Readers lose the thread, and most read on a phone.

    Bad: Manage the renewal process for all of the accounts in your portfolio, which includes the
    early identification of risks, the preparation of proposals, and the negotiation of final terms.

    Good: Run every renewal. Name risks early, prepare the proposal, and negotiate the terms.
    """
    for written in subject.texts:
        for sentence in sentences(written.text):
            count = count_words(sentence)
            if count > LONG:
                severity = own.severity if count > TOO_LONG else Severity.NOTE
                yield own.found(
                    f"a sentence of {count} words; {LONG} are enough",
                    written.at(sentence),
                    "make two of it, or leave words out",
                    severity=severity,
                )
