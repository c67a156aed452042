"""What is meant where pay is written in another way than by its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.model import places
from kamroles.source.edit import in_brackets
from kamroles.source.ids import as_id
from kamroles.source.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_AMOUNT = ("amount", "range", "rate", "salary", "value", "wage")
_FOR_A_TIME = (
    "annual",
    "daily",
    "day_rate",
    "hourly",
    "hourly_rate",
    "monthly",
    "weekly",
    "yearly",
)
_PLACE = ("place", "location", "city", "office", "id")
_AREA = ("zone", "area", "region", "state", "country", "name")


def instead_of_fields(name: str, given: Node, known: Collection[str]) -> str:
    """Return what to write for a value or a list that stands in place of the ``known`` fields."""
    if isinstance(given, Scalar):
        return _written(name, _fields(given.text, known))
    if not isinstance(given, Sequence):
        return ""
    if all(isinstance(item, Scalar) for item in given.items):
        words = [item.text for item in given.items if isinstance(item, Scalar)]
        return _written(name, _fields(" to ".join(words), known))
    groups = [item for item in given.items if isinstance(item, Mapping)]
    names = [entry.key.text for group in groups for entry in group.entries]
    if len(groups) == len(given.items) and len({*names}) == len(names) and {*names} <= {*known}:
        return _written(name, {e.key.text: _text(e.value) for g in groups for e in g.entries})
    return _with_places(groups, known)


def unknown_field(word: str, given: Node, known: Collection[str]) -> str:
    """Return what to write for a field ``word`` that pay does not have."""
    if isinstance(given, Mapping) and {*given.keys()} & {*known}:
        return _at_its_place([(word, given)])
    plain = word.lower().replace("-", "_").replace(" ", "_")
    if not isinstance(given, Scalar) or plain not in _AMOUNT + _FOR_A_TIME:
        return ""
    period = "" if plain in _AMOUNT else plain.replace("_", " ").removesuffix(" rate")
    fields = _fields(f"{given.text} {'per day' if period == 'day' else period}", known)
    lines = [f"`{field}: {in_brackets(value)}`" for field, value in fields.items()]
    return f"write {' and '.join(lines)}" if lines else ""


def _fields(text: str, known: Collection[str]) -> dict[str, Any]:
    """Return the fields that a text means; none where that is not sure."""
    from kamroles.mistakes.amounts import with_plain_numbers
    from kamroles.mistakes.typed_pay import as_fields

    found = as_fields(with_plain_numbers(text), places.currencies())
    return found if found.keys() <= {*known} else {}


def _with_places(groups: Iterable[Mapping], known: Collection[str]) -> str:
    """Return how pay of several places or areas is written; empty if the list names none."""
    said: list[tuple[str, Node]] = []
    areas = False
    for group in groups:
        at = next((word for word in (*_PLACE, *_AREA) if group.entry(word)), None)
        if at:
            areas = areas or at in _AREA
            rest = tuple(e for e in group.entries if e.key.text in known)
            said.append((_text(group.get(at)), Mapping(rest, group.span)))
        elif len(group.entries) == 1 and group.entries[0].key.text not in known:
            said.append((group.entries[0].key.text, group.entries[0].value))
    return _at_its_place(said, areas=areas) if said else ""


def _at_its_place(said: list[tuple[str, Node]], *, areas: bool = False) -> str:
    entries = []
    for place, given in said[:2]:
        fields = given.by_name().items() if isinstance(given, Mapping) else ()
        pay = {field: _text(entry.value) for field, entry in fields}
        if isinstance(given, Scalar):
            pay = _fields(given.text, ("min", "max", "period", "currency"))
        named = {"name": place} if areas else {"id": as_id(place)}
        entries.append(in_brackets({**named, "pay": _numbers(pay)}))
    shown = ", ".join(entries)
    if areas:
        return f"pay of an area is a zone: `pay_zones: [{shown}]`"
    return f"pay of a place stands with it: `places: [{shown}]`; that of an area in `pay_zones`"


def _numbers(fields: dict[str, Any]) -> dict[str, Any]:
    from kamroles.model.values import number_written

    shown = {}
    for field, value in fields.items():
        number = number_written(value) if isinstance(value, str) else None
        shown[field] = value if number is None else number
    return shown


def _written(name: str, fields: dict[str, Any]) -> str:
    return f"write `{name}: {in_brackets(_numbers(fields))}`" if fields else ""


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else "…"
