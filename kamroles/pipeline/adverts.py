"""Which duties and measures an advert prints, and which only other documents have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, Related, Span, note
from kamroles.document import walk_runs
from kamroles.pipeline.kind_folders import kind_for

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from kamroles.document import Document
    from kamroles.library import Library, Resolved
    from kamroles.model.job import Job

_LISTS = {"responsibilities": "duty duties", "measures": "measure measures"}


def left_out(job: Job, document: Document) -> tuple[str, ...]:
    """Return the paths in the role of the duties and measures that a document does not print."""
    shown = [(run.path, run.text.casefold()) for run in walk_runs(document) if run.path]
    return tuple(
        f"{listed}.{one.id}"
        for listed in _LISTS
        for one in getattr(job.role, listed)
        if not any(_prints(*run, f"role.{listed}.{one.id}.text", one.text) for run in shown)
    )


def _prints(path: str, words: str, wanted: str, text: str) -> bool:
    """Tell whether a run is a text, or a list of texts in a sentence with this one among them."""
    listed = wanted.startswith(f"{path}.") and text.casefold().rstrip(".") in words
    return path == wanted or listed


def left_out_of_the_advert(library: Library, job: Job, as_of: datetime.date) -> tuple[str, ...]:
    """Return what the document for candidates does not print; nothing where it cannot be made."""
    try:
        return left_out(job, _advert(library, job, kind_for(library, "candidates"), as_of))
    except Problems:
        return ()


def printed_and_left_out(
    left_out: Sequence[str], *, duties: Sequence[str], measures: Sequence[str]
) -> str:
    """Return in words which duties and measures a posting prints, and which it leaves out."""
    sentences = []
    for listed, ids in (("responsibilities", duties), ("measures", measures)):
        called = _LISTS[listed].split()[1]
        out = [id for id in ids if f"{listed}.{id}" in left_out]
        kept = ", ".join(id for id in ids if id not in out) or "none"
        if out:
            rest = f"only the description has {', '.join(out)}"
            sentences.append(f"Of the inherited {called}, a posting prints {kept}; {rest}.")
        elif ids:
            sentences.append(f"A posting prints every inherited {called.removesuffix('s')}.")
    how = "`headline: yes` has one printed before the others."
    return " ".join([*sentences, how] if sentences else ())


def told_of_a_posting(left_out: Sequence[str]) -> str:
    """Return in words what a posting does not print of its role."""
    if not left_out:
        return "Its posting prints all of the role's duties and measures."
    named = _named(left_out).replace("`", "")
    how = "`headline: yes` in `overrides` has one printed"
    return f"Its posting prints all of the role's duties and measures but {named}; {how}."


def _advert(library: Library, job: Job, kind: str, as_of: datetime.date) -> Document:
    from kamroles.compose import compose

    return compose(job, kind, library.template, as_of=as_of).document


def notes(
    library: Library, resolved: Resolved, document: Document, as_of: datetime.date
) -> Iterator[Diagnostic]:
    """Tell what an advert leaves out, and what it prints because a duty was removed."""
    job = resolved.job
    out = left_out(job, document)
    span = (job.posting or job.role).node.span
    place = Span(span.source, span.line, span.column, span.line, span.column)
    if out:
        message = f"its {document.kind} leaves out {_named(out)}, which other documents have"
        hint = "to have one printed, write `headline: yes` to it, in the role or in `overrides`"
        yield note("KR608", message, place, hint)
    yield from _came_up(library, job, document.kind, out, as_of)


def _named(paths: Sequence[str]) -> str:
    """Return paths in words: the duties `a` and `b`, and the measure `c`."""
    parts = []
    for listed, words in _LISTS.items():
        ids = [path.rpartition(".")[2] for path in paths if path.startswith(f"{listed}.")]
        if ids:
            one, several = words.split()
            parts.append(f"the {several if ids[1:] else one} {_listed(ids)}")
    return " and ".join(parts)


def _listed(ids: Sequence[str]) -> str:
    *most, last = (f"`{id}`" for id in ids)
    return f"{', '.join(most)} and {last}" if most else last


def _came_up(
    library: Library, job: Job, kind: str, out: Sequence[str], as_of: datetime.date
) -> Iterator[Diagnostic]:
    """Tell of each duty and measure that the advert would leave out if none had been removed."""
    try:
        found = library.before_removals(
            library.find(job.posting.id if job.posting else job.role.id)
        )
        if found is None:
            return
        before, removed = found
        hidden = left_out(before.job, _advert(library, before.job, kind, as_of))
    except Problems:
        return
    for listed, words in _LISTS.items():
        called = words.split()[0]
        start = f"{listed}."
        gone = [path for path in removed if path.startswith(start) and path not in hidden]
        for one in getattr(job.role, listed):
            path = f"{listed}.{one.id}"
            if gone and path in hidden and path not in out:
                names = _listed([path.removeprefix(start) for path in gone])
                message = f"without {names}, the {kind} prints `{one.id}`: {one.text}"
                gone_too = f"- {{id: {one.id}, remove: true}}"
                hint = f"if this job has no such {called}, write `{gone_too}` too"
                shown = job.span(f"role.{path}.text")
                beside = [Related("this is its text", shown)] if shown else []
                yield note("KR609", message, removed[gone[-1]], hint, *beside)
