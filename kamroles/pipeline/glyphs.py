"""Characters that the typeface does not have, and where they were written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Severity, Source, Span, warning
from kamroles.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kamroles.document import Document
    from kamroles.model.job import Job
    from kamroles.pipeline.request import Composed

_CODE = "KR410"


def unprintable(
    document: Document, job: Job, template: Callable[[], Source | None]
) -> Iterator[Diagnostic]:
    """Warn of each character without a glyph, at every place where it was written."""
    from kamroles.theme.fonts import missing

    places: dict[str, list[Span]] = {}
    for run, character in missing(document):
        span = job.span(run.path) if run.path else None
        places.setdefault(character, []).extend([span] if span else [])
    for character, spans in places.items():
        # What a posting takes over from its employer has its place in the posting as well.
        known = [span for span in dict.fromkeys(spans) if character in span.text]
        other = _in_value(character, job) or _in_template(character, template())
        chosen: list[Span | None] = [*known] or [other or next(iter(spans), None)]
        for span in chosen:
            message = f"the font has no character `{character}` (U+{ord(character):04X})"
            hint = "write it another way, or it will show as an empty box"
            yield warning(_CODE, message, span, hint)


def unsettable(composed: Composed, formats: Iterable[str]) -> list[Diagnostic]:
    """Return, as errors, the warnings that stop one of the formats in the packaged typeface.

    PDF engines would do different things: Typst stops, WeasyPrint takes any font of the machine.
    """
    from kamroles.theme.fonts import FAMILY

    found = [each for each in composed.diagnostics if each.code == _CODE]
    if not found or composed.theme.tokens["font.body"] != FAMILY:
        return []
    if not any(FORMATS[name].needs_glyphs for name in formats):
        return []
    hint = "write it another way; there is no PDF with it, as it would show as an empty box"
    return [replace(each, severity=Severity.ERROR, hint=hint) for each in found]


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
