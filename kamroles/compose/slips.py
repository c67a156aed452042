"""Slips in templates that Jinja takes without a word: blocks that replace nothing, one brace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.compose.faults import Fault, meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kamroles.diagnostics import Source

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(
    r"""\{%[-+]?\s*(?:block\s+(?P<block>\w+)|(?P<end>endblock)\b|extends\s+(["'])(?P<base>.+?)\3)"""
)
_ONE_BRACE = re.compile(r"(?<!\{)\{[ \t]*((?:role|employer|posting)\.[\w.]+)[^{}%\n]*\}(?!\})")


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
