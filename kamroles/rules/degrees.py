"""Degrees: whether one is the only way to a job."""

import re

from kamroles.rules import Findings, Found, Severity, Subject, rule
from kamroles.rules.texts import within

_DEGREE = re.compile(
    r"\b(?:bachelor(?:['\u2019]?s)?(?:\s+degree)?|master['\u2019]s(?:\s+degree)?|masters?\s+degree"
    r"|(?:college|university|academic)\s+"
    r"(?:degree|education|diploma)|degree\s+in|MBA|diploma\s+in|graduate\s+degree|degree)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\bor\b[^.;]*\b(?:equivalent|comparable|experience|apprenticeship|training|years)\b"
    r"|\bequivalent\s+(?:experience|training|qualification)",
    re.IGNORECASE,
)
_NO_DEGREE = re.compile(
    r"\b(?:no|without\s+an?|not?\s+need\s+an?)\s+(?:\w+\s+)?degree\b|\b(?:degrees?\s+(?:of|from)"
    r"|(?:high|great|certain|some)\s+degree\b|\d+[- ]degrees?\b|master\s+(?:data|services|list))",
    re.IGNORECASE,
)


@rule(
    "Q003",
    "degree-no-equivalent",
    Severity.WARNING,
    meaning="A degree is asked for, and nothing may stand for it.",
    basis="Harvard Business School: degrees are asked for far more often than jobholders have them",
)
def degree_without_equivalent(subject: Subject) -> Findings:
    """Let equivalent experience stand for a degree.

    Why: Many who do the job well have no degree, and asking for one shuts them out.

    Bad: Bachelor's degree in business.

    Good: Bachelor's degree in business, or equivalent experience.
    """
    for need in subject.job.role.requirements:
        bare = _NO_DEGREE.sub(" ", need.text)
        hit = _DEGREE.search(bare)
        if hit and not _OTHERWISE.search(bare):
            place = within(subject.job.place(f"role.requirements.{need.id}.text"), hit[0])
            message = "a degree is asked for, and nothing may stand for it"
            yield Found(message, place, "add `or equivalent experience`")
