"""Shares of working time: whether every duty has one that means something."""

from kamroles.rules import Findings, Found, Severity, Subject, rule


@rule(
    "S004",
    "missing-share",
    Severity.NOTE,
    meaning="A duty has no share of time, or none is left for it.",
    basis="a description says what takes how much of the time",
)
def missing_share(subject: Subject) -> Findings:
    """Give every duty a share of the working time, or none of them.

    Why: A dash among percentages that add up to 100 says that the work takes no time.

    Bad: `- Visit plants twice a month`, beside duties with a share.

    Good: `- {text: Visit plants twice a month, share: 10}`.
    """
    duties = subject.job.role.responsibilities
    for duty in duties if any(duty.share for duty in duties) else ():
        place = subject.job.place(f"role.responsibilities.{duty.id}")
        if duty.share is None:
            message = f"`{duty.id}` has no share of time, and other duties have"
            yield Found(message, place, "add `share: 10`; inherited shares then make room")
        elif duty.share == 0:
            message = f"other shares leave no time for `{duty.id}`: its share is 0"
            hint = "lower the shares you wrote, or remove this duty"
            yield Found(message, place, hint, severity=Severity.WARNING)
