"""A model with every kind of field, and layers from text, for the tests of folding."""

from types import MappingProxyType
from typing import Annotated

from kamroles.diagnostics import Diagnostic, Severity
from kamroles.diagnostics.codes import CODES
from kamroles.layers.fold import Folded, fold
from kamroles.layers.folding import Layer
from kamroles.model.base import Model, described
from kamroles.model.fields import Keyed, SetOf
from kamroles.model.settings import Selection
from kamroles.model.values import Line, Slug
from kamroles.source.nodes import Mapping, Node, Scalar, Sequence, plain
from kamroles.source.yaml import parse
from tests.wording import pinned

Lines = Annotated[tuple[Line, ...], SetOf()]


class When(Model):
    """A group in an entry of a list."""

    country: Lines = described("a set in it", default=())
    workplace: Line | None = described("a value in it", default=None)


class Step(Model):
    """An entry of a list in an entry of a list."""

    id: Slug = described("its id")
    text: Line = described("its text")


class Responsibility(Model):
    """An entry of a list with shares."""

    id: Slug = described("its id")
    text: Line = described("its text")
    share: Line | None = described("its share", default=None)
    essential: Line | None = described("a value", default=None)
    when: When | None = described("a group", default=None)
    steps: Annotated[tuple[Step, ...], Keyed()] = described("a list", default=())


class Competency(Model):
    """An entry of a list that needs two fields."""

    id: Slug = described("its id")
    name: Line = described("its text")
    level: Line = described("a value")


class Pay(Model):
    """A group."""

    min: Line | None = described("a value", default=None)
    max: Line | None = described("a value", default=None)


class Place(Model):
    """An entry of a list of ids."""

    id: Slug = described("its id")
    note: Line | None = described("a value", default=None)


class Country(Model):
    """What a key of a table has."""

    name: Line | None = described("a value", default=None)
    terms: Lines = described("a set", default=())


class Role(Model):
    """Fields of every kind."""

    title: Line | None = described("a value", default=None)
    purpose: Line | None = described("a value", default=None)
    tools: Lines = described("a set", default=())
    pay: Pay | None = described("a group", default=None)
    sources: Selection = described("a list that counts whole", default="all")
    responsibilities: Annotated[tuple[Responsibility, ...], Keyed(shares="share")] = described(
        "a list by id", default=()
    )
    competencies: Annotated[
        tuple[Competency, ...], Keyed(text="name", required=("name", "level"))
    ] = described("a list whose entries need more than a text", default=())
    places: Annotated[tuple[Place, ...], Keyed(text="id", required=())] = described(
        "a list of ids", default=()
    )
    countries: MappingProxyType[Slug, Country] = described("a table", default=MappingProxyType({}))


BASE = """\
title: Account Manager
tools: [CRM, Excel]
pay: {min: 60000, max: 80000}
responsibilities:
  - {id: renewals, text: Renew contracts., share: 40}
  - {id: upsell, text: Sell what helps., share: 35}
  - {id: reports, text: Write reports., share: 25}
  - {id: travel, text: Visit customers.}
"""


def folded(*texts: str) -> Folded:
    """Fold texts, base first; layer n is called ``layer n`` and stands in ``n.yaml``."""
    return fold([layer(text, n) for n, text in enumerate(texts)], Role)


def layer(text: str, number: int = 0) -> Layer:
    """Return a text as a layer; an empty one too."""
    node = (
        parse(f"title: x\n{text}", f"{number}.yaml") if not text else parse(text, f"{number}.yaml")
    )
    return Layer(f"layer {number}", Mapping((), node.span) if not text else node)


def values(*texts: str) -> object:
    """Return the merged values of texts that fold without a finding."""
    result = folded(*texts)
    assert result.diagnostics == ()
    return plain(result.tree)


def finding(*texts: str) -> Diagnostic:
    """Return the only finding of a fold."""
    (only,) = folded(*texts).diagnostics
    pinned([only])
    assert only.code in CODES
    assert only.span is not None
    assert only.hint or only.severity is Severity.WARNING
    return only


def at(tree: Node, *path: str) -> Node:
    """Return the value at a path; ids stand for items of lists."""
    node = tree
    for step in path:
        if isinstance(node, Mapping):
            found = node.get(step)
        else:
            assert isinstance(node, Sequence)
            found = next(
                item
                for item in node.items
                if isinstance(item, Mapping)
                and isinstance(own := item.get("id"), Scalar)
                and own.text == step
            )
        assert found is not None, path
        node = found
    return node


def shares(*texts: str) -> dict[str, str]:
    """Return the shares of the responsibilities after a fold without errors."""
    result = folded(*texts)
    assert all(d.severity is Severity.WARNING for d in result.diagnostics)
    listed = at(result.tree, "responsibilities")
    assert isinstance(listed, Sequence)
    records = [plain(item) for item in listed.items]
    return {r["id"]: r["share"] for r in records if isinstance(r, dict) and "share" in r}


def ids(*texts: str) -> list[str]:
    """Return the ids of the responsibilities, in order, after a fold without a finding."""
    result = folded(*texts)
    assert result.diagnostics == ()
    listed = at(result.tree, "responsibilities")
    assert isinstance(listed, Sequence)
    return [own.text for item in listed.items if isinstance(own := at(item, "id"), Scalar)]
