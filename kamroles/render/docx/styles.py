"""The styles of a Word document, made from a theme's tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.render.docx.markup import root, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.theme.lengths import Look

LEVELS = 3
"""How deep lists and headings have styles of their own."""

INDENT = 300
"""How far a list level stands in, in twips."""

BULLETS = 1
"""The numbering that the bullet styles belong to."""

_BOX = 160
_TABLE = "TableNormal"


def styles(look: Look, lang: str) -> str:
    """Return the style sheet part."""
    return root(
        "styles",
        _defaults(look, lang),
        *_text_styles(look),
        *_heading_styles(look),
        *_list_styles(look),
        *_block_styles(look),
        *_page_styles(look),
        *_character_styles(look),
        *_table_styles(look),
    )


def _defaults(look: Look, lang: str) -> str:
    size, space = look.size, look.space
    font = look.font["body"]
    run = w("rFonts", ascii=font, hAnsi=font, cs=font, eastAsia=font) + _size(size["body"])
    run += w("lang", val=lang, eastAsia=lang, bidi=lang)
    paragraph = w("widowControl") + _spacing(after=space["paragraph"], line=look.line)
    return w("docDefaults", w("rPrDefault", w("rPr", run)), w("pPrDefault", w("pPr", paragraph)))


def _text_styles(look: Look) -> Iterator[str]:
    size, space = look.size, look.space
    yield _paragraph("Normal", face=_ink(look, "text"), default=True)
    yield _paragraph(
        "Title",
        after="Subtitle",
        layout=_KEEP + _spacing(before=space["panel"], after=40),
        face=_BOLD + w("spacing", val=-6) + _size(size["title"]),
    )
    yield _paragraph(
        "Subtitle",
        after="Normal",
        layout=_KEEP + _spacing(after=space["panel"]),
        face=_ink(look, "muted") + _size(size["body"] * 1.1),
    )
    yield _paragraph(
        "Lead",
        after="Normal",
        layout=_spacing(after=space["panel"]),
        face=_size(size["body"] * 1.08),
    )


def _heading_styles(look: Look) -> Iterator[str]:
    size, space = look.size, look.space
    faces = (
        (space["section"], _ink(look, "accent-text") + _size(size["heading"])),
        (space["part"], _size(size["body"] * 1.08)),
        (space["part"], _ink(look, "muted") + _size(size["body"])),
    )
    for level, (distance, face) in enumerate(faces, 1):
        # Word adds this to the distance below the paragraph before.
        before = max(0, distance - space["paragraph"])
        layout = _KEEP + _spacing(before=before, after=round(space["paragraph"] * 0.6))
        layout += w("outlineLvl", val=level - 1)
        yield _paragraph(f"heading {level}", after="Normal", layout=layout, face=_BOLD + face)


def _list_styles(look: Look) -> Iterator[str]:
    space = look.space
    for level in range(1, LEVELS + 1):
        number = "" if level == 1 else f" {level}"
        tight = _spacing(after=space["item"])
        lines = w("keepLines")
        numbered = w("ilvl", val=level - 1) + w("numId", val=BULLETS)
        yield _paragraph(f"List Bullet{number}", layout=lines + w("numPr", numbered) + tight)
        yield _paragraph(f"List Number{number}", layout=lines + tight)
        indent = w("ind", left=INDENT * level)
        yield _paragraph(f"List Continue{number}", layout=tight + indent)
    yield _paragraph("Checkbox", layout=w("keepLines") + tight)


def _block_styles(look: Look) -> Iterator[str]:
    color, size, space = look.color, look.size, look.space
    yield _paragraph("Table Text", layout=_spacing(after=0))
    yield _paragraph("Table Heading", based="TableText", layout=w("keepNext"), face=_BOLD)
    yield _paragraph("Facts Label", based="TableText", face=_ink(look, "muted"))
    yield _paragraph("Table Spacer", layout=_spacing(after=0, line=20), face=_size(40))
    surface = _shade(color["surface"])
    yield _paragraph(
        "Callout",
        layout=w("keepLines")
        + _frame(color["surface"], left=(color["accent"], 18))
        + surface
        + _spacing(before=space["paragraph"], after=space["paragraph"])
        + w("ind", left=_BOX + 40, right=_BOX),
        face=_size(size["body"] * 0.95),
    )
    yield _paragraph(
        "Draft Notice",
        after="Title",
        layout=w("keepLines")
        + _frame(color["mark"])
        + _shade(color["mark"])
        + _spacing(before=60, after=space["section"])
        + w("ind", left=_BOX, right=_BOX),
        face=_BOLD + _ink(look, "mark-text"),
    )
    yield _paragraph(
        "Field",
        layout=w("keepLines")
        + w("pBdr", _edge("bottom", color["muted"], 4, space=3))
        + _spacing(before=space["section"], after=space["paragraph"]),
        face=_ink(look, "muted"),
    )
    yield _paragraph(
        "Figure", layout=w("keepNext") + _spacing(before=space["panel"], after=space["panel"])
    )


def _page_styles(look: Look) -> Iterator[str]:
    color, size, space = look.color, look.size, look.space
    face = _ink(look, "muted") + _size(size["small"])
    yield _paragraph("header", layout=_spacing(after=0), face=face)
    yield _paragraph("footer", layout=_spacing(after=0), face=face)
    rule = w("pBdr", _edge("top", color["accent"], 24, space=11))
    yield _paragraph(
        "Masthead", layout=rule + _spacing(after=space["panel"], line=20), face=_size(40)
    )


def _character_styles(look: Look) -> Iterator[str]:
    color = look.color
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
        "Hyperlink": _ink(look, "accent-text") + w("u", val="single"),
        "Strong": _BOLD,
        "Emphasis": w("i") + w("iCs"),
        "Blank": _ink(look, "mark-text")
        + w("u", val="dash", color=color["mark-text"])
        + _shade(color["mark"]),
        "Draft Mark": _BOLD + _ink(look, "mark-text") + w("spacing", val=30),
    }
    for name, face in faces.items():
        yield _style("character", name, w("rPr", face), based="DefaultParagraphFont")


def _table_styles(look: Look) -> Iterator[str]:
    color, space = look.color, look.space
    hairline = _edge("insideH", color["line"], 4)
    yield _table("Normal Table", _margins(0, 108))
    yield _table(
        "Document Table",
        w("tblBorders", _edge("bottom", color["line"], 4), hairline)
        + _margins(space["cell"], 0, 180),
        first_row=w("tcPr", w("tcBorders", _edge("bottom", color["accent"], 6))),
    )
    yield _table(
        "Facts Table",
        w("tblBorders", hairline) + _margins(space["cell"], _BOX + 40),
        cell=_shade(color["surface"]),
    )
    yield _table(
        "Approval Table",
        w(
            "tblBorders",
            _edge("bottom", color["line"], 4),
            hairline,
            _edge("insideV", color["line"], 4),
        )
        + _margins(space["cell"], 100),
        first_row=w("tcPr", w("tcBorders", _edge("bottom", color["accent"], 6))),
    )
    yield _table(
        "Callout Table",
        w("tblBorders", _edge("left", color["accent"], 18)) + _margins(100, _BOX + 20),
        cell=_shade(color["surface"]),
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


def _table(name: str, layout: str, *, cell: str = "", first_row: str = "") -> str:
    parts = w("tblPr", layout) + (w("tcPr", cell) if cell else "")
    if first_row:
        parts += w("tblStylePr", first_row, type="firstRow")
    if name == "Normal Table":
        return _style("table", name, parts, own=_TABLE, default=True)
    return _style("table", name, parts, based=_TABLE)


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


def _ink(look: Look, color: str) -> str:
    return w("color", val=look.color[color])


def _size(twips: float) -> str:
    half_points = round(twips / 10)
    return w("sz", val=half_points) + w("szCs", val=half_points)


def _spacing(*, before: float = 0, after: float = 0, line: float = 0) -> str:
    # At least so high: a font that needs more, a picture or an enlarged word is never cut.
    if line:
        return w("spacing", before=before, after=after, line=line, lineRule="atLeast")
    return w("spacing", before=before, after=after)


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


def _margins(vertical: float, left: float, right: float | None = None) -> str:
    sides = {"top": vertical, "left": left, "bottom": vertical}
    sides["right"] = left if right is None else right
    return w("tblCellMar", *(w(side, w=room, type="dxa") for side, room in sides.items()))
