"""Values given on the command line, as a layer like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kamroles.diagnostics import Diagnostic, Problems, Source, Span, error
from kamroles.layers.folding import Layer
from kamroles.model.employer import Employer
from kamroles.model.fields import ByKey, Group, Keyed, Kind, fields_of, layer_choosing
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from kamroles.source.nodes import Entry, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Table_

    from kamroles.model.base import Model


MODELS: dict[str, type[Model]] = {"role": Role, "employer": Employer, "posting": Posting}
"""The parts of a job, by name."""
_FIXED = frozenset({"id", "overrides"})
"""What `--set` leaves to the file of a posting, though it can choose all else that it names."""


class Sets(NamedTuple):
    """The layers that options make of each part of a job, and what is wrong with the options."""

    layers: dict[str, tuple[Layer, ...]]
    found: tuple[Diagnostic, ...] = ()


def set_layers(options: Iterable[str], *, posting: bool) -> Sets:
    """Return what options of the form ``path=value`` change of a job, with a ``posting`` or not."""
    layers: dict[str, tuple[Layer, ...]] = dict.fromkeys(MODELS, ())
    found: list[Diagnostic] = []
    for written in options:
        try:
            name, layer = set_layer(written, MODELS, posting=posting)
        except Problems as problems:
            found += problems.diagnostics
        else:
            layers[name] += (layer,)
    return Sets(layers, tuple(found))


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
    chosen_once = _FIXED if part == "posting" else layer_choosing(models[part])
    if steps[0] in chosen_once:
        message = f"`{steps[0]}` decides which files are read; --set cannot change it"
        raise Problems([error("KR508", message, span, "write it in a file")])
    entry = _entry(steps, _value(text, written, span), Group(models[part]), span)
    return part, Layer("--set", Mapping((entry,), span))


def _part_of(field: str, models: Table_[str, type[Model]], *, posting: bool) -> str:
    if posting and field == "title":
        return "posting"
    parts = ("role", "posting", "employer") if posting else ("role", "employer")
    return next((part for part in parts if field in fields_of(models[part])), "role")


def _value(text: str, written: str, span: Span) -> Node:
    stripped = text.strip()
    if stripped.startswith(("[", "{")):
        from kamroles.source.yaml import parse

        first, *more = parse(f"value: {stripped}", f"--set {written}").entries
        if more:
            message = f"`{more[0].key.text}` stands after the value, and would be left out"
            hint = "give each value with a --set of its own"
            raise Problems([error("KR508", message, span, hint)])
        return first.value
    return Scalar(stripped, span, plain=False)


def _instead(value: Node, span: Span) -> Node:
    """Return a list of ids so that it replaces the one before: it says all of them."""
    if isinstance(value, Scalar):
        value = Sequence((value,), span)
    if isinstance(value, Sequence):
        return Mapping((Entry(Scalar("replace", span), value),), span)
    return value


def _entry(steps: list[str], value: Node, kind: Kind | None, span: Span) -> Entry:
    """Return the entry that says ``value`` at ``steps`` among the fields of a kind."""
    name, *rest = steps
    inner: Kind | None = None
    if isinstance(kind, Group):
        field = fields_of(kind.model).get(name)
        inner = field.kind if field else None
    elif isinstance(kind, ByKey):
        inner = Group(kind.model)
    if isinstance(inner, Keyed) and not rest and inner.text == "id":
        value = _instead(value, span)
    if rest and isinstance(inner, Keyed):
        own = Entry(Scalar("id", span), Scalar(rest[0], span))
        said = _entry(rest[1:] or [inner.text], value, Group(inner.model), span)
        value = Sequence((Mapping((own, said), span),), span)
    elif rest:
        value = Mapping((_entry(rest, value, inner, span),), span)
    return Entry(Scalar(name, span), value)
