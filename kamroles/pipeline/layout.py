"""A document laid out in a format; if that goes wrong, the file of its theme that is at fault.

Whatever an engine says or raises, the file is found by leaving out one after the other.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, Source, error
from kamroles.formats import FORMATS
from kamroles.ordinary import at_start
from kamroles.pipeline.fence import FENCE, OVER_MEMORY, OVER_TIME, WAITED, all_memory_is_allowed
from kamroles.pipeline.layout_process import attempted, failure
from kamroles.theme import Asset, unchecked
from kamroles.theme.style_check import ends_of_rules
from kamroles.theme.theme_files import FACE, STYLE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from kamroles.diagnostics import Span
    from kamroles.pipeline.fence import Answer, Task
    from kamroles.theme import Theme
    from kamroles.theme.theme_files import ThemeFile

_NOTHING = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_NO_FACE = '#set document(title: "Nothing")'
_LONG = "KR761", "it takes too long to lay out, so no file is made with it"
_TOLD = {
    OVER_TIME: _LONG,
    WAITED: _LONG,
    OVER_MEMORY: (
        "KR762",
        "it takes too much memory, or goes too deep, so no file is made with it",
    ),
}
_HINTS = {
    ".css": "take out the rules that you wrote last, one by one, until pages come out",
    ".typ": "take out what you wrote last; a loop may never end, or double each time",
    ".svg": "save it with fewer parts and without effects, or as PNG",
}
_HINT_OF_PICTURE = "save it again from the program it was made with, as PNG"
_HINT_OF_RULE = "write this rule another way, or take it out"
_OF_ENGINES = frozenset({"KR405", "KR410", "KR765"})
"""What is found while pages are laid out, and may be the fault of any file."""
_CONVICTED: dict[ThemeFile | Asset, Diagnostic] = {}
"""What took too long, or too much: a thousand documents with it would take their time."""
_PLACES: dict[tuple[object, ...], Span | None] = {}
"""What went wrong with which theme files, and where; each would be looked for as often."""


def laid_out(task: Task) -> bytes:
    """Return a document in a format; what nobody has checked is laid out behind the fence.

    Raises:
        Problems: it cannot be laid out, or not within the limits.

    """
    document, theme, format, wanted = task
    chosen = FORMATS[format]
    engine = chosen.chosen(theme, wanted)[0]
    read = chosen.engines[engine].reads if engine in chosen.engines else None
    task = document, theme, format, engine or wanted  # it stays so, whatever is left out
    suspects = unchecked(theme, read=read, draws=chosen.draws)
    for each in suspects:
        if each in _CONVICTED:
            raise Problems([_CONVICTED[each]])
    attempt = FENCE.answer if suspects else _here
    answer = attempt(task)
    if isinstance(answer, bytes):
        return answer
    by_time = answer in {OVER_TIME, WAITED}
    if isinstance(answer, str) and not (by_time or all_memory_is_allowed()):
        message = "there is not enough memory to lay this out"
        hint = "let kamroles have 1.5 GB of memory, as `ulimit -v` tells it"
        raise Problems([error("KR513", message, None, hint)])
    if isinstance(answer, str) and answer in _TOLD:
        culprit = _slow_one(task, suspects)
        found = error(*_TOLD[answer], at_start(_name(culprit)), _hint(_name(culprit)))
        if answer != WAITED:
            _CONVICTED[culprit] = found
        raise Problems([found])
    raise Problems(_placed(answer, task, attempt, read, suspects))


def _here(task: Task) -> Answer:
    try:
        return attempted(task)
    except Exception as fault:
        if isinstance(fault, (ImportError, MemoryError)) or getattr(fault, "errno", None):
            raise  # no file of a theme is at fault
        return failure(fault)


def _placed(
    answer: tuple[Diagnostic, ...] | str,
    task: Task,
    attempt: Callable[[Task], Answer],
    read: str | None,
    suspects: Sequence[ThemeFile | Asset],
) -> Iterator[Diagnostic]:
    """Yield what goes wrong, at the picture or rule without which it does not."""
    document, theme, format, engine = task

    def span_of(said: str | Diagnostic) -> Span | None:
        def wrong(other: Theme) -> bool:
            return said in _said(attempt((document, other, format, engine)))

        known = said, format, engine, theme.stylesheet, theme.face, *theme.assets.values()
        if known not in _PLACES:
            own = _rule if read == STYLE else _face
            _PLACES[known] = _picture(theme, wrong) or own(theme, wrong)
        return _PLACES[known]

    if isinstance(answer, tuple):
        nameless = _said(answer)
        for each in answer:
            span = span_of(each) if each in nameless else each.span
            yield replace(each, span=span, hint=each.hint or _way_out(span))
        return
    (said,) = _said(answer)
    span = span_of(said) or (at_start(_name(suspects[-1])) if suspects else None)
    if span is None:
        attempted(task)  # no file is at fault, but we are: let it be seen
    yield error("KR763", f"the engine that lays it out fails: {answer}", span, _way_out(span))


def _said(answer: Answer) -> Collection[str | Diagnostic]:
    """Return what an engine says or raises, where it has no place yet."""
    if isinstance(answer, tuple):
        return [each for each in answer if each.code in _OF_ENGINES and not each.span]
    return [answer.partition(":")[0]] if isinstance(answer, str) else ()


def _slow_one(task: Task, suspects: Sequence[ThemeFile | Asset]) -> ThemeFile | Asset:
    """Return what is at fault: a picture if it goes well without it, else the last file."""
    document, theme, format, engine = task
    files = [each for each in suspects if not isinstance(each, Asset)]
    if not files:
        return suspects[-1]
    for name, picture in theme.assets.items():
        if picture in suspects:
            answer = FENCE.answer((document, _without(theme, name), format, engine))
            if isinstance(answer, bytes):
                return picture
    return files[-1]


def _picture(theme: Theme, wrong: Callable[[Theme], bool]) -> Span | None:
    """Return the first picture without which it does not go wrong."""
    names = (name for name in theme.assets if not wrong(_without(theme, name)))
    return next((at_start(_name(theme.assets[name])) for name in names), None)


def _without(theme: Theme, picture: str) -> Theme:
    nothing = Asset(picture, "image/svg+xml", _NOTHING)
    return replace(theme, assets={**theme.assets, picture: nothing})


def _rule(theme: Theme, wrong: Callable[[Theme], bool]) -> Span | None:
    """Return the first rule with which it goes wrong, in the style sheets that do not ship."""
    for file in theme.own:
        start = theme.stylesheet.find(file.text)
        if not file.name.endswith(STYLE) or start < 0:
            continue
        ends = [0, *ends_of_rules(file.text)]
        sheets = [replace(theme, stylesheet=theme.stylesheet[: start + end]) for end in ends]
        at = bisect_left(sheets, True, key=wrong)
        if 0 < at < len(sheets):
            first, last = [*pairwise(ends)][at - 1]
            rule = file.text[first:last]
            first += len(rule) - len(rule.lstrip())
            return Source(file.name, file.text).span(first, first + len(rule.strip()))
    return None


def _face(theme: Theme, wrong: Callable[[Theme], bool]) -> Span | None:
    """Return the start of a face that does not ship, if it does not go wrong with another."""
    files = (each for each in theme.own if each.name.endswith(FACE))
    file = next(files, None)
    return at_start(file.name) if file and not wrong(replace(theme, face=_NO_FACE)) else None


def _name(suspect: ThemeFile | Asset) -> str:
    return (suspect.file or suspect.name) if isinstance(suspect, Asset) else suspect.name


def _way_out(span: Span | None) -> str | None:
    """Return what to do about a rule or a file at fault."""
    if span is None:
        return None
    return _HINT_OF_RULE if span.source.text else _hint(span.source.name)


def _hint(name: str) -> str:
    return _HINTS.get(name[-4:], _HINT_OF_PICTURE)
