"""Approve the words of documents: show what they are, and write down who approved them when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamroles import write
from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.ordinary import show_path
from kamroles.pipeline import approvals, approved_words, makers
from kamroles.pipeline.kind_folders import kind_of, kinds
from kamroles.pipeline.request import Order
from kamroles.pipeline.stages import resolve, words
from kamroles.source.edit import Changes, edited_bytes, group_changes
from kamroles.source.nodes import Mapping

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kamroles.library import Library, Resolved
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
        first = (approved_words.Change("", each.text, each.mark) for each in self.now.sentences)
        return list(self.now.changes or first)

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
    library: Library,
    resolved: Resolved,
    as_of: datetime.date,
    only: Iterable[str] | None = None,
) -> list[Diagnostic]:
    """Return the findings for approvals of a posting that do not hold; ``only`` of some kinds."""
    found: list[Diagnostic] = []
    for kind in kinds_to_hold(library, resolved.job) if only is None else only:
        here = approvals.for_kind(resolved.job, kind)
        if here.posting and here.posting.approval:
            found += approvals.findings(here, kind, words(library, resolved, kind, as_of))
    return found


def waiting(
    library: Library, names: Iterable[str], wanted: Sequence[str], as_of: datetime.date
) -> tuple[list[Waiting], list[Diagnostic]]:
    """Return the documents whose words wait to be approved, and why some cannot be."""
    found: list[Waiting] = []
    problems: list[Diagnostic] = []
    for name in dict.fromkeys(names):
        try:
            resolved = resolve(library, Order(name, ""), as_of)
            if resolved.job.posting is None:
                hint = "name a posting; `kamroles list postings` lists them"
                message = f"`{name}` is a role, and only what a posting prints can be approved"
                problems.append(error("KR501", message, None, hint))
            else:
                found += waiting_of(library, resolved, wanted, as_of, problems)
        except Problems as failure:
            problems += failure.diagnostics
    return found, problems


def waiting_of(
    library: Library,
    resolved: Resolved,
    wanted: Sequence[str],
    as_of: datetime.date,
    problems: list[Diagnostic],
) -> Iterator[Waiting]:
    """Yield the documents of a posting whose words wait; note why some cannot be approved."""
    for kind in wanted:
        each = Waiting(resolved.job, kind, words(library, resolved, kind, as_of))
        problems += (refused := _gaps(each))
        if not refused and not each.now.holds:
            yield each


def _gaps(each: Waiting) -> list[Diagnostic]:
    """Return the finding for a document with places to fill in."""
    gaps = list(dict.fromkeys(each.now.gaps))
    if not gaps:
        return []
    message = f"the {each.kind} of {each.job.id} has places to fill in: {', '.join(gaps)}"
    place = each.job.posting.span() if each.job.posting else None
    return [error("KR607", message, place, "write the values, then approve it")]


def approve(
    library: Library,
    chosen: Iterable[Waiting],
    by: str,
    on: datetime.date,
    besides: Changes | None = None,
) -> dict[Path, bool]:
    """Write the words of documents, and who approved them, into the workspace.

    What is to change ``besides`` in a posting is written with them. Return the files by whether
    they changed.

    Raises:
        Problems: a file cannot be written, or not changed in one place only.

    """
    words: dict[Path, bytes] = {}
    given: dict[str, dict[str, Any]] = {}
    for each in chosen:
        path = approvals.file_of(library, each.job.id, each.kind)
        if path is None:
            hint = "run `kamroles init` to start one"
            raise Problems([error("KR516", "approvals need a workspace", None, hint)])
        _refuse_another(library, path, each)
        head = f"{_head(each.kind, each.job.id)}, as {by} approved them on {on}. {_RECORD}"
        words[path] = approved_words.as_file(each.now.sentences, head, each.now.makers).encode()
        fingerprint = approved_words.fingerprint(each.now.words, by, on)
        given.setdefault(each.job.id, {})[each.kind] = {"by": by, "on": on, "words": fingerprint}
    files = {}
    for name, said in given.items():
        path = library.ids("postings")[name]
        tree = library.tree(path)
        changes = (besides or {}) | _approved(library, tree, said)
        files[path.resolve()] = edited_bytes(tree, changes, library.workspace.content(path))
    return write.write_all(files | words)


def _approved(library: Library, tree: Mapping, said: dict[str, Any]) -> Changes:
    """Return what a posting has to say so that kinds of its documents are approved."""
    there = tree.get("approvals")
    before = set(there.keys()) if isinstance(there, Mapping) else set()
    changes: Changes = {} if before else {("approvals",): said}
    for kind, approval in said.items() if before else ():
        changes |= group_changes(tree, ("approvals", kind), approval)
    needed = approvable(library, library.workspace.settings.kinds)
    if tree.get("approval") and before.union(said).issuperset(needed):
        changes["approval",] = None  # each kind has one of its own now
    return changes


def carried_over(
    library: Library, posting: str, id: str, kinds: Iterable[str]
) -> dict[Path, bytes]:
    """Return the files of approved words of a posting for ``id``, which has the same words."""
    files: dict[Path, bytes] = {}
    for kind in kinds:
        old, new = (approvals.file_of(library, name, kind) for name in (posting, id))
        if old and new and old.is_file():
            head, newline, rest = _text(library, old).partition("\n")
            head = head.replace(_head(kind, posting), _head(kind, id))
            files[new] = (head + newline + makers.renamed(rest, posting, id)).encode()
    return files


def _text(library: Library, path: Path) -> str:
    return library.workspace.content(path).decode(errors="replace")


def _head(kind: str, posting: str) -> str:
    return f"The words of the {kind} of {posting}"


def _refuse_another(library: Library, path: Path, each: Waiting) -> None:
    """Refuse to write over the words of another document whose names join to the same one."""
    there = _text(library, path) if path.is_file() else ""
    if there and _head(each.kind, each.job.id) + "," not in there.partition("\n")[0]:
        message = f"{show_path(path)} holds the words of another document"
        hint = "rename the posting or the kind, or move the file away if it is not needed"
        raise Problems([error("KR514", message, None, hint)])
