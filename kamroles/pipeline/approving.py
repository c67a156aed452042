"""Approve the words of documents: show what they are, and write down who approved them when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles import write
from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.pipeline import approvals, approved_words
from kamroles.pipeline.kind_folders import kind_of
from kamroles.pipeline.request import Order
from kamroles.pipeline.stages import resolve, words
from kamroles.source.edit import Changes, edited, encoded

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kamroles.library import Library
    from kamroles.model.job import Job
    from kamroles.pipeline.approved_words import Change


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document whose words wait to be approved."""

    job: Job
    kind: str
    now: approvals.Standing

    @property
    def changes(self) -> list[Change]:
        """Return what nobody has approved yet: of a new document all, else what has changed."""
        if self.now.changes:
            return self.now.changes
        return [approved_words.Change("", each.text) for each in self.now.sentences]

    @property
    def first(self) -> bool:
        """Tell whether there are no words of before to compare with."""
        return not self.now.changes


def approvable_kinds(library: Library) -> tuple[str, ...]:
    """Return the kinds that the workspace builds, but for those that only authors read."""
    kinds = library.workspace.settings.kinds
    return tuple(kind for kind in kinds if kind_of(library, kind).audience != "authors")


def unapproved(library: Library, job: Job, as_of: datetime.date) -> list[Diagnostic]:
    """Return the findings for approvals of a posting that do not hold."""
    found: list[Diagnostic] = []
    kinds = approvable_kinds(library) if job.posting else ()
    for kind in kinds:
        here = approvals.for_kind(job, kind)
        if here.posting and here.posting.approval:
            found += approvals.findings(library, here, kind, words(library, here, kind, as_of))
    return found


def waiting(
    library: Library, names: Iterable[str], kinds: Sequence[str], as_of: datetime.date
) -> tuple[list[Waiting], list[Diagnostic]]:
    """Return the documents whose words wait to be approved, and why some cannot be."""
    found: list[Waiting] = []
    problems: list[Diagnostic] = []
    for name in dict.fromkeys(names):
        try:
            job = resolve(library, Order(name, ""), as_of).job
            if job.posting is None:
                hint = "name a posting; `kamroles list postings` lists them"
                message = f"`{name}` is a role, and only what a posting prints can be approved"
                problems.append(error("KR501", message, None, hint))
            for kind in kinds if job.posting else ():
                each = Waiting(job, kind, words(library, job, kind, as_of))
                problems += (refused := _gaps(library, each))
                if not refused and not each.now.holds:
                    found.append(each)
        except Problems as failure:
            problems += failure.diagnostics
    return found, problems


def _gaps(library: Library, each: Waiting) -> list[Diagnostic]:
    """Return the finding for a document with places to fill in."""
    gaps = list(dict.fromkeys(each.now.gaps))
    if not gaps:
        return []
    message = f"the {each.kind} of {each.job.id} has places to fill in: {', '.join(gaps)}"
    place = each.job.posting.span() if each.job.posting else None
    return [error("KR607", message, place, "write the values, then approve it")]


def approve(
    library: Library, chosen: Iterable[Waiting], by: str, on: datetime.date
) -> dict[Path, bool]:
    """Write the words of documents, and who approved them, into the workspace.

    Return the files by whether they changed.

    Raises:
        Problems: a file cannot be written, or not changed in one place only.

    """
    files: dict[Path, bytes] = {}
    changed: dict[str, Changes] = {}
    for each in chosen:
        path = approvals.file_of(library, each.job.id, each.kind)
        if path is None:
            hint = "run `kamroles init` to start one"
            raise Problems([error("KR516", "approvals need a workspace", None, hint)])
        lines = approved_words.words_of(each.now.sentences)
        head = f"The words of the {each.kind} that {by} approved on {on}: a record, not a control."
        files[path] = approved_words.as_file(each.now.sentences, head).encode()
        said = {"by": by, "on": on, "words": approved_words.fingerprint(lines)}
        changes = changed.setdefault(each.job.id, {})
        changes["approvals", each.kind] = said
        if each.job.posting and each.job.posting.node.get("approval"):
            changes["approval",] = None
    for name, changes in changed.items():
        path = library.ids("postings")[name]
        files[path] = encoded(edited(library.tree(path), changes), path.read_bytes())
    return {path: write.write_file(path, content) for path, content in files.items()}
