"""Texts that stand in several files although one could inherit them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, Related, Severity
from kamroles.lint.rule import Rule, rule
from kamroles.lint.texts import count_words
from kamroles.source.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic, Span
    from kamroles.library import Library
    from kamroles.source.nodes import Node

FEWEST_WORDS = 4
"""Shorter texts, such as the name of a tool, are alike by nature."""
_LISTS = {
    "responsibilities": ("text",),
    "requirements": ("text",),
    "measures": ("how",),
    "interview": ("text", "listen_for"),
    "boundary": ("text",),
}


@dataclass(frozen=True, slots=True)
class _Said:
    """A text of a file; ``family`` and ``above`` tell from whom the file could have it."""

    file: str
    span: Span
    family: str
    above: frozenset[str]


@rule(
    "S001",
    "repeated-text",
    Severity.WARNING,
    "what stands in two places is changed in one of them",
    scope="library",
)
def repeated_text(own: Rule, library: Library, wanted: Collection[str]) -> Iterator[Diagnostic]:
    """Write a text once, where all roles that need it inherit it.

    Why: Whoever improves one copy forgets the others, and soon nobody knows which was meant.

    Bad: The same duty word for word in two roles of a family.

    Good: The duty in the role that both extend, or in the family's file.
    """
    if not wanted:
        return
    said: dict[str, list[_Said]] = {}
    for each, text in _every_text(library):
        for other in said.setdefault(text, []):
            if _shared(each, other) and {each.file, other.file} & {*wanted}:
                yield _found(own, each, other)
                break
        said[text].append(each)


def _found(own: Rule, each: _Said, other: _Said) -> Diagnostic:
    if other.file in each.above:
        message = "this repeats what is inherited"
        hint = "leave it out, or give only the fields that differ"
    else:
        message = f"{other.file} says the same"
        hint = "write it where both inherit it"
    return own.found(message, each.span, hint, Related("said here", other.span))


def _shared(one: _Said, other: _Said) -> bool:
    """Tell whether one of them could have the text from the other, or both from above."""
    if one.file == other.file:
        return False
    if one.file in other.above or other.file in one.above:
        return True
    return bool(one.family) and one.family == other.family


def _every_text(library: Library) -> Iterator[tuple[_Said, str]]:
    """Yield every text of every file of roles: those that give before those that inherit."""
    yield from _texts_in(library, "defaults", library.defaults, "", frozenset())
    for family, path in library.ids("roles/families").items():
        yield from _texts_in(library, f"family {family}", path, family, frozenset({"defaults"}))
    for pack, path in library.ids("roles/packs").items():
        yield from _texts_in(library, f"pack {pack}", path, "", frozenset())
    chains = {name: _chain(library, name) for name in library.ids("roles")}
    for name in sorted(chains, key=lambda name: (len(chains[name]), name)):
        family, pack = (_nearest(library, chains[name], f) for f in ("family", "industry"))
        above = {"defaults", f"family {family}", f"pack {pack}", *chains[name][1:]}
        path = library.ids("roles")[name]
        yield from _texts_in(library, name, path, family, frozenset(above))


def _texts_in(
    library: Library, name: str, path: Path, family: str, above: frozenset[str]
) -> Iterator[tuple[_Said, str]]:
    tree = _tree(library, path)
    for field, parts in _LISTS.items():
        for item in _items(tree.get(field) if tree else None):
            values = [item] if isinstance(item, Scalar) else []
            if isinstance(item, Mapping):
                values = [v for part in parts if isinstance(v := item.get(part), Scalar)]
            for value in values:
                text = " ".join(value.text.split()).casefold().rstrip(".")
                if count_words(text) >= FEWEST_WORDS:
                    yield _Said(name, value.span, family, above), f"{field} {text}"


def _items(value: Node | None) -> tuple[Node, ...]:
    if isinstance(value, Mapping):
        value = value.get("replace")
    return value.items if isinstance(value, Sequence) else ()


def _chain(library: Library, name: str) -> list[str]:
    """Return a role and those it extends, as far as they can be read."""
    chain = [name]
    while (parent := _line(library, chain[-1], "extends")) in library.ids("roles"):
        if parent in chain:
            break
        chain.append(parent)
    return chain


def _nearest(library: Library, chain: list[str], field: str) -> str:
    return next(filter(None, (_line(library, name, field) for name in chain)), "")


def _line(library: Library, name: str, field: str) -> str:
    tree = _tree(library, library.ids("roles")[name])
    value = tree.get(field) if tree else None
    return value.text if isinstance(value, Scalar) else ""


def _tree(library: Library, path: Path) -> Mapping | None:
    try:
        return library.tree(path)
    except Problems:
        return None
