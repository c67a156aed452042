"""Paragraphs and tables of a Word document, and the room between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from kamroles.render.docx.markup import w
from kamroles.render.docx.styles import style_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(slots=True)
class Para:
    """A paragraph in a style.

    Attributes:
        content: its runs.
        number: the list it counts in, and the level there.
        right_to_left: whether it starts at the right.
        at_the_right: whether its lines end at the right, as figures do.
        below_table: the room above a heading that follows a table, which has none below itself.

    """

    style: str
    content: str
    number: tuple[int, int] | None = None
    keep_next: bool = False
    before: float | None = None
    after: float | None = None
    right_to_left: bool = False
    at_the_right: bool = False
    below_table: float | None = None

    def xml(self) -> str:
        """Return the element."""
        layout = w("pStyle", val=style_id(self.style))
        if self.keep_next:
            layout += w("keepNext")
        if self.number:
            own, level = self.number
            layout += w("numPr", w("ilvl", val=level), w("numId", val=own))
        layout += w("bidi") if self.right_to_left else ""
        room = {"before": self.before, "after": self.after}
        if said := {name: each for name, each in room.items() if each is not None}:
            layout += w("spacing", **said)
        layout += w("jc", val="right") if self.at_the_right else ""
        return w("p", w("pPr", layout), self.content)


@dataclass(slots=True)
class Grid:
    """A table; each cell holds paragraphs or tables.

    Attributes:
        header: the first row names the columns and is repeated on every page.
        labels: the first column names the rows.
        room: the distance to text above and below.
        together: the rows stay on one page; else the first two do, and the last two.
        right: the columns, from 0, whose words stand at the right.
        at_the_foot: words stand at the foot of their cells, below the room to write.

    """

    style: str
    widths: Sequence[float]
    room: float
    rows: list[list[list[Element]]] = field(default_factory=list)
    header: bool = False
    labels: bool = False
    together: bool = False
    keep_next: bool = False
    row_height: int = 0
    right: Sequence[int] = ()
    at_the_foot: bool = False

    def xml(self) -> str:
        """Return the element."""
        look = w(
            "tblLook",
            val=f"{0x20 * self.header + 0x80 * self.labels + 0x600:04X}",
            firstRow=self.header,
            lastRow=False,
            firstColumn=self.labels,
            lastColumn=False,
            noHBand=True,
            noVBand=True,
        )
        layout = w(
            "tblPr",
            w("tblStyle", val=style_id(self.style)),
            w("tblW", w=sum(self.widths), type="dxa"),
            w("tblLayout", type="fixed"),
            look,
        )
        columns = w("tblGrid", *(w("gridCol", w=each) for each in self.widths))
        return w("tbl", layout, columns, *(self._row(at) for at in range(len(self.rows))))

    def _row(self, at: int) -> str:
        is_head = self.header and at == 0
        last = len(self.rows) - 1
        bound = at < last and (self.together or at in (self.header, last - 1))
        held = self.keep_next or bound or is_head
        layout = w("cantSplit")
        if self.row_height and not is_head:
            layout += w("trHeight", val=self.row_height, hRule="atLeast")
        if is_head:
            layout += w("tblHeader")
        cells = (self._cell(at, column, held) for column in range(len(self.widths)))
        return w("tr", w("trPr", layout), *cells)

    def _cell(self, at: int, column: int, held: bool) -> str:
        content = self.rows[at][column]
        for each in content:
            each.keep_next = each.keep_next or held
            if isinstance(each, Para):
                each.at_the_right = column in self.right
        layout = w("tcW", w=self.widths[column], type="dxa")
        if column in self.right and column == len(self.widths) - 1:
            layout += w("tcMar", w("right", w=0, type="dxa"))
        layout += w("vAlign", val="bottom") if self.at_the_foot else ""
        return w("tc", w("tcPr", layout), flow(content))


Element = Para | Grid


def flow(elements: Iterable[Element]) -> str:
    """Return the elements in order, with room around tables and none of them touching."""
    spaced: list[Element] = []
    for each in elements:
        if spaced and isinstance(each, Grid) and isinstance(spaced[-1], Grid):
            # Word joins tables that touch.
            spaced.append(Para("Table Spacer", "", keep_next=spaced[-1].keep_next))
        spaced.append(each)
    if not spaced or isinstance(spaced[-1], Grid):
        # A cell and a document have to end in a paragraph.
        spaced.append(Para("Table Spacer", ""))
    for one, other in pairwise(spaced):
        if isinstance(one, Grid) and isinstance(other, Para):
            other.before = one.room if _has_room(other) else other.below_table
        if isinstance(other, Grid) and isinstance(one, Para) and _has_room(one):
            one.after = other.room
    return "".join(each.xml() for each in spaced)


def _has_room(para: Para) -> bool:
    return not para.style.startswith(("heading", "Table Spacer"))
