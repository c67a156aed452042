"""JSON Schema of the files that people write, for their editors; made from the models.

A file may say less than a model holds, since the rest is inherited, and it may say how to change
what is inherited. That is the form described here, not the form that comes out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kamroles.model import places
from kamroles.model.employer import Employer
from kamroles.model.fields import (
    Choice,
    FieldFacts,
    Fields,
    Keys,
    Kind,
    Layered,
    Listing,
    One,
    fields_of,
)
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from kamroles.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.model.base import Merge, Model, Written

Schema = dict[str, Any]

KINDS: dict[str, type[Model]] = {
    "role": Role,
    "employer": Employer,
    "posting": Posting,
    "workspace": Settings,
}
"""Each kind of file, and the model that its values end up in."""

_INHERITED = {
    "role": frozenset(Role.model_fields) - {"id", "extends"},
    "posting": frozenset({"benefits", "statements", "apply"}),
}
_DECIDES_LAYERS = frozenset({"id", "extends", "family", "industry"})
"""Role fields that say which files are read, so that no later layer can change them."""

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


def schema_for(kind: str) -> Schema:
    """Return the JSON Schema of a kind of file: role, employer, posting or workspace."""
    model = KINDS[kind]
    writing = _Writing()
    inherited = _INHERITED.get(kind, frozenset())
    properties = {f.name: writing.field(f, f.name in inherited) for f in fields_of(model)}
    required = [f.name for f in fields_of(model) if f.required and f.name not in {"id", "title"}]
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


def as_text(kind: str) -> str:
    """Return the JSON Schema of a kind of file as it is printed and saved."""
    return json.dumps(schema_for(kind), indent=2, ensure_ascii=False) + "\n"


def example_of(facts: FieldFacts) -> Any:
    """Return an example of a field's value, if need be from the fields inside it."""
    if facts.example is not None:
        return facts.example
    return _example(facts.kind)


def _example(kind: Kind) -> Any:
    match kind:
        case Choice(words):
            return words[0]
        case One(written) if written.words == "yes or no":
            return "yes"
        case Fields(model):
            needed = [f for f in fields_of(model) if f.required] or fields_of(model)[:2]
            return {f.name: example_of(f) for f in needed}
        case Listing(entry, _):
            return [_example(entry)]
        case Keys(written, entry):
            return {"US" if written.named else "large-accounts": _example(entry)}
        case Layered():
            return {"reports_to": "Head of Sales"}
    return None


def _sentence(model: type[Model]) -> str:
    return str(model.__doc__).strip().splitlines()[0]


