"""Approve the words of documents: show what they are, and write down who approved them when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles import write
from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.pipeline import approvals, approved_words
from kamroles.pipeline.kind_folders import kind_of, kinds
from kamroles.pipeline.request import Order
from kamroles.pipeline.stages import resolve, words
from kamroles.source.edit import Changes, edited, encoded
from kamroles.source.nodes import Mapping, Node
from kamroles.workspace import show_path

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kamroles.library import Library
    from kamroles.model.job import Job
    from kamroles.pipeline.approved_words import Change

_RECORD = "A record, not a control: `kamroles approve` writes it."


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


def approvable(library: Library, kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds that somebody else than authors reads."""
    return tuple(kind for kind in kinds if kind_of(library, kind).audience != "authors")


def kinds_to_hold(library: Library, job: Job) -> tuple[str, ...]:
    """Return the kinds of a posting that the workspace builds, or that were ever approved."""
    approved = job.posting.approvals if job.posting else ()
    known = kinds(library)
    return approvable(
        library, dict.fromkeys((*library.workspace.settings.kinds, *filter(known.get, approved)))
    )


def unapproved(
    library: Library, job: Job, as_of: datetime.date, only: Iterable[str] | None = None
) -> list[Diagnostic]:
    """Return the findings for approvals of a posting that do not hold; ``only`` of some kinds."""
    found: list[Diagnostic] = []
    for kind in kinds_to_hold(library, job) if only is None else only:
        here = approvals.for_kind(job, kind)
        if here.posting and here.posting.approval:
            found += approvals.findings(library, here, kind, words(library, here, kind, as_of))
    return found


def waiting(
    library: Library, names: Iterable[str], wanted: Sequence[str], as_of: datetime.date
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
            for kind in wanted if job.posting else ():
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
    words: dict[Path, bytes] = {}
    changed: dict[str, Changes] = {}
    for each in chosen:
        path = approvals.file_of(library, each.job.id, each.kind)
        if path is None:
            hint = "run `kamroles init` to start one"
            raise Problems([error("KR516", "approvals need a workspace", None, hint)])
        _refuse_another(path, each)
        head = f"{_head(each)}, as {by.replace('-->', '')} approved them on {on}. {_RECORD}"
        words[path] = approved_words.as_file(each.now.sentences, head).encode()
        fingerprint = approved_words.fingerprint(approvals.words_of(each.now), by, on)
        said = {"by": by, "on": on, "words": fingerprint}
        changed.setdefault(each.job.id, {})["approvals", each.kind] = said
    needed = set(approvable(library, library.workspace.settings.kinds))
    for name, changes in changed.items():
        path = library.ids("postings")[name]
        tree = library.tree(path)
        bound = {kind for _, kind in changes} | set(_names(tree.get("approvals")))
        if tree.get("approval") and bound >= needed:
            changes["approval",] = None
        files[path] = encoded(edited(tree, changes), path.read_bytes())
    return write.write_all(files | words)


def _names(node: Node | None) -> tuple[str, ...]:
    return node.keys() if isinstance(node, Mapping) else ()


def _head(each: Waiting) -> str:
    return f"The words of the {each.kind} of {each.job.id}"


def _refuse_another(path: Path, each: Waiting) -> None:
    """Refuse to write over the words of another document whose names join to the same one."""
    there = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    if there and _head(each) + "," not in there.partition("\n")[0]:
        message = f"{show_path(path)} holds the words of another document"
        hint = "rename the posting or the kind, or move the file away if it is not needed"
        raise Problems([error("KR514", message, None, hint)])
