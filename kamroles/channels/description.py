"""The text of a posting in the few tags that a channel takes."""

from __future__ import annotations

import html
from itertools import groupby
from typing import TYPE_CHECKING

from kamroles import document as doc

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from kamroles.document import Document, Inline, Part

COMMON_TAGS = ("p", "ul", "ol", "li", "br", "strong", "em")
"""What most boards take."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def html_of(
    document: Document,
    tags: Collection[str],
    *,
    escape: Callable[[str], str],
    leave_out: Callable[[Part], bool] = lambda part: False,
) -> str:
    """Return the text below the title as HTML with these tags alone; ``p`` is always among them.

    What has no tag of its own is said with those there are: a heading as a strong or a plain
    paragraph, a row of a table as a paragraph. ``escape`` makes text into HTML.
    """
    writer = _Writer(frozenset(tags), escape, leave_out)
    return "".join(writer.parts((*document.blocks, *document.sections), 0))


def escaped(text: str) -> str:
    """Return a text as HTML."""
    return html.escape(text, quote=False)


class _Writer:
    def __init__(
        self, tags: frozenset[str], escape: Callable[[str], str], leave_out: Callable[[Part], bool]
    ) -> None:
        self._tags = tags
        self._escape = escape
        self._leave_out = leave_out

    def parts(self, parts: Iterable[Part], depth: int) -> Iterable[str]:
        for part in parts:
            if not self._leave_out(part):
                yield from self._part(part, depth)

    def _part(self, part: Part, depth: int) -> Iterable[str]:
        match part:
            case doc.Section(title=title):
                yield self._heading(title, depth)
                yield from self.parts(doc.parts_of(part), depth + 1)
            case doc.Listing(items, ordered):
                yield self._list(items, "ol" if ordered and "ol" in self._tags else "ul", depth)
            case doc.Facts(rows):
                for name, value in rows:
                    yield f"<p>{self._inline((*name, doc.Run(': '), *value))}</p>"
            case doc.Figure():
                return
            case _:
                for cells in doc.rows_of(part):
                    yield f"<p>{' '.join(map(self._inline, cells))}</p>"
                yield from self.parts(doc.parts_of(part), depth)

    def _heading(self, title: Inline, depth: int) -> str:
        words, tag = self._inline(title), _HEADINGS[min(depth, 4)]
        if tag in self._tags:
            return f"<{tag}>{words}</{tag}>"
        strong = next((each for each in ("strong", "b") if each in self._tags), "")
        return f"<p><{strong}>{words}</{strong}></p>" if strong else f"<p>{words}</p>"

    def _list(self, items: Iterable[Iterable[doc.Block]], tag: str, depth: int) -> str:
        lines = []
        for first, *rest in items:
            words = "".join(self._inline(cell) for line in doc.rows_of(first)[:1] for cell in line)
            lines.append(f"<li>{words}{''.join(self.parts(rest, depth))}</li>")
        return f"<{tag}>{''.join(lines)}</{tag}>"

    def _inline(self, runs: Inline) -> str:
        parts = []
        for style, group in groupby(runs, key=lambda run: (run.href, run.bold, run.italic)):
            href, bold, italic = style
            words = self._escape("".join(run.text for run in group))
            for wanted, tags in ((italic, ("em", "i")), (bold, ("strong", "b"))):
                tag = next((each for each in tags if each in self._tags), "") if wanted else ""
                words = f"<{tag}>{words}</{tag}>" if tag else words
            if href and "a" in self._tags and not href.startswith("#"):
                words = f'<a href="{self._escape(href)}">{words}</a>'
            parts.append(words)
        return "".join(parts)
