"""Put values where their tokens stand in parsed blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kamroles.compose.english import has_ended
from kamroles.compose.faults import Fault
from kamroles.compose.parsing import item_of, parse_blocks, trimmed
from kamroles.compose.template_values import Blank, Link, Rich, path_of
from kamroles.compose.tokens import TOKEN, link_target, number_of, refusal
from kamroles.diagnostics import Severity
from kamroles.document import (
    Block,
    Inline,
    Listing,
    Paragraph,
    Run,
    Table,
    block_lines,
    inline_text,
    transform,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kamroles.compose.faults import Faults


_BREAKING = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space but for spaces that must not break, such as those in an amount of money."""


def shown_text(text: str, path: str | None, report: Faults) -> str:
    """Return a value on one line; one with characters that no document can show is refused."""
    if fault := refusal(text, path):
        report.at_value(fault, path)
        return "…"
    return _BREAKING.sub(" ", text)


class Filling:
    """Turns tokens into runs; ``value`` gives what the token of a number stands for."""

    def __init__(self, value: Callable[[int], Any], report: Faults) -> None:
        self._value = value
        self._report = report

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return parsed blocks with their values."""
        return tuple(filled for block in blocks for filled in self._block(block))

    def inline(self, runs: Inline) -> Inline:
        """Return runs with their values."""
        return trimmed(_ended_once(new for run in runs for new in self._run(run)))

    def _block(self, block: Block) -> Iterator[Block]:
        match block:
            case Paragraph(runs):
                rich = self._alone(runs)
                if rich is not None:
                    yield from self._markdown(rich)
                elif filled := self.inline(runs):
                    yield Paragraph(filled)
            case Listing(items, ordered):
                yield Listing(tuple(item_of(self.blocks(item)) for item in items), ordered)
            case Table(head, rows, right):
                yield Table(self._row(head), tuple(self._row(row) for row in rows), right)
            case _:
                yield block

    def _row(self, row: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self.inline(cell) for cell in row)

    def _alone(self, runs: Inline) -> Rich | None:
        """Return the Markdown value that is all a paragraph holds, if so it is."""
        text = inline_text(runs).strip()
        found = TOKEN.fullmatch(text)
        value = self._value(number_of(found)) if found else None
        return value if isinstance(value, Rich) else None

    def _run(self, run: Run) -> Iterator[Run]:
        href = self._href(run.href) if run.href else None
        at = 0
        for found in TOKEN.finditer(run.text):
            if found.start() > at:
                yield Run(run.text[at : found.start()], run.bold, run.italic, href)
            for new in self._runs_of(self._value(number_of(found))):
                bold, italic = new.bold or run.bold, new.italic or run.italic
                yield Run(new.text, bold, italic, href or new.href, new.path, new.blank)
            at = found.end()
        if at < len(run.text):
            yield Run(run.text[at:], run.bold, run.italic, href)

    def _runs_of(self, value: Any) -> Iterator[Run]:
        path = path_of(value)
        match value:
            case Blank():
                label = self._text(value.label, path)
                yield Run(f"[{label}: to be completed]", path=path, blank=True)
            case Link():
                path = path_of(value.text)
                href = self._target(value.href, path)
                yield Run(self._text(value.text, path), href=href, path=path)
            case Rich():
                for number, block in enumerate(self._markdown(value)):
                    if number:
                        yield Run(" ")
                    if isinstance(block, Paragraph):
                        yield from block.runs
                    else:
                        yield Run(" ".join(block_lines((block,))), path=path_of(value.text))
            case float():
                yield Run(f"{value:.15g}", path=path)
            case _:
                yield Run(self._text(str(value), path), path=path)

    def _text(self, text: str, path: str | None) -> str:
        return shown_text(text, path, self._report)

    def _href(self, target: str) -> str | None:
        whole = TOKEN.fullmatch(target)
        if whole:
            value = self._value(number_of(whole))
            text = value.href if isinstance(value, Link) else str(value)
            return self._target(text, path_of(value)) if text else None
        return self._target(TOKEN.sub(self._part_of_target, target), None)

    def _part_of_target(self, found: re.Match[str]) -> str:
        value = str(self._value(number_of(found)))
        # what begins a target may be an address; its scheme is checked like that of any other
        return value if found.start() == 0 else quote(value, safe="@+-._~")

    def _target(self, target: str, path: str | None) -> str | None:
        href = link_target(target)
        if href is None:
            self._report.at_value(_no_target(target), path)
        return href

    def _markdown(self, value: Rich) -> tuple[Block, ...]:
        """Return a Markdown value as blocks, each run with the value's path."""
        path = path_of(value.text)
        text = str(value.text)
        plain = Paragraph((Run(self._text(text, path), path=path),))
        if refusal(text, path):
            return (plain,)
        try:
            parsed = parse_blocks(text, tables=False)
        except RecursionError:
            fault = Fault("KR330", f"{path or 'this text'} is too nested", "keep its lists shallow")
            self._report.at_value(fault, path)
            return (plain,)
        for target in parsed.refused:
            self._report.at_value(_no_target(target), path)
        return tuple(_placed(block, path) for block in parsed.blocks)


def _placed(block: Block, path: str | None) -> Block:
    if isinstance(block, Paragraph):
        runs = (replace(run, path=path, href=link_target(run.href or "")) for run in block.runs)
        return Paragraph(tuple(runs))
    return transform(block, lambda part: _placed(part, path))


def _ended_once(runs: Iterator[Run]) -> Iterator[Run]:
    """Yield the runs, without the template's full stop behind a value that has its own ending."""
    before = Run("")
    for run in runs:
        stop = run.path is None and run.text.startswith(".") and not run.text.startswith("..")
        if stop and before.path and not before.blank and has_ended(before.text):
            run = replace(run, text=run.text[1:])  # noqa: PLW2901 - the same run, shorter
        yield run
        before = run


_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:[/?#:]|$)")
"""An address of a page without `https://`."""


def _no_target(target: str) -> Fault:
    shown = TOKEN.sub("…", target)[:80]
    message = f"`{shown}` is not an address that a link can lead to, so it stays text"
    hint = "links lead to https, http, mailto or tel addresses"
    if link_target(target):
        message = f"the link to `{shown}` has a title, which documents do not show: it stays text"
        hint = f"write [words]({shown})"
    elif _SITE.match(target) and link_target(f"https://{target}"):
        hint = f"write [words](https://{shown})"
    return Fault("KR328", message, hint, shown, Severity.WARNING)
