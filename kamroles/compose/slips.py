"""Slips in templates: Markdown that documents do not have, blocks that replace nothing, one brace.

Markdown and Jinja take them without a word; here they are told, and never printed as typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.compose.faults import Fault, meant
from kamroles.compose.tokens import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kamroles.diagnostics import Source

_FORMS = (
    (
        r"!\[[^\]\[]*\](?:\([^()]*\)|\[[^\]\[]*\])?",
        "pictures in a line",
        "write `::: figure {asset=logo}`",
    ),
    (r"\[\^[^\]\[\s]+\]", "footnotes", "write the note in brackets where it belongs"),
    (r"(`+)[^`\n]+\1", "code", "take the backticks away, or put quotation marks in their place"),
    (r"~~\S(?:[^~]*\S)?~~", "words struck out", "take them away"),
    (r"^\s*(?:[-*+]|\d+\.)\s+\[[ xX]\]", "task lists", "write `::: checkbox` around each line"),
    (r"^:\s+\S", "lists of definitions", "write `::: facts` with rows `- Label: value`"),
    (r"\\\s*$", "breaks within a paragraph", "begin a new paragraph with an empty line"),
    (r"<(?:https?://|mailto:)[^<>\s]+>", "addresses in angle brackets", "write [words](https://…)"),
    (r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>", "HTML", "write the words alone, or Markdown"),
    (r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});", "HTML entities", "write the character itself"),
    (r"\{#(?:[\s-].*?#\}|.*?#\})", "such comments", "write comments as <!-- … -->"),
    (r"==\S[^=]*==", "marked words", "take the signs away"),
    (r"^\*\[[^\]]+\]:", "abbreviations", "write the long form in brackets behind the short one"),
    (r"^(?:\s*(?:[-*+]|\d+\.)\s+|\s+)#{1,6}\s+\S", "headings within lines", "begin a line with #"),
    (r"^\s*(?:[-*+]|\d+\.)\s+>", "quotations", "write `::: callout` around it"),
    (r"^#{2,6}(?:[^#\s].*)?$", "headings like this", "write a space and the words behind ##"),
    (r"^\[[^\]]+\]:\s+\S", "link references", "write [words](https://…) where the link belongs"),
)
"""What there is not, how to recognize it, and what to write instead.

Two spaces at the end of a line are not among them: conditions that print nothing leave such too.
"""
_RULE = r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})\Z"
_LINES = (
    (
        r"#{1,6}\s",
        "a heading cannot stand inside a directive",
        "close the directive first with `:::`",
    ),
    (r"\{#\s", "this is not a comment", "write comments as <!-- … -->"),
    (r">", "documents have no quotations", "write `::: callout` before it and `:::` after it"),
    (r"```|~~~", "documents have no code", "write it as a paragraph"),
    (
        _RULE,
        "documents have no rules and no underlined headings",
        "start a section with `## Title {#id}`",
    ),
)
"""Lines of which nothing is kept: how they begin, what is wrong, and what to write instead."""
_HINTS_AT_ONE = re.compile(r"[`~<&\\#>=]|!\[|\[[\^ xX]|^:|^\*?\[")
_KNOWN = tuple((re.compile(pattern), name, hint) for pattern, name, hint in _FORMS)

_KNOWN_LINES = tuple((re.compile(pattern), message, hint) for pattern, message, hint in _LINES)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(
    r"""\{%[-+]?\s*(?:block\s+(?P<block>\w+)|(?P<end>endblock)\b|extends\s+(["'])(?P<base>.+?)\3)"""
)
_ONE_BRACE = re.compile(r"(?<!\{)\{[ \t]*((?:role|employer|posting)\.[\w.]+)[^{}%\n]*\}(?!\})")


def impossible(line: str) -> Fault | None:
    """Return why a line cannot stand where it does, or None."""
    for pattern, message, hint in _KNOWN_LINES:
        if pattern.match(line):
            return Fault("KR325" if line[0] == "#" else "KR327", message, hint, literal(line))
    return None


def unsupported(line: str) -> Fault | None:
    """Return what a line of text has that documents have not."""
    for pattern, name, hint in _KNOWN if _HINTS_AT_ONE.search(line) else ():
        if found := pattern.search(line):
            shown = found[0].strip()
            message = f"documents have no {name}: `{shown[:40]}`"
            return Fault("KR327", message, hint, shown)
    return None


def slips(sources: Mapping[str, Source], join: Callable[[str, str], str]) -> Iterator[Fault]:
    """Yield each slip at its line; ``join`` tells which template a name means in another."""
    texts = {name: _COMMENT.sub(_blank, source.text) for name, source in sources.items()}
    bases = {
        name: join(found["base"], name)
        for name, text in texts.items()
        for found in _TAG.finditer(text)
        if found["base"]
    }
    for name, text in texts.items():
        for found in _ONE_BRACE.finditer(text):
            message = f"`{found[0]}` is printed as it stands: one brace is no tag"
            mended = f"write {{{{ {found[1]} }}}}"
            yield Fault("KR332", message, mended, found[0]).at(name, _line(text, found.start()))
        known = _inherited(name, bases, texts)
        if known is None or "self." in text:  # with `self.` a block can be called by its name
            continue
        for block, line in _outer(text):
            if block not in known:
                message = f"`{bases[name]}` has no block `{block}`, so this one is never shown"
                hint = meant(block, known, "it has")
                yield Fault("KR331", message, hint, block).at(name, line)


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _inherited(name: str, bases: Mapping[str, str], texts: Mapping[str, str]) -> list[str] | None:
    """Return the blocks of the templates that one extends; None where it extends none."""
    blocks: dict[str, None] = {}
    seen = {name}
    while (name := bases.get(name, "")) and name not in seen:
        if name not in texts:
            return None
        seen.add(name)
        blocks |= dict.fromkeys(t["block"] for t in _TAG.finditer(texts[name]) if t["block"])
    return list(blocks) if len(seen) > 1 else None


def _outer(text: str) -> Iterator[tuple[str, int]]:
    """Yield the blocks that stand in no other, each with its line."""
    depth = 0
    for tag in _TAG.finditer(text):
        if tag["end"]:
            depth -= 1
        elif tag["block"]:
            if depth == 0:
                yield tag["block"], _line(text, tag.start())
            depth += 1
