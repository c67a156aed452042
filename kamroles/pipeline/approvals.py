"""Whether the words of a document are those that somebody at the employer approved."""

from __future__ import annotations

import datetime
import textwrap
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from kamroles import write
from kamroles.diagnostics import Diagnostic, Related, warning
from kamroles.document import walk_runs
from kamroles.model.posting import Approval
from kamroles.pipeline import approved_words
from kamroles.pipeline.approved_words import Change, Sentence  # noqa: TC001 - the fields of Standing
from kamroles.workspace import show_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kamroles.diagnostics import Span
    from kamroles.document import Document
    from kamroles.library import Library
    from kamroles.model.job import Job

FOLDER = "approvals"
_ANY_DAY = datetime.date(2000, 1, 1)
_LONGEST = 90
_SHOWN = 2
_RELATED = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """How the words of a document stand to what was approved.

    Attributes:
        sentences: the words of now.
        approval: who approved this kind of document, None where nobody did.
        bound: whether the approval says for which words it was given.
        changes: what was changed since; empty for an approval that holds.
        lost: why the words of before cannot be told.
        gaps: what still has to be filled in.

    """

    sentences: list[Sentence]
    approval: Approval | None = None
    bound: bool = False
    changes: list[Change] = field(default_factory=list)
    lost: str = ""
    gaps: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether the words of now are approved."""
        return self.bound and not self.changes and not self.lost


def for_kind(job: Job, kind: str) -> Job:
    """Return a job whose posting has the approval of one kind of document."""
    posting = job.posting
    if posting is None or kind not in posting.approvals:
        return job
    return replace(job, posting=msgspec.structs.replace(posting, approval=posting.approvals[kind]))


def given_for(job: Job) -> tuple[str, ...]:
    """Return which kinds of documents of a posting were approved, by whom and when."""
    given = job.posting.approvals if job.posting else {}
    return tuple(f"{kind} by {each.by}, {each.on}" for kind, each in given.items())


def without_dates(job: Job) -> Job:
    """Return a job as it is approved: with any day for the dates of publication, and a release."""
    posting = job.posting
    if posting is None:
        return job
    nobody = Approval(by="…", on=_ANY_DAY)
    dates = {"posted": _ANY_DAY, "closes": _ANY_DAY}
    return replace(job, posting=msgspec.structs.replace(posting, approval=nobody, **dates))


def released(job: Job, on: datetime.date) -> Job:
    """Return a job with an approval, if it has none."""
    if job.posting is None or job.posting.approval:
        return job
    by = Approval(by="…", on=on)
    return replace(job, posting=msgspec.structs.replace(job.posting, approval=by))


def standing(
    library: Library, job: Job, kind: str, printed: Document, made: Callable[[Job], Document]
) -> Standing:
    """Compare the words of a document, as it is printed, with those that were approved.

    ``made`` makes it of another job: without dates, unless what is printed is what was approved.
    """
    posting = for_kind(job, kind).posting
    approval = posting.approval if posting else None
    bound = posting.approvals.get(kind) if posting else None
    shown = approved_words.sentences(printed)
    said = [sentence.text for sentence in shown]
    if bound and approved_words.fingerprint(said, bound.by, bound.on) == bound.words:
        return Standing(shown, bound, bound=True)
    undated = made(without_dates(job))
    gaps = tuple(dict.fromkeys(run.text for run in walk_runs(undated) if run.blank))
    now = Standing(approved_words.sentences(undated, printed), gaps=gaps)
    if posting is None or approval is None:
        return now
    if not approval.words or kind not in posting.approvals:
        return replace(now, approval=approval)
    now = replace(now, approval=approval, bound=True)
    given = approval.by, approval.on
    if approved_words.fingerprint(words_of(now), *given) == approval.words:
        return now
    path = file_of(library, job.id, kind)
    try:
        old = approved_words.read(path.read_text(encoding="utf-8")) if path else []
    except (OSError, UnicodeDecodeError):
        old = []
    if approved_words.fingerprint(old, *given) != approval.words:
        named = show_path(path) if path else "no file"
        lost = f"what changed is unknown, for {named} has not the words of that approval"
        return replace(now, lost=lost)
    return replace(now, changes=approved_words.changes(old, now.sentences))


def words_of(now: Standing) -> list[str]:
    """Return the words of a document, sentence by sentence."""
    return [sentence.text for sentence in now.sentences]


def file_of(library: Library, posting: str, kind: str) -> Path | None:
    """Return the file with the approved words; None outside a workspace."""
    root = library.workspace.root
    return root / FOLDER / write.file_name(f"{posting}-{kind}", ".md") if root else None


def place_of(library: Library, job: Job, kind: str, change: Change) -> Span | str:
    """Return where changed words were written: in a file of YAML, or in the template."""
    path = change.path or next((p for p, v in job.values() if v == change.new), None)
    found = job.place(path) if path else None
    if found:
        return found
    if not change.new and (words := file_of(library, job.id, kind)):
        return show_path(words)
    template = library.template(f"kinds/{kind}.md")
    return template.name if template else f"the template of {kind}"


def draft_reason(library: Library, job: Job, kind: str, now: Standing) -> str:
    """Return in one sentence why an approval does not make a document final; empty if it does."""
    if now.holds or now.approval is None:
        return ""
    if not now.bound:
        return (
            f"Draft: the approval of {now.approval.on} does not say for which words; "
            f"{_command(job, kind, now).strip('`')} approves these."
        )
    since = f"Draft: not as approved on {now.approval.on}"
    if now.lost:
        return f"{since}: {now.lost}."
    return f"{since}: {_told(library, job, kind, now.changes)}."


def findings(library: Library, job: Job, kind: str, now: Standing) -> list[Diagnostic]:
    """Return the finding for an approval that does not hold; none for one that does."""
    if now.holds or now.approval is None or job.posting is None:
        return []
    place = now.approval.span() or job.posting.span()
    command = _command(job, kind, now)
    hint = f"look at what changed, then run {command}"
    if not now.bound:
        message = "nobody has approved the words of now: this approval does not say for which"
        return [warning("KR606", message, place, f"read the documents, then run {command}")]
    if now.lost:
        message = f"the {kind} is not as approved on {now.approval.on}, and {now.lost}"
        return [warning("KR605", message, place, hint)]
    told = _told(library, job, kind, now.changes)
    new = [each for each in now.changes if each.new][:_RELATED]
    places = {place_of(library, job, kind, each): each for each in new}
    related = [
        Related(f"new: {_short(each.new)}", span)
        for span, each in places.items()
        if not isinstance(span, str)
    ]
    message = f"the {kind} is not as approved on {now.approval.on}: {told}"
    return [warning("KR605", message, place, hint, *related)]


def _command(job: Job, kind: str, now: Standing) -> str:
    by = now.approval.by if now.approval else "…"
    which = f" --kind {kind}" if now.bound else ""
    return f'`kamroles approve {job.id}{which} --by "{by}"`'


def _told(library: Library, job: Job, kind: str, changes: list[Change]) -> str:
    """Return the first changes in words, each with its file."""
    new_first = sorted(changes, key=lambda change: not change.new)
    told = [_one(place_of(library, job, kind, each), each) for each in new_first[:_SHOWN]]
    more = len(changes) - len(told)
    return "; ".join([*told, f"and {more} more"] if more else told)


def _one(place: Span | str, change: Change) -> str:
    old, new = f"“{_short(change.old)}”", f"“{_short(change.new)}”"
    if change.old and change.new:
        return f"{old} is now {new} ({place})"
    return f"{new} is new ({place})" if change.new else f"{old} is gone ({place})"


def _short(text: str) -> str:
    return textwrap.shorten(text, _LONGEST, placeholder=" …")
