"""Data of the workspace's own in `extra`: read as written, or as the employer declares it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from kamroles.diagnostics import Diagnostic, did_you_mean, error, warning
from kamroles.model.base import Model
from kamroles.model.values import (
    NAME,
    Amount,
    Date,
    Email,
    Line,
    Refused,
    Url,
    YesNo,
    number_written,
)
from kamroles.model.walk import walk
from kamroles.source.ids import mistaken_for
from kamroles.source.nodes import Mapping, Node, Scalar, Sequence, inner
from kamroles.source.scalar import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table
    from collections.abc import Sequence as Sequence_

    from kamroles.model.employer import Employer, OwnField
    from kamroles.model.fields import ValueType
    from kamroles.model.job import Job

P = TypeVar("P", bound=Model)
_SINGLE: dict[str, Any] = {
    "text": Line,
    "number": Amount,
    "yes_no": YesNo,
    "date": Date,
    "email": Email,
    "url": Url,
}
TYPES: dict[str, ValueType] = {name: type.__metadata__[0] for name, type in _SINGLE.items()}
"""The types of single values that an employer can declare."""
FIELD = "extra"


def as_written(node: Node) -> Any:
    """Return own data that nobody declared: numbers where just a number is written, else texts.

    Raises:
        Refused: a text says nothing.

    """
    if isinstance(node, Mapping):
        return MappingProxyType({e.key.text: as_written(e.value) for e in node.entries})
    if isinstance(node, Sequence):
        return tuple(map(as_written, node.items))
    unquoted = node.plain or node.span.source.name.startswith("--set")
    number = number_written(node.text.strip()) if unquoted else None
    return TYPES["text"].read(node) if number is None else number


def unset(employer: Employer | None, fields: Table[str, Sequence_[OwnField]]) -> dict[str, Any]:
    """Return by name what own data is where nothing is set: nothing, or an empty list.

    An employer's declarations count; without one, the ``fields`` that any declares.
    """
    if employer is None:
        return {name: _nothing(each[0].type) for name, each in fields.items()}
    return {name: _nothing(field.type) for name, field in employer.extra_fields.items()}


def of_nobody(employer: Employer) -> dict[str, Any]:
    """Return the own data that a posting of this employer would have, with nothing set."""
    return {name: () if isinstance(each, tuple) else None for name, each in employer.extra.items()}


def _nothing(type: str) -> Any:
    return () if type == "list" else None


def complete(
    part: P, unset: Table[str, Any], fields: Table[str, OwnField], found: list[Diagnostic]
) -> P:
    """Return a part of a job with its own data as the employer declares it in ``fields``.

    What is declared and not set is there as in ``unset``. Faults go to ``found``.
    """
    tree = inner(part.node, FIELD)
    values = {**unset, **getattr(part, FIELD)}
    for name, field in fields.items():
        if node := inner(tree, name):
            values[name] = _typed(name, field.type, node, found)
    if isinstance(tree, Mapping) and fields:
        found += filter(None, (_misnamed(e.key, fields) for e in tree.entries))
    return replace(part, **{FIELD: MappingProxyType(values)}) if values else part


def _typed(name: str, type: str, node: Node, found: list[Diagnostic]) -> Any:
    """Return a value as a declared type; None after a fault."""
    where = f"`{name}` is declared as {_WORDS.get(type, type)} in the employer's `extra_fields`"
    if type in {"list", "mapping"}:
        if isinstance(node, Sequence if type == "list" else Mapping):
            return as_written(node)
        text = written(node.text, flow=True) if isinstance(node, Scalar) else "…"
        shape = f"[{text}]" if type == "list" else f"{{some_name: {text}}}"
        found.append(
            error("KR202", f"{where}, and this is none", node.span, f"write `{name}: {shape}`")
        )
        return None
    try:
        return TYPES[type].read(node)
    except Refused as refused:
        hint = refused.hint
        if not isinstance(node, Scalar):
            hint = f"write one value behind `{name}:`"
        elif type == "number" and not any(map(str.isdigit, node.text)):
            hint = f"write digits only, such as `{name}: 3`"
        message = f"`{name}`: {refused.message}; {where}"
        found.append(error(refused.code, message, node.span, hint or None))
        return None


_WORDS = {
    "text": "a text",
    "number": "a number",
    "yes_no": "yes or no",
    "date": "a date",
    "email": "an e-mail address",
    "url": "a web address",
    "list": "a list",
    "mapping": "a mapping",
}


def _misnamed(key: Scalar, fields: Table[str, OwnField]) -> Diagnostic | None:
    """Return a warning for a name that is almost like a declared one."""
    near = None if key.text in fields else mistaken_for(key.text, fields)
    if near is None:
        return None
    message = f"`{key.text}` is not declared in the employer's `extra_fields`, and `{near}` is"
    return warning("KR238", message, key.span, did_you_mean([f"`{near}`"]))


def lines_of_own_data(job: Job) -> Iterator[str]:
    """Yield what is set of a job's own data, by the paths that templates reach it by."""
    for part, model in job.parts.items():
        for path, value in walk(getattr(model, FIELD, {}), f"{part}.{FIELD}"):
            listed = path.rpartition(".")[2].isdecimal()  # told with its list
            if not listed and value not in (None, ()) and not isinstance(value, MappingProxyType):
                words = value if isinstance(value, tuple) else (value,)
                yield f"{path}: {', '.join(map(str, words))}"


def own_schema(own: Table[str, Sequence_[OwnField]]) -> dict[str, Any]:
    """Return the JSON Schema of own data: any name, and those that employers declare."""
    single: dict[str, Any] = {"type": ["string", "number"]}
    entries: dict[str, Any] = {"type": "array", "items": single, "minItems": 1}
    table = {"type": "object", "additionalProperties": single, "minProperties": 1}
    forms = {name: dict(type.schema) for name, type in TYPES.items()}
    forms |= {"list": entries, "mapping": table}
    removal = {"type": "object", "properties": {"remove": {"const": True}}, "required": ["remove"]}
    properties = {}
    for name, fields in own.items():
        types = dict.fromkeys(field.type for field in fields)
        meaning = next((field.meaning for field in fields if field.meaning), None)
        about = {"description": meaning} if meaning else {}
        properties[name] = about | {"anyOf": [*(forms[type] for type in types), removal]}
    found = {
        "type": "object",
        "propertyNames": dict(NAME.schema),
        "additionalProperties": {"anyOf": [single, entries, table]},
        "minProperties": 1,
    }
    return found | ({"properties": properties} if properties else {})
