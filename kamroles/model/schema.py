"""JSON Schema of the files that people write, for their editors; made from the models.

A file may say less than a model holds, since the rest is inherited, and it may say how to change
what is inherited. That is the form described here, not the form that comes out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kamroles.model import places
from kamroles.model.employer import Employer
from kamroles.model.examples import example_of
from kamroles.model.fields import (
    Choice,
    Field,
    Group,
    Ids,
    Keyed,
    Kind,
    Layered,
    Selection,
    SetOf,
    Single,
    Table,
    fields_of,
    layer_choosing,
    shared_lists,
)
from kamroles.model.files import FILES
from kamroles.model.posting import Posting
from kamroles.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.model.base import Model
    from kamroles.model.values import ValueType

Schema = dict[str, Any]

_INHERITED = {
    "role": frozenset(fields_of(Role)) - {"id", "extends"},
    "posting": shared_lists(Employer, Posting),
}

_REMOVE: Schema = {
    "type": "object",
    "properties": {
        "remove": {
            "title": "Remove",
            "description": "Drops the inherited value: `{remove: true}`.",
            "const": True,
            "examples": [True],
        }
    },
    "required": ["remove"],
    "additionalProperties": False,
}


def schema_for(kind: str, ids: Ids | None = None) -> Schema:
    """Return the JSON Schema of a kind of file: role, employer, posting or workspace.

    ``ids`` tells what is in the folders whose files a field may name.
    """
    model = FILES[kind]
    writing = _Writing(ids)
    inherited = _INHERITED.get(kind, frozenset())
    fields = fields_of(model).values()
    properties = {f.name: writing.field(f, f.name in inherited) for f in fields}
    required = [f.name for f in fields if f.required and f.name not in {"id", "title"}]
    root = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"kamroles {kind}",
        "description": _sentence(model),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "$defs": dict(sorted(writing.definitions.items())),
    }
    return {name: value for name, value in root.items() if value not in ([], {})}


def as_text(kind: str, ids: Ids | None = None) -> str:
    """Return the JSON Schema of a kind of file as it is printed and saved."""
    return json.dumps(schema_for(kind, ids), indent=2, ensure_ascii=False) + "\n"


def _sentence(model: type[Model]) -> str:
    return str(model.__doc__).strip().splitlines()[0]


class _Writing:
    """One schema while it is written; what is used more than once goes into ``definitions``."""

    def __init__(self, ids: Ids | None) -> None:
        self.ids = ids
        self.definitions: dict[str, Schema] = {}

    def field(self, field: Field, inherited: bool) -> Schema:
        """Return the schema of a field's value."""
        about: Schema = {"title": field.label, "description": _meaning(field)}
        if field.said.unit:
            about["unit"] = field.said.unit
        if field.default not in (None, (), {}) and not isinstance(field.kind, Group):
            default = field.default
            about["default"] = list(default) if isinstance(default, tuple) else default
        about["examples"] = [example_of(field)]
        form = self._form(field.kind, inherited)
        return {**about, **(self._or_removed(form) if inherited else form)}

    def _or_removed(self, form: Schema) -> Schema:
        self.definitions["remove"] = _REMOVE
        return {"anyOf": [form, {"$ref": "#/$defs/remove"}]}

    def _form(self, kind: Kind, inherited: bool) -> Schema:
        match kind:
            case Single(type):
                return self._single(type)
            case Choice():
                words = kind.among(self.ids).words
                return {"enum": list(words)} if words else {"type": "string"}
            case Group(model):
                return self._fields(model, inherited)
            case Keyed():
                return self._keyed(kind, inherited)
            case SetOf(entry):
                return self._set(self._form(entry, inherited=False), inherited)
            case Table(key, model):
                return {
                    "type": "object",
                    "propertyNames": self._single(key),
                    "additionalProperties": self._fields(model, inherited),
                    "minProperties": 1,
                }
            case Selection():
                listed = {"type": "array", "items": {"type": "string"}}
                return {"anyOf": [{"const": "all"}, listed]}
            case Layered():
                return self._role_fields()

    def _single(self, type: ValueType) -> Schema:
        if type.named is None:
            said = {"patternErrorMessage": f"This is not {type.words}."}
            return dict(type.schema) | (said if "pattern" in type.schema else {})
        if type.named not in self.definitions:
            self.definitions[type.named] = _codes(type)
        return {"$ref": f"#/$defs/{type.named}"}

    def _fields(self, model: type[Model], inherited: bool) -> Schema:
        """Return the schema of a group of fields; of an inherited one any part may be given."""
        name = model.__name__.lower() + ("-changes" if inherited else "")
        if name not in self.definitions:
            self.definitions[name] = {}  # holds the place while the fields inside are written
            fields = fields_of(model).values()
            required = [] if inherited else [f.name for f in fields if f.required]
            self.definitions[name] = _group(
                model, {f.name: self.field(f, inherited) for f in fields}, required
            )
        return {"$ref": f"#/$defs/{name}"}

    def _role_fields(self) -> Schema:
        name = "role-changes"
        if name not in self.definitions:
            self.definitions[name] = {}
            layered = fields_of(Role).keys() - layer_choosing(Role)
            fields = fields_of(Role).values()
            properties = {
                f.name: self.field(f, inherited=True) for f in fields if f.name in layered
            }
            self.definitions[name] = _group(Role, properties, [])
        return {"$ref": f"#/$defs/{name}"}

    def _set(self, entry: Schema, inherited: bool) -> Schema:
        plain = {"type": "array", "items": entry, "minItems": 1}
        if not inherited:
            return plain
        changes = dict(plain, items={"anyOf": [entry, _removal_of(entry)]})
        return {"anyOf": [changes, _replacement(plain)]}

    def _keyed(self, kind: Keyed, inherited: bool) -> Schema:
        name = f"{kind.model.__name__.lower()}-entry" + ("-changes" if inherited else "")
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._entry(kind, inherited)
        plain = {"type": "array", "items": {"$ref": f"#/$defs/{name}"}, "minItems": 1}
        return {"anyOf": [plain, _replacement(plain)]} if inherited else plain

    def _entry(self, kind: Keyed, inherited: bool) -> Schema:
        """Return the schema of one entry: a bare text, or fields with an id or all that is new."""
        known = fields_of(kind.model)
        always = {"id", *kind.required} if inherited else set(kind.required) | {"id"}
        properties = {
            name: self.field(field, inherited and name not in always)
            for name, field in known.items()
        }
        new = ["id"] if kind.text == "id" else list(kind.required)
        form = _group(kind.model, properties, [] if inherited else new)
        if inherited:
            form["properties"] |= {
                "after": {
                    "title": "After",
                    "description": "id of the entry that this one stands after",
                    "type": ["string", "integer"],
                    "examples": ["renewals"],
                },
                "remove": {
                    "title": "Remove",
                    "description": "drops the inherited entry; no other field beside its id",
                    "const": True,
                    "examples": [True],
                },
            }
            unnamed = sorted({kind.text, *new}, key=lambda name: (name != kind.text, name))
            form["anyOf"] = [{"required": ["id"]}, {"required": unnamed}]
            form["dependentSchemas"] = {"remove": {"required": ["id"], "maxProperties": 2}}
        if set(kind.required) <= {kind.text}:
            return {"anyOf": [self._form(known[kind.text].kind, inherited=False), form]}
        return form


