"""Sentences: how long they are."""

from kamroles.rules import Findings, Found, Severity, Subject, rule
from kamroles.rules.texts import count_words, sentences

LONG, TOO_LONG = 25, 30


@rule(
    "R003",
    "long-sentence",
    Severity.WARNING,
    meaning="A sentence is too long.",
    basis="GOV.UK and the Australian Style Manual: at most 25 words",
)
def long_sentence(subject: Subject) -> Findings:
    """Split a sentence of more than 25 words; more than 30 are a warning.

    Why: Readers lose the thread, and most read on a phone.

    Bad: Manage the renewal process for all of the accounts in your portfolio, which includes the
    early identification of risks, the preparation of proposals, and the negotiation of final terms.

    Good: Run every renewal. Name risks early, prepare the proposal, and negotiate the terms.
    """
    for written in subject.texts:
        for sentence in sentences(written.text):
            if (count := count_words(sentence)) > LONG:
                message = f"a sentence of {count} words; {LONG} are enough"
                hint = "make two of it, or leave words out"
                weight = Severity.WARNING if count > TOO_LONG else Severity.NOTE
                yield Found(message, written.at(sentence), hint, severity=weight)
