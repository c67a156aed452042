"""A shape with every kind of field, and layers from text, for the tests of folding."""

from __future__ import annotations

from kamroles.diagnostics import Diagnostic, Severity
from kamroles.diagnostics.codes import CODES
from kamroles.source.merge import Folded, Group, Keyed, Layer, SetOf, Table, Value, fold
from kamroles.source.nodes import Mapping, Node, Scalar, Sequence, plain
from kamroles.source.yaml import parse

RESPONSIBILITY = Group(
    {
        "text": Value(),
        "share": Value(),
        "essential": Value(),
        "when": Group({"country": SetOf(), "workplace": Value()}),
        "steps": Keyed(Group({"text": Value()})),
    }
)
ROLE = Group(
    {
        "title": Value(),
        "purpose": Value(),
        "tools": SetOf(),
        "pay": Group({"min": Value(), "max": Value()}),
        "sources": Value(),
        "responsibilities": Keyed(RESPONSIBILITY, shares="share"),
        "competencies": Keyed(
            Group({"name": Value(), "level": Value()}), text="name", required=("name", "level")
        ),
        "places": Keyed(Group({"id": Value(), "note": Value()}), text="id", required=()),
        "countries": Table(Group({"name": Value(), "terms": SetOf()})),
    }
)

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
    return fold([layer(text, n) for n, text in enumerate(texts)], ROLE)


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
