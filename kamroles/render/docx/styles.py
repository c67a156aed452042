"""The styles of a Word document, made from a theme's tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.render.docx.markup import color, root, twips, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEVELS = 3
"""How deep lists and headings have styles of their own."""

INDENT = 300
"""How far a list level stands in, in twips."""

BULLETS = 1
"""The numbering that the bullet styles belong to."""
BODY_SIZE, SMALL_SIZE, HEADING_SIZE, TITLE_SIZE = 210, 170, 260, 480
"""Sizes in twips where a theme gives none that Word understands."""

_BOX = 160


@dataclass(frozen=True, slots=True)
class _Look:
    """The tokens as Word wants them: colors without a hash sign, sizes in half points."""

    font: str
    body: int
    small: int
    heading: int
    title: int
    ink: str
    quiet: str
    accent: str
    accent_text: str
    surface: str
    line: str
    mark: str
    mark_text: str


def _look(tokens: Mapping[str, str]) -> _Look:
    def half_points(name: str, fallback: int) -> int:
        return round(twips(tokens[name], fallback) / 10)

    return _Look(
        font=tokens["font.body"],
        body=half_points("size.body", BODY_SIZE),
        small=half_points("size.small", SMALL_SIZE),
        heading=half_points("size.heading", HEADING_SIZE),
        title=half_points("size.title", TITLE_SIZE),
        ink=color(tokens["color.text"]),
        quiet=color(tokens["color.muted"]),
        accent=color(tokens["color.accent"]),
        accent_text=color(tokens["color.accent-text"]),
        surface=color(tokens["color.surface"]),
        line=color(tokens["color.line"]),
        mark=color(tokens["color.mark"]),
        mark_text=color(tokens["color.mark-text"]),
    )


def styles(tokens: Mapping[str, str], lang: str) -> str:
    """Return the style sheet part."""
    look = _look(tokens)
    return root(
        "styles",
        _defaults(look, lang),
        *_text_styles(look),
        *_heading_styles(look),
        *_list_styles(),
        *_block_styles(look),
        *_page_styles(look),
        *_character_styles(look),
        *_table_styles(look),
    )


def _defaults(look: _Look, lang: str) -> str:
    font = w("rFonts", ascii=look.font, hAnsi=look.font, cs=look.font, eastAsia=look.font)
    run = font + _size(look.body)
    run += w("lang", val=lang, eastAsia=lang, bidi=lang)
    paragraph = w("widowControl") + _spacing(after=110, line=262)
    return w(
        "docDefaults",
        w("rPrDefault", w("rPr", run)),
        w("pPrDefault", w("pPr", paragraph)),
    )


def _text_styles(look: _Look) -> Iterator[str]:
    yield _paragraph("Normal", face=w("color", val=look.ink), default=True)
    yield _paragraph(
        "Title",
        after="Subtitle",
        layout=_KEEP + _spacing(before=240, after=40, line=252),
        face=_BOLD + w("spacing", val=-6) + _size(look.title),
    )
    yield _paragraph(
        "Subtitle",
        after="Normal",
        layout=_KEEP + _spacing(after=120),
        face=w("color", val=look.quiet) + _size(round(look.body * 1.1)),
    )
    yield _paragraph(
        "Lead", after="Normal", layout=_spacing(before=120, after=200), face=_size(look.body + 2)
    )


def _heading_styles(look: _Look) -> Iterator[str]:
    faces = (
        (250, 60, w("color", val=look.accent_text) + _size(look.heading)),
        (160, 40, _size(look.body + 2)),
        (140, 40, w("color", val=look.quiet) + _size(look.body)),
    )
    for level, (before, after, face) in enumerate(faces, 1):
        layout = _KEEP + _spacing(before=before, after=after, line=252)
        layout += w("outlineLvl", val=level - 1)
        yield _paragraph(f"heading {level}", after="Normal", layout=layout, face=_BOLD + face)


def _list_styles() -> Iterator[str]:
    for level in range(1, LEVELS + 1):
        number = "" if level == 1 else f" {level}"
        tight = _spacing(after=40)
        lines = w("keepLines")
        numbered = w("ilvl", val=level - 1) + w("numId", val=BULLETS)
        yield _paragraph(f"List Bullet{number}", layout=lines + w("numPr", numbered) + tight)
        yield _paragraph(f"List Number{number}", layout=lines + tight)
        indent = w("ind", left=INDENT * level)
        yield _paragraph(f"List Continue{number}", layout=tight + indent)
    yield _paragraph("Checkbox", layout=w("keepLines") + tight)


def _block_styles(look: _Look) -> Iterator[str]:
    yield _paragraph("Table Text", layout=_spacing(after=0, line=259))
    yield _paragraph("Table Heading", based="TableText", layout=w("keepNext"), face=_BOLD)
    yield _paragraph("Facts Label", based="TableText", face=w("color", val=look.quiet))
    yield _paragraph("Table Spacer", layout=_spacing(after=0, line=120, exact=True), face=_size(4))
    surface = _shade(look.surface)
    yield _paragraph(
        "Callout",
        layout=w("keepLines")
        + _frame(look.surface, left=(look.accent, 18))
        + surface
        + _spacing(before=120, after=80, line=264)
        + w("ind", left=_BOX + 40, right=_BOX),
        face=_size(look.body - 1),
    )
    yield _paragraph(
        "Draft Notice",
        after="Title",
        layout=w("keepLines")
        + _frame(look.mark)
        + _shade(look.mark)
        + _spacing(before=60, after=240)
        + w("ind", left=_BOX, right=_BOX),
        face=_BOLD + w("color", val=look.mark_text),
    )
    yield _paragraph(
        "Field",
        layout=w("keepLines")
        + w("pBdr", _edge("bottom", look.quiet, 4, space=3))
        + _spacing(before=280, after=120),
        face=w("color", val=look.quiet),
    )
    yield _paragraph("Figure", layout=w("keepNext") + _spacing(before=120, after=120))


def _page_styles(look: _Look) -> Iterator[str]:
    face = w("color", val=look.quiet) + _size(look.small)
    yield _paragraph("header", layout=_spacing(after=120, line=240), face=face)
    yield _paragraph("footer", layout=_spacing(after=0, line=240), face=face)
    rule = w("pBdr", _edge("top", look.accent, 24, space=11))
    yield _paragraph("Masthead", layout=rule + _spacing(after=160, line=240), face=_size(4))


def _character_styles(look: _Look) -> Iterator[str]:
    yield w(
        "style",
        w("name", val="Default Paragraph Font"),
        w("uiPriority", val=1),
        w("semiHidden"),
        type="character",
        default=True,
        styleId="DefaultParagraphFont",
    )
    faces = {
        "Hyperlink": w("color", val=look.accent_text) + w("u", val="single"),
        "Strong": _BOLD,
        "Emphasis": w("i") + w("iCs"),
        "Blank": w("color", val=look.mark_text)
        + w("u", val="dash", color=look.mark_text)
        + _shade(look.mark),
        "Draft Mark": _BOLD + w("color", val=look.mark_text) + w("spacing", val=30),
    }
    for name, face in faces.items():
        yield _style("character", name, w("rPr", face), based="DefaultParagraphFont")


def _table_styles(look: _Look) -> Iterator[str]:
    hairline = _edge("insideH", look.line, 4)
    yield _table("Normal Table", "TableNormal", _margins(0, 108), default=True)
    yield _table(
        "Document Table",
        "DocumentTable",
        w("tblBorders", _edge("bottom", look.line, 4), hairline) + _margins(60, 0, 180),
        first_row=w("tcPr", w("tcBorders", _edge("bottom", look.accent, 6))),
    )
    yield _table(
        "Facts Table",
        "FactsTable",
        w("tblBorders", hairline) + _margins(60, _BOX + 40),
        cell=_shade(look.surface),
    )
    yield _table(
        "Approval Table",
        "ApprovalTable",
        w(
            "tblBorders",
            _edge("bottom", look.line, 4),
            hairline,
            _edge("insideV", look.line, 4),
        )
        + _margins(60, 100),
        first_row=w("tcPr", w("tcBorders", _edge("bottom", look.accent, 6))),
    )
    yield _table(
        "Callout Table",
        "CalloutTable",
        w("tblBorders", _edge("left", look.accent, 18)) + _margins(100, _BOX + 20),
        cell=_shade(look.surface),
    )


_KEEP = w("keepNext") + w("keepLines")
_BOLD = w("b") + w("bCs")


def style_id(name: str) -> str:
    """Return the id under which a style of this name is found."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def _paragraph(
    name: str,
    *,
    based: str = "Normal",
    after: str = "",
    layout: str = "",
    face: str = "",
    default: bool = False,
) -> str:
    parts = (w("pPr", layout) if layout else "") + (w("rPr", face) if face else "")
    return _style("paragraph", name, parts, based=based, after=after, default=default)


