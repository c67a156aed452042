"""What is wrong with the tags of a template that Jinja cannot read, and where each of them stands.

Jinja tells where it gave up; what is wrong is mostly a tag above that, which is not closed.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateSyntaxError

from kamroles.compose.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = {"{{": "}}", "{%": "%}"}
_OPEN = ("if", "for", "block", "macro", "call", "filter", "with", "set", "autoescape")
_FITS = {f"end{word}": (word,) for word in _OPEN} | {"elif": ("if",), "else": ("if", "for")}
"""Tags that stand within or behind another one, and which that may be."""
_HALF = re.compile(r"[%}]\}|\}%|\{[ \t]*%|%\{|\{[ \t]+\{")
_INNER_COMMENT = re.compile(r"<!--(?:(?!-->).)*<!--", re.DOTALL)
_INNER = re.compile(r"\{[{%]|[}%]\}")
_CURLY = re.compile("unexpected char '([\u2018-\u201f\u00ab\u00bb])'")
_HINTS = {
    "end of template": "close what is open: {% endif %}, {% endfor %} or {% endblock %}, `}}` or "
    "`%}`",
    "too large": "documents need no such numbers",
    "unexpected '": "close what {{ begins with }}, what {% begins with %}, and every bracket",
    "unknown tag": "templates have if, for, set, block, extends, include, import, from, macro, "
    "call, with, filter and raw",
}
"""What to do where Jinja says so."""


@dataclass(slots=True)
class Tag:
    """A tag, and what it opened.

    Attributes:
        sign: how it begins, ``{{`` or ``{%``; empty for words that only look like one.
        line: where it begins, from 1.
        end: the line in which it ends; None where it does not.
        written: its first line, without what ends it.
        words: its tokens without white space, such as ``if`` and ``role``.
        runs_on: whether another tag begins or ends in it, so that it was meant to end before.
        closed: the last tag of each sort that it held, with what closed that.
        other: its ``else``.

    """

    sign: str
    line: int
    end: int | None = None
    written: str = ""
    words: list[str] = field(default_factory=list)
    runs_on: bool = False
    closed: dict[str, tuple[Tag, Tag]] = field(default_factory=dict)
    other: Tag | None = None

    @property
    def word(self) -> str:
        """What sort of tag it is, such as ``if``."""
        return self.words[0] if self.words else ""

    @property
    def opens(self) -> bool:
        """Tell whether it needs another tag to close it."""
        if self.word == "set":
            return "=" not in itertools.takewhile(lambda word: word != "|", self.words)
        return self.word in _OPEN


def halves(text: str, line: int) -> Iterator[tuple[int, str]]:
    """Yield what looks like a part of a tag in words that start in a line, with its own line."""
    for number, words in enumerate(text.split("\n") if _HALF.search(text) else (), line):
        if _HALF.search(words):
            yield number, words.strip()


def inner_comments(environment: Any, name: str, text: str) -> Iterator[Fault]:
    """Yield each comment that goes on through the next one, so that what is between is lost."""
    if not _INNER_COMMENT.search(text):  # which may be words in quotes
        return
    for line, sort, token in environment.lexer.tokeniter(text, name):
        if sort == "comment" and (inner := token.find("<!--")) >= 0:
            fault = Fault("KR302", "this comment is not closed", "close it with -->", "<!--")
            second = line + token.count("\n", 0, inner)
            yield fault.at(name, line).beside("the next begins here", (name, second), "<!--")


def explained(failure: TemplateSyntaxError, environment: Any, name: str, text: str) -> Fault:
    """Return what is wrong with a template that Jinja could not read."""
    said = failure.message or ""
    message = re.sub(r" at \d+\Z", "", said.split(". ")[0].rstrip("."))
    found = re.search(r"'(\w+)'", message)
    word = found[1] if found else ""
    tags = list(_tags(environment, text))
    if word in {"elsif", "elseif"} and "unknown tag" in message:
        return Fault("KR302", f"there is no tag `{word}`", "write {% elif … %}", word).at(
            name, failure.lineno
        )
    if message.startswith("Missing end of"):  # a comment, or what is to stay as it is
        fault = Fault("KR302", "this comment is not closed", "close it with -->", "<!--")
        if "comment" not in message:
            fault = Fault("KR302", "this tag is not closed", "write {% endraw %}", "{%")
        return _with_end(fault.at(name, failure.lineno), name, text)
    if word in _FITS or message == "Unexpected end of template":
        for fault in _unpaired(tags, name, text):
            for half in tags:
                if not half.sign:
                    said = "this is no whole tag, so it would be printed as it stands"
                    fault.beside(said, (name, half.line), half.written)
            return fault
    return _of_one_tag(tags, message, word, name, failure.lineno)


def _tags(environment: Any, text: str) -> Iterator[Tag]:
    """Yield the tags of a template, up to what is none at all."""
    tag = None
    before = ""
    try:
        for line, sort, token in environment.lexer.tokeniter(text, None):
            if sort in {"variable_begin", "block_begin"}:
                tag = Tag(token[:2], line)
            elif tag and sort in {"variable_end", "block_end"}:
                tag.end = line
                yield tag
                tag = None
                continue
            if tag is None:
                halved = halves(token, line) if sort == "data" else ()
                yield from (Tag("", at, at, words) for at, words in halved)
                continue
            if tag.line == line and (sort != "whitespace" or "\n" not in token):
                tag.written += token.split("\n")[0]
            if sort == "operator":
                tag.runs_on |= before == "{" and token in ("{", "%")
            elif sort == "string":
                tag.runs_on |= "\n" in token and bool(_INNER.search(token))
            if sort not in {"whitespace", "variable_begin", "block_begin"}:
                tag.words.append(token)
            before = token if sort == "operator" else ""
    except TemplateSyntaxError:
        pass
    if tag:
        yield tag


def _unpaired(tags: list[Tag], name: str, text: str) -> Iterator[Fault]:
    """Yield what is wrong with tags that stand within or behind each other, the first at first."""
    inside = [Tag("", 0)]
    for tag in tags:
        if tag.sign != "{%":
            continue
        if tag.opens:
            inside.append(tag)
        if tag.word not in _FITS:
            continue
        fits, around = _FITS[tag.word], inside[-1]
        if around.word not in fits:
            if any(each.word in fits for each in inside):
                yield _not_closed(around, name).beside(
                    f"`{_shown(tag.word)}` comes before that", (name, tag.line), tag.written
                )
            else:
                yield _closes_nothing(tag, around, name)
        elif tag.word.startswith("end"):
            inside.pop()
            inside[-1].closed[around.word] = around, tag
        elif around.other:
            message = f"`{_shown(tag.word)}` comes after the `{{% else %}}`"
            fault = Fault("KR302", message, "the last part is the one with `else`", tag.written)
            other = around.other
            yield fault.at(name, tag.line).beside("it is here", (name, other.line), other.written)
        elif tag.word == "else":
            around.other = tag
    if len(inside) > 1:
        yield _with_end(_not_closed(inside[-1], name), name, text)


def _not_closed(tag: Tag, name: str) -> Fault:
    wanted = _shown(f"end{tag.word}")
    message = f"`{_shown(tag.word, '…')}` is not closed"
    fault = Fault("KR302", message, f"write {wanted} where it ends", tag.written)
    fault.at(name, tag.line)
    if within := tag.closed.get(tag.word):
        inner, _ = within
        fault.beside(f"the `{wanted}` before it closes this one", (name, inner.line), inner.written)
    return fault


def _closes_nothing(tag: Tag, around: Tag, name: str) -> Fault:
    opening = " or ".join(f"`{_shown(word, '…')}`" for word in _FITS[tag.word])
    message = f"`{_shown(tag.word)}` belongs to no {opening}"
    hint = "take it away, or write what it belongs to above it"
    fault = Fault("KR302", message, hint, tag.written).at(name, tag.line)
    for word in _FITS[tag.word]:
        if before := around.closed.get(word):
            end = before[1]
            said = f"the `{_shown(word, '…')}` before it is closed here"
            fault.beside(said, (name, end.line), end.written)
    return fault


def _of_one_tag(tags: list[Tag], message: str, word: str, name: str, line: int) -> Fault:
    """Return the fault of a tag that is not right in itself; Jinja gave up in ``line``."""
    around = [
        tag
        for tag in tags
        if tag.sign and tag.line <= line and (tag.end is None or line <= tag.end)
    ]
    broken = next((tag for tag in around if tag.runs_on or tag.end is None), None)
    if broken and (broken.runs_on or "end of template" in message):
        hint = f"write `{_ENDS[broken.sign]}` where it ends, and look for a quote that is missing"
        said = f"this `{broken.sign}` is not closed"
        return Fault("KR302", said, hint, broken.written).at(name, broken.line)
    advice = next((hint for part, hint in _HINTS.items() if part in message), None)
    if curly := _CURLY.search(message):
        word, advice = curly[1], "write straight quotes in tags, as ' or \", not those of a text"
    fault = Fault("KR302", f"this is not valid: {message}", advice, word).at(name, line)
    for tag in around[-1:]:
        if tag.line < line:
            fault.beside("the tag begins here", (name, tag.line), tag.written)
    return fault


def _with_end(fault: Fault, name: str, text: str) -> Fault:
    """Return the fault of what is open where the template ends."""
    last = text.rstrip().count("\n") + 1
    return fault.beside("the template ends here", (name, last))


def _shown(word: str, rest: str = "") -> str:
    return f"{{% {' '.join((word, *[rest] * bool(rest)))} %}}"
