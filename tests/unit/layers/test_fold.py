"""Folding values, groups, sets and tables."""

import pytest

from kamroles.diagnostics import Severity
from kamroles.layers.fold import fold
from kamroles.source.nodes import plain
from tests.unit.layers.layers import BASE, Role, at, finding, folded, values


def test_the_nearest_value_wins_and_the_rest_stays() -> None:
    """Mappings merge field by field; single values and whole values are replaced."""
    assert values(
        "title: A\npay: {min: 1, max: 2}\nsources: [a, b]",
        "title: B\npay: {max: 3}\nsources: [c]",
        "pay: {max: 4}",
    ) == {"title": "B", "pay": {"min": "1", "max": "4"}, "sources": ["c"]}


def test_sets_add_at_the_end_and_remove() -> None:
    """A set keeps its order, takes no doubles, and drops what is removed."""
    assert values("tools: [CRM, Excel]", "tools: [CRM, Phone, {remove: Excel}]") == {
        "tools": ["CRM", "Phone"]
    }
    assert values("tools: [CRM]", "tools: {replace: [Phone, Phone]}") == {"tools": ["Phone"]}
    assert values("title: A\ntools: [CRM]", "tools: [{remove: CRM}]") == {"title": "A"}


def test_tables_merge_key_by_key() -> None:
    """A table has free keys, and each value merges by its own shape."""
    assert values(
        "countries: {us: {name: USA, terms: [a]}, de: {name: Germany}}",
        "countries: {us: {terms: [b]}, fr: {name: France}, de: {remove: true}}",
    ) == {"countries": {"us": {"name": "USA", "terms": ["a", "b"]}, "fr": {"name": "France"}}}


@pytest.mark.parametrize("field", ["title", "tools", "pay", "responsibilities"])
def test_remove_drops_a_value_of_any_kind(field: str) -> None:
    """``{remove: true}`` takes an inherited value out, whatever it is."""
    left = values(BASE, f"{field}: {{remove: true}}")
    assert isinstance(left, dict)
    assert field not in left
    assert len(left) == 3


def test_places_survive() -> None:
    """A value points at the file that wrote it; what holds it, at where it began."""
    tree = folded(BASE, "pay: {max: 3}\ntools: [Phone]").tree
    assert str(at(tree, "pay", "min").span) == "0.yaml:3:12"
    assert str(at(tree, "pay", "max").span) == "1.yaml:1:12"
    assert str(at(tree, "pay").span) == "0.yaml:3:6"
    assert str(at(tree, "tools").span) == "0.yaml:2:8"
    assert str(tree.span) == "1.yaml:1:1"


def test_fields_come_in_declared_order() -> None:
    """Neither the order of keys nor that of layers decides where a field stands."""
    tree = folded("pay: {max: 2}\ntools: [a]", "purpose: P\ntitle: A\npay: {min: 1}").tree
    assert tree.keys() == ("title", "purpose", "tools", "pay")
    assert plain(at(tree, "pay")) == {"min": "1", "max": "2"}
    assert list(plain(at(tree, "pay"))) == ["min", "max"]  # type: ignore[call-overload]


def test_history_has_every_layer_that_had_a_say() -> None:
    """Each path lists its layers in order, with the place and what was said."""
    history = folded(
        "title: A\ntools: [CRM]\npay: {min: 1}",
        "title: B\ntools: [{remove: CRM}, Phone]",
        "title: {remove: true}\npay: {max: 2}\ntools: {replace: [Mail]}",
    ).history
    said = {".".join(path): [(c.layer, c.text) for c in all_] for path, all_ in history.items()}
    assert said == {
        "title": [("layer 0", "A"), ("layer 1", "B"), ("layer 2", "removed")],
        "tools": [
            ("layer 0", "added CRM"),
            ("layer 1", "added Phone; removed CRM"),
            ("layer 2", "replaced by Mail"),
        ],
        "pay": [("layer 0", "gave min"), ("layer 2", "gave max")],
        "pay.min": [("layer 0", "1")],
        "pay.max": [("layer 2", "2")],
    }
    assert [str(c.span) for c in history["title",]] == ["0.yaml:1:8", "1.yaml:1:8", "2.yaml:1:8"]


