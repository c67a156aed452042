"""Must-haves: how many there are."""

from kamroles.diagnostics import Related
from kamroles.rules import Findings, Found, Severity, Subject, rule
from kamroles.rules.own_places import is_shipped, nearest

MOST_MUSTS = 6


@rule(
    "Q002",
    "many-requirements",
    Severity.WARNING,
    meaning="A role has so many must-haves that able people turn away.",
    basis="own threshold; people who lack one point of a long list do not apply",
)
def many_requirements(subject: Subject) -> Findings:
    """Ask for at most six must-haves, requirements and credentials together.

    Why: Able people turn away from a long list although they could do the job.

    Bad: Twelve requirements, all of them musts.

    Good: The five without which nobody can start, and `need: preferred` for the others.
    """
    role = subject.job.role
    musts = [f"requirements.{each.id}" for each in role.requirements if each.need == "must"]
    musts += [f"credentials.{each.id}" for each in role.credentials if each.need == "must"]
    if len(musts) > MOST_MUSTS:
        names = ", ".join(path.partition(".")[2] for path in musts)
        most = f"at most {MOST_MUSTS} keep able people from turning away"
        message = f"{len(musts)} must-haves ({names}); {most}"
        places = [subject.job.place(f"role.{path}") for path in musts]
        place = nearest(subject.job, places) or places[-1]
        shipped = [each for each in places if each and each != place and is_shipped(each)]
        others = tuple(Related("this must-have ships", each) for each in shipped[-1:])
        yield Found(message, place, "give the less needed ones `need: preferred`", others)
