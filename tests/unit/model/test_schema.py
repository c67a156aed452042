"""The JSON Schemas fit what people write: shipped files pass, slips of the pen do not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from kamroles.layers.fold import fold
from kamroles.layers.folding import Layer
from kamroles.model.fields import ByKey, Choice, Group, Keyed, ModelField, ValueType, fields_of
from kamroles.model.files import FILES
from kamroles.model.json_schema import as_text, schema_for
from kamroles.model.read import read
from kamroles.source.nodes import NOWHERE, Scalar
from kamroles.source.yaml import parse
from tests.unit.model.editor import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.model.base import Model

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = [
    (kind, path)
    for kind, patterns in {
        "role": ("roles/*.yaml", "roles/families/*.yaml", "roles/packs/*.yaml"),
        "employer": ("templates/workspace/employers/*.yaml",),
        "posting": ("templates/workspace/postings/*.yaml",),
        "workspace": ("templates/workspace/kamroles.yaml",),
    }.items()
    for pattern in patterns
    for path in sorted(ROOT.glob(pattern))
]


def ids(folder: str) -> list[str]:
    """Return what ships in a folder whose files a field may name."""
    return sorted(path.stem for path in (ROOT / folder).glob("*.yaml"))


VALIDATORS = {kind: jsonschema.Draft202012Validator(schema_for(kind, ids)) for kind in FILES}

BASE = {
    "posting": "{id: file, statements: [{id: eeo, text: We hire by skill}]}",
    "employer": "id: file",
    "role": """