def _table(
    name: str, own: str, layout: str, *, cell: str = "", first_row: str = "", default: bool = False
) -> str:
    parts = w("tblPr", layout) + (w("tcPr", cell) if cell else "")
    if first_row:
        parts += w("tblStylePr", first_row, type="firstRow")
    based = "" if own == "TableNormal" else "TableNormal"
    return _style("table", name, parts, own=own, based=based, default=default)


def _style(
    kind: str,
    name: str,
    parts: str,
    *,
    own: str = "",
    based: str = "",
    after: str = "",
    default: bool = False,
) -> str:
    own = own or style_id(name)
    facts = w("name", val=name)
    if based and based != own:
        facts += w("basedOn", val=based)
    if after:
        facts += w("next", val=after)
    facts += w("qFormat") if kind == "paragraph" else ""
    standard = {"default": True} if default else {}
    return w("style", facts, parts, type=kind, **standard, styleId=own)


def _size(half_points: int) -> str:
    return w("sz", val=half_points) + w("szCs", val=half_points)


def _spacing(*, before: int = 0, after: int = 0, line: int = 0, exact: bool = False) -> str:
    rule = {"line": line, "lineRule": "exact" if exact else "auto"} if line else {}
    return w("spacing", before=before, after=after, **rule)


def _shade(fill: str) -> str:
    return w("shd", val="clear", color="auto", fill=fill)


def _edge(side: str, ink: str, eighths: int, *, space: int = 0) -> str:
    return w(side, val="single", sz=eighths, space=space, color=ink)


def _frame(fill: str, *, left: tuple[str, int] | None = None) -> str:
    """Return borders in the color of the ground: the room between a box and its text."""
    ink, eighths = left or (fill, 4)
    return w(
        "pBdr",
        _edge("top", fill, 4, space=5),
        _edge("left", ink, eighths, space=8),
        _edge("bottom", fill, 4, space=5),
        _edge("right", fill, 4, space=8),
    )


def _margins(vertical: int, left: int, right: int | None = None) -> str:
    sides = {"top": vertical, "left": left, "bottom": vertical}
    sides["right"] = left if right is None else right
    return w("tblCellMar", *(w(side, w=room, type="dxa") for side, room in sides.items()))
