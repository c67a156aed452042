"""The blocks of a document as the paragraphs and tables of a Word document."""

from __future__ import annotations

from itertools import groupby, pairwise, zip_longest
from typing import TYPE_CHECKING

from kamroles import document as doc
from kamroles.characters import directed, is_right_to_left
from kamroles.render.docx.layout import Element, Grid, Para, flow
from kamroles.render.docx.markup import attribute, characters, w
from kamroles.render.docx.numbering import EMPTY_BOX, TICKED_BOX, list_number
from kamroles.render.docx.styles import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kamroles.document import Block, Document, Inline, Section
    from kamroles.render.docx.package import Package
    from kamroles.theme.lengths import Look

_LABEL_SHARE = 0.27
_SIGNING_HEIGHT = 620
_INSIDE_CALLOUT = 360
_CHARACTER, _BESIDE_CELL = 0.72, 200
"""How wide a letter is in its size, on average: a wide font in bold may stand in for ours."""
_FACTS_ON_A_PAGE = 16


class BodyWriter:
    """Turns one document into its body; counts the numbered lists on the way."""

    def __init__(self, package: Package, look: Look) -> None:
        self.lists = 0
        self._package = package
        self._gap = look.space["panel"]
        self._below = look.space["paragraph"]
        self._headings = look.space["section"], look.space["part"]
        self._width = look.room
        self._letter = round(look.size["body"] * _CHARACTER)
        self._targets: dict[str, int] = {}

    def xml(self, document: Document) -> str:
        """Return all paragraphs and tables."""
        linked = {run.href for run in doc.walk_runs(document)}
        targets = (own.id for own in doc.sections_of(document) if f"#{own.id}" in linked)
        self._targets = {target: at for at, target in enumerate(targets)}
        return flow(self._all(document))

    def _all(self, document: Document) -> Iterator[Element]:
        yield Para("Masthead", "")
        if document.draft:
            yield self._para("Draft Notice", (doc.Run(document.draft),))
        if logo := self._package.logo(document.brand):
            yield Para("Logo", logo)
        yield self._para("Title", (doc.Run(document.title),))
        if document.eyebrow:
            yield self._para("Subtitle", document.eyebrow)
        yield from self._elements(document.blocks, first="Lead")
        closing = doc.closing(document)
        for part, depth in doc.walk(document.sections):
            if isinstance(part, doc.Section):
                yield self._heading(part, f"heading {min(depth, LEVELS)}")
                yield from self._elements(part.blocks, closing=part is closing)

    def _heading(self, section: Section, style: str) -> Para:
        heading = self._para(style, section.title)
        heading.below_table = self._headings[style != "heading 1"]
        if (at := self._targets.get(section.id)) is not None:
            start, end = w("bookmarkStart", id=at, name=f"section_{at}"), w("bookmarkEnd", id=at)
            heading.content = start + heading.content + end
        return heading

    def _elements(
        self, blocks: Sequence[Block], first: str = "Normal", *, closing: bool = False
    ) -> list[Element]:
        """Return the blocks, a paragraph at their head in the style ``first``.

        If they are ``closing``, the end of the last one stays with what follows.
        """
        elements: list[Element] = []
        for at, (block, leads) in enumerate(doc.with_leads(blocks)):
            added = self._block(block, "Normal" if at else first)
            if added and (leads or (closing and at == len(blocks) - 1)):
                added[-1].keep_next = True
            elements += added
        return elements

    def _block(self, block: Block, style: str = "Normal") -> list[Element]:
        elements: list[Element] = []
        match block:
            case doc.Paragraph(runs):
                elements += self._text(style, runs)
            case doc.Listing():
                elements += self._listing(block, 0)
            case doc.Table(head, rows) if head or any(rows):
                elements.append(self._table(block))
            case doc.Facts(pairs) if pairs:
                elements.append(self._facts(block))
            case doc.Callout(blocks):
                elements += self._callout(blocks)
            case doc.Checkbox(runs, checked):
                line = self._para("Checkbox", runs)
                line.number = (TICKED_BOX if checked else EMPTY_BOX, 0)
                elements.append(line)
            case doc.Field(label):
                elements.append(self._para("Field", label))
            case doc.Approval():
                elements.append(self._approval(block))
            case doc.Figure(name, alt):
                shown = self._package.picture(name, alt, self._width)
                elements += [Para("Figure", shown)] if shown else []
            case doc.KeepTogether(blocks):
                elements += _kept_together(self._elements(blocks))
        return elements

    def _text(self, style: str, runs: Inline) -> list[Para]:
        para = self._para(style, runs)
        return [para] if para.content else []

    def _para(self, style: str, runs: Inline) -> Para:
        left = is_right_to_left(doc.inline_text(runs))
        return Para(style, self._inline(runs, right_to_left=left), right_to_left=left)

    def _listing(self, listing: doc.Listing, level: int) -> list[Element]:
        style, number = "List Bullet", None
        if listing.ordered:
            style, number = "List Number", (list_number(self.lists), min(level, LEVELS - 1))
            self.lists += 1
        at = "" if level == 0 else f" {min(level + 1, LEVELS)}"
        elements: list[Element] = []
        for item in listing.items:
            own = style
            for block, leads in doc.with_leads(item):
                if isinstance(block, doc.Listing):
                    elements += self._listing(block, level + 1)
                elif isinstance(block, doc.Paragraph):
                    for para in self._text(own + at, block.runs):
                        para.number = number if own == style else None
                        para.keep_next = leads
                        elements.append(para)
                else:
                    elements += self._block(block)
                own = "List Continue"
        if level == 0 and elements and isinstance(last := elements[-1], Para):
            last.after = self._below
        # No page starts or ends with a single item.
        for each in elements[:-1][:1] + elements[-2:-1]:
            each.keep_next = True
        return elements

    def _callout(self, blocks: Sequence[Block]) -> list[Element]:
        """Return paragraphs in a box, or a table of one cell where it holds more than text."""
        texts = [block.runs for block in blocks if isinstance(block, doc.Paragraph)]
        if len(texts) == len(blocks):
            boxed = [para for runs in texts for para in self._text("Callout", runs)]
            return _kept_together([*boxed])
        self._width -= _INSIDE_CALLOUT
        inside = self._elements(blocks)
        self._width += _INSIDE_CALLOUT
        if inside and isinstance(last := inside[-1], Para):
            last.after = 0
        return [Grid("Callout Table", [self._width], self._gap, [[inside]])]

    def _facts(self, facts: doc.Facts) -> Grid:
        label = round(self._width * _LABEL_SHARE)
        grid = Grid("Facts Table", [label, self._width - label], self._gap, labels=True)
        grid.together = len(facts.rows) <= _FACTS_ON_A_PAGE
        for row in facts.rows:
            self._row(grid, ("Facts Label", "Table Text"), row)
        return grid

    def _table(self, table: doc.Table) -> Grid:
        rows = (table.head, *table.rows)
        grid = Grid("Document Table", self._shares(rows), self._gap, header=True)
        grid.right = table.right
        for row in rows:
            style = "Table Text" if grid.rows else "Table Heading"
            self._row(grid, [style] * len(grid.widths), row)
        return grid

    def _approval(self, approval: doc.Approval) -> Grid:
        count = max(1, len(approval.columns))
        grid = Grid("Approval Table", [self._width // count] * count, self._gap)
        grid.header = grid.labels = grid.together = grid.at_the_foot = True
        grid.row_height = _SIGNING_HEIGHT
        self._row(grid, ["Table Heading"] * count, approval.columns)
        for signer in approval.signers:
            self._row(grid, ["Table Text"] * count, (signer,))
        return grid

    def _row(self, grid: Grid, styles: Sequence[str], cells: Sequence[Inline]) -> None:
        """Add a row; cells that are not given stay empty."""
        given = (*cells, *[()] * (len(styles) - len(cells)))
        grid.rows.append([[self._para(*each)] for each in zip(styles, given, strict=True)])

    def _shares(self, rows: Sequence[Sequence[Inline]]) -> list[int]:
        """Return column widths: short columns as wide as their text, the others share the rest."""
        columns = list(zip_longest(*rows, fillvalue=()))
        lengths = [max(len(doc.inline_text(cell)) for cell in column) for column in columns]
        needed = [max(4, length) * self._letter + _BESIDE_CELL for length in lengths]
        short = [each if each <= self._width / len(columns) else 0 for each in needed]
        # The root keeps a column of sentences from crushing one of a few words.
        weights = [0.0 if own else each**0.5 for own, each in zip(short, needed, strict=True)]
        weights = weights if any(weights) else [float(each) for each in needed]
        rest = (self._width - sum(short)) / sum(weights)
        return [round(own + each * rest) for own, each in zip(short, weights, strict=True)]

    def _inline(self, runs: Inline, *, right_to_left: bool) -> str:
        parts = []
        for href, linked in groupby(doc.fold(runs, links_within=True), key=lambda run: run.href):
            content = "".join(_run(run, right_to_left=right_to_left) for run in linked)
            if href and href.startswith("#"):
                if (at := self._targets.get(href[1:])) is not None:
                    content = w("hyperlink", content, anchor=f"section_{at}")
            elif href:
                relation = attribute(self._package.link(href))
                content = f"<w:hyperlink r:id={relation}>{content}</w:hyperlink>"
            parts.append(content)
        return "".join(parts)


def _run(run: doc.Run, *, right_to_left: bool) -> str:
    outward = run.href and not run.href.startswith("#")  # within the document, links are quiet
    style = "Blank" if run.blank else "Hyperlink" if outward else ""
    face = w("rStyle", val=style) if style else ""
    face += w("b") + w("bCs") if run.bold else ""
    face += w("i") + w("iCs") if run.italic else ""
    parts = []
    for text, left in directed(run.text, right_to_left=right_to_left):
        own = face + w("rtl") if left else face
        parts.append(w("r", w("rPr", own) if own else "", characters(text)))
    return "".join(parts)


def _kept_together(elements: list[Element]) -> list[Element]:
    for each in elements:
        if isinstance(each, Grid):
            each.together = True
    for each, _ in pairwise(elements):
        each.keep_next = True
    return elements
