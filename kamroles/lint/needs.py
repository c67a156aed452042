"""What a role asks for: how much, and whether a degree is the only way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Severity
from kamroles.lint.rule import Rule, rule
from kamroles.lint.texts import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.diagnostics import Diagnostic
    from kamroles.lint.texts import Subject

MOST_MUSTS = 6
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
    "Q002",
    "many-requirements",
    Severity.WARNING,
    "own threshold; people who lack one point of a long list do not apply",
)
def many_requirements(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Ask for at most six must-haves, requirements and credentials together.

    Why: Able people turn away from a long list although they could do the job.

    Bad: Twelve requirements, all of them musts.

    Good: The five without which nobody can start, and `need: preferred` for the others.
    """
    job = subject.job
    musts = [("requirements", each.id) for each in job.role.requirements if each.need == "must"]
    musts += [("credentials", each.id) for each in job.role.credentials if each.need == "must"]
    if len(musts) > MOST_MUSTS:
        sort, last = musts[-1]
        yield own.found(
            f"{len(musts)} must-haves ({', '.join(name for _, name in musts)}); at most "
            f"{MOST_MUSTS} keep able people from turning away",
            job.place(f"role.{sort}.{last}"),
            "give the less needed ones `need: preferred`",
        )


@rule(
    "Q003",
    "degree-no-equivalent",
    Severity.WARNING,
    "Harvard Business School: degrees are asked for far more often than jobholders have them",
)
def degree_without_equivalent(own: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Let equivalent experience stand for a degree.

    Why: Many who do the job well have no degree, and asking for one shuts them out.

    Bad: Bachelor's degree in business.

    Good: Bachelor's degree in business, or equivalent experience.
    """
    job = subject.job
    for need in job.role.requirements:
        path = f"role.requirements.{need.id}.text"
        written = Written(path, need.text, job.place(path))
        bare = _NO_DEGREE.sub(" ", need.text)
        hit = _DEGREE.search(bare)
        if hit and not _OTHERWISE.search(bare):
            yield own.found(
                "a degree is asked for, and nothing may stand for it",
                written.at(hit[0]),
                "add `or equivalent experience`",
            )
