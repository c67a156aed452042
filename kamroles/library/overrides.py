"""Values given on the command line, as a layer like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, Source, Span, error
from kamroles.library.faults import FIXED
from kamroles.model.shape import shape_of
from kamroles.source.merge import Group, Keyed, Layer, Shape, Table
from kamroles.source.nodes import Entry, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as Table_

    from kamroles.model.base import Model

_FIXED = {
    "role": FIXED,
    "employer": {"id", "overrides", "countries", "teams", "industry"},
    "posting": {"id", "role", "employer", "team", "overrides"},
}


def set_layer(
    written: str, models: Table_[str, type[Model]], *, posting: bool
) -> tuple[str, Layer]:
    """Return which part ``path=value`` changes, and the layer that does it.

    A path starts with ``role.``, ``posting.`` or ``employer.``, or with a field; of a field that
    several have, the role's is meant, but of a ``posting`` its own title.

    Raises:
        Problems: it is not of that form.

    """
    source = Source(f"--set {written}", written)
    span = Span(source, 1, 1, 1, len(written) + 1)
    path, equals, text = written.partition("=")
    steps = path.strip().split(".")
    if not equals or not all(steps):
        message = f"`{written}` is not of the form path=value"
        hint = "write it like --set title='Key Account Manager, West'"
        raise Problems([error("KR508", message, None, hint)])
    if len(steps) > 1 and steps[0] in models:
        part = steps.pop(0)
    else:
        part = _part_of(steps[0], models, posting=posting)
    if steps[0] in _FIXED[part]:
        message = f"`{steps[0]}` decides which files are read; --set cannot change it"
        raise Problems([error("KR508", message, span, "write it in a file")])
    node = _wrap(steps, _value(text, written, span), shape_of(models[part]), span)
    return part, Layer("--set", node)


def _part_of(field: str, models: Table_[str, type[Model]], *, posting: bool) -> str:
    if posting and field == "title":
        return "posting"
    parts = ("role", "posting", "employer") if posting else ("role", "employer")
    return next((part for part in parts if field in models[part].model_fields), "role")


def _value(text: str, written: str, span: Span) -> Node:
    stripped = text.strip()
    if stripped.startswith(("[", "{")):
        from kamroles.source.yaml import parse

        found = parse(f"value: {stripped}", f"--set {written}").get("value")
        if found is not None:
            return found
    return Scalar(stripped, span, plain=False)


def _wrap(steps: list[str], value: Node, shape: Shape, span: Span) -> Mapping:
    """Return the nested mapping that says ``value`` at ``steps``."""
    name, *rest = steps
    inner: Shape | None = None
    if isinstance(shape, Group):
        inner = shape.fields.get(name)
    elif isinstance(shape, Table):
        inner = shape.item
    node: Node = value
    if rest and isinstance(inner, Keyed):
        node = Sequence((_keyed(rest, value, inner, span),), span)
    elif rest:
        node = _wrap(rest, value, inner or Group({}), span)
    return Mapping((Entry(Scalar(name, span), node),), span)


def _keyed(steps: list[str], value: Node, shape: Keyed, span: Span) -> Mapping:
    name, *rest = steps
    own = Entry(Scalar("id", span), Scalar(name, span))
    if rest:
        return Mapping((own, *_wrap(rest, value, shape.item, span).entries), span)
    return Mapping((own, Entry(Scalar(shape.text, span), value)), span)
