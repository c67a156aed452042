"""What to write in place of a value that its field cannot take, as far as the file tells."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import nearest
from kamroles.model import reading
from kamroles.model.fields import FieldFacts, Fields, Keys, Kind, Listing, One, fields_of
from kamroles.source import invisible, repair
from kamroles.source.nodes import Mapping, Node, Scalar, Sequence
from kamroles.source.wording import values_meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.model.base import Model

Steps = tuple[int | str, ...]


def instead(kind: str, tree: Mapping, node: Node, steps: Steps, model: type[Model]) -> str | None:
    """Return a better hint than the field's type can give; None where there is none."""
    if not isinstance(node, Scalar):
        return _one_value(node, str(steps[-1])) if kind == "kr_text" else None
    if unseen := invisible.no_width(node.text):
        return f"delete {unseen} in it"
    if kind == "kr_percent":
        return "write 100 or less"
    if kind == "kr_date":
        return _date(tree, node, steps, model)
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


def _date(tree: Mapping, node: Scalar, steps: Steps, model: type[Model]) -> str | None:
    around, facts = _siblings(tree, steps, model)
    own = next((each for each in facts if each.name == steps[-1]), None)
    if own and not own.required and not re.search("[0-9]", node.text):
        return (
            f"leave the line out; there is then no `{own.name}` date "
            "(a date is written year-month-day, such as 2026-12-18)"
        )
    before = list(_days_before(str(steps[-1]), around, facts))
    return reading.coming(node.text, max(before)) if before else None


def _days_before(
    name: str, around: Mapping, facts: tuple[FieldFacts, ...]
) -> Iterator[datetime.date]:
    """Yield the dates that are declared, and so come, before the field."""
    for each in facts:
        if each.name == name:
            return
        dated = isinstance(each.kind, One) and each.kind.written.schema.get("format") == "date"
        written = around.get(each.name)
        if dated and isinstance(written, Scalar):
            try:
                yield datetime.date.fromisoformat(written.text)
            except ValueError:
                continue


def _siblings(
    tree: Mapping, steps: Steps, model: type[Model]
) -> tuple[Mapping, tuple[FieldFacts, ...]]:
    """Return the mapping that the last step is in, and what its fields take."""
    kind: Kind | None = Fields(model)
    node: Node | None = tree
    for step in steps[:-1]:
        if isinstance(node, Mapping):
            node = node.get(str(step))
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
        kind = _inner(kind, step)
    if isinstance(kind, Fields) and isinstance(node, Mapping):
        return node, fields_of(kind.model)
    return tree, ()


def _inner(kind: Kind | None, step: int | str) -> Kind | None:
    match kind:
        case Fields(model):
            return next((each.kind for each in fields_of(model) if each.name == step), None)
        case Listing(entry, _) | Keys(_, entry):
            return entry
    return None
