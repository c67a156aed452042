"""How wide the columns of a table are on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.document import inline_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kamroles.document import Inline

_SHORT_COLUMN = 26
_GUTTER = 5
"""The room between two columns and for wide letters, in characters."""
_AT_THE_EDGE = 2
"""The room for wide letters alone, in a last column that ends at the right edge."""


def shares(rows: Sequence[Sequence[Inline]], right: Sequence[int] = ()) -> list[int]:
    """Return the width of each column in percent: short ones as they need, the rest shared out.

    A line of a page holds about a hundred characters. Columns of sentences share by the square
    root of their length, which keeps the shorter of them readable. The columns ``right`` are set at
    the right.
    """
    lengths = [[len(inline_text(cell)) for cell in row] for row in rows]
    needs = [max(column) + _GUTTER for column in zip(*lengths, strict=False)]
    if needs and len(needs) - 1 in right:
        needs[-1] -= _GUTTER - _AT_THE_EDGE
    short = [need for need in needs if need <= _SHORT_COLUMN]
    left = 100 - sum(short)
    roots = sum(need**0.5 for need in needs if need > _SHORT_COLUMN)
    if not roots or left < 40:
        return [round(100 * need**0.5 / sum(each**0.5 for each in needs)) for need in needs]
    return [need if need <= _SHORT_COLUMN else round(left * need**0.5 / roots) for need in needs]
