"""Each stage of one document: open, resolve, compose, render."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kamroles import workspace
from kamroles.characters import RIGHT_TO_LEFT
from kamroles.diagnostics import Diagnostic, Problems, Severity, Source, Span, warning
from kamroles.formats import FORMATS
from kamroles.library import Library
from kamroles.model.consistency import date_conflicts
from kamroles.model.settings import Settings
from kamroles.pipeline import approvals
from kamroles.pipeline.kind_folders import kind_of
from kamroles.pipeline.request import Composed, Options, Order
from kamroles.pipeline.theme_choice import theme_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kamroles.compose import Composition
    from kamroles.document import Document
    from kamroles.library import Resolved
    from kamroles.model.job import Job

_NO_GLYPH = "KR410"
_MOST_SHOWN = 12
_OTHER_TYPEFACE = (
    "choose a typeface that has them: `font.body` in a theme of your own, which WeasyPrint sets "
    "(docs/how-to/pdf-engines.md); or write it in Latin, Greek or Cyrillic letters"
)


def open_library(start: Path, found: list[Diagnostic] | None = None) -> Library:
    """Return the roles, employers and postings of the workspace around ``start``.

    With a list for what is ``found``, errors in ``kamroles.yaml`` go there and its settings are
    the usual ones, so that everything else can still be checked.

    Raises:
        Problems: its ``kamroles.yaml`` cannot be used.

    """
    try:
        return Library(workspace.load(start))
    except Problems as problems:
        if found is None:
            raise
        found += problems.diagnostics
        return Library(workspace.Workspace(workspace.find(start), Settings()))


def shipped() -> Library:
    """Return what ships alone: a new workspace has nothing of its own."""
    return Library(workspace.Workspace(None, Settings()))


def resolve(library: Library, order: Order, as_of: datetime.date) -> Resolved:
    """Resolve the job of an order; findings that depend on today are added.

    Raises:
        Problems: it has errors.

    """
    target = library.find(order.name)
    resolved = library.job(target, employer=order.employer, sets=order.sets)
    posting = resolved.job.posting
    found = tuple(date_conflicts(posting, as_of)) if posting else ()
    if any(d.severity is Severity.ERROR for d in found):
        raise Problems([*resolved.diagnostics, *found])
    return replace(resolved, diagnostics=(*resolved.diagnostics, *found))


def compose(
    library: Library, order: Order, options: Options, resolved: Resolved | None = None
) -> tuple[Composed, tuple[Diagnostic, ...]]:
    """Make the document of an order; also return the findings that did not stop it.

    Who has resolved the order already, and wants several documents of it, hands that in.

    Raises:
        Problems: its data or its template has errors.

    """
    from kamroles.compose import Author
    from kamroles.compose import compose as compose_document
    from kamroles.theme.fonts import FAMILY

    def template() -> Source | None:
        return library.template(f"kinds/{order.kind}.md")

    resolved = resolved or resolve(library, order, options.as_of)
    job, kind = approvals.for_kind(resolved.job, order.kind), order.kind
    try:
        audience = kind_of(library, kind).audience
        author = Author(approved=approvals.given_for(job)) if audience == "authors" else None
        made = compose_document(job, kind, library.template, as_of=options.as_of, author=author)
        theme = theme_of(library, resolved.job, kind, options.theme)
        found = [*made.diagnostics]
        if theme.tokens["font.body"] == FAMILY:
            found += _unprintable(made.document, job, template)
        document = made.document
        if author is None and job.posting and job.posting.approval:
            now = words(library, resolved, kind, options.as_of, made)
            found += approvals.findings(job, kind, now)
            reason = approvals.draft_reason(job, kind, now)
            document = replace(document, draft=_joined(reason, document.draft))
    except Problems as problems:
        raise Problems([*resolved.diagnostics, *problems.diagnostics]) from None
    told = (*resolved.diagnostics, *found)
    return Composed(f"{job.id}-{kind}", document, theme, told, audience, made.document.draft), told


def words(
    library: Library,
    resolved: Resolved,
    kind: str,
    as_of: datetime.date,
    printed: Composition | None = None,
) -> approvals.Standing:
    """Return the words of a document, and how they stand to what was approved.

    Who has made the document already hands it in.

    Raises:
        Problems: the document cannot be made.

    """
    from kamroles.compose import compose as compose_document

    def made(job: Job) -> Composition:
        return compose_document(job, kind, library.template, as_of=as_of)

    printed = printed or made(approvals.released(approvals.for_kind(resolved.job, kind), as_of))
    return approvals.standing(library, resolved, kind, printed, made)


def _joined(reason: str, gaps: str) -> str:
    """Return in one sentence why a document is a draft; empty if it is none."""
    if reason and gaps:
        return f"{reason.removesuffix('.')}; {gaps.removeprefix('Draft: ')}"
    return reason or gaps


def render_bytes(composed: Composed, format: str, pdf_engine: str = "auto") -> bytes:
    """Return a composed document in one format.

    Raises:
        Problems: the format cannot be made here.

    """
    from kamroles.pipeline.layout import laid_out

    if format in FORMATS and (found := unsettable(composed, [format])):
        raise Problems(found)
    return laid_out((composed.document, composed.theme, format, pdf_engine))


def _unprintable(
    document: Document, job: Job, template: Callable[[], Source | None]
) -> Iterator[Diagnostic]:
    """Warn once of each value, or line of a template, with characters that have no glyph."""
    from kamroles.theme.fonts import missing

    places: dict[str, list[Span]] = {}
    for run, character in missing(document):
        span = job.span(run.path) if run.path else None
        places.setdefault(character, []).extend([span] if span else [])
    found: dict[Span | None, list[str]] = {}
    for character, spans in places.items():
        # What a posting takes over from its employer has its place in the posting as well.
        known = [span for span in dict.fromkeys(spans) if character in span.text]
        other = _in_value(character, job) or _in_template(character, template())
        chosen: list[Span | None] = [*known] or [other or next(iter(spans), None)]
        for span in chosen:
            found.setdefault(span, []).append(character)
    for span, assigned in found.items():
        characters = [each for each in places if span and each in span.text] or assigned
        foreign = len(characters) > 1 or RIGHT_TO_LEFT.search(characters[0])
        hint = "write it another way, or it will show as an empty box"
        yield warning(_NO_GLYPH, _lacking(characters), span, _OTHER_TYPEFACE if foreign else hint)


def _lacking(characters: list[str]) -> str:
    """Return which characters the typeface lacks, the first of them by number."""
    if len(characters) == 1:
        return f"the font has no character `{characters[0]}` (U+{ord(characters[0]):04X})"
    shown = " ".join(characters[:_MOST_SHOWN])
    more = f" and {len(characters) - _MOST_SHOWN} more" if len(characters) > _MOST_SHOWN else ""
    return f"the font lacks {len(characters)} characters of this text: `{shown}`{more}"


def unsettable(composed: Composed, formats: Iterable[str]) -> list[Diagnostic]:
    """Return, as errors, the warnings that stop one of the formats in the packaged typeface.

    PDF engines would do different things: Typst stops, WeasyPrint takes any font of the machine.
    """
    from kamroles.theme.fonts import FAMILY

    found = [each for each in composed.diagnostics if each.code == _NO_GLYPH]
    if not found or composed.theme.tokens["font.body"] != FAMILY:
        return []
    if not any(FORMATS[name].needs_glyphs for name in formats):
        return []
    hint = "write it another way; there is no PDF with it, as it would show as an empty box"
    told = {each.span: _OTHER_TYPEFACE if each.hint == _OTHER_TYPEFACE else hint for each in found}
    return [replace(each, severity=Severity.ERROR, hint=told[each.span]) for each in found]


def _in_value(character: str, job: Job) -> Span | None:
    """Return where the shortest value with this character was written."""
    found = [(path, v) for path, v in job.values() if isinstance(v, str) and character in v]
    places = [(len(value), span) for path, value in found if (span := job.span(path))]
    return min(places, key=lambda place: place[0], default=(0, None))[1]


def _in_template(character: str, template: Source | None) -> Span | None:
    for number, line in enumerate(template.text.splitlines() if template else (), 1):
        if (at := line.find(character) + 1) and template:
            return Span(template, number, at, number, at + 1)
    return None
