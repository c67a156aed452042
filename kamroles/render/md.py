"""Write a document as CommonMark with pipe tables, in which every value is shown as it stands.

Characters are escaped only where a parser would take them for markup, so prose stays readable.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from enum import Enum, auto
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from kamroles import document as doc
from kamroles.formats import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kamroles.document import Block, Document, Inline
    from kamroles.theme import Theme

_ROOM_TO_WRITE = "_" * 30


def render(document: Document, theme: Theme) -> bytes:
    """Return the document as Markdown."""
    parts = [_line((doc.Run(document.draft, bold=True),))]
    parts.append(_heading((doc.Run(document.title),), 1))
    parts.append(_line(document.eyebrow))
    parts.append(_blocks(document.blocks))
    for part, depth in doc.walk(document.sections):
        if isinstance(part, doc.Section):
            parts += [_heading(part.title, min(depth + 1, 6)), _blocks(part.blocks)]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _heading(title: Inline, depth: int) -> str:
    # A heading may end in a closing row of `#`, which is not shown.
    words = re.sub(r"(?:(?<=\s)|^)#(?=#*$)", r"\\#", inline(title))
    return f"{'#' * depth} {words}" if words else ""


def _blocks(blocks: Iterable[Block], *, in_item: bool = False) -> str:
    """Return the blocks with a blank line between them; in an item, lists follow their text."""
    written = marker = ""
    before: Block | None = None
    for block in doc.flat(blocks):
        boxes = isinstance(block, doc.Checkbox) and isinstance(before, doc.Checkbox)
        own_marker = marker if boxes else _marker(block, marker)
        text = _block(block, own_marker)
        if not text:
            continue
        close = boxes or (in_item and own_marker and isinstance(before, doc.Paragraph))
        written += ("\n" if close else "\n\n") + text if written else text
        before, marker = block, own_marker
    return written


def _marker(block: Block, before: str) -> str:
    """Return the list marker, another one after a list of the same kind: they would be joined."""
    match block:
        case doc.Listing(ordered=True):
            return ")" if before == "." else "."
        case doc.Listing() | doc.Checkbox():
            return "*" if before == "-" else "-"
        case _:
            return ""


def _block(block: Block, marker: str) -> str:
    text = ""
    match block:
        case doc.Paragraph(runs):
            text = _line(runs)
        case doc.Listing(items, ordered):
            text = _listing(items, marker, ordered=ordered)
        case doc.Table(head, rows, right):
            text = _table(head, rows, right)
        case doc.Facts(rows):
            # The header row has to be there and stays empty: labels and values need no caption.
            text = _table((), [(_bold(label), value) for label, value in rows])
        case doc.Callout(blocks):
            text = "\n".join(f"> {line}".rstrip() for line in _blocks(blocks).splitlines())
        case doc.Checkbox(runs, checked):
            text = f"{marker} [{'x' if checked else ' '}] {inline(runs)}"
        case doc.Field(label):
            text = f"{_line(label)} {_ROOM_TO_WRITE}".lstrip()
        case doc.Approval(columns, signers):
            text = _table(columns, [(signer,) for signer in signers])
        case doc.Figure(asset, alt) if alt:
            text = f"![{_escape(doc.printable(alt), in_link=True)}]({_address(asset)})"
    return text


def _listing(items: Sequence[tuple[Block, ...]], marker: str, *, ordered: bool) -> str:
    lines = []
    texts = filter(None, (_blocks(item, in_item=True) for item in items))
    for number, text in enumerate(texts, 1):
        start = f"{number}{marker} " if ordered else f"{marker} "
        first, *rest = text.split("\n")
        lines.append(start + first)
        lines += [" " * len(start) + line if line else "" for line in rest]
    return "\n".join(lines)


def _table(
    head: Sequence[Inline], rows: Sequence[Sequence[Inline]], right: Sequence[int] = ()
) -> str:
    width = max((len(row) for row in (head, *rows)), default=0)
    if not width:
        return ""
    first, *rest = (_row(row, width) for row in (head, *rows))
    dashes = "".join(" ---: |" if at in right else " --- |" for at in range(width))
    return "\n".join([first, f"|{dashes}", *rest])


def _row(cells: Sequence[Inline], width: int) -> str:
    texts = [inline(cell).replace("|", r"\|") for cell in cells]
    texts += [""] * (width - len(texts))
    return "|" + "|".join(f" {text} " if text else " " for text in texts) + "|"


def _bold(runs: Inline) -> Inline:
    return tuple(replace(run, bold=True) for run in runs)


# A line that starts so would open another block: a heading, a list, a rule or a quote.
_BLOCK_START = re.compile(r"#{1,6}(?=\s|$)|[-+](?=\s|$)|-(?=[-\s]*$)|>")
_NUMBER_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def _line(runs: Inline) -> str:
    """Return the runs as a block of their own."""
    text = inline(runs)
    if _BLOCK_START.match(text):
        return "\\" + text
    return _NUMBER_START.sub(r"\1\\\2", text)


def inline(runs: Inline) -> str:
    """Return the runs as Markdown that shows exactly their characters."""
    pieces = list(_pieces(_apart(doc.fold(runs))))
    while _mend(pieces):
        pass
    return "".join(text for _, text in pieces)


def _mend(pieces: list[tuple[_Role, str]]) -> bool:
    """Write a character as an entity where a parser would misread the mark beside it.

    An entity starts and ends with punctuation, so one may call for another: tell whether to look
    again.
    """
    mended = False
    for at in range(1, len(pieces)):
        (role_before, before), (role, text) = pieces[at - 1], pieces[at]
        # Directly before a link, an exclamation mark would make it a picture.
        if (role is _Role.LINK and before[-1] == "!") or (
            role is _Role.OPEN and not _flanks(text, pieces[at + 1][1][0], before[-1])
        ):
            pieces[at - 1] = (_Role.TEXT, f"{before[:-1]}&#{ord(before[-1])};")
            mended = True
        if role_before is _Role.CLOSE and not _flanks(before, pieces[at - 2][1][-1], text[0]):
            pieces[at] = (_Role.TEXT, f"&#{ord(text[0])};{text[1:]}")
            mended = True
    return mended


class _Role(Enum):
    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    LINK = auto()


def _flanks(mark: str, inner: str, outer: str) -> bool:
    """Tell whether a parser takes the mark between these two characters for a mark."""
    if mark == "**" and inner.isalnum():
        return True
    return outer.isspace() or outer in _ASCII_MARKS or unicodedata.category(outer)[0] == "P"


def _apart(runs: Inline) -> Iterator[doc.Run]:
    """Yield the runs with the space at the ends of styled ones moved out: it cannot be styled."""
    for run in runs:
        bold = run.bold or run.blank
        if not (bold or run.italic):
            yield run
            continue
        plain = replace(run, bold=False, italic=False, blank=False)
        core = run.text.strip()
        start, end = run.text.split(core, 1) if core else (run.text, "")
        styled = replace(run, text=core, bold=bold, blank=False)
        for part in (replace(plain, text=start), styled, replace(plain, text=end)):
            if part.text:
                yield part


def _pieces(runs: Iterable[doc.Run]) -> Iterator[tuple[_Role, str]]:
    """Yield escaped text and the marks around it: a link around bold around italic."""
    for href, linked in groupby(runs, key=lambda run: run.href):
        parts = list(linked)
        words = "".join(run.text for run in parts)
        if href and _AUTOLINK.fullmatch(words) and href in {words, f"mailto:{words}"}:
            yield _Role.TEXT, f"<{words}>"
            continue
        if href:
            yield _Role.LINK, "["
        for bold, strong in groupby(parts, key=lambda run: run.bold):
            if bold:
                yield _Role.OPEN, "**"
            for italic, group in groupby(strong, key=lambda run: run.italic):
                if italic:
                    yield _Role.OPEN, "_"
                yield _Role.TEXT, _escape("".join(run.text for run in group), in_link=bool(href))
                if italic:
                    yield _Role.CLOSE, "_"
            if bold:
                yield _Role.CLOSE, "**"
        if href:
            yield _Role.TEXT, f"]({_address(href)})"


_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# Addresses that a parser shows letter for letter between angle brackets.
_AUTOLINK = re.compile(r"https?://[a-z0-9./?#=&+_-]+|[a-z0-9.+_-]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_MARKUP = re.compile(
    r"""
    [\\`*\[]                                   # always markup, or soon
    | (?<![^\W_])_ | _(?![^\W_])               # underscores, except inside a word
    | <(?=\S)                                  # tags and addresses
    | &(?=\#\w|[A-Za-z][A-Za-z0-9]*;)          # entities
    | (?<!\s)~                                 # what could end text struck through
    """,
    re.VERBOSE,
)


def _escape(text: str, *, in_link: bool = False) -> str:
    escaped = _MARKUP.sub(r"\\\g<0>", text)
    return escaped.replace("]", r"\]") if in_link else escaped


def _address(href: str) -> str:
    """Return a link target that needs no brackets: what could end it is percent-encoded."""
    return re.sub(r"""[\s<>()\\`|"]""", lambda found: quote(found[0]), doc.printable(href)).replace(
        "&", "&amp;"
    )


_TYPE = "text/markdown; charset=utf-8"
FORMAT = Format("md", "Markdown", ".md", _TYPE, render, called=("markdown",))
