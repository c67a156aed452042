"""The list that stands at a field, and what to write where there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.source import ids
from kamroles.source.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from kamroles.layers.folding import Folding
    from kamroles.source.nodes import Node, Path


def written_list(
    folding: Folding,
    path: Path,
    base: Node | None,
    given: Node,
    *,
    named: bool = False,
    words: tuple[str, ...] = (),
) -> Sequence | None:
    """Return the list that is written, also inside ``{replace: …}``; None after an error.

    ``named`` tells that its entries are ids of what is described elsewhere, ``words`` which
    entries there can be.
    """
    if isinstance(given, Sequence):
        return given
    name = path[-1]
    if isinstance(given, Mapping) and given.entry("replace"):
        inner = given.get("replace")
        if given.keys() == ("replace",) and isinstance(inner, Sequence) and inner.items:
            return inner
        hint = f"write `{name}: {{replace: [...]}}`, or `{name}: {{remove: true}}` for no list"
        folding.error("KR113", "`replace` stands alone and takes a list", given.span, hint)
        return None
    from kamroles.mistakes.lines import quoted, with_dash, write

    how = f"write each entry on a line of its own below `{name}:`, after a dash"
    if named and not (isinstance(given, Scalar) and ids.ID.fullmatch(given.text)):
        text = given.text if isinstance(given, Scalar) else "id of a location"
        meant = ids.slug(text.partition(",")[0])
        how = f"write `{name}: [{meant}]`, with ids from the employer's `locations`"
    elif words and isinstance(given, Scalar):
        how = _of_words(name, given.text, words)
    elif isinstance(given, Scalar) and len(given.text) < 60:
        how = f"write `{name}: [{given.text if given.plain else quoted(given.text)}]`"
    line = folding.line(given.span)[given.span.column - 1 :]
    if entry := with_dash(line):
        how = write(entry, how) + ": a list entry begins with a dash and a space"
    folding.wrong_kind(path, base, given, "a list", how)
    return None


def _of_words(name: str, text: str, words: tuple[str, ...]) -> str:
    """Return how a list of fixed words is written: those that are named, else all of them."""
    given = [word for word in re.split(r"[\s,;]+", text.lower()) if word]
    if given and set(given) <= set(words):
        return f"write `{name}: [{', '.join(given)}]`"
    return f"write `{name}: [{', '.join(words)}]`, or only those that apply"
