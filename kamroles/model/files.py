"""The kinds of files that people write, and the model of each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kamroles.model.employer import Employer
from kamroles.model.fields import Group, Keyed, Layered, fields_of, former_names
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from kamroles.model.settings import Settings

if TYPE_CHECKING:
    from kamroles.mistakes.elsewhere import Outline
    from kamroles.model.base import Model
    from kamroles.model.fields import Kind

FILES: dict[str, type[Model]] = {
    model.file_kind: model for model in (Role, Employer, Posting, Settings)
}


@cache
def outline(model: type[Model], *, listed: bool = False) -> Outline:
    """Return which fields there are in a file or a group, and in those."""
    from kamroles.mistakes.elsewhere import Outline

    inside = {name: _inside(field.kind) for name, field in fields_of(model).items()}
    return Outline(model.file_kind, inside, listed)


def _inside(kind: Kind) -> Outline | None:
    match kind:
        case Layered(other):
            return outline(FILES[other])
        case Group(model):
            return outline(model)
        case Keyed(model):
            return outline(model, listed=True)
    return None


@cache
def former() -> dict[str, str]:
    """Return the names that fields had once, with those they have now."""
    return {old: new for model in _models() for old, new in former_names(model).items()}


@cache
def called() -> dict[str, list[str]]:
    """Return which fields go by other words, by these words."""
    found: dict[str, set[str]] = {}
    for model in _models():
        for name, field in fields_of(model).items():
            for word in field.said.called.split():
                found.setdefault(word, set()).add(name)
    return {word: sorted(names) for word, names in found.items()}


@cache
def _models() -> list[type[Model]]:
    """Return the models of all files and of the groups inside them."""
    models = [*FILES.values()]
    for model in models:  # those inside are gone through after them
        for field in fields_of(model).values():
            if (inside := field.kind.inside) and inside not in models:
                models.append(inside)
    return models