def _group(model: type[Model], properties: Schema, required: list[str]) -> Schema:
    found: Schema = {
        "description": _sentence(model),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
    }
    return found | ({"required": required} if required else {})


def _replacement(form: Schema) -> Schema:
    return {
        "description": "Replaces the whole inherited list: `{replace: [...]}`.",
        "type": "object",
        "properties": {"replace": form},
        "required": ["replace"],
        "additionalProperties": False,
    }


def _removal_of(entry: Schema) -> Schema:
    return {
        "description": "Drops one inherited value: `- remove: the value`.",
        "type": "object",
        "properties": {"remove": entry},
        "required": ["remove"],
        "additionalProperties": False,
    }


def _codes(type: ValueType) -> Schema:
    """Return a schema that lists codes; editors show the names beside them."""
    names: Mapping[str, str]
    names = places.countries() if type.named == "country" else places.currency_names()
    listed = sorted(names)
    return {
        "description": type.words,
        "type": "string",
        "enum": listed,
        "enumDescriptions": [names[code] for code in listed],
        "errorMessage": f"This is not {type.words}.",  # instead of all codes, in editors
    }


def _meaning(field: Field) -> str:
    """Return a field's meaning as a sentence, with its unit, for the editor to show."""
    text = field.said.meaning[:1].upper() + field.said.meaning[1:]
    return f"{text} (in {field.said.unit})." if field.said.unit else f"{text}."
