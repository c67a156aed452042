"""Data of the workspace's own: names that people make up, and what may stand under them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.layers import cuts
from kamroles.layers.folding import is_removal
from kamroles.model.fields import ByKey, Choice, Group, Kind, OwnData
from kamroles.source import ids
from kamroles.source.nodes import Mapping, Scalar, Sequence
from kamroles.source.scalar import written

if TYPE_CHECKING:
    from kamroles.layers.folding import Folding
    from kamroles.source.nodes import Entry, Node, Path


def kind_of(folding: Folding, kind: ByKey | OwnData, path: Path, entry: Entry) -> Kind | None:
    """Return how what stands under a name merges; None after an error."""
    name, value = entry.key.text, entry.value
    if not ids.NAME.fullmatch(name):
        message = f"`{name}` can have only small letters a-z, digits and underscores"
        hint = f"write `{_name_from(name)}`, so that templates can name it"
        folding.error("KR107", message, entry.key.span, hint)
        return None
    if isinstance(kind, ByKey):
        return Group(kind.model)
    if isinstance(value, Scalar) or is_removal(value):
        return Choice()
    if kind.flat:
        message = f"`{path[-1]}` takes one value under each name, and this is more"
        hint = f"write `{path[-1]}_{name}` beside `{path[-1]}:`, with what stands here"
        folding.error("KR102", message, value.span, hint)
        return None
    return _of_several(folding, name, value)


def _of_several(folding: Folding, name: str, value: Mapping | Sequence) -> Kind | None:
    """Return how a list or a mapping merges: a list as a whole, a mapping name by name."""
    if isinstance(value, Mapping):
        return OwnData(flat=True)
    cuts.split(folding, value)
    for item in value.items:
        if isinstance(item, Scalar):
            cuts.cut(folding, item)
            continue
        message = f"an entry of `{name}` is one text or number"
        shown = [written(each.text, flow=True) for each in value.items if isinstance(each, Scalar)]
        hint = f"write it like `{name}: [{', '.join(shown[:3] or ['one', 'two'])}]`"
        folding.error("KR102", message, item.span, hint)
        return None
    return Choice()


def how(name: str, given: Node) -> str:
    """Return how own data is written where there is one value or a list."""
    shown = written(given.text, flow=True) if isinstance(given, Scalar) else "…"
    return f"give each value a name: `{name}: {{some_name: {shown}}}`"


def _name_from(text: str) -> str:
    name = re.sub("-", "_", ids.slug(text))
    return name if ids.NAME.fullmatch(name) else f"n_{name}"
