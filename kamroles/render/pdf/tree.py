"""A document and its theme as the plain tree that a Typst face reads.

Lengths are numbers in pt. An inline is a list of runs: a text, or a mapping with ``text`` and
``bold``, ``italic``, ``blank`` or ``loose`` (a word too long for its line, which may break
anywhere); a link is ``to`` and its ``runs``. A block says what it ``is``; ``whole`` tells that it
is short enough to stay on one page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, error
from kamroles.document import (
    Approval,
    Block,
    Callout,
    Checkbox,
    Document,
    Facts,
    Field,
    Figure,
    Inline,
    KeepTogether,
    Listing,
    Paragraph,
    Run,
    Section,
    Table,
    block_lines,
)
from kamroles.render.columns import shares
from kamroles.render.furniture import TICKED, UNTICKED, page_words
from kamroles.render.inline import fold, printable
from kamroles.render.pdf.paper import paper_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.render.theme import Asset, Theme

Tree = dict[str, Any]
Inlines = Sequence[Inline]

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")
_WIDE, _BROAD, _USUAL = 0.87, 0.65, 0.53
"""Widths of letters in em; a little more than they are, as a word is to fit for sure."""
_SIZED = re.compile(r"<svg[^>]*\s(width|height)\s*=")
_MOST_LINES = 36
"""A page has about fifty; what is longer than this may be cut."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: how wide a line is there, in em, and what may be linked to."""

    width: float
    theme: Theme
    ids: frozenset[str]
    depth: int = 0

    def inside(self, *, less: float = 0.0, share: float = 1.0) -> _Place:
        return replace(self, width=max(1.0, (self.width - less) * share))


def tree(document: Document, theme: Theme) -> Tree:
    """Return all that the face sets.

    Raises:
        Problems: the document or theme has something that cannot be set.

    """
    tokens = paper_tokens(theme)
    width = tokens["paper"]["room"] / tokens["size"]["body"]
    place = _Place(width, theme, frozenset(_ids(document.sections)))
    language, region = _language(document.lang)
    logo = theme.assets.get("logo")
    words = page_words(document.lang)
    name = document.title
    if document.brand and document.brand not in name:
        name = f"{name} \u00b7 {document.brand}"
    return {
        "name": printable(name),
        "title": printable(document.title),
        "eyebrow": _inline(document.eyebrow, place.inside(share=1 / 1.1)),
        "draft": printable(document.draft),
        "running": printable(document.running),
        "author": printable(document.brand),
        "description": printable(document.description),
        "date": _date(document.date),
        "lang": language,
        "region": region,
        "words": {"page": words.page, "of": words.of, "draft": words.draft},
        "logo": _picture(logo) if logo else None,
        "logo_alt": printable(document.brand) or "Logo",
        "blocks": _lead(document.blocks, place),
        "sections": list(_sections(document.sections, place)),
        "tokens": tokens,
    }


def _language(tag: str) -> tuple[str, str | None]:
    match = _LANGUAGE.fullmatch(tag)
    if not match:
        message = f"A PDF states its language, and {tag!r} does not name one."
        hint = "Use a language tag such as en-US or de."
        raise Problems([error("KR405", message, hint=hint)])
    return match[1].lower(), match[2].upper() if match[2] else None


def _date(written: str) -> Tree:
    try:
        day = date.fromisoformat(written)
    except ValueError as fault:
        message = f"A PDF states the date of its document, and {written!r} is none."
        hint = "Write it as year, month and day, such as 2026-03-02."
        raise Problems([error("KR405", message, hint=hint)]) from fault
    return {"year": day.year, "month": day.month, "day": day.day}


