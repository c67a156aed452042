"""A document as one web page that needs nothing else: text, style, fonts and pictures inside."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from kamroles import document as doc
from kamroles.characters import is_right_to_left
from kamroles.formats import Format
from kamroles.theme import custom_properties, fonts
from kamroles.theme.columns import shares
from kamroles.theme.page_words import page_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kamroles.document import Block, Document, Inline, Section
    from kamroles.theme import Asset, Theme

_SAFE_LINK = re.compile(r"(https?://|mailto:|tel:|#)\S", re.IGNORECASE)
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
# HTML allows no other controls than these, not even as a reference.
_FORBIDDEN = {*doc.ILLEGAL}.difference(b"\t\n\f\r")
_ESCAPES = str.maketrans(_MARKUP) | dict.fromkeys(_FORBIDDEN, "\ufffd")
_COLUMN_HEADER, _ROW_HEADER = 'th scope="col"', 'th scope="row"'
_UNSAFE_IN_CSS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\"\\\\<>]")
_SPACE_IN_CSS = re.compile(
    r"""(\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^)\"']*\)|\\.)"""  # left as it is
    r"|((?:(?<=[\s;{}])|^)/\*.*?\*/|/\*.*?\*/(?=[\s;{}]|$))|/\*.*?\*/|\s+",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Page:
    theme: Theme
    picture: Callable[[Asset], str]
    ids: frozenset[str]
    right_to_left: bool = False
    closing: Section | None = None


def render(document: Document, theme: Theme) -> bytes:
    """Return the document as a self-contained web page."""
    return page(document, theme, _screen_style(document, theme), data_uri).encode("utf-8")


def page(document: Document, theme: Theme, style: str, picture: Callable[[Asset], str]) -> str:
    """Return the web page with a style sheet, and with pictures by the address that is given."""
    ids = frozenset(section.id for section in doc.sections_of(document))
    view = _Page(theme, picture, ids, closing=doc.closing(document))
    # Said in the page header already where there are pages.
    running = _paragraph((doc.Run(document.running),), view, "").strip()
    footer = f"<footer data-furniture>{running}</footer>\n" if document.running else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.lang)}">\n<head>\n{_head(document)}'
        f"{style}</head>\n"
        f'<body class="kind-{escape(document.kind)}" data-running="{escape(document.running)}">\n'
        f"{_masthead(document, view)}<main>\n{_content(document, view)}</main>\n"
        f"{footer}</body>\n</html>\n"
    )


def content(document: Document, theme: Theme, picture: Callable[[Asset], str]) -> str:
    """Return what stands below the title, to be put into another page."""
    ids = frozenset(section.id for section in doc.sections_of(document))
    return _content(document, _Page(theme, picture, ids))


def button(document: Document) -> str:
    """Return the link to what the reader is asked to do, as a button."""
    href = next(run.href for run in document.action if run.href)
    return f'<a class="button" href="{escape(href)}">{inline(document.action)}</a>'


def inline(runs: Inline) -> str:
    """Return text in its styles, to be put into another page."""
    return "".join(map(_run, runs))


def _content(document: Document, view: _Page) -> str:
    sections = "".join(_section(section, 2, view) for section in document.sections)
    return _lead(document.blocks, view) + sections


def escape(text: str) -> str:
    """Return the text as HTML shows it, in content and in quoted attributes alike."""
    return text.translate(_ESCAPES)


def data_uri(asset: Asset) -> str:
    """Return the asset as an address that holds it."""
    return f"data:{asset.media_type};base64,{b64encode(asset.content).decode('ascii')}"


def page_rules(document: Document, theme: Theme, running: str) -> str:
    """Return the ``@page`` rules: paper, margins, page header, page numbers, draft mark.

    ``running`` is the CSS value for the page header, so that an engine can name one.
    """
    words = page_words(document.lang)
    small = f'font:{theme.tokens["size.small"]} "{theme.tokens["font.body"]}";color:'
    quiet = small + theme.tokens["color.muted"]
    draft = ""
    if document.draft:
        loud = f"{small}{theme.tokens['color.mark-text']};font-weight:600;letter-spacing:.06em"
        draft = f'@top-right{{content:"{words.draft.upper()}";{loud}}}'
    number = f'"{words.page} " counter(page) " {words.of} " counter(pages)'
    columns = ""
    if (count := theme.tokens["page.columns"]) != "1":
        columns = f"@media print{{main{{columns:{count};column-gap:2rem;column-fill:auto}}"
        columns += ".lead{column-span:all}}\n"
    return (
        f"@page{{size:{theme.tokens['page.size']};margin:{theme.tokens['page.margin']};"
        f"@top-left{{content:{running};{quiet}}}{draft}"
        f"@bottom-right{{content:{number};{quiet}}}}}\n"
        "@page:first{@top-left{content:none}}\n@media print{.leads{break-after:avoid}"
        ".closing>:last-child{break-after:avoid;break-inside:avoid}}\n"
        f"{columns}"
    )


