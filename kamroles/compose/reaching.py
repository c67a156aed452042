"""What a dot and square brackets reach in templates: declared fields, and little else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, TemplateReference
from jinja2.utils import Namespace

from kamroles.compose.faults import Fault, meant
from kamroles.compose.names import unknown_name
from kamroles.compose.operators import kind_of
from kamroles.compose.values import Items, Missing, Record, path_of
from kamroles.model.fields import Group, shown_fields_of
from kamroles.model.files import FILES
from kamroles.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOOP = frozenset(
    {
        "index",
        "index0",
        "revindex",
        "revindex0",
        "first",
        "last",
        "length",
        "depth",
        "depth0",
        "previtem",
        "nextitem",
        "cycle",
    }
)


def reach(obj: Any, name: str, known: Mapping[str, Any]) -> Any:
    """Return what ``obj.name`` means; ``known`` are the names that templates have.

    Raises:
        Fault: it means nothing.

    """
    match obj:
        case Record() | Missing():
            return _field(obj, name)
        case Undefined():
            raise unknown_name(obj, known)
        case LoopContext():
            return _of_loop(obj, name)
        case BlockReference() if name == "super":
            return obj.super
        case Namespace() | TemplateReference() | TemplateModule() if not name.startswith("_"):
            return _named(obj, name)
    hint = "a dot reaches the fields of role, employer and posting only"
    message = f"`.{name}` cannot be used on {kind_of(obj)}"
    raise Fault("KR305", message, hint, f".{name}")


def entry(obj: Any, key: Any, known: Mapping[str, Any]) -> Any:
    """Return what ``obj[key]`` means.

    Raises:
        Fault: it means nothing.

    """
    if isinstance(obj, Items | tuple | list) and isinstance(key, int):
        if -len(obj) <= key < len(obj):
            return obj[key]
        raise Fault("KR304", f"{path_of(obj) or 'this list'} has no value number {key}")
    if isinstance(obj, dict):
        if isinstance(key, str | int) and key in obj:
            return obj[key]
        hint = meant(key, map(str, obj)) if isinstance(key, str) else None
        raise Fault("KR304", "there is no such key here", hint)
    if not isinstance(key, str):
        raise Fault("KR305", f"{kind_of(obj)} cannot be asked for {kind_of(key)}")
    return reach(obj, str(key), known)


def _field(obj: Record | Missing, name: str) -> Any:
    if isinstance(obj, Missing):
        if obj.told:
            return obj
        names = _declared(obj.path or "")
        if name in names:
            return Missing(f"{obj.path}.{name}")
    else:
        if obj.has(name):
            return obj.field(name)
        names = obj.names()
    field = shown_fields_of(Role).get(name) if obj.path == "role" else None
    if field and field.said.unprinted:
        message = f"`role.{name}` helps the author and is never printed"
        raise Fault("KR304", message, field.said.unprinted, f".{name}")
    hint = meant(name, names, "its fields are")
    raise Fault("KR304", f"`{obj.path}` has no field `{name}`", hint, f".{name}")


def _declared(path: str) -> tuple[str, ...]:
    """Return the fields of a group that is not there, such as ``posting.pay``."""
    top, *steps = path.split(".")
    model = FILES.get(top)
    for step in steps:
        field = shown_fields_of(model).get(step) if model else None
        model = field.kind.model if field and isinstance(field.kind, Group) else None
    return tuple(shown_fields_of(model)) if model else ()


def _of_loop(loop: LoopContext, name: str) -> Any:
    if name in _LOOP:
        return getattr(loop, name)
    hint = meant(name, sorted(_LOOP), "it has")
    raise Fault("KR304", f"`loop` has no `{name}`", hint, f".{name}")


def _named(obj: Any, name: str) -> Any:
    """Return a name that templates gave themselves."""
    names = [key for key in vars(obj) if key[0] != "_"] if isinstance(obj, TemplateModule) else []
    try:
        return obj[name] if isinstance(obj, TemplateReference) else getattr(obj, name)
    except (KeyError, AttributeError):
        hint = meant(name, names, "it has")
        raise Fault("KR303", f"`{name}` is not known here", hint, f".{name}") from None
