"""JSON Schema of the files that people write, for their editors; made from the models.

A file may say less than a model holds, since the rest is inherited, and it may say how to change
what is inherited. That is the form described here, not the form that comes out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kamroles.model import fields, places
from kamroles.model.employer import Employer, OwnField
from kamroles.model.examples import example_of
from kamroles.model.fields import fields_of, former_names, handed_on, layer_choosing
from kamroles.model.files import FILES
from kamroles.model.own_data import own_schema
from kamroles.model.posting import Posting
from kamroles.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from kamroles.model.base import Model

Schema = dict[str, Any]
OwnFields = Mapping[str, Sequence[OwnField]]
_NONE: OwnFields = MappingProxyType({})
_BLANK: Schema = {"type": ["array", "null", "object"], "maxItems": 0, "maxProperties": 0}
_INHERITED = {
    "role": frozenset(fields_of(Role)) - {"id", "extends"},
    "posting": handed_on(Employer, Posting),
}


def schema_for(kind: str, ids: fields.Ids | None = None, own: OwnFields = _NONE) -> Schema:
    """Return the JSON Schema of a kind of file: role, employer, posting or workspace.

    ``ids`` tells what is in the folders whose files a field may name, ``own`` what employers
    declare of own data.
    """
    model = FILES[kind]
    writing = _Writing(ids, own)
    inherited = _INHERITED.get(kind, frozenset())
    known = fields_of(model).values()
    properties = {f.name: writing.field(f, f.name in inherited) for f in known}
    required = [f.name for f in known if f.required and f.name not in {"id", "title"}]
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


def as_text(kind: str, ids: fields.Ids | None = None, own: OwnFields = _NONE) -> str:
    """Return the JSON Schema of a kind of file as it is printed and saved."""
    return json.dumps(schema_for(kind, ids, own), indent=2, ensure_ascii=False) + "\n"


def _sentence(model: type[Model]) -> str:
    return str(model.__doc__).strip().splitlines()[0]


class _Writing:
    """One schema while it is written; what is used more than once goes into ``definitions``."""

    def __init__(self, ids: fields.Ids | None, own: OwnFields) -> None:
        self.ids = ids
        self.own = own
        self.definitions: dict[str, Schema] = {}

    def field(self, field: fields.ModelField, inherited: bool) -> Schema:
        """Return the schema of a field's value."""
        about: Schema = {"title": field.label, "description": _meaning(field)}
        if field.said.unit:
            about["unit"] = field.said.unit
        if field.default not in (None, (), {}) and not isinstance(field.kind, fields.Group):
            default = field.default
            about["default"] = _as_written(default)
        about["examples"] = [example_of(field)]
        form = self._form(field.kind, inherited)
        if inherited:
            removal = _removal("Drops the inherited value: `{remove: true}`.")
            form = {"anyOf": [form, self._once("remove", lambda: _only("remove", removal))]}
        if field.said.filled:
            form = {"anyOf": [form, _BLANK]}
        return about | form

    def _once(self, name: str, write: Callable[[], Schema]) -> Schema:
        """Return a reference to what is written once; while it is, a name holds its place."""
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = write()
        return {"$ref": f"#/$defs/{name}"}

    def _form(self, kind: fields.Kind, inherited: bool) -> Schema:
        match kind:
            case fields.ValueType():
                return self._single(kind)
            case fields.Choice():
                words = kind.among(self.ids).words
                return {"enum": list(words)} if words else {"type": "string"}
            case fields.Group(model):
                return self._fields(model, inherited)
            case fields.Keyed(model):
                name = f"{model.__name__.lower()}-entry" + ("-changes" if inherited else "")
                return _list(self._once(name, lambda: self._entry(kind, inherited)), inherited)
            case fields.SetOf(entry):
                form = self._form(entry, inherited=False)
                drop = _only("remove", form, "Drops one inherited value: `- remove: the value`.")
                return _list(form, inherited, drop)
            case fields.ByKey() | fields.OwnData():
                return self._by_name(kind, inherited)
            case fields.Selection() | fields.OneOrMore():
                return self._one_or_list(kind)
            case fields.Layered():
                names = fields_of(Role).keys() - layer_choosing(Role)
                return self._fields(Role, inherited=True, names=names)

    def _by_name(self, kind: fields.ByKey | fields.OwnData, inherited: bool) -> Schema:
        """Return the schema of a mapping with names that people choose."""
        if isinstance(kind, fields.OwnData):
            return own_schema(self.own)
        return {
            "type": "object",
            "propertyNames": self._single(kind.key),
            "additionalProperties": self._fields(kind.model, inherited),
            "minProperties": 1,
        }

    def _one_or_list(self, kind: fields.Selection | fields.OneOrMore) -> Schema:
        """Return the schema of a single value that can also be a list."""
        if isinstance(kind, fields.Selection):
            return {"anyOf": [{"const": "all"}, {"type": "array", "items": {"type": "string"}}]}
        form = self._form(kind.entry, inherited=False)
        listed = {"type": "array", "items": form, "minItems": 1, "uniqueItems": True}
        return {"anyOf": [form, listed]}

    def _single(self, type: fields.ValueType) -> Schema:
        if type.named is None:
            said = {"patternErrorMessage": f"This is not {type.words}."}
            return dict(type.schema) | (said if "pattern" in type.schema else {})
        return self._once(type.named, lambda: _codes(type))

    def _fields(
        self, model: type[Model], inherited: bool, names: Collection[str] | None = None
    ) -> Schema:
        """Return the schema of a group of fields; of an inherited one any part may be given."""

        def write() -> Schema:
            known = [f for f in fields_of(model).values() if names is None or f.name in names]
            required = [] if inherited else [f.name for f in known if f.required]
            properties = {f.name: self.field(f, inherited) for f in known}
            former = {old: new for old, new in former_names(model).items() if new in properties}
            properties |= {old: _deprecated(new, properties[new]) for old, new in former.items()}
            needs = {f.name: [f.said.needs] for f in known if f.said.needs and not inherited}
            return _group(model, properties, required) | (
                {"dependentRequired": needs} if needs else {}
            )

        return self._once(model.__name__.lower() + ("-changes" if inherited else ""), write)

    def _entry(self, kind: fields.Keyed, inherited: bool) -> Schema:
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
                **{side: _beside(side) for side in ("after", "before")},
                "first": {
                    "title": "First",
                    "description": "puts the entry before all others",
                    "const": True,
                    "examples": [True],
                },
                "remove": _removal("drops the inherited entry; no other field beside its id"),
            }
            unnamed = sorted({kind.text, *new}, key=lambda name: (name != kind.text, name))
            form["anyOf"] = [{"required": ["id"]}, {"required": unnamed}]
            form["dependentSchemas"] = {"remove": {"required": ["id"], "maxProperties": 2}}
        if set(kind.required) <= {kind.text}:
            return {"anyOf": [self._form(known[kind.text].kind, inherited=False), form]}
        return form