def shown_text(document: Document) -> str:
    """Return all characters that pages of the document show."""
    return doc.plain_text(document) + document.running + doc.inline_text(document.action)


def needs_italic(document: Document, theme: Theme) -> bool:
    """Tell whether the document or its style sheet sets anything in italics."""
    return "italic" in theme.stylesheet or any(run.italic for run in doc.walk_runs(document))


def stylesheet(theme: Theme) -> str:
    """Return the theme's style sheet with its tokens as custom properties, without white space."""
    tokens = "".join(f"--{name}:{value};" for name, value in custom_properties(theme).items())
    return f":root{{{tokens}}}\n{minified(theme.stylesheet)}\n"


def minified(css: str) -> str:
    """Return a style sheet without comments and white space that says nothing."""
    return _SPACE_IN_CSS.sub(_shortest, css).strip()


def _shortest(part: re.Match[str]) -> str:
    """Return the least that says the same: a comment between two words keeps them apart."""
    if part[1]:
        return part[1]
    return "" if part[2] else " " if part[0].isspace() else "/**/"


def _screen_style(document: Document, theme: Theme) -> str:
    faces = fonts.web_faces(shown_text(document), italic=needs_italic(document, theme))
    pages = page_rules(document, theme, _css_string(document.running))
    return f"<style>\n{faces}{stylesheet(theme)}{pages}</style>\n"


def _css_string(text: str) -> str:
    """Return the text as a CSS string that cannot end the string or the style element."""
    return '"' + _UNSAFE_IN_CSS.sub(lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def _head(document: Document) -> str:
    title = document.title
    if document.brand and document.brand not in title:
        title = f"{title} \u00b7 {document.brand}"
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "description": document.description,
        "author": document.brand,
        "dcterms.created": document.date,
    }
    metas = (
        f'<meta name="{name}" content="{escape(said)}">\n' for name, said in named.items() if said
    )
    return f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n{"".join(metas)}'


def _masthead(document: Document, page: _Page) -> str:
    parts = []
    if document.draft:
        parts.append(f'<p class="draft">{escape(document.draft)}</p>\n')
    if logo := page.theme.assets.get("logo"):
        source, alt = escape(page.picture(logo)), escape(document.brand or "Logo")
        parts.append(f'<img class="logo" src="{source}" alt="{alt}">\n')
    parts.append(f"<h1{_way(document.title, page)}>{escape(document.title)}</h1>\n")
    if document.eyebrow:
        parts.append(_paragraph(document.eyebrow, page, "eyebrow"))
    if document.action:
        parts.append(f'<p class="action" data-furniture>{button(document)}</p>\n')
    return f'<header class="masthead">\n{"".join(parts)}</header>\n'


def _lead(blocks: Sequence[Block], page: _Page) -> str:
    """Return what stands before the first section; a paragraph at its head is set larger."""
    if blocks and isinstance(blocks[0], doc.Paragraph):
        own = "lead leads" if next(doc.with_leads(blocks))[1] else "lead"
        return _paragraph(blocks[0].runs, page, own) + _blocks(blocks[1:], page)
    return _blocks(blocks, page)


def _section(section: Section, level: int, page: _Page) -> str:
    own, heading = escape(section.id), f"h{min(level, 6)}"
    parts = "".join(_section(part, level + 1, page) for part in section.sections)
    named = ' class="closing"' if section is page.closing else ""
    return (
        f'<section id="{own}"{named} aria-labelledby="{own}--title">\n'
        f'<{heading} id="{own}--title"{_way(section.title, page)}>'
        f"{_inline(section.title, page)}</{heading}>\n"
        f"{_blocks(section.blocks, page)}{parts}</section>\n"
    )


def _blocks(blocks: Sequence[Block], page: _Page) -> str:
    """Return the blocks; lines to tick that follow each other make one list."""
    parts = []
    for ticks, group in groupby(doc.with_leads(blocks), lambda p: isinstance(p[0], doc.Checkbox)):
        lines = "".join(_block(block, page, leads=leads) for block, leads in group)
        parts.append(f'<ul class="checks">\n{lines}</ul>\n' if ticks else lines)
    return "".join(parts)


