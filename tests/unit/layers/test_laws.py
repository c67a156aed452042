"""Laws of folding, over generated layers."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kamroles.diagnostics.codes import CODES
from kamroles.layers.fold import Folded, fold
from kamroles.layers.folding import Layer
from kamroles.library.parts import Folds
from kamroles.source.nodes import Mapping, Node, Scalar, plain
from kamroles.source.yaml import parse
from tests.unit.layers.layers import Role

TEXTS = st.sampled_from(
    ["one", "two", "Three words here", "x: y", "# no", "NO", "1", "é'\"", "true"]
)
IDS = st.sampled_from(["renewals", "upsell", "reports", "report"])
SHARE = st.integers(0, 120).map(str)
REMOVE = st.just({"remove": "true"})


def fields(**choices: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return mappings with any of the fields."""
    return st.fixed_dictionaries({}, optional=choices)


def listed(entry: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return lists of entries, at times as a replacement."""
    some = st.lists(entry, min_size=1, max_size=4)
    return some | st.builds(lambda entries: {"replace": entries}, some)


ITEM = fields(
    id=IDS,
    text=TEXTS,
    share=SHARE | REMOVE,
    after=IDS,
    remove=st.just("true"),
    when=fields(country=listed(TEXTS), workplace=TEXTS),
    steps=listed(TEXTS | fields(id=IDS, text=TEXTS)),
)
LAYER = fields(
    title=TEXTS | REMOVE,
    purpose=TEXTS | REMOVE,
    tools=listed(TEXTS | st.builds(lambda text: {"remove": text}, TEXTS)),
    pay=fields(min=TEXTS, max=TEXTS | REMOVE) | REMOVE,
    sources=st.lists(TEXTS, min_size=1, max_size=2) | TEXTS,
    responsibilities=listed(ITEM | TEXTS) | REMOVE,
    competencies=listed(fields(id=IDS, name=TEXTS, level=TEXTS)),
    places=listed(IDS | fields(id=IDS, note=TEXTS)),
    countries=st.dictionaries(IDS, fields(name=TEXTS) | REMOVE, max_size=2),
)
LAYERS = st.lists(LAYER, min_size=1, max_size=4)

NAMES = st.sampled_from(
    ["title", "tools", "pay", "responsibilities", "competencies", "places", "countries", "sources",
     "id", "text", "share", "after", "before", "first",
     "remove", "replace", "when", "country", "steps", "min", "zzz"]
)  # fmt: skip
ANYTHING = st.recursive(
    TEXTS | IDS | SHARE | st.just("") | st.just("~"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=25,
)


def as_flow(value: Any) -> str:
    """Write a value on one line."""
    return json.dumps(value)


def as_block(value: Any, depth: int = 0) -> str:
    """Write a value over many lines, with single quotes, comments, and its keys turned round."""
    pad = "  " * depth
    if isinstance(value, str):
        return " '" + value.replace("'", "''") + "' # note\n"
    if not value:
        return f" {json.dumps(value)}\n"
    if isinstance(value, list):
        return "\n" + "".join(f"{pad}-{as_block(entry, depth + 1)}" for entry in value)
    entries = reversed(value.items())
    return "\n" + "".join(f"{pad}{key}:  {as_block(inner, depth + 1)}" for key, inner in entries)


def layer(value: dict[str, Any], number: int, *, block: bool = False) -> Layer:
    """Return a value as a layer, by way of its text."""
    text = as_block(value) if block and value else as_flow(value)
    return Layer(f"layer {number}", parse(text, f"{number}.yaml"))


def folded(layers: list[dict[str, Any]], *, block: bool = False) -> Folded:
    """Fold values, base first."""
    return fold([layer(value, n, block=block) for n, value in enumerate(layers)], Role)


def scalars(node: Node, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Scalar]:
    """Return every single value by its path."""
    if isinstance(node, Scalar):
        return {path: node}
    if isinstance(node, Mapping):
        parts = [(entry.key.text, entry.value) for entry in node.entries]
    else:
        parts = []
        for number, item in enumerate(node.items):
            own = item.get("id") if isinstance(item, Mapping) else None
            parts.append((own.text if isinstance(own, Scalar) else str(number), item))
    return {p: s for name, inner in parts for p, s in scalars(inner, (*path, name)).items()}


@given(LAYERS, st.integers(0, 4))
@settings(max_examples=80)
def test_an_empty_layer_changes_nothing(layers: list[dict[str, Any]], where: int) -> None:
    """Values, places, findings and history are the same with an empty layer anywhere."""
    written = [layer(value, n) for n, value in enumerate(layers)]
    empty = Layer("empty", parse("{}", "empty.yaml"))
    with_empty = [*written[:where], empty, *written[where:]]
    one, two = fold(written, Role), fold(with_empty, Role)
    assert one.tree.entries == two.tree.entries
    assert (one.history, one.diagnostics) == (two.history, two.diagnostics)


@given(LAYERS)
@settings(max_examples=80)
def test_key_order_and_formatting_never_matter(layers: list[dict[str, Any]]) -> None:
    """The same content in another order of keys, over many lines or few, folds to the same."""
    one, two = folded(layers), folded(layers, block=True)
    assert plain(one.tree) == plain(two.tree)
    assert sorted(d.code for d in one.diagnostics) == sorted(d.code for d in two.diagnostics)
    assert {p: len(said) for p, said in one.history.items()} == {
        p: len(said) for p, said in two.history.items()
    }


@given(LAYERS)
@settings(max_examples=80)
def test_folding_bit_by_bit_gives_the_same(layers: list[dict[str, Any]]) -> None:
    """A folded tree is a layer like any other: more layers on top give the same values."""
    tree = folded(layers[:1]).tree
    for number, value in enumerate(layers[1:], 1):
        tree = fold([Layer("so far", tree), layer(value, number)], Role).tree
    assert plain(tree) == plain(folded(layers).tree)


@given(LAYERS, st.integers(0, 4))
@settings(max_examples=80)
def test_folding_once_gives_the_same(layers: list[dict[str, Any]], shared: int) -> None:
    """What is remembered of shared layers gives the same, first and again, for all who go on."""
    written = tuple(layer(value, n) for n, value in enumerate(layers))
    folds = Folds()
    whole = fold(written, Role)
    for _ in range(2):
        onto = folds.fold(written[:shared], Role)
        once = fold(written[shared:], Role, onto)
        assert plain(once.tree) == plain(whole.tree)
        assert (once.history, once.diagnostics) == (whole.history, whole.diagnostics)
    assert folds.fold(written[:shared], Role) is folds.fold(written[:shared], Role)


@given(LAYERS)
@settings(max_examples=80)
def test_values_keep_their_origin(layers: list[dict[str, Any]]) -> None:
    """Each value stands where its last writer wrote it, and an untouched one is the same node."""
    result = folded(layers)
    for path, scalar in scalars(result.tree).items():
        said = result.history.get(path)
        if said:
            writer = next(c for c in reversed(said) if not c.layer.startswith("rescaled by "))
            assert scalar.span == writer.span
            assert scalar.text == said[-1].text
    before, after = folded(layers[:-1]), result
    for path, scalar in scalars(after.tree).items():
        if len(before.history.get(path, ())) == len(after.history.get(path, ())) > 0:
            assert scalar == scalars(before.tree)[path]


@given(st.lists(st.dictionaries(NAMES, ANYTHING, max_size=5), min_size=1, max_size=3))
@settings(max_examples=200)
def test_anything_folds_or_is_reported(layers: list[dict[str, Any]]) -> None:
    """Whatever layers hold, the answer is a tree and findings, and that tree folds again."""
    result = folded(layers)
    for found in result.diagnostics:
        assert found.code in CODES
        assert found.span is not None
    again = fold([Layer("again", result.tree)], Role)
    assert plain(again.tree) == plain(result.tree)
    assert [d for d in again.diagnostics if d.code != "KR110"] == []
