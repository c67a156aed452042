"""What is wrong with a name, a field, an attribute or an expression, in the words of templates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import LoopContext, TemplateReference
from jinja2.utils import Namespace

from kamroles.compose.faults import Fault, meant
from kamroles.compose.template_values import KINDS, Record, kind_of
from kamroles.diagnostics import did_you_mean
from kamroles.model.fields import shown_fields_of
from kamroles.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Undefined

REFUSED = {
    "random": "a document comes out the same each time; take one by its place, such as [0]",
    "safe": "every value comes out as the text it is; `| rich` reads a Markdown field",
    "urlize": "write link(text, address)",
    "xmlattr": "documents have no HTML",
    "pprint": "name the fields to print, or write `| tojson`",
    "lipsum": 'write blank("…") where text is still to come',
    "callable": "nothing but the functions and macros of templates can be called",
    "escaped": "every value comes out as the text it is",
}
"""What Jinja has and templates have not, with what to do instead."""
_SPECIAL = {
    "loop": "in a {% for … %}",
    "super": "in a block that replaces another one",
    "caller": "in a macro that is used by {% call %}",
}
_NOT_BETWEEN = re.compile(r"'?(.+?)'? not supported between instances of (.+) and (.+)")
_NOT_ON = re.compile(r"bad operand type for unary (.): (.+)")
_NO_SUCH = re.compile(r"No (filter|test) named '(.+)'")
_OF_JINJA = re.compile(r"(?:\b\w*do_\w+|<lambda>|\bsync_\w+)\(\) |'?builtin_function_or_method'? ")
_KINDS = {f"'{kind.__name__}'": words for kinds, words in KINDS for kind in kinds}
_KINDS["'NoneType'"] = "a missing value"
FAILURES = TemplateRuntimeError, TypeError, ValueError, ArithmeticError, LookupError
"""What an expression of a template may raise."""
ODD_ARGUMENTS = AssertionError, AttributeError
"""What Jinja's filters raise besides, where an argument is of another kind than they expect."""
_LOOP = tuple(name for name in vars(LoopContext) if name[0] != "_")


def unknown_name(value: Undefined, known: Mapping[str, Any]) -> Fault:
    """Return the fault of a name that is not known, given the names that are."""
    name = str(value._undefined_name)  # noqa: SLF001 - jinja2 keeps it for subclasses
    hint = value._undefined_hint  # noqa: SLF001
    if hint and "does not export" in hint:
        return Fault("KR303", f"that template has no `{name}`", None, name)
    if hint:
        return Fault("KR303", hint, None, name)
    return not_known(name, known)


def not_known(name: str, known: Mapping[str, Any]) -> Fault:
    """Return the fault of the unknown ``name``."""
    if name in _SPECIAL:
        return Fault("KR303", f"`{name}` works only {_SPECIAL[name]}", None, name)
    fields = [
        f"`{top}.{name}`"
        for top in ("role", "posting", "employer")
        if isinstance(found := known.get(top), Record) and name in found.names()
    ]
    if fields:
        hint: str | None = did_you_mean(fields)
    else:
        hint = REFUSED.get(name) or meant(name, (*known, *_SPECIAL, "self"), "templates know")
    return Fault("KR303", f"`{name}` is not known", hint, name)


def no_such(what: str, name: str, known: Iterable[str]) -> Fault:
    """Return the fault of a filter or test that templates do not have."""
    hint = REFUSED.get(name) or meant(name, sorted(known), f"{what}s are")
    return Fault("KR308", f"there is no {what} `{name}`", hint, name)


def no_field(path: str, name: str, names: Iterable[str]) -> Fault:
    """Return the fault of a field that a group does not have."""
    field = shown_fields_of(Role).get(name) if path == "role" else None
    if field and field.said.unprinted:
        message = f"`role.{name}` helps the author and is never printed"
        return Fault("KR304", message, field.said.unprinted, f".{name}")
    hint = meant(name, names, "its fields are" if names else None)
    if path.endswith(".extra"):
        add = "to have it without a value, declare it in the employer's `extra_fields`"
        hint = "; ".join(filter(None, (hint, add)))
    return Fault("KR304", f"`{path}` has no field `{name}`", hint, f".{name}")


def no_attribute(value: Any, name: str) -> Fault:
    """Return the fault of what a dot cannot reach."""
    match value:
        case LoopContext():
            hint = meant(name, _LOOP, "it has")
            return Fault("KR304", f"`loop` has no `{name}`", hint, f".{name}")
        case TemplateModule() | Namespace() | TemplateReference() if name[0] != "_":
            names = vars(value) if isinstance(value, TemplateModule) else ()
            return Fault("KR303", f"`{name}` is not known here", meant(name, names, "it has"), name)
    hint = "a dot reaches the fields of role, employer and posting only"
    return Fault("KR305", f"`.{name}` cannot be used on {kind_of(value, 'this')}", hint, f".{name}")


def not_worked_out(failure: Exception, name: str, sandbox: Any) -> Fault:
    """Return the fault of an expression that failed, in words of templates."""
    words = str(failure).split("\n")[0][:200]
    for kind, plain in _KINDS.items():
        words = words.replace(kind, plain)
    if found := _NOT_BETWEEN.match(words):
        message = f"`{found[1]}` does not work between {found[2]} and {found[3]}"
        return Fault("KR311", message, None, name or found[1])
    if found := _NOT_ON.match(words):
        return Fault("KR311", f"`{found[1]}` does not work on {found[2]}", None, name or found[1])
    if found := _NO_SUCH.match(words):
        known = sandbox.filters if found[1] == "filter" else sandbox.tests
        return no_such(found[1], found[2], known)
    if name:
        said = _OF_JINJA.sub("", words)
        return Fault("KR311", f"`{name}` cannot be worked out: {said}", None, name)
    return Fault("KR311", f"this cannot be worked out: {words}")
