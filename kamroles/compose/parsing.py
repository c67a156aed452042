"""Markdown text as blocks, through python-markdown's tree and an allow-list of what it may hold.

Tokens are left standing in the runs. Raw HTML, reference links, images, code, quotes, rules and
headings are not parsed at all, so they stay the text they are.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import LinkInlineProcessor

from kamroles.compose.stars import kept_stars
from kamroles.compose.tokens import may_be_target
from kamroles.document import Block, Inline, Listing, Paragraph, Run, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEEPEST = 9
_MOST_BRACKETS = 500
_PLAIN = Run("")
_BLOCKS = frozenset({"p", "ul", "ol", "table"})
_NOT_BLOCKS = ("code", "hashheader", "setextheader", "hr", "quote", "reference")
_NOT_INLINE = (
    "backtick",
    "reference",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
    "linebreak",
    "html",
    "entity",
)
_BULLET = re.compile(r"(?:[-*+]|\d{1,9}\.)\s+\S")
_NUMBER = re.compile(r" *(\d{1,9})\.\s+\S")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Fragment:
    """Parsed Markdown: its blocks, and the link targets that were left as text."""

    blocks: tuple[Block, ...]
    refused: tuple[str, ...] = ()


@lru_cache(maxsize=2048)
def parse_blocks(text: str, *, tables: bool = True) -> Fragment:
    """Return the blocks of ``text``.

    Raises:
        RecursionError: it is nested too deep, or has too many brackets.

    """

    def tree(parser: Markdown) -> Element:
        lines = _counted(_levelled(kept_stars(text.expandtabs(4)).split("\n")))
        lines = _spaced(lines, tables=tables)
        for step in parser.preprocessors:
            lines = step.run(lines)
        made: Any = parser.parser.parseDocument(lines)
        root: Element = made.getroot()
        return root

    return _parsed(text, tree, tables=tables)


@lru_cache(maxsize=2048)
def parse_inline(text: str) -> Fragment:
    """Return one paragraph of ``text``, in which no line starts a list or table.

    Raises:
        RecursionError: it has too many brackets.

    """

    def tree(_: Markdown) -> Element:
        root = Element("div")
        SubElement(root, "p").text = kept_stars(text.replace("\x02", "").replace("\x03", ""))
        return root

    return _parsed(text, tree, tables=False)


class _Link(LinkInlineProcessor):
    """Links whose target has an allowed scheme; the others stay text."""

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.refused: list[str] = []

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override] # noqa: N802
        element, start, end = super().handleMatch(m, data)
        if isinstance(element, Element):
            target = element.get("href") or ""
            if not may_be_target(target) or element.get("title"):
                self.refused.append(target)
                return None, None, None
        return element, start, end


@lru_cache(maxsize=2)
def _parser(*, tables: bool) -> Markdown:
    extensions = [SaneListExtension(), *([TableExtension()] if tables else [])]
    parser = Markdown(extensions=extensions, tab_length=2)
    for name in _NOT_BLOCKS:
        parser.parser.blockprocessors.deregister(name, strict=False)
    for name in _NOT_INLINE:
        parser.inlinePatterns.deregister(name, strict=False)
    parser.preprocessors.deregister("html_block", strict=False)
    old = parser.inlinePatterns["link"]
    parser.inlinePatterns.register(_Link(old.pattern, parser), "link", 160)
    return parser


def _parsed(text: str, tree: Callable[[Markdown], Element], *, tables: bool) -> Fragment:
    if text.count("[") > _MOST_BRACKETS:  # the parser tries each with all that follow
        raise RecursionError
    with _lock:
        parser = _parser(tables=tables)
        link: Any = parser.inlinePatterns["link"]
        link.refused.clear()
        try:
            root = tree(parser)
            parser.treeprocessors["inline"].run(root)
            parser.treeprocessors["unescape"].run(root)
        except BaseException:
            # what was interrupted is left in an unknown state
            _parser.cache_clear()
            raise
        return Fragment(tuple(_blocks(root)), tuple(dict.fromkeys(link.refused)))


def _levelled(lines: list[str]) -> list[str]:
    """Return the lines with two spaces per level of list, however they were indented."""
    levelled: list[str] = []
    indents: list[int] = []
    for line in lines:
        text = line.strip(" ")
        indent = len(line) - len(line.lstrip(" "))
        if _BULLET.match(text):
            while indents and indents[-1] > indent:
                indents.pop()
            if not indents or indents[-1] < indent:
                indents.append(indent)
            levelled.append("  " * (len(indents) - 1) + text)
        elif text and not indent and not (levelled and levelled[-1]):
            indents.clear()
            levelled.append(text)
        else:
            levelled.append("  " * sum(known < indent for known in indents) + text)
    return levelled


def _counted(lines: list[str]) -> list[str]:
    """Return the lines with a number that goes on with no list kept as text, such as a year."""
    counted: list[str] = []
    counting: set[int] = set()
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        number = _NUMBER.match(line)
        if number and number[1] != "1" and indent not in counting:
            counted.append(f"{line[: number.end(1)]}\\{line[number.end(1) :]}")
            continue
        starts = _BULLET.match(line.strip()) or (line.strip() and not "".join(counted[-1:]).strip())
        if number:
            counting.add(indent)
        elif starts:  # what stands in an item is further to the right
            counting = {each for each in counting if each < indent}
        counted.append(line)
    return counted


def headless_tables(lines: list[str]) -> Iterator[int]:
    """Yield where rows of cells begin that have no line of dashes below their first."""
    for number, line in enumerate(lines):
        if line.startswith("|") and not (number and lines[number - 1].startswith("|")):
            below = lines[number + 1].strip() if number + 1 < len(lines) else ""
            if line.rstrip().endswith("|") and not ("-" in below and set(below) <= set("|:- ")):
                yield number


def _spaced(lines: list[str], *, tables: bool) -> list[str]:
    """Return the lines with an empty one before each list and table that follows text."""
    spaced: list[str] = []
    for number, line in enumerate(lines):
        before = spaced[-1] if spaced else ""
        if before and not line.startswith(" ") and _starts(lines, number, spaced, tables):
            spaced.append("")
        spaced.append(line)
    return spaced


def _starts(lines: list[str], number: int, spaced: list[str], tables: bool) -> bool:
    """Tell whether a line begins a list or table, or a point after a paragraph of the one above."""
    before = spaced[-1]
    if _BULLET.match(lines[number]):
        if before.startswith(" "):  # the list goes on
            return not _BULLET.match(before.strip()) and spaced[-2:-1] == [""]
        return not _BULLET.match(before) or before[0].isdigit() != lines[number][0].isdigit()
    following = lines[number + 1] if number + 1 < len(lines) else ""
    return tables and {"|", "-"} <= set(following) <= set("|:- ")


def _blocks(parent: Element, depth: int = 0) -> Iterator[Block]:
    """Yield the blocks in an element; text that stands free in it is a paragraph."""
    if depth > _DEEPEST:
        raise RecursionError
    loose = [*_text(parent.text, _PLAIN)]
    for child in parent:
        if child.tag not in _BLOCKS:
            loose += [*_inline(child, _PLAIN), *_text(child.tail, _PLAIN)]
            continue
        if runs := trimmed(loose):
            yield Paragraph(runs)
        if child.tag == "p":
            yield Paragraph(trimmed(_runs(child, _PLAIN)))
        elif child.tag == "table":
            yield _table(child)
        else:
            items = tuple(item_of(tuple(_blocks(li, depth + 1))) for li in child)
            yield Listing(items, ordered=child.tag == "ol")
        loose = [*_text(child.tail, _PLAIN)]
    if runs := trimmed(loose):
        yield Paragraph(runs)


def _table(element: Element) -> Table:
    """Return a table; a column stands at the right where its dashes end in a colon."""
    head, *rows = ([*row] for row in element.iter("tr"))
    right = tuple(at for at, cell in enumerate(head) if "right" in (cell.get("style") or ""))
    first, *others = (tuple(trimmed(_runs(cell, _PLAIN)) for cell in row) for row in (head, *rows))
    return Table(first, tuple(others), right)


def item_of(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a list item, the first a paragraph."""
    led = blocks and isinstance(blocks[0], Paragraph)
    return blocks if led else (Paragraph(()), *blocks)


def _runs(element: Element, style: Run) -> Iterator[Run]:
    yield from _text(element.text, style)
    for child in element:
        yield from _inline(child, style)
        yield from _text(child.tail, style)


def _inline(element: Element, style: Run) -> Iterator[Run]:
    bold = style.bold or element.tag == "strong"
    italic = style.italic or element.tag == "em"
    href = style.href or (element.get("href") if element.tag == "a" else None)
    yield from _runs(element, Run("", bold, italic, href))


def _text(text: str | None, style: Run) -> Iterator[Run]:
    if text:
        yield Run(_SPACE.sub(" ", text), style.bold, style.italic, style.href)


def trimmed(runs: Any) -> Inline:
    """Return the runs without space at either end, and without double spaces between them."""
    kept: list[Run] = []
    for run in runs:
        text = run.text
        if not kept or kept[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            kept.append(Run(text, run.bold, run.italic, run.href, run.path, run.blank))
    while kept and kept[-1].text.endswith(" "):
        last = kept.pop()
        if text := last.text.rstrip(" "):
            kept.append(Run(text, last.bold, last.italic, last.href, last.path, last.blank))
    return tuple(kept)