id: base
title: Account Manager
aliases: [AM]
responsibilities: [{id: renewals, text: Run renewals, share: 100}]
requirements: [{id: writing, text: Clear writing}]
competencies: [{id: negotiation, name: Negotiation, level: 3}]
conditions: {travel: {min: 10, max: 25}}
book: {text: 30 accounts}
interfaces: {internal: [sales]}
""",
}
"""What the files below are differences on."""

EMPLOYER = "name: Cedar\n"
POSTING = "role: account-manager\nemployer: cedar\n"

GOOD = [
    ("role", "title: 2026"),
    ("role", "responsibilities: [Brief each customer's board once a year.]"),
    ("role", "responsibilities: [{text: Brief the board, share: 10}]"),
    ("role", "responsibilities: [{id: renewals, share: 15}]"),
    ("role", "responsibilities: [{id: renewals, essential: no}]"),
    ("role", "responsibilities: [{id: renewals, remove: true}]"),
    ("role", "responsibilities: [{id: plan, text: Agree a plan, after: renewals}]"),
    ("role", "responsibilities: {replace: [Run renewals, {id: plan, text: Agree a plan}]}"),
    ("role", "competencies: {replace: [{name: Negotiation, level: 4}]}"),
    ("role", "competencies: [{id: negotiation, level: 4}]"),
    ("role", "aliases: [Client Manager, remove: AM]"),
    ("role", "aliases: {replace: [KAM]}"),
    ("role", "aliases: {remove: true}"),
    ("role", "book: {remove: true}"),
    ("role", "book: {max: 15}"),
    ("role", "conditions: {travel: {max: 40}}"),
    ("role", "conditions: {travel: {remove: true}}"),
    ("role", "extends: account-manager"),
    ("employer", "sample: yes"),
    ("employer", "benefits: [Transit pass, {text: Health plan, when: {country: [US]}}]"),
    ("employer", "locations: [{id: oslo, city: Oslo, postal_code: 0150, country: NO}]"),
    ("employer", "overrides: {reports_to: Head of Sales}"),
    ("employer", "countries: {DE: {overrides: {tools: {remove: true}}}}"),
    ("employer", "teams: {large-accounts: {overrides: {reports_to: Team Lead}}}"),
    ("posting", "places: [portland]"),
    ("posting", "places: [{id: salem, city: Salem, country: US}]"),
    ("posting", "pay: {min: 31.5, max: 38, period: hour}"),
    ("posting", "closes: 2026-12-18"),
    ("posting", "starts: as soon as possible"),
    ("posting", "statements: [{id: eeo, remove: true}]"),
    ("posting", "overrides: {book: {max: 12}}"),
    ("posting", "confirmed: [travel]"),
    ("workspace", "postings: all"),
    ("workspace", "postings: [one, two]"),
]

BAD = [
    ("role", "titel: Account Manager"),
    ("role", "title:"),
    ("role", "title: [Account, Manager]"),
    ("role", "family: sales"),
    ("role", "people_manager: maybe"),
    ("role", "responsibilities: Run renewals"),
    ("role", "responsibilities: []"),
    ("role", "responsibilities: [{share: 20}]"),
    ("role", "responsibilities: [{id: renewals, share: 20%}]"),
    ("role", "responsibilities: [{id: renewals, share: 120}]"),
    ("role", "responsibilities: [{id: Renewals, share: 20}]"),
    ("role", "responsibilities: [{id: renewals, remove: true, share: 20}]"),
    ("role", "responsibilities: [{id: renewals, text: {remove: true}}]"),
    ("role", "responsibilities: [[nested]]"),
    ("role", "competencies: [Negotiation]"),
    ("role", "competencies: [{id: negotiation, level: 6}]"),
    ("role", "competencies: [{id: negotiation, level: advanced}]"),
    ("role", "book: 30 accounts"),
    ("role", "book: {remove: true, max: 15}"),
    ("role", "aliases: KAM"),
    ("role", "aliases: [{name: KAM}]"),
    ("role", "conditions: {travel: {max: 25%}}"),
    ("employer", "site: cedar.example"),
    ("employer", "color: green"),
    ("employer", "country: USA"),
    ("employer", "locations: [Portland]"),
    ("employer", "locations: [{id: portland, city: Portland}]"),
    ("employer", "benefits: [{id: health}]"),
    ("employer", "countries: {Germany: {overrides: {reports_to: Head of Sales}}}"),
    ("employer", "overrides: Head of Sales"),
    ("posting", "pay: {min: 65.000,5 EUR}"),
    ("posting", "pay: 65000"),
    ("posting", "pay: {max: 65000}"),
    ("posting", "closes: 12/18/2026"),
    ("posting", "workplace: office"),
    ("posting", "openings: two"),
    ("posting", "flsa: {status: exempt}"),
    ("posting", "approval: {by: Director}"),
    ("posting", "confirmed: [pay]"),
    ("posting", "contact_email: jobs at cedar"),
    ("workspace", "formats: [html, word]"),
    ("workspace", "postings: some"),
    ("workspace", "theme: [plain]"),
]
ONLY_THE_SCHEMA_REFUSES = [("posting", "overrides: {responsibilites: [Run renewals]}")]
"""Values that the tool refuses elsewhere: overrides are folded and checked with the role."""


def refused_by_editor(kind: str, text: str) -> list[str]:
    """Return what an editor says against a file."""
    return [found.message for found in VALIDATORS[kind].iter_errors(values(text))]


def refused_by_kamroles(kind: str, text: str) -> list[str]:
    """Return what kamroles says against a file that stands on ``BASE``."""
    layers = [Layer("file", parse(text, "file.yaml"))]
    if kind in BASE:
        layers.insert(0, Layer("base", parse(BASE[kind], "base.yaml")))
    model = FILES[kind]
    folded = fold(layers, model)
    _, found = read(folded.tree, model, ids)
    return [f.message for f in (*folded.diagnostics, *found)]


def whole(kind: str, text: str) -> str:
    """Return the text with the lines that a file of its kind must have."""
    return {"employer": EMPLOYER, "posting": POSTING}.get(kind, "") + text


@pytest.mark.parametrize("kind", FILES)
def test_the_schema_is_one(kind: str) -> None:
    """Every schema keeps to JSON Schema 2020-12 and has no loose ends."""
    schema = json.loads(as_text(kind))
    jsonschema.Draft202012Validator.check_schema(schema)
    for reference in _references(schema):
        name = reference.removeprefix("#/$defs/")
        assert schema["$defs"][name], reference


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from _references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _references(inner)


def test_there_are_shipped_files() -> None:
    """The next test holds something."""
    assert {kind for kind, _ in SHIPPED} == set(FILES)
    assert len(SHIPPED) >= 15


@pytest.mark.parametrize(("kind", "path"), SHIPPED, ids=lambda v: getattr(v, "stem", v))
def test_shipped_files_pass(kind: str, path: Path) -> None:
    """An editor shows no fault in a file that ships."""
    assert refused_by_editor(kind, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_what_may_be_written_passes(kind: str, text: str) -> None:
    """Editor and kamroles both take it."""
    text = whole(kind, text)
    assert refused_by_kamroles(kind, text) == []
    assert refused_by_editor(kind, text) == []


@pytest.mark.parametrize(("kind", "text"), BAD)
def test_what_may_not_be_written_fails(kind: str, text: str) -> None:
    """Editor and kamroles both refuse it."""
    text = whole(kind, text)
    assert refused_by_kamroles(kind, text) != []
    assert refused_by_editor(kind, text) != []


@pytest.mark.parametrize(("kind", "text"), ONLY_THE_SCHEMA_REFUSES)
def test_overrides_have_the_fields_of_a_role(kind: str, text: str) -> None:
    """A slip inside overrides shows in the editor."""
    assert refused_by_editor(kind, whole(kind, text)) != []


@pytest.mark.parametrize(("kind", "name"), [("posting", "role"), ("employer", "name")])
def test_what_must_be_there_is_asked_for(kind: str, name: str) -> None:
    """A posting needs role and employer, an employer its name."""
    text = "\n".join(
        line for line in whole(kind, "id: a-b").splitlines() if not line.startswith(f"{name}:")
    )
    assert any(f"'{name}'" in message for message in refused_by_editor(kind, text))


def _all_models() -> list[type[Model]]:
    found: dict[type[Model], None] = {}

    def visit(model: type[Model]) -> None:
        if model not in found:
            found[model] = None
            for field in fields_of(model).values():
                if isinstance(field.kind, Group | Keyed | ByKey):
                    visit(field.kind.model)

    for model in FILES.values():
        visit(model)
    return list(found)


FIELDS = [(model, field) for model in _all_models() for field in fields_of(model).values()]


@pytest.mark.parametrize(
    ("model", "field"), FIELDS, ids=lambda v: getattr(v, "name", getattr(v, "__name__", ""))
)
def test_every_field_is_documented(model: type[Model], field: ModelField) -> None:
    """A meaning of its own, and an example that the field itself takes."""
    assert len(field.said.meaning) >= 4
    assert not field.said.meaning.endswith(".")
    assert field.said.meaning.lower() != field.name.replace("_", " ")
    if isinstance(field.kind, ValueType) and field.kind.words != "yes or no":
        assert field.said.example is not None
    if isinstance(field.kind, Choice):
        assert (field.said.example is None) is not bool(field.kind.folder)
    if isinstance(field.kind, ValueType):
        example = "yes" if field.said.example is None else str(field.said.example)
        assert field.kind.read(Scalar(example, NOWHERE.span)) is not None


@pytest.mark.parametrize("kind", FILES)
def test_examples_and_defaults_fit(kind: str) -> None:
    """What an editor offers is what it takes."""
    schema = schema_for(kind, ids)
    definitions = schema.get("$defs", {})
    groups = [schema, *definitions.values(), *(a for d in definitions.values() for a in _any(d))]
    checked = 0
    for name, said in (p for group in groups for p in group.get("properties", {}).items()):
        validator = jsonschema.Draft202012Validator({**said, "$defs": definitions})
        for offered in [
            *said.get("examples", []),
            *([said["default"]] if "default" in said else []),
        ]:
            validator.validate(offered)
            checked += 1
        assert "description" in said or name in {"remove", "replace"}, name
    assert checked >= len(schema["properties"])


def _any(definition: dict[str, Any]) -> list[dict[str, Any]]:
    return [form for form in definition.get("anyOf", []) if "properties" in form]


@pytest.mark.parametrize("kind", FILES)
def test_schema_and_model_are_in_step(kind: str) -> None:
    """Every field of the model is a property, said in words, and nothing else is."""
    properties = schema_for(kind, ids)["properties"]
    assert list(properties) == list(fields_of(FILES[kind]))
    for field in fields_of(FILES[kind]).values():
        said = properties[field.name]
        assert said["title"]
        assert said["description"].startswith(
            field.said.meaning[:1].upper() + field.said.meaning[1:]
        )
        assert said["examples"] != [None]
        if isinstance(field.kind, Choice):
            words = ids(field.kind.folder) if field.kind.folder else field.kind.words
            assert all(f'"{word}"' in json.dumps(said) for word in words)


def test_a_unit_is_told() -> None:
    """Editors show a field's unit in its description."""
    share = schema_for("role")["$defs"]["responsibility-entry-changes"]["anyOf"][1]
    assert share["properties"]["share"]["unit"] == "percent"
    assert "(in percent)" in share["properties"]["share"]["description"]


def test_countries_have_names() -> None:
    """An editor offers Norway beside NO."""
    country = schema_for("employer")["$defs"]["country"]
    names = dict(zip(country["enum"], country["enumDescriptions"], strict=True))
    assert names["NO"] == "Norway"
    assert "QO" not in names


def test_every_process_prints_the_same() -> None:
    """A schema in a workspace changes with the models only, not with each run."""
    program = "from kamroles.model.json_schema import *; print([as_text(kind) for kind in FILES])"
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0] == said[1]
