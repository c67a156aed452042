"""Markdown that documents do not have: told where it stands, and never printed as typed."""

from __future__ import annotations

import re

from kamroles.compose.faults import Fault
from kamroles.compose.tokens import literal
from kamroles.diagnostics import Severity

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


def impossible(line: str) -> Fault | None:
    """Return why a line cannot stand where it does, or None."""
    for pattern, message, hint in _KNOWN_LINES:
        if pattern.match(line):
            return Fault("KR325" if line[0] == "#" else "KR327", message, hint, literal(line))
    return None


def unsupported(line: str, severity: Severity = Severity.ERROR) -> Fault | None:
    """Return what a line of text has that documents have not."""
    for pattern, name, hint in _KNOWN if _HINTS_AT_ONE.search(line) else ():
        if found := pattern.search(line):
            shown = found[0].strip()
            message = f"documents have no {name}: `{shown[:40]}`"
            return Fault("KR327", message, hint, shown, severity)
    return None
