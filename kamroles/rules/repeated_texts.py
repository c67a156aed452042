"""Texts that stand in several files although one could inherit them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kamroles.diagnostics import Related, Span
from kamroles.layers.folding import Layer
from kamroles.library import Library
from kamroles.library.job_layers import LayerReader
from kamroles.rules import Findings, Found, Severity, rule
from kamroles.rules.own_places import is_shipped
from kamroles.rules.texts import count_words
from kamroles.source.nodes import Mapping, items_of, scalar_of, text_of

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
    """A text of a layer; ``family`` and ``above`` tell from which the layer could have it."""

    layer: str
    span: Span
    family: str
    above: frozenset[str]


@rule(
    "S001",
    "repeated-text",
    Severity.WARNING,
    meaning="A text stands in two files although one could inherit it.",
    basis="what stands in two places is changed in one of them",
    scope="library",
)
def repeated_text(library: Library, wanted: Collection[str]) -> Findings:
    """Write a text once, where all roles that need it inherit it.

    Why: Whoever improves one copy forgets the others, and soon nobody knows which was meant.

    Bad: The same duty word for word in two roles of a family.

    Good: The duty in the role that both extend, or in the family's file.
    """
    asked = {f"role {name}" for name in wanted}
    said: dict[str, list[_Said]] = {}
    for each, text in _every_text(library) if asked else ():
        for other in said.setdefault(text, []):
            if _shared(each, other) and {each.layer, other.layer} & asked:
                yield _repeated(each, other)
                break
        said[text].append(each)


def _repeated(each: _Said, other: _Said) -> Found:
    if other.layer in each.above:
        message = "this repeats what is inherited"
        hint = "leave it out, or give only the fields that differ"
    else:
        if is_shipped(each.span):
            each, other = other, each
        message = f"{other.layer.removeprefix('role ')} says the same"
        hint = "write it where both inherit it"
    return Found(message, each.span, hint, (Related("said here", other.span),))


def _shared(one: _Said, other: _Said) -> bool:
    """Tell whether one of them could have the text from the other, or both from above."""
    if one.layer == other.layer:
        return False
    if one.layer in other.above or other.layer in one.above:
        return True
    return bool(one.family) and one.family == other.family


def _every_text(library: Library) -> Iterator[tuple[_Said, str]]:
    """Yield every text of every layer of roles: those that give before those that inherit."""
    reader = LayerReader(library)
    roles = {f"role {name}": reader.role(name, None).role.shared for name in library.ids("roles")}
    common = {each.name: each for layers in roles.values() for each in layers}
    for name in sorted(common.keys() - roles.keys()):
        yield from _texts_in(common[name], "", frozenset())
    depths = {name: sum(each.name in roles for each in layers) for name, layers in roles.items()}
    for name in sorted(roles, key=lambda name: (depths[name], name)):
        above = {each.name: each for each in roles[name]}
        own = above.pop(name, None)  # it is not there if its file is broken
        family = next((each for each in above if each.startswith("family ")), "")
        if own:
            yield from _texts_in(own, family, frozenset(above))


def _texts_in(layer: Layer, family: str, above: frozenset[str]) -> Iterator[tuple[_Said, str]]:
    for field, parts in _LISTS.items():
        for item in items_of(layer.node, field) or items_of(layer.node, field, "replace"):
            steps = [(part,) for part in parts] if isinstance(item, Mapping) else [()]
            for value in filter(None, (scalar_of(item, *step) for step in steps)):
                text = text_of(value).casefold().rstrip(".")
                if count_words(text) >= FEWEST_WORDS:
                    yield _Said(layer.name, value.span, family, above), f"{field} {text}"
