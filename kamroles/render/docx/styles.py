"""The styles of a Word document, made from a theme's tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    yield _paragraph("Normal", _ink(look, "text"), default=True)
    face = _BOLD + w("spacing", val=-6) + _size(size["title"])
    layout = _KEEP + _spacing(before=space["panel"], after=40)
    yield _paragraph("Title", face, layout, after="Subtitle")
    face = _ink(look, "muted") + _size(size["body"] * 1.1)
    yield _paragraph("Subtitle", face, _KEEP + _spacing(after=space["panel"]), after="Normal")
    face = _size(size["body"] * 1.08)
    yield _paragraph("Lead", face, _spacing(after=space["panel"]), after="Normal")


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
        layout = _KEEP + _spacing(before=before, after=space["paragraph"])
        layout += w("outlineLvl", val=level - 1)
        yield _paragraph(f"heading {level}", _BOLD + face, layout, after="Normal")


def _list_styles(look: Look) -> Iterator[str]:
    tight = _spacing(after=look.space["item"])
    whole = w("keepLines")
    for level in range(1, LEVELS + 1):
        number = "" if level == 1 else f" {level}"
        numbered = w("numPr", w("ilvl", val=level - 1) + w("numId", val=BULLETS))
        yield _paragraph(f"List Bullet{number}", layout=whole + numbered + tight)
        yield _paragraph(f"List Number{number}", layout=whole + tight)
        indent = w("ind", left=INDENT * level)
        yield _paragraph(f"List Continue{number}", layout=tight + indent)
    yield _paragraph("Checkbox", layout=whole + tight)


def _block_styles(look: Look) -> Iterator[str]:
    color, size, space, muted = look.color, look.size, look.space, _ink(look, "muted")
    yield _paragraph("Table Text", layout=_spacing(after=0))
    yield _paragraph("Table Heading", _BOLD, w("keepNext"), based="TableText")
    yield _paragraph("Facts Label", muted, based="TableText")
    yield _paragraph("Table Spacer", _size(40), _spacing(after=0, line=20))
    layout = _box(color["surface"], (color["accent"], 18))
    layout += _spacing(before=space["paragraph"], after=space["paragraph"])
    layout += w("ind", left=_BOX + 40, right=_BOX)
    yield _paragraph("Callout", _size(size["body"] * 0.95), layout)
    layout = _box(color["mark"], (color["mark"], 4))
    layout += _spacing(before=60, after=space["section"]) + w("ind", left=_BOX, right=_BOX)
    yield _paragraph("Draft Notice", _BOLD + _ink(look, "mark-text"), layout, after="Title")
    layout = w("keepLines") + w("pBdr", _edge("bottom", color["muted"], 4, space=3))
    layout += _spacing(before=space["section"], after=space["paragraph"])
    yield _paragraph("Field", muted, layout)
    room = _spacing(before=space["panel"], after=space["panel"])
    yield _paragraph("Figure", layout=w("keepNext") + room)


def _page_styles(look: Look) -> Iterator[str]:
    face = _ink(look, "muted") + _size(look.size["small"])
    yield _paragraph("header", face, _spacing(after=0))
    yield _paragraph("footer", face, _spacing(after=0))
    rule = w("pBdr", _edge("top", look.color["accent"], 24, space=11))
    yield _paragraph("Masthead", _size(40), rule + _spacing(after=0, line=20))
    yield _paragraph("Logo", layout=w("keepNext") + _spacing(after=look.space["panel"]))


def _character_styles(look: Look) -> Iterator[str]:
    own = "DefaultParagraphFont"
    facts = (w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden"))
    yield w("style", *facts, type="character", default=True, styleId=own)
    mark = _ink(look, "mark-text")
    dashes = w("u", val="dash", color=look.color["mark-text"])
    faces = {
        "Hyperlink": _ink(look, "accent-text") + w("u", val="single"),
        "Strong": _BOLD,
        "Emphasis": w("i") + w("iCs"),
        "Blank": mark + dashes + _shade(look.color["mark"]),
        "Draft Mark": _BOLD + mark + w("spacing", val=30),
    }
    for name, face in faces.items():
        yield _style("character", name, w("rPr", face), based=own)


def _table_styles(look: Look) -> Iterator[str]:
    color, cell = look.color, look.space["cell"]
    inside = _edge("insideH", color["line"], 4)
    lines = _edge("bottom", color["line"], 4) + inside
    surface = _shade(color["surface"])
    header = w("tcPr", w("tcBorders", _edge("bottom", color["accent"], 6)))
    yield _table("Normal Table", _margins(0, 108))
    layout = w("tblBorders", lines) + _margins(cell, 0, 180)
    yield _table("Document Table", layout, first_row=header)
    layout = w("tblBorders", inside) + _margins(cell, _BOX + 40)
    yield _table("Facts Table", layout, cell=surface)
    lines += _edge("insideV", color["line"], 4)
    layout = w("tblBorders", lines) + _margins(cell, 100)
    yield _table("Approval Table", layout, first_row=header)
    layout = w("tblBorders", _edge("left", color["accent"], 18)) + _margins(100, _BOX + 20)
    yield _table("Callout Table", layout, cell=surface)


_KEEP = w("keepNext") + w("keepLines")
_BOLD = w("b") + w("bCs")


def style_id(name: str) -> str:
    """Return the id under which a style of this name is found."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def _paragraph(
    name: str, face: str = "", layout: str = "", *, based: str = "Normal", **more: Any
) -> str:
    parts = (w("pPr", layout) if layout else "") + (w("rPr", face) if face else "")
    return _style("paragraph", name, parts, based=based, **more)


def _table(name: str, layout: str, *, cell: str = "", first_row: str = "") -> str:
    parts = w("tblPr", layout) + (w("tcPr", cell) if cell else "")
    if first_row:
        parts += w("tblStylePr", first_row, type="firstRow")
    return _style("table", name, parts, based=_TABLE, default=name == "Normal Table")


def _style(
    kind: str, name: str, parts: str, *, based: str, after: str = "", default: bool = False
) -> str:
    own = _TABLE if name == "Normal Table" else style_id(name)
    facts = w("name", val=name)
    if based != own:
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


def _box(fill: str, left: tuple[str, int]) -> str:
    """Return a ground with borders in its color, which are the room between it and its text."""
    border = w(
        "pBdr",
        _edge("top", fill, 4, space=5),
        _edge("left", *left, space=8),
        _edge("bottom", fill, 4, space=5),
        _edge("right", fill, 4, space=8),
    )
    return w("keepLines") + border + _shade(fill)


def _margins(vertical: float, left: float, right: float | None = None) -> str:
    sides = {"top": vertical, "left": left, "bottom": vertical}
    sides["right"] = left if right is None else right
    return w("tblCellMar", *(w(side, w=room, type="dxa") for side, room in sides.items()))
