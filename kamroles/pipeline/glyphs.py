"""Characters that the typeface does not have, and where they were written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Diagnostic, Severity, Source, Span, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kamroles.document import Document
    from kamroles.model.job import Job
    from kamroles.pipeline.order import Composed

_CODE = "KR410"


def unprintable(
    document: Document, job: Job, template: Callable[[], Source | None]
) -> Iterator[Diagnostic]:
    """Warn of each character without a glyph, at every place where it was written."""
    from kamroles.render.fonts import missing

    places: dict[str, list[Span]] = {}
    for run, character in missing(document):
        span = job.spans.get(run.path) if run.path else None
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


def unsettable(composed: Composed) -> list[Diagnostic]:
    """Return, as errors, the warnings that stop a PDF set in the packaged typeface.

    Engines would do different things: Typst stops, WeasyPrint takes any font of the machine.
    """
    from kamroles.render.fonts import FAMILY

    if composed.theme.tokens["font.body"] != FAMILY:
        return []
    hint = "write it another way; there is no PDF with it, as it would show as an empty box"
    return [
        replace(found, severity=Severity.ERROR, hint=hint)
        for found in composed.diagnostics
        if found.code == _CODE
    ]


def _in_value(character: str, job: Job) -> Span | None:
    """Return where the shortest value with this character was written."""
    groups = {"role": job.role, "employer": job.employer, "posting": job.posting}
    values = ((_value(groups, path.split(".")), span) for path, span in job.spans.items())
    found = [(v, span) for v, span in values if isinstance(v, str) and character in v]
    return min(found, key=lambda pair: len(pair[0]), default=("", None))[1]


def _value(within: Any, path: Sequence[str]) -> Any:
    """Return the value at a path of names, ids and positions; None if there is none."""
    for part in path:
        if isinstance(within, Mapping):
            within = within.get(part)
        elif isinstance(within, Sequence) and not isinstance(within, str):
            within = _member(within, part)
        else:
            return None
    return within


def _member(among: Sequence[Any], part: str) -> Any:
    if part.isdecimal() and int(part) < len(among):
        return among[int(part)]
    named = (each for each in among if isinstance(each, Mapping) and each.get("id") == part)
    return next(named, None)


def _in_template(character: str, template: Source | None) -> Span | None:
    for number, line in enumerate(template.text.splitlines() if template else (), 1):
        if (at := line.find(character) + 1) and template:
            return Span(template, number, at, number, at + 1)
    return None