@pytest.mark.parametrize(
    ("base", "near", "place", "first"),
    [
        ("title: A", "title: [a]", "1.yaml:1:8", "0.yaml:1:8"),
        ("title: A", "title: {b: c}", "1.yaml:1:8", "0.yaml:1:8"),
        ("sources: [a]", "sources: a", "1.yaml:1:10", "0.yaml:1:10"),
        ("tools: [a]", "tools: a", "1.yaml:1:8", "0.yaml:1:8"),
        ("pay: {min: 1}", "pay: 1", "1.yaml:1:6", "0.yaml:1:6"),
        ("pay: {min: 1}", "pay: [1]", "1.yaml:1:6", "0.yaml:1:6"),
        ("countries: {us: {name: a}}", "countries: {us: b}", "1.yaml:1:17", "0.yaml:1:17"),
        ("places: [a]", "places: {a: b}", "1.yaml:1:9", "0.yaml:1:9"),
    ],
)
def test_kind_change(base: str, near: str, place: str, first: str) -> None:
    """A value of another kind is an error that names both places; the inherited one stays."""
    found = finding(base, near)
    assert (found.code, str(found.span)) == ("KR101", place)
    assert [str(related.span) for related in found.related] == [first]
    assert "layer 0" in found.message
    assert plain(folded(base, near).tree) == plain(folded(base).tree)


@pytest.mark.parametrize(
    ("text", "code", "place", "offered"),
    [
        ("tools: CRM", "KR102", "0.yaml:1:8", "`tools: [CRM]`"),
        ('tools: "a: b"', "KR102", "0.yaml:1:8", '`tools: ["a: b"]`'),
        ("pay: 3", "KR102", "0.yaml:1:6", "`pay:`"),
        ("tools: [[a]]", "KR102", "0.yaml:1:9", "one value"),
        ("tools:\n- CRM: old", "KR102", "0.yaml:2:3", '`- "CRM: old"`'),
        ("titel: A", "KR103", "0.yaml:1:1", "`title`"),
        ("pay: {minimum: 1}", "KR103", "0.yaml:1:7", "`min`"),
        ("pay: {x: 1}", "KR103", "0.yaml:1:7", "min, max"),
        ("title:", "KR104", "0.yaml:1:7", "{remove: true}"),
        ("title: # note", "KR104", "0.yaml:1:7", "`#`"),
        ("title: ~", "KR104", "0.yaml:1:8", "{remove: true}"),
        ('title: " "', "KR104", "0.yaml:1:8", "{remove: true}"),
        ("title: []", "KR104", "0.yaml:1:8", "{remove: true}"),
        ("sources: [{a: }]", "KR104", "0.yaml:1:15", "{remove: true}"),
        ("tools: []", "KR104", "0.yaml:1:8", "{remove: true}"),
        ("tools: [a, ~]", "KR104", "0.yaml:1:12", "{remove: true}"),
        ("pay: {}", "KR104", "0.yaml:1:6", "{remove: true}"),
        ("responsibilities: {}", "KR104", "0.yaml:1:19", "{remove: true}"),
        ("countries: {US: {name: a}}", "KR107", "0.yaml:1:13", "`us`"),
        ("title: {remove: no}", "KR113", "0.yaml:1:8", "`{remove: true}`"),
        ("pay: {remove: true, min: 1}", "KR113", "0.yaml:1:6", "`{remove: true}`"),
        ("tools: {replace: []}", "KR113", "0.yaml:1:8", "`tools: {remove: true}`"),
        ("tools: {replace: a}", "KR113", "0.yaml:1:8", "{replace: [...]}"),
        ("tools: {replace: [a], x: y}", "KR113", "0.yaml:1:8", "{replace: [...]}"),
        ("sources: {replace: [a]}", "KR113", "0.yaml:1:10", "`replace`"),
        ("tools: [{remove: true}]", "KR113", "0.yaml:1:9", "`tools: {remove: true}`"),
    ],
)
def test_refused(text: str, code: str, place: str, offered: str) -> None:
    """What cannot be merged is an error at its place, with a way to mend it, and left out."""
    found = finding(text)
    assert (found.code, str(found.span), found.severity) == (code, place, Severity.ERROR)
    assert offered in (found.hint or "")


def test_removing_what_is_not_there() -> None:
    """A set entry that is not there is an error with the nearest; a field is a warning."""
    found = finding("tools: [Excel]", "tools: [{remove: Exel}]")
    assert (found.code, found.span and found.span.text) == ("KR105", "Exel")
    assert "`Excel`" in (found.hint or "")
    found = finding("title: A", "purpose: {remove: true}")
    assert (found.code, found.severity) == ("KR114", Severity.WARNING)


def test_all_errors_of_all_layers_come_at_once() -> None:
    """An error stops neither its own layer nor the next."""
    found = folded("titel: A\npay: 1\ntitle: A", "tools: x\ntitle: [b]\npurpose: P").diagnostics
    assert [d.code for d in found] == ["KR103", "KR102", "KR102", "KR101"]
    assert plain(folded("titel: A\ntitle: A", "tools: x\npurpose: P").tree) == {
        "title": "A",
        "purpose": "P",
    }


def test_no_layers() -> None:
    """Nothing folds to nothing."""
    assert plain(fold([], Role).tree) == {}
