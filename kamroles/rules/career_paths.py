"""Career paths: whether they go on, and to jobs by their right names."""

import difflib

from kamroles.diagnostics import did_you_mean
from kamroles.library.titles import plain
from kamroles.rules import Findings, Found, Severity, Subject, rule

_ALIKE = 0.8
_LONG_FOR = {"sr": "senior", "jr": "junior", "mgr": "manager"}


@rule(
    "S003",
    "dead-end",
    Severity.NOTE,
    meaning="A career path leads nowhere, or to a title that does not exist.",
    basis="career pages lead readers from job to job",
)
def dead_end(subject: Subject) -> Findings:
    """Say where a job leads, in titles that exist.

    Why: People ask what comes after a job, and a title that is nearly right leads nowhere.

    Bad: `after: [senor account manager]`, or no `after` at all.

    Good: `after: [senior account manager, key account manager]`.
    """
    role, path = subject.job.role, subject.job.role.career_path
    titles = {plain(name) for names in subject.called.values() for name in names}
    mine = {plain(name) for name in (role.title, *role.aliases)}
    if not path.after:
        place = role.span("career_path") or role.span("title")
        hint = "add career_path: {after: [...]} with the jobs people go to"
        yield Found("this job leads nowhere", place, hint)
    for side, jobs in (("before", path.before), ("after", path.after)):
        for number, title in enumerate(jobs):
            place = subject.job.place(f"role.career_path.{side}.{number}")
            if plain(title) in mine:
                yield Found(f"`{title}` is this very job", place, "name another one")
            elif plain(title) not in titles and (right := _nearly(plain(title), titles)):
                message, hint = f"no role is called `{title}`", did_you_mean([f"`{right}`"])
                yield Found(message, place, hint, severity=Severity.WARNING)


def _nearly(title: str, titles: set[str]) -> str | None:
    """Return the title that was probably meant: the same words but for one slip."""
    words = title.split()
    for known in sorted(titles):
        others = known.split()
        if sorted(map(_bare, words)) == sorted(map(_bare, others)):
            return known
        if len(words) == len(others) > 1:
            wrong = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
            if len(wrong) == 1 and _like(*wrong[0]):
                return known
    return None


def _bare(word: str) -> str:
    return _LONG_FOR.get(word.rstrip("."), word.rstrip("s"))


def _like(word: str, other: str) -> bool:
    long = min(len(word), len(other)) > 3  # tiers such as I and II differ in a letter and in fact
    return long and difflib.SequenceMatcher(None, word, other).ratio() >= _ALIKE