def _ids(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        yield section.id
        yield from _ids(section.sections)


def _sections(sections: Sequence[Section], place: _Place, level: int = 2) -> Iterator[Tree]:
    """Yield the sections, one after the other, with the level of their heading."""
    for section in sections:
        yield {
            "id": section.id,
            "level": min(level, 6),
            "title": _inline(section.title, place.inside(share=0.8)),
            "blocks": _blocks(section.blocks, place),
        }
        yield from _sections(section.sections, place, level + 1)


def _lead(blocks: Sequence[Block], place: _Place) -> list[Tree]:
    """Return what stands before the first section; a paragraph at its head is set larger."""
    if blocks and isinstance(blocks[0], Paragraph):
        lead = {"is": "lead", "runs": _inline(blocks[0].runs, place.inside(share=1 / 1.1))}
        return [lead, *_blocks(blocks[1:], place)]
    return _blocks(blocks, place)


def _blocks(blocks: Sequence[Block], place: _Place) -> list[Tree]:
    """Return the blocks; lines to tick that follow each other make one list."""
    found: list[Tree] = []
    for _, group in groupby(blocks, lambda block: isinstance(block, Checkbox)):
        lines = list(group)
        ticks = [line for line in lines if isinstance(line, Checkbox)]
        if ticks:
            items = [(Paragraph(tick.runs),) for tick in ticks]
            signs = [TICKED if tick.checked else UNTICKED for tick in ticks]
            found.append(_list(items, place) | {"signs": signs})
        else:
            found += [_block(block, place) for block in lines]
    return found


def _list(items: Sequence[Sequence[Block]], place: _Place) -> Tree:
    within = replace(place.inside(less=1.45), depth=place.depth + 1)
    kept = [_kept(item, within) for item in items]
    return {"is": "list", "ordered": False, "depth": within.depth, "signs": [], "items": kept}


def _block(block: Block, place: _Place) -> Tree:  # noqa: PLR0911 - a line for each block
    match block:
        case Paragraph(runs):
            return {"is": "paragraph", "runs": _inline(runs, place)}
        case Listing(items, ordered):
            return _list(items, place) | {"ordered": ordered}
        case Table(head, rows):
            return _table(head, rows, place)
        case Facts(rows):
            return _facts(rows, place)
        case Callout(blocks):
            within = place.inside(less=2.4, share=1 / 0.95)
            return {"is": "callout", **_kept(blocks, within)}
        case KeepTogether(blocks):
            return {"is": "keep", **_kept(blocks, place)}
        case Field(label):
            return {"is": "field", "runs": _inline(label, place)}
        case Approval(columns, signers):
            return _approval(columns, signers, place)
        case Figure(name, alt):
            return _figure(name, alt, place)
        case Checkbox():
            raise AssertionError  # gathered in lists before


def _kept(blocks: Sequence[Block], place: _Place) -> Tree:
    return {"blocks": _blocks(blocks, place), "whole": _height(blocks, place) <= _MOST_LINES}


def _facts(rows: Sequence[tuple[Inline, Inline]], place: _Place) -> Tree:
    inner = place.inside(less=2.2)
    label, value = inner.inside(share=0.27, less=0.9), inner.inside(share=0.73)
    found = [[_cell(one, label), _cell(other, value)] for one, other in rows]
    lines = sum(max(_lines(one, label), _lines(other, value)) + 0.5 for one, other in rows)
    return {"is": "facts", "rows": found, "whole": lines <= _MOST_LINES}


def _table(head: Inlines, rows: Sequence[Inlines], place: _Place) -> Tree:
    count = max(map(len, (head, *rows)))
    full = [(*row, *((),) * (count - len(row))) for row in (head, *rows)]
    widths = shares(full)
    places = [place.inside(share=width / sum(widths)).inside(less=0.9) for width in widths]
    first, *rest = [[_cell(*each) for each in zip(row, places, strict=True)] for row in full]
    return {"is": "table", "shares": widths, "head": first, "rows": rest}


def _approval(columns: Inlines, signers: Inlines, place: _Place) -> Tree:
    within = place.inside(share=1 / max(1, len(columns))).inside(less=0.9)
    return {
        "is": "approval",
        "columns": [_cell(each, within) for each in columns],
        "signers": [_cell(each, within) for each in signers],
        "whole": 3 * len(signers) + 2 <= _MOST_LINES,
    }


def _cell(runs: Inline, place: _Place) -> Tree:
    return {"runs": _inline(runs, place), "whole": _lines(runs, place) <= _MOST_LINES}


def _figure(name: str, alt: str, place: _Place) -> Tree:
    if not alt.strip():
        message = f"The picture {name!r} has no text that says what it shows."
        hint = "Describe it in a few words, for readers who cannot see it."
        raise Problems([error("KR405", message, hint=hint)])
    picture = _picture(place.theme.picture(name))
    return {"is": "figure", "picture": picture, "alt": printable(alt)}


def picture_file(asset: Asset) -> str:
    """Return the name of the file that a picture of pixels is given to Typst in."""
    return f"{sha256(asset.content).hexdigest()[:32]}.{asset.media_type.removeprefix('image/')}"


def _picture(asset: Asset) -> Tree:
    """Return a drawing as text, a picture of pixels as the name of a file."""
    if asset.media_type != "image/svg+xml":
        return {"file": f"/{picture_file(asset)}"}
    try:
        svg = asset.content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        message = f"The picture {asset.name!r} is not SVG in UTF-8."
        raise Problems([error("KR408", message, hint="Save it again as plain SVG.")]) from fault
    # A drawing without a size of its own fills its place, as on a web page.
    return {"svg": svg, "stretch": not _SIZED.search(svg)}


def _inline(runs: Inline, place: _Place) -> list[Any]:
    """Return the runs; neighbors with the same target make one link."""
    if len(runs) == 1 and runs[0] == Run(runs[0].text, path=runs[0].path):
        return list(_words(printable(runs[0].text).strip(" "), {}, place))
    found: list[Any] = []
    for href, group in groupby(fold(runs, links_within=True), lambda run: run.href):
        words = [part for run in group for part in _words(run.text, _styles(run), place)]
        within = href is None or not href.startswith("#") or href[1:] in place.ids
        found += [{"to": href, "runs": words}] if href and within else words
    return found


def _styles(run: Run) -> Tree:
    return {name: True for name in ("bold", "italic", "blank") if getattr(run, name)}


def _words(text: str, styles: Tree, place: _Place) -> Iterator[Any]:
    """Yield the text as runs; a word wider than its line is one of its own."""
    at, long = 0, int(place.width / _WIDE) + 1
    for word in re.finditer(rf"\S{{{long},}}", text) if len(text) >= long else ():
        if _width(word[0]) > place.width:
            if before := text[at : word.start()]:
                yield {"text": before, **styles} if styles else before
            yield {"text": word[0], "loose": True, **styles}
            at = word.end()
    if rest := text[at:]:
        yield {"text": rest, **styles} if styles else rest


def _width(word: str) -> float:
    """Return how wide the word is in em, at most."""
    wide = sum(letter in "mwMW@%" or letter > "\u2000" for letter in word)
    usual = sum(letter.islower() for letter in word)
    return wide * _WIDE + usual * _USUAL + max(0, len(word) - wide - usual) * _BROAD


def _lines(runs: Inline, place: _Place) -> float:
    return max(1.0, 0.5 * sum(len(run.text) for run in runs) / place.width)


def _height(blocks: Sequence[Block], place: _Place) -> float:
    """Return about how many lines the blocks take."""
    return sum(0.5 + _lines((Run(line),), place) for line in block_lines(tuple(blocks)))
