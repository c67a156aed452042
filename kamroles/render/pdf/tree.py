"""A document and its theme as the plain tree that a Typst face reads.

Lengths are numbers in pt. An inline is a list of runs: a text, or a mapping with ``text`` and
``bold``, ``italic``, ``blank`` or ``loose`` (a word too long for its line, which may break
anywhere); a link is ``to`` and its ``runs``. A block says what it ``is``, and whether it ``leads``
into the next one, so that no page ends between them; ``whole`` tells whether it is short enough
to stay on one page, or is None where only measuring at its ``width`` tells. The first item of
a list or row of a table, and the last but one, say by ``leads`` how many stay on its page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kamroles import document as doc
from kamroles.diagnostics import Problems, error
from kamroles.render.pdf.textarea import TextArea, inline_runs, lines_of, plain_runs
from kamroles.theme.columns import shares
from kamroles.theme.lengths import in_points
from kamroles.theme.page_words import TICKED, UNTICKED, page_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.document import Block, Document, Inline, Section
    from kamroles.theme import Asset, Theme

Tree = dict[str, Any]
Inlines = Sequence[doc.Inline]

_GUTTER = 1.4
"""Room between cells, in em; with less, pdftotext takes two cells for one line."""
_BETWEEN_COLUMNS = 2
"""Room between two columns of text, in rem."""
_FEW, _MOST_BOUND = 2, 12
"""How many parts after the first are kept with it, all of them, and how many lines at most."""
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")
_SIZED = re.compile(r"<svg[^>]*\s(width|height)\s*=")


def tree(document: Document, theme: Theme) -> Tree:
    """Return all that the face sets.

    Raises:
        Problems: the document or theme has something that cannot be set.

    """
    look = in_points(theme.tokens, places=theme.places)
    body = look.size["body"]
    top, right, bottom, left = look.margins
    width, height = look.sheet
    paper = {"width": width, "height": height, "room": look.room}
    paper |= {"gutter": _BETWEEN_COLUMNS * body}
    paper |= {"top": top, "right": right, "bottom": bottom, "left": left}
    lines = (height - top - bottom) / (body * look.line)
    ids = frozenset(section.id for section in doc.sections_of(document) if doc.fold(section.title))
    area = TextArea(look.room / body, lines, theme, ids)
    language, region = _language(document.lang)
    within = (area.width - _BETWEEN_COLUMNS * (look.columns - 1)) / look.columns
    column = replace(area, width=within, lines=lines * look.columns)
    logo = theme.assets.get("logo")
    words = page_words(document.lang)
    name = document.title
    if document.brand and document.brand not in name:
        name = f"{name} \u00b7 {document.brand}"
    return {
        "name": doc.printable(name),
        "title": plain_runs(document.title, area.inside(share=body / look.size["title"])),
        "eyebrow": inline_runs(document.eyebrow, area.inside(share=1 / 1.1)),
        "draft": plain_runs(document.draft, area.inside(less=2)),
        "running": plain_runs(document.running, area),
        "author": doc.printable(document.brand),
        "description": doc.printable(document.description),
        "date": _date(document.date),
        "lang": language,
        "region": region,
        "words": {"page": words.page, "of": words.of, "draft": words.draft},
        "logo": _picture(logo) if logo else None,
        "logo_alt": doc.printable(document.brand) or "Logo",
        "blocks": _lead(document.blocks, area, column),
        "sections": list(_sections(document.sections, column, {""}, doc.closing(document))),
        "tokens": asdict(look) | {"paper": paper},
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


def _sections(
    sections: Sequence[Section],
    area: TextArea,
    taken: set[str],
    closing: Section | None,
    level: int = 2,
) -> Iterator[Tree]:
    """Yield the sections with the level of their heading, the first of each id to be linked to."""
    for section in sections:
        title = inline_runs(section.title, area.inside(share=0.8))
        anchor = section.id if title and section.id not in taken else None
        taken.add(anchor or "")
        blocks = _blocks(section.blocks, area)
        if section is closing:
            blocks[-1]["leads"] = True
        yield {
            "id": section.id,
            "anchor": anchor,
            "level": min(level, 6),
            "title": title,
            "blocks": blocks,
        }
        # Levels must not be skipped, and a section without a title has none.
        yield from _sections(section.sections, area, taken, closing, level + bool(title))


def _lead(blocks: Sequence[Block], area: TextArea, column: TextArea) -> list[Tree]:
    """Return what stands before the first section; a paragraph at its head is set larger.

    It is set over all columns, what follows in them.
    """
    if blocks and isinstance(blocks[0], doc.Paragraph):
        lead: Tree = {"is": "lead", "runs": inline_runs(blocks[0].runs, area.inside(share=1 / 1.1))}
        if next(doc.with_leads(blocks))[1]:
            lead["leads"] = True
        return [lead, *_blocks(blocks[1:], column)]
    return _blocks(blocks, column)


def _blocks(blocks: Sequence[Block], area: TextArea) -> list[Tree]:
    """Return the blocks; lines to tick that follow each other make one list."""
    found: list[Tree] = []
    for _, group in groupby(doc.with_leads(blocks), lambda p: isinstance(p[0], doc.Checkbox)):
        lines = list(group)
        ticks = [line for line, _ in lines if isinstance(line, doc.Checkbox)]
        if ticks:
            items = [(doc.Paragraph(tick.runs),) for tick in ticks]
            signs = [TICKED if tick.checked else UNTICKED for tick in ticks]
            found.append(_list(items, area) | {"signs": signs})
        else:
            found += [
                _block(block, area) | ({"leads": True} if own else {}) for block, own in lines
            ]
    return found


def _list(items: Sequence[Sequence[Block]], area: TextArea) -> Tree:
    within = replace(area.inside(less=1.45), depth=area.depth + 1)
    kept = [_kept(item, within) for item in items]
    _bind(kept)
    return {"is": "list", "ordered": False, "depth": within.depth, "signs": [], "items": kept}


def _block(block: Block, area: TextArea) -> Tree:  # noqa: PLR0911 - a line for each block
    match block:
        case doc.Paragraph(runs):
            return {"is": "paragraph", "runs": inline_runs(runs, area)}
        case doc.Listing(items, ordered):
            return _list(items, area) | {"ordered": ordered}
        case doc.Table():
            return _table(block, area)
        case doc.Facts(rows):
            return _facts(rows, area)
        case doc.Callout(blocks):
            within = area.inside(less=2.4, share=1 / 0.95)
            return {"is": "callout", **_kept(blocks, within), "width": area.width}
        case doc.KeepTogether(blocks):
            return {"is": "keep", **_kept(blocks, area)}
        case doc.Field(label):
            return {"is": "field", "runs": inline_runs(label, area)}
        case doc.Approval(columns, signers):
            return _approval(columns or ((),), signers, area)
        case doc.Figure(name, alt):
            return _figure(name, alt, area)
        case doc.Checkbox():
            raise AssertionError  # gathered in lists before


def _kept(blocks: Sequence[Block], area: TextArea) -> Tree:
    lines = sum(0.5 + lines_of((doc.Run(line),), area) for line in doc.block_lines(blocks))
    whole = area.whole(lines)
    return {"blocks": _blocks(blocks, area), "width": area.width, "lines": lines, "whole": whole}


def _bind(parts: Sequence[Tree]) -> None:
    """Keep the first two parts of a list or table on one page, and the last two.

    So no page starts or ends with one of them alone. Parts too long for that stay free.
    """
    last = len(parts) - 1
    for at in {0, last - 1} if last > 0 else ():
        bound = parts[at + 1 :] if last <= _FEW else parts[at + 1 : at + 2]
        lines = sum(part["lines"] + 0.5 for part in bound)
        if parts[at]["whole"] and lines <= _MOST_BOUND:
            parts[at]["leads"] = len(bound)


def _facts(rows: Sequence[tuple[Inline, Inline]], area: TextArea) -> Tree:
    inner = area.inside(less=2.2)
    areas = [inner.inside(share=0.29).inside(less=_GUTTER), inner.inside(share=0.71)]
    found = [_row(row, areas) for row in rows]
    lines = sum(row["lines"] + 0.5 for row in found)
    return {"is": "facts", "rows": found, "width": area.width, "whole": area.whole(lines)}


def _table(table: doc.Table, area: TextArea) -> Tree:
    given = (table.head, *table.rows)
    count = max(map(len, given))
    full = [(*row, *((),) * (count - len(row))) for row in given]
    widths = shares(full, table.right)
    areas = [area.inside(share=width / sum(widths)).inside(less=_GUTTER) for width in widths]
    first, *rest = [_row(row, areas) for row in full]
    _bind(rest)
    columns = {"shares": widths, "right": table.right}
    return {"is": "table", **columns, "head": first, "rows": rest}


def _approval(columns: Inlines, signers: Inlines, area: TextArea) -> Tree:
    areas = [area.inside(share=1 / len(columns)).inside(less=_GUTTER)] * len(columns)
    empty: Inlines = ((),) * (len(columns) - 1)
    rows = [_row((signer, *empty), areas) | {"room": 2} for signer in signers]
    head = _row(columns, areas)
    lines = head["lines"] + sum(row["lines"] + 1.5 for row in rows)
    whole = area.whole(lines)
    return {"is": "approval", "head": head, "rows": rows, "width": area.width, "whole": whole}


def _row(cells: Inlines, areas: Sequence[TextArea]) -> Tree:
    pairs = list(zip(cells, areas, strict=False))
    lines = max((lines_of(runs, area) for runs, area in pairs), default=1.0)
    inlines = [inline_runs(runs, area) for runs, area in pairs]
    return {
        "cells": inlines,
        "lines": lines,
        "whole": bool(areas) and bool(areas[0].whole(lines)),
    }


def _figure(name: str, alt: str, area: TextArea) -> Tree:
    if not alt.strip():
        message = f"The picture {name!r} has no text that says what it shows."
        hint = "Describe it in a few words, for readers who cannot see it."
        raise Problems([error("KR405", message, hint=hint)])
    picture = _picture(area.theme.picture(name))
    return {"is": "figure", "picture": picture, "alt": doc.printable(alt)}


def picture_file(asset: Asset) -> str:
    """Return the name of the file that a picture of pixels is given to Typst in."""
    return f"{sha256(asset.content).hexdigest()[:32]}.{asset.media_type.removeprefix('image/')}"


def _picture(asset: Asset) -> Tree:
    """Return a drawing as text, a picture of pixels as the name of a file."""
    if asset.media_type != "image/svg+xml":
        return {"file": f"/{picture_file(asset)}"}
    svg = asset.content.decode("utf-8-sig")
    # A drawing without a size of its own fills its place, as on a web page.
    return {"svg": svg, "stretch": not _SIZED.search(svg)}
