"""Examples of values as people write them, from the descriptions of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.model import fields
from kamroles.source.scalar import written

if TYPE_CHECKING:
    from collections.abc import Collection

    from kamroles.model.base import Model


def example_of(field: fields.ModelField) -> Any:
    """Return an example of a field's value, if need be from the fields inside it."""
    return _of_kind(field.kind) if field.said.example is None else field.said.example


def _of_kind(kind: fields.Kind) -> Any:
    match kind:
        case fields.Choice(words=words) if words:
            return next(iter(words))
        case fields.ValueType("yes or no"):
            return "yes"
        case fields.Group(model):
            return _of_model(model)
        case fields.SetOf(entry) | fields.Selection(entry) | fields.OneOrMore(entry):
            one = _of_kind(entry)
            return one if isinstance(kind, fields.OneOrMore) else [one]
        case fields.Keyed(model):
            return [_of_model(model)]
        case fields.ByKey(key, model):
            return {"US" if key.named else "large-accounts": _of_model(model)}
        case fields.Layered():
            return {"reports_to": "Head of Sales"}
    return None


def _of_model(model: type[Model]) -> dict[str, Any]:
    known = list(fields.fields_of(model).values())
    return {f.name: example_of(f) for f in [f for f in known if f.required] or known[:2]}


def _meant(said: str, words: Collection[str]) -> str | None:
    from kamroles.mistakes.synonyms import value_meant

    return value_meant(said, words) if said else None


def on_one_line(model: type[Model], said: str = "") -> str:
    """Return a group with its needed fields, and the upper end of a range, in brackets.

    Where none is needed, the first stands for all. One of a few words is the one that was ``said``
    in its place. It is empty where the example would be too long for a hint.
    """
    shown = []
    known = fields.fields_of(model).values()
    needed = [field.name for field in known if field.required] or [next(iter(known)).name]
    for field in known:
        if field.name in (*needed, "min", "max"):
            words = field.kind.words if isinstance(field.kind, fields.Choice) else ("",)
            value = str(_meant(said, words) or field.said.example or next(iter(words)))
            if not value or not isinstance(field.kind, fields.ValueType | fields.Choice):
                return ""
            text = written(value, flow=True) if value[:1].isalpha() else value
            shown.append(f"{field.name}: {text}")
    return f"{{{', '.join(shown)}}}" if shown else ""
