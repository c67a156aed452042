"""Whether the words of a document are those that somebody at the employer approved."""

from __future__ import annotations

import datetime
import textwrap
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from kamroles import write
from kamroles.diagnostics import Diagnostic, Problems, Related, Span, warning
from kamroles.document import walk_runs
from kamroles.model.base import Model
from kamroles.model.posting import Approval
from kamroles.ordinary import show_path
from kamroles.pipeline import approved_words, makers
from kamroles.pipeline.approved_words import Change, Sentence  # noqa: TC001 - the fields of Standing
from kamroles.pipeline.makers import Maker  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from kamroles.compose import Composition
    from kamroles.library import Library, Resolved
    from kamroles.model.job import Job

FOLDER = "approvals"
_ANY_DAY = datetime.date(2000, 1, 1)
_LONGEST = 90
_SHOWN = 2
_RELATED = 5
Place = Span | str
"""Where words were changed: in a file of YAML, or only which file it was."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the words of a document stand to what was approved.

    Attributes:
        sentences: the words of now.
        approval: who approved this kind of document, None where nobody did.
        bound: whether the approval says for which words it was given.
        changes: what was changed since, with where; empty for an approval that holds.
        lost: why the words of before cannot be told.
        gaps: what still has to be filled in.
        makers: what makes the words, where they do not hold.

    """

    sentences: list[Sentence]
    approval: Approval | None = None
    bound: bool = False
    changes: dict[Change, tuple[Place, ...]] = field(default_factory=dict)
    lost: str = ""
    gaps: tuple[str, ...] = ()
    makers: tuple[Maker, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether the words of now are approved."""
        return self.bound and not self.changes and not self.lost

    @property
    def words(self) -> list[str]:
        """Return the words of now, sentence by sentence."""
        return [sentence.text for sentence in self.sentences]


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
    library: Library,
    resolved: Resolved,
    kind: str,
    printed: Composition,
    made: Callable[[Job], Composition],
) -> Standing:
    """Compare the words of a document, as it is printed, with those that were approved.

    Only where these differ is it ``made`` with any day for the dates it lacks.
    """
    job = for_kind(resolved.job, kind)
    posting = job.posting
    approval = posting.approval if posting else None
    bound = posting.approvals.get(kind) if posting else None
    shown = printed.document
    now = Standing(approved_words.sentences(shown), approval, bound=bool(bound and bound.words))
    if bound and fingerprint(now.words, bound) == bound.words:
        return now
    dated = posting and posting.posted and posting.closes
    undated = shown if dated else made(without_dates(job)).document
    gaps = tuple(dict.fromkeys(run.text for run in walk_runs(undated) if run.blank))
    now = replace(now, sentences=approved_words.sentences(undated, shown), gaps=gaps)
    if bound and fingerprint(now.words, bound) == bound.words:
        return now
    now = replace(now, makers=tuple(makers.makers(resolved, printed.templates, library.template)))
    if bound is None or not now.bound:
        return now
    path = file_of(library, job.id, kind)
    try:
        text = library.workspace.content(path).decode() if path else ""
    except (Problems, UnicodeDecodeError):
        text = ""
    old = approved_words.read(text)
    if fingerprint(old, bound) != bound.words:
        why = "has not the words of that approval" if text else "cannot be read"
        why = why if path and path.exists() else "is not there"
        named = show_path(path) if path else "its workspace"
        return replace(now, lost=f"what changed is unknown, for {named} {why}")
    files = makers.changed(text, now.makers)
    found = approved_words.changes(old, now.sentences)
    job = resolved.job  # where its values stand is known already
    said = _Said.of(job)
    return replace(now, changes={e: _places(job, said, e, now.makers, files) for e in found})


def fingerprint(words: list[str], approval: Approval) -> str:
    """Return the hash that binds words to who approved them when."""
    return approved_words.fingerprint(words, approval.by, approval.on)


@dataclass(frozen=True, slots=True)
class _Said:
    """The values of a job as text: by path, by what they are part of, and the first by its text."""

    values: dict[str, str]
    inside: dict[str, list[str]]
    paths: dict[str, str]

    @classmethod
    def of(cls, job: Job) -> _Said:
        groups = (Model, MappingProxyType, tuple)
        values = {path: str(v) for path, v in job.values() if not isinstance(v, groups)}
        said = cls(values, {}, {})
        for path, text in said.values.items():
            said.paths.setdefault(text, path)
            for dot in (at for at, sign in enumerate(path) if sign == "."):
                said.inside.setdefault(path[:dot], []).append(path)
        return said


def _places(
    job: Job, said: _Said, change: Change, known: Iterable[Maker], files: Sequence[str]
) -> tuple[Place, ...]:
    """Return where words were changed: a place in each file that says them, if it has changed.

    Of words that no value says, or that are gone, it is the file that has changed.
    """
    alike = {each.file for each in known}.difference(files)
    whole = said.paths.get(change.new)
    paths = change.paths or ((whole,) if whole else ())
    inside = [path for each in paths for path in said.inside.get(each, ())]
    texts = {path: said.values[path] for path in inside}
    new = [path for path, text in texts.items() if text in change.new and text not in change.old]
    found: dict[str, Span] = {}
    for path in new or (*inside, *paths):
        given = path.replace("posting.places.", "employer.locations.")
        span = job.span(path) or job.span(given) or job.place(path)
        if span and span.source.name not in alike:
            found.setdefault(span.source.name, span)
    return tuple(found.values()) or tuple(files)


def file_of(library: Library, posting: str, kind: str) -> Path | None:
    """Return the file with the approved words; None outside a workspace."""
    root = library.workspace.root
    return root / FOLDER / write.file_name(f"{posting}-{kind}", ".md") if root else None


def draft_reason(job: Job, kind: str, now: Standing) -> str:
    """Return in one sentence why an approval does not make a document final; empty if it does."""
    if now.holds or now.approval is None:
        return ""
    if not now.bound:
        return (
            f"Draft: the approval of {now.approval.on} does not say for which words; "
            f"{_command(job, kind, now).strip('`')} approves these."
        )
    return f"Draft: not as approved on {now.approval.on}: {now.lost or _told(now)}."


def findings(job: Job, kind: str, now: Standing) -> list[Diagnostic]:
    """Return the finding for an approval that does not hold; none for one that does."""
    if now.holds or now.approval is None or job.posting is None:
        return []
    place = now.approval.span() or job.posting.span()
    command = _command(job, kind, now)
    if not now.bound:
        message = "nobody has approved the words of now: this approval does not say for which"
        return [warning("KR606", message, place, f"read the documents, then run {command}")]
    new = [(each, span) for each, places in now.changes.items() for span in places if each.new]
    related = {
        span: Related(f"new: {_short(each.new)}", span)
        for each, span in new[:_RELATED]
        if isinstance(span, Span)
    }
    message = f"the {kind} is not as approved on {now.approval.on}: {now.lost or _told(now)}"
    hint = f"look at what changed, then run {command}"
    return [warning("KR605", message, place, hint, *related.values())]


def _command(job: Job, kind: str, now: Standing) -> str:
    by = now.approval.by if now.approval else "…"
    which = f" --kind {kind}" if now.bound else ""
    return f'`kamroles approve {job.id}{which} --by "{by}"`'


def _told(now: Standing) -> str:
    """Return the first changes in words, each with its file."""
    new_first = sorted(now.changes.items(), key=lambda change: not change[0].new)
    told = [_one(each, places) for each, places in new_first[:_SHOWN]]
    more = len(new_first) - len(told)
    return "; ".join([*told, f"and {more} more"] if more else told)


def _one(change: Change, places: tuple[Place, ...]) -> str:
    old, new = f"“{_short(change.old)}”", f"“{_short(change.new)}”"
    join = " or " if isinstance(next(iter(places), None), str) else " and "
    where = f" ({join.join(map(_shown, places))})" if places else ""
    if change.moved:
        return f"{new} stands elsewhere{where}"
    if change.old and change.new:
        return f"{old} is now {new}{where}"
    return f"{new} is new{where}" if change.new else f"{old} is gone{where}"


def _shown(place: Place) -> str:
    """Return a place as it is told; an option of this run has no lines."""
    option = isinstance(place, Span) and place.source.name.startswith("--")
    return place.source.name if isinstance(place, Span) and option else str(place)


def _short(text: str) -> str:
    return textwrap.shorten(text, _LONGEST, placeholder=" …")