def _block(block: Block, page: _Page, *, leads: bool = False) -> str:  # noqa: PLR0911 - a line for each block
    match block:
        case doc.Paragraph(runs):
            return _paragraph(runs, page, "leads" if leads else "")
        case doc.Listing(items, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>\n{''.join(_item(item, page) for item in items)}</{tag}>\n"
        case doc.Table(head, rows, right):
            wide = shares((head, *rows), right)
            widths = "".join(f'<col style="width:{share}%">' for share in wide)
            above = f"<colgroup>{widths}</colgroup>\n{_header_row(head, page, right)}"
            return _table("", above, (_cells("td", row, page, right) for row in rows))
        case doc.Facts(rows):
            pairs = (
                _cells(_ROW_HEADER, row[:1], page) + _cells("td", row[1:], page) for row in rows
            )
            return _table(' class="facts"', "", pairs)
        case doc.Callout(blocks):
            return f'<div class="callout">\n{_blocks(blocks, page)}</div>\n'
        case doc.KeepTogether(blocks):
            return f'<div class="keep">\n{_blocks(blocks, page)}</div>\n'
        case doc.Checkbox(runs, checked):
            ticked = ' class="ticked"' if checked else ""
            return f"<li{ticked}{_way(runs, page)}>{_inline(runs, page)}</li>\n"
        case doc.Field(label):
            return _paragraph(label, page, "field")
        case doc.Approval(columns, signers):
            empty = "<td></td>" * (len(columns) - 1)
            lines = (_cells(_ROW_HEADER, (signer,), page) + empty for signer in signers)
            return _table(' class="approval"', _header_row(columns, page), lines)
        case doc.Figure(name, alt):
            source = escape(page.picture(page.theme.picture(name)))
            return f'<figure><img src="{source}" alt="{escape(alt)}"></figure>\n'


def _item(blocks: Sequence[Block], page: _Page) -> str:
    """Return a list item; its first paragraph stands in it directly, as people expect of lists."""
    if blocks and isinstance(blocks[0], doc.Paragraph):
        runs, blocks = blocks[0].runs, blocks[1:]
    else:
        runs = ()
    way, first = _way(runs, page), _inline(runs, page)
    inside = page
    if blocks and way:
        inside = replace(page, right_to_left=not page.right_to_left)
    rest = _blocks(blocks, inside)
    return f"<li{way}>{first}\n<div>\n{rest}</div></li>\n" if rest else f"<li{way}>{first}</li>\n"


def _paragraph(runs: Inline, page: _Page, own: str) -> str:
    """Return a paragraph, of the classes that it has."""
    named = f' class="{own}"' if own else ""
    return f"<p{named}{_way(runs, page)}>{_inline(runs, page)}</p>\n"


def _way(words: Inline | str, page: _Page) -> str:
    """Return the direction of a text by its first letter, where that of what is around differs."""
    left = is_right_to_left(words if isinstance(words, str) else doc.inline_text(words))
    if left == page.right_to_left:
        return ""
    return ' dir="rtl"' if left else ' dir="ltr"'


def _table(attributes: str, above: str, rows: Iterable[str]) -> str:
    """Return a table with these rows of cells below what stands above them."""
    lines = "".join(f"<tr>{row}</tr>\n" for row in rows)
    return f"<table{attributes}>\n{above}<tbody>\n{lines}</tbody>\n</table>\n"


def _header_row(cells: Sequence[Inline], page: _Page, right: Sequence[int] = ()) -> str:
    return f"<thead>\n<tr>{_cells(_COLUMN_HEADER, cells, page, right)}</tr>\n</thead>\n"


def _cells(element: str, cells: Iterable[Inline], page: _Page, right: Sequence[int] = ()) -> str:
    parts = []
    for at, cell in enumerate(cells):
        own = ' class="right"' if at in right else ""
        parts.append(f"<{element}{own}{_way(cell, page)}>{_inline(cell, page)}</{element[:2]}>")
    return "".join(parts)


def _inline(runs: Inline, page: _Page) -> str:
    """Return the runs; neighbors with the same target make one link."""
    parts: list[str] = []
    for href, same in groupby(runs, lambda run: run.href):
        group = list(same)
        if not (href and _may_link(href, page)):
            parts += map(_run, group)
            continue
        # What is bold as a whole is so around its link: WeasyPrint tags one of two links otherwise.
        bold = all(run.bold for run in group)
        words = "".join(_run(replace(run, bold=run.bold and not bold)) for run in group)
        link = f'<a href="{escape(href)}">{words}</a>'
        parts.append(f"<strong>{link}</strong>" if bold else link)
    return "".join(parts)


def _may_link(href: str, page: _Page) -> bool:
    if href.startswith("#"):
        return href[1:] in page.ids
    return bool(_SAFE_LINK.match(href))


def _run(run: doc.Run) -> str:
    words = escape(run.text)
    if run.italic:
        words = f"<em>{words}</em>"
    if run.bold:
        words = f"<strong>{words}</strong>"
    if run.blank:
        words = f'<mark class="blank">{words}</mark>'
    return words


FORMAT = Format(
    name="html",
    title="Web page",
    suffix=".html",
    media_type="text/html; charset=utf-8",
    render=render,
    called=("htm",),
    opens=True,
    packages=fonts.PACKAGES,
)
