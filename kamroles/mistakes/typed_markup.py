"""Marks of Markdown, HTML and word processors in texts, where a document would print them."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TAGS = (
    "a|abbr|article|b|big|blockquote|body|br|center|code|dd|del|div|dl|dt|em|font|form|h[1-6]|head|"
    "hr|html|i|iframe|img|input|ins|li|link|mark|meta|nobr|ol|p|pre|s|script|section|small|span|"
    "strike|strong|style|sub|sup|svg|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul|o:p"
)
_SIGNS = (
    "\u00b7\u2022\u2023\u2043\u2190-\u21ff\u2219\u25a0-\u25ff\u2605\u2606\u2610-\u2612\u2660-\u2667"
    "\u26aa\u26ab\u2705\u2713-\u2718\u2726-\u2756\u2794-\u27be\u2981\u29bf\u2b05-\u2b1f\U0001f538-\U0001f53b"
)
"""What word processors and web pages put before the points of a list, as part of a pattern."""
_DINGBATS = "o\u00a7\u00d8\u00fcqv"
"""The same, as letters that are left once the typeface of the sign is lost."""
_DOTS = "\u2022\u25aa\u25cf\u25e6\u2023"
_ROMAN = "i{1,3}|iv|vi{0,3}|ix"

ORDINAL = "the number of a list"
"""What a name may begin with as well, such as that of a football club."""
UNCLOSED = "bold with only one end"

_LONGEST = 160


class Mark(NamedTuple):
    """A sort of mark.

    Attributes:
        name: what it is called.
        pattern: what it looks like; ``^`` is the start of a line.
        left: what is left of it in plain text.
        instead: what to write in a Markdown field, with `{}` for the line without the mark; empty
            where those fields take it.

    """

    name: str
    pattern: re.Pattern[str]
    left: str | Callable[[re.Match[str]], str]
    instead: str = ""


def _mark(
    name: str, pattern: str, left: str | Callable[[re.Match[str]], str], instead: str = ""
) -> Mark:
    return Mark(name, re.compile(pattern, re.MULTILINE), left, instead)


def _character(found: re.Match[str]) -> str:
    return html.unescape(found[0])


_MARKS = (
    _mark("a comment", r"<!--.*?-->", "", "write it behind # on a line of its own"),
    _mark(
        "an address in angle brackets",
        r"<((?:https?://|mailto:)[^<>\s]+|[^<>@\s]+@[^<>@\s]+)>",
        r"\1",
        "write `{}`: an address is a link by itself",
    ),
    _mark(
        "HTML",
        rf"(?i)</?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!\[CDATA\[|\]\]>",
        "",
        "write `{}`, or Markdown: **bold**, *italic*, [words](https://…)",
    ),
    _mark(
        "an HTML entity",
        r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
        r"|&(?:nbsp|amp|quot|lt|gt)(?![\w=;])",
        _character,
        "write `{}`",
    ),
    _mark(
        "a picture",
        r"!\[([^\]\[]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\]\[]*\])",
        r"\1",
        "leave it out; a template shows pictures",
    ),
    _mark("a footnote", r"\[\^[^\]\[\s]+\]:?", "", "write the note in brackets where it belongs"),
    _mark(
        "the address of a link",
        r"^\s{0,3}\[[^\]\[]+\]:\s+(?=\S*[/@#.])",
        "",
        "write [words](https://…) where the link belongs",
    ),
    _mark(
        "a link",
        r"(?<!\w)\[([^\]\[]+)\]\[[^\]\[]*\]",
        r"\1",
        "write [words](https://…)",
    ),
    _mark("a link", r"\[([^\]\[]+)\]\((?=[^()\s]*[/.@#:])([^()\s]+)(?:\s[^()]*)?\)", r"\1 (\2)"),
    _mark(
        "a link with a space in it",
        r"(?<!\w)\[([^\]\[]+)\][ \t]+\((?=https?://|mailto:|www\.)([^()\s]+)\)",
        r"\1 (\2)",
        "write [words](https://…)",
    ),
    _mark(
        "a variable of a template",
        r"\{\{.*?\}\}|\{%.*?%\}",
        "…",
        "write the words themselves: only templates have variables",
    ),
    _mark(
        "code",
        r"^\s*(?:```|~~~).*$|(`+)([^`\n]+)\1",
        lambda found: found[2] or "",
        "write `{}`, or put quotation marks around the words",
    ),
    _mark(
        "words struck out",
        r"~~(?=\S)([^~\n]+?)(?<=\S)~~",
        r"\1",
        "take the signs and the words away",
    ),
    _mark(
        "marked words", r"(?<![=\w])==(?=[^\s=])([^=\n]+?)(?<=\S)==(?!=)", r"\1", "write **words**"
    ),
    _mark("an abbreviation", r"^\*\[([^\]\[]+)\]:", r"\1:", "write the long form in brackets"),
    _mark(
        "a box to tick",
        r"^\s*(?:[-*+]\s+)?\[[ xX]\]\s+(?=\S)",
        "",
        "write `- {}`; a template has boxes to tick",
    ),
    _mark(
        "a table",
        r"^\s*\|(?:.*\|)?\s*$|^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$",
        lambda found: " ".join(re.sub(r"[|:-]+(?=\s|$)|\|", " ", found[0]).split()),
        "write its rows as a list: `- Bend: 12`",
    ),
    _mark(
        "a rule or underlined heading",
        r"^\s*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$",
        "",
        "leave the line out, and write a heading in bold, as a paragraph: **words**",
    ),
    _mark(
        "a heading",
        r"^\s{0,3}(?:[-*+]\s+)?#{1,6}\s+(?!of\b)(?=\S)|^\s{0,3}#{2,6}(?=[^\s#])",
        "",
        "write it in bold, as a paragraph of its own: `**{}**`",
    ),
    _mark(
        "a quotation",
        r"^\s*(?:[-*+]\s+)?>+\s*(?=[^\W\d_])",
        "",
        "write `{}`, in quotation marks where they are somebody else's words",
    ),
    _mark(
        "a number of a list",
        rf"^\s*\(?(?:\d{{1,3}}|[a-zA-Z]|{_ROMAN})\)\s+(?=\S)"
        rf"|^\s*(?:[a-h]|{_ROMAN})\.\s+(?=[^\W\d])(?![A-Za-z]\.)|^\s*\d{{1,2}}\.(?=[A-Z][a-z])"
        r"|^\s*[\u2460-\u2473\u2776-\u277f]\s*(?=\w)",
        "",
        "write `1. {}`, or `- {}` where the number does not matter",
    ),
    _mark(ORDINAL, r"^\s*\d{1,2}\.\s+(?=[^\W\d])", ""),
    _mark(
        "a bullet",
        rf"^\s*[{_SIGNS}]\ufe0f?\s*(?=\w)|^\s*\u2013\s+(?=[^\W\d])|^\s*o\s+(?=\S)"
        rf"|^\s*[{_DINGBATS}](?:\t\s*|\s+)(?=[A-Z])|^\s*-(?=[A-Z])|^\s*\u00bb\s+(?=\w)(?!.*\u00ab)",
        "",
        "write `- {}`",
    ),
    _mark(
        "a bullet",
        rf"(?<=[.,:;])\s+[{_DOTS}]\s+(?=\w)",
        " ",
        "write each point on a line of its own, with `- ` before it",
    ),
    _mark("a bullet", r"^\s*[-*\u2013\u2014]\s+(?=\S)", ""),
    _mark(
        "a definition", r"^:\s+(?=\S)", "", "write it as a paragraph, the word in bold: **word**"
    ),
    _mark("bold", r"(?<![\d*\\])(\*{2,3})(?=[^\s*])([^*\n]+?)(?<=\S)\1(?!\*)", r"\2"),
    _mark(
        UNCLOSED,
        r"(?<![\w*\\/])\*\*(?=\w)|(?<=:)\*\*(?=\s)",
        "",
        "write `{}`, or put `**` at both ends of what is to be bold",
    ),
    _mark("bold", r"(?<![\w\\/])__(?=[^\s_])(.+?)(?<=[^\s_])__(?!\w)", r"\1"),
    _mark(
        "italics",
        r"(?<![\w*\\])\*(?=[^\s*)\]},.;:!?/|-])((?:[^*\n]|(?<=\w)\*(?=\w))+?)(?<=[^\s*(\[{/|])\*(?![\w*])",
        r"\1",
    ),
    _mark(
        "italics", r"(?<![\w\\/])_(?=[^\s_])([^_\n]+?(?:\w_\w[^_\n]*?)*)(?<=[^\s_])_(?!\w)", r"\1"
    ),
    _mark("a backslash", r"\\(?=[*_#`\[\]>~+|-])", ""),
    _mark("a break of a line", r"(?<=\S)\\[ \t]*$", "", "begin a new paragraph with an empty line"),
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_REAL = re.compile(r"&#|&(?:nbsp|amp|quot|lt|gt)(?![\w=;])")


class Seen(NamedTuple):
    """A mark in a text: what it is, and where it starts and ends."""

    mark: Mark
    start: int
    end: int


def marks_in(text: str, *, rich: bool, numbered: bool = True) -> list[Seen]:
    """Return what a text holds that its field does not take, in order.

    What is not ``numbered`` may begin with a number and a full stop, as some names do.
    Of lines of one sort that follow each other, such as the rows of a table, the first counts.
    """
    left = text
    seen: list[Seen] = []
    for mark in _MARKS:
        if rich and not mark.instead:
            continue
        if mark.name == ORDINAL and not numbered:
            continue
        for found in _hits(mark, left):
            seen.append(Seen(mark, *_trimmed(text, *found.span())))
            blank = "\x00" * (found.end() - found.start())
            left = left[: found.start()] + blank + left[found.end() :]
    seen.sort(key=lambda each: each.start)
    return [*_first_of_each(text, seen)]


def _hits(mark: Mark, text: str) -> Iterator[re.Match[str]]:
    """Yield where a text holds a mark.

    Two stars are one where their paragraph has no others to go with them, and no footnote is meant.
    """
    if mark.name == UNCLOSED:
        footnotes = re.search(r"\w\*\*(?!\w)", text)
        for paragraph in () if footnotes else _PARAGRAPH.finditer(text):
            if len(re.findall(r"\*{2,3}", paragraph[0])) % 2 == 1:
                yield from mark.pattern.finditer(text, *paragraph.span())
    else:
        for found in mark.pattern.finditer(text):
            if mark.name != "an HTML entity" or _is_entity(found[0]):
                yield found


def _is_entity(text: str) -> bool:
    known = html.unescape(text)
    return _REAL.match(text) is not None or (known != text and known[-1:] != ";")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the white space at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start + 1, end - (len(words) - len(words.rstrip())))


def _first_of_each(text: str, seen: list[Seen]) -> Iterator[Seen]:
    line_of: dict[str, int] = {}
    for each in seen:
        line = text.count("\n", 0, each.start)
        before = line_of.get(each.mark.name)
        line_of[each.mark.name] = line
        if before is None or line > before + 1:
            yield each


def advice(text: str, seen: Seen) -> str:
    """Return what to write in a Markdown field instead of a mark."""
    start = text.rfind("\n", 0, seen.start) + 1
    line = text[start:].partition("\n")[0]
    words = _without(seen.mark, line)
    words = " ".join(words.split())
    return seen.mark.instead.replace("{}", words if 0 < len(words) <= _LONGEST else "…")


def without_marks(text: str) -> str:
    """Return a text as it reads in a plain field, on one line."""
    for mark in _MARKS:
        text = _without(mark, text)
    text = re.sub(rf"(?:[ \t]+|^)[{_SIGNS}][ \t]+", "; ", text).removeprefix("; ")
    return " ".join(text.split())


def _without(mark: Mark, text: str) -> str:
    """Return a text with what is left of a mark wherever it holds one."""
    parts, end = [], 0
    for found in _hits(mark, text):
        left = found.expand(mark.left) if isinstance(mark.left, str) else mark.left(found)
        parts += [text[end : found.start()], left]
        end = found.end()
    return "".join([*parts, text[end:]])
