"""A file's text as the model it stands for, or the findings in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from kamroles.layers.fold import fold
from kamroles.layers.folding import Layer
from kamroles.model.read import read
from kamroles.source.yaml import parse
from tests.wording import pinned

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic
    from kamroles.model.base import Model

M = TypeVar("M", bound="Model")
NEEDED = {
    "role": "id: account-manager\ntitle: Account Manager\n",
    "employer": "id: cedar\nname: Cedar\n",
    "posting": "id: am-1\nrole: account-manager\nemployer: cedar\n",
    "workspace": "",
}


def found_in(model: type[Model], text: str) -> list[Diagnostic]:
    """Return the findings in a file of which only the interesting lines are given."""
    found = _checked(model, text)[1]
    pinned(found)
    return found


def offers(hint: str | None, values: str) -> bool:
    """Return whether a hint has each of these values whole and no others between backticks.

    `` & `` stands between two values.
    """
    shown = hint or ""
    return shown.count("`") == values.count("`") and all(
        re.search(rf"(?<!\w)(?<!\d[.,-]){re.escape(value)}(?!\w|[.,-]\d)", shown)
        for value in values.split(" & ")
        if value
    )


def made(model: type[M], text: str = "") -> M:
    """Return a file of which only the interesting lines are given."""
    value, found = _checked(model, text)
    assert not found
    assert value is not None
    return value


def _checked(model: type[M], text: str) -> tuple[M | None, list[Diagnostic]]:
    whole = NEEDED[model.file_kind] + text
    layers = [Layer(model.file_kind, parse(whole, f"{model.file_kind}.yaml"))] if whole else []
    folded = fold(layers, model)
    value, found = read(folded.tree, model)
    return value, [*folded.diagnostics, *found]


def told(found: Diagnostic) -> tuple[str, str]:
    """Return place (line:column) and code."""
    assert found.span
    return f"{found.span.line}:{found.span.column}", found.code