def _as_written(value: Any) -> Any:
    """Return a default as somebody would write it: a list of one as the one."""
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else list(value)
    return value


def _group(model: type[Model], properties: Schema, required: list[str]) -> Schema:
    found: Schema = {
        "description": _sentence(model),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
    }
    return found | ({"required": required} if required else {})


def _deprecated(new: str, form: Schema) -> Schema:
    """Return the schema of a field under the name it had once."""
    return form | {"description": f"The old name of `{new}`.", "deprecated": True}


def _list(entry: Schema, inherited: bool, removal: Schema | None = None) -> Schema:
    """Return the schema of a list; an inherited one can be changed, or replaced as a whole."""
    plain = {"type": "array", "items": entry, "minItems": 1}
    if not inherited:
        return plain
    changes = plain | ({"items": {"anyOf": [entry, removal]}} if removal else {})
    whole = _only("replace", plain, "Replaces the whole inherited list: `{replace: [...]}`.")
    return {"anyOf": [changes, whole]}


def _beside(side: str) -> Schema:
    """Return the schema of ``after`` or ``before``."""
    return {
        "title": side.capitalize(),
        "description": f"id of the entry that this one stands {side}",
        "type": ["string", "integer"],
        "examples": ["renewals"],
    }


def _removal(description: str) -> Schema:
    return {
        "title": "Remove",
        "description": description,
        "enum": [True, "yes"],
        "examples": [True],
    }


def _only(name: str, form: Schema, description: str = "") -> Schema:
    """Return the schema of a mapping with one key."""
    about = {"description": description} if description else {}
    return about | {
        "type": "object",
        "properties": {name: form},
        "required": [name],
        "additionalProperties": False,
    }


def _codes(type: fields.ValueType) -> Schema:
    """Return a schema that lists codes; editors show the names beside them."""
    names = places.countries() if type.named == "country" else places.currencies()
    listed = sorted(names)
    return {
        "description": type.words,
        "type": "string",
        "enum": listed,
        "enumDescriptions": [names[code] for code in listed],
        "errorMessage": f"This is not {type.words}.",  # instead of all codes, in editors
    }


def _meaning(field: fields.ModelField) -> str:
    """Return a field's meaning as a sentence, with its unit, for the editor to show."""
    text = field.said.meaning[:1].upper() + field.said.meaning[1:]
    return f"{text} (in {field.said.unit})." if field.said.unit else f"{text}."
