"""A file's text as the values it stands for, or the findings in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.model.check import check, spans_of
from kamroles.model.schema import KINDS
from kamroles.model.shape import shape_of
from kamroles.source.merge import Layer, fold
from kamroles.source.yaml import parse

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic, Span

NEEDED = {
    "role": "id: account-manager\ntitle: Account Manager\n",
    "employer": "id: cedar\nname: Cedar\n",
    "posting": "id: am-1\nrole: account-manager\nemployer: cedar\n",
    "workspace": "",
}


def found_in(kind: str, text: str) -> list[Diagnostic]:
    """Return the findings in a file of which only the interesting lines are given."""
    return _checked(kind, text)[1]


def read(kind: str, text: str = "") -> dict[str, Any]:
    """Return every field of a file of which only the interesting lines are given."""
    values, found, _ = _checked(kind, text)
    assert not found
    assert values is not None
    return values


def spans(kind: str, text: str) -> dict[str, Span]:
    """Return where its values stand."""
    return _checked(kind, text)[2]


def _checked(
    kind: str, text: str
) -> tuple[dict[str, Any] | None, list[Diagnostic], dict[str, Span]]:
    tree = parse(NEEDED[kind] + text, f"{kind}.yaml") if NEEDED[kind] + text else None
    layers = [Layer(kind, tree)] if tree else []
    folded = fold(layers, shape_of(KINDS[kind]))
    values, found = check(folded.tree, KINDS[kind])
    return values, [*folded.diagnostics, *found], spans_of(folded.tree, kind)
