"""The gaps of a document: what still has to be written, and the line of a file that says it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from kamroles.compose.english import lower_first
from kamroles.document import walk_runs

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.model.job import Job

_NAMED = 6
"""Gaps that are named in the sentence on why a document is a draft."""
_FROM_THE_EMPLOYER = ("apply", "benefits", "statements")
"""Fields of a posting that are written once, in the employer's file."""
_APPROVED = "by kamroles approve"


def gaps_in_words(document: Document, job: Job) -> str:
    """Return how many places are to be filled in, and by which lines; empty if there are none.

    A job without a posting has no file yet for these lines.
    """
    paths: dict[str, str] = {}
    for run in walk_runs(document):
        if run.blank:
            paths.setdefault(run.text[1:-1].rpartition(":")[0], run.path or "")
    if not paths:
        return ""
    one = len(paths) == 1
    count = "1 place still has" if one else f"{len(paths)} places still have"
    named = list(paths.items())[:_NAMED]
    more = len(paths) - len(named)
    tail = f" and {more} more" if more > 0 else ""
    if job.posting is None:
        labels = ", ".join(lower_first(label) for label, _ in named)
        return f"{count} to be filled in ({labels}{tail})"
    return f"{count} to be filled in: {_with_lines(named, job)}{tail}"


def _with_lines(named: list[tuple[str, str]], job: Job) -> str:
    """Return the gaps by the files in which the lines for them belong."""
    files: dict[str, list[str]] = {}
    for label, path in named:
        file, line = _line(path, job)
        short = lower_first(label)
        files.setdefault(file, []).append(f"{short} ({line}:)" if line else short)
    where = {file: f" in {file}" for file in files} | {_APPROVED: f" {_APPROVED}", "": ""}
    return "; ".join(f"{', '.join(gaps)}{where[file]}" for file, gaps in files.items())


def _line(path: str, job: Job) -> tuple[str, str]:
    """Return in which file a value is written, and below which names."""
    part, _, field = path.partition(".")
    employers = part == "employer" or field in _FROM_THE_EMPLOYER
    if path == "posting.approval":
        return _APPROVED, ""
    owner = job.employer if employers else job.posting
    if owner is None or not field:
        return "", ""
    steps = ["overrides", *field.split(".")] if part == "role" else field.split(".")
    # documents come out alike wherever the workspace stands, so only the end of a path is said
    end = PurePath(owner.node.span.source.name.replace("\\", "/")).parts[-2:]
    return "/".join(end), ": ".join(steps)