class _Writing:
    """One schema while it is written; what is used more than once goes into ``definitions``."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def field(self, facts: FieldFacts, inherited: bool) -> Schema:
        """Return the schema of a field's value."""
        about: Schema = {"title": facts.label, "description": _meaning(facts)}
        if facts.unit:
            about["unit"] = facts.unit
        if facts.default not in (None, (), {}) and not isinstance(facts.kind, Fields):
            default = facts.default
            about["default"] = list(default) if isinstance(default, tuple) else default
        about["examples"] = [example_of(facts)]
        form = self._form(facts.kind, inherited)
        return {**about, **(self._or_removed(form) if inherited else form)}

    def _or_removed(self, form: Schema) -> Schema:
        self.definitions["remove"] = _REMOVE
        return {"anyOf": [form, {"$ref": "#/$defs/remove"}]}

    def _form(self, kind: Kind, inherited: bool) -> Schema:
        match kind:
            case One(written):
                return self._single(written)
            case Choice(words):
                return {"enum": list(words)}
            case Fields(model):
                return self._fields(model, inherited)
            case Listing(Fields(model), merge):
                return self._keyed(model, merge, inherited)
            case Listing(entry, _):
                return self._set(self._form(entry, inherited=False), inherited)
            case Keys(written, entry):
                return {
                    "type": "object",
                    "propertyNames": self._single(written),
                    "additionalProperties": self._form(entry, inherited),
                    "minProperties": 1,
                }
            case Layered():
                return self._role_fields()

    def _single(self, written: Written) -> Schema:
        if written.named is None:
            said = {"patternErrorMessage": f"This is not {written.words}."}
            return dict(written.schema) | (said if "pattern" in written.schema else {})
        if written.named not in self.definitions:
            self.definitions[written.named] = _codes(written)
        return {"$ref": f"#/$defs/{written.named}"}

    def _fields(self, model: type[Model], inherited: bool) -> Schema:
        """Return the schema of a group of fields; of an inherited one any part may be given."""
        name = model.__name__.lower() + ("-changes" if inherited else "")
        if name not in self.definitions:
            self.definitions[name] = {}  # holds the place while the fields inside are written
            required = [] if inherited else [f.name for f in fields_of(model) if f.required]
            self.definitions[name] = _group(
                model, {f.name: self.field(f, inherited) for f in fields_of(model)}, required
            )
        return {"$ref": f"#/$defs/{name}"}

    def _role_fields(self) -> Schema:
        name = "role-changes"
        if name not in self.definitions:
            self.definitions[name] = {}
            layered = [f for f in fields_of(Role) if f.name not in _DECIDES_LAYERS]
            properties = {f.name: self.field(f, inherited=True) for f in layered}
            self.definitions[name] = _group(Role, properties, [])
        return {"$ref": f"#/$defs/{name}"}

    def _set(self, entry: Schema, inherited: bool) -> Schema:
        plain = {"type": "array", "items": entry, "minItems": 1}
        if not inherited:
            return plain
        changes = dict(plain, items={"anyOf": [entry, _removal_of(entry)]})
        return {"anyOf": [changes, _replacement(plain)]}

    def _keyed(self, model: type[Model], merge: Merge, inherited: bool) -> Schema:
        name = f"{model.__name__.lower()}-entry" + ("-changes" if inherited else "")
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._entry(model, merge, inherited)
        plain = {"type": "array", "items": {"$ref": f"#/$defs/{name}"}, "minItems": 1}
        return {"anyOf": [plain, _replacement(plain)]} if inherited else plain

    def _entry(self, model: type[Model], merge: Merge, inherited: bool) -> Schema:
        """Return the schema of one entry: a bare text, or fields with an id or all that is new."""
        known = fields_of(model)
        always = {"id", *merge.required} if inherited else set(merge.required) | {"id"}
        properties = {f.name: self.field(f, inherited and f.name not in always) for f in known}
        new = ["id"] if merge.text == "id" else list(merge.required)
        form = _group(model, properties, [] if inherited else new)
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
            unnamed = sorted({merge.text, *new}, key=lambda name: (name != merge.text, name))
            form["anyOf"] = [{"required": ["id"]}, {"required": unnamed}]
            form["dependentSchemas"] = {"remove": {"required": ["id"], "maxProperties": 2}}
        if set(merge.required) <= {merge.text}:
            bare = next(f for f in known if f.name == merge.text)
            return {"anyOf": [self._form(bare.kind, inherited=False), form]}
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


def _codes(written: Written) -> Schema:
    """Return a schema that lists codes; editors show the names beside them."""
    names: Mapping[str, str]
    names = places.countries() if written.named == "country" else places.currency_names()
    listed = sorted(names)
    return {
        "description": written.words,
        "type": "string",
        "enum": listed,
        "enumDescriptions": [names[code] for code in listed],
        "errorMessage": f"This is not {written.words}.",  # instead of all codes, in editors
    }


def _meaning(facts: FieldFacts) -> str:
    """Return a field's meaning as a sentence, with its unit, for the editor to show."""
    text = facts.meaning[:1].upper() + facts.meaning[1:]
    return f"{text} (in {facts.unit})." if facts.unit else f"{text}."
