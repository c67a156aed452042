"""Models made from plain values, as if a file had these."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from kamroles.diagnostics import Severity
from kamroles.model.base import Model
from kamroles.model.read import read
from kamroles.source.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

M = TypeVar("M", bound=Model)


def model_of(model: type[M], values: Mapping[str, Any]) -> M:
    """Return a model of these values, none of them refused; None is what nobody wrote."""
    text = json.dumps(_written(values), ensure_ascii=False)
    made, found = read(parse(text, "given.yaml"), model)
    assert [each for each in found if each.severity is Severity.ERROR] == []
    assert made is not None
    return made


def _written(value: Any) -> Any:
    """Return a value without the fields that are None."""
    if isinstance(value, list | tuple):
        return [_written(each) for each in value]
    if isinstance(value, dict):
        return {name: _written(each) for name, each in value.items() if each is not None}
    return value
