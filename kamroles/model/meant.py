"""What to write in place of a value that its field cannot take, as far as the file tells."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import nearest
from kamroles.model import reading
from kamroles.model.fields import Field, Single, fields_of
from kamroles.source import invisible, repair
from kamroles.source.nodes import Mapping, Node, Scalar, Sequence
from kamroles.source.wording import values_meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.model.base import Model


def instead(
    code: str, name: str, node: Node, around: Mapping | None, model: type[Model] | None
) -> str | None:
    """Return a better hint than the field's type can give; None where there is none.

    ``around`` and ``model`` are the group that the value stands in, if it stands in one.
    """
    if not isinstance(node, Scalar):
        return _one_value(node, name) if code == "KR202" else None
    if unseen := invisible.no_width(node.text):
        return f"delete {unseen} in it"
    if code == "KR205" and around and model:
        return _date(name, node, around, fields_of(model))
    return None


def word(written: str, allowed: list[str]) -> str | None:
    """Return which of the allowed words is meant by one in everyday language."""
    small = " ".join(written.lower().split())
    spellings = [small.replace("-", "_").replace(" ", "_"), small, *values_meant(small)]
    if exact := next((one for one in spellings if one in allowed), None):
        return exact
    near = (nearest(one, allowed, 1) for one in spellings)
    return next((found[0] for found in near if found), None)


def _one_value(node: Node, name: str) -> str:
    """Return how one value is written where there is a list or a mapping."""
    items = node.items if isinstance(node, Sequence) else ()
    if len(items) == 1 and isinstance(items[0], Scalar):
        only = items[0].text if items[0].plain else repair.quoted(items[0].text)
        return f"write `{name}: {only}`, without brackets and dashes"
    line = node.span.source.line(node.span.line)
    flow = isinstance(node, Mapping | Sequence) and node.flow
    if flow and node.span.line == node.span.end_line:
        start, end = node.span.column - 1, node.span.end_column - 1
        fixed = repair.with_quotes(line, start, end)
        return repair.write(fixed, "put the text in quotes") + ", if it is one text"
    return f"write one value behind `{name}:`; a text with a colon needs quotes"


def _date(name: str, node: Scalar, around: Mapping, fields: dict[str, Field]) -> str | None:
    if not fields[name].required and not re.search("[0-9]", node.text):
        return (
            f"leave the line out; there is then no `{name}` date "
            "(a date is written year-month-day, such as 2026-12-18)"
        )
    before = list(_days_before(name, around, fields))
    return reading.coming(node.text, max(before)) if before else None


def _days_before(name: str, around: Mapping, fields: dict[str, Field]) -> Iterator[datetime.date]:
    """Yield the dates that are declared, and so come, before the field."""
    for each in fields.values():
        if each.name == name:
            return
        dated = isinstance(each.kind, Single) and each.kind.type.schema.get("format") == "date"
        written = around.get(each.name)
        if dated and isinstance(written, Scalar):
            try:
                yield datetime.date.fromisoformat(written.text)
            except ValueError:
                continue
