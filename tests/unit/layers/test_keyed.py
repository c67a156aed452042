"""Folding lists by id, and shares of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.diagnostics import Severity
from kamroles.source.ids import ID, mistaken_for, slug
from kamroles.source.nodes import plain
from tests.unit.layers.layers import BASE, at, finding, folded, ids, shares, values
from tests.wording import pinned


def duties(*entries: str) -> str:
    """Return a list of responsibilities."""
    return "responsibilities:\n" + "".join(f"  - {entry}\n" for entry in entries)


def test_the_example_of_the_design() -> None:
    """A known id is edited, a new one added where it says, one removed, a bare string added."""
    near = """\
title: Key Account Manager
responsibilities:
  - id: renewals
    share: 15
  - id: joint-business-plan
    after: renewals
    text: Agree a joint business plan with each key account every year.
  - id: upsell
    remove: true
  - Brief each customer's board once a year.
competencies: {replace: [{id: negotiation, name: Negotiation, level: 4}]}
"""
    base = BASE + "competencies:\n  - {id: listening, name: Listening, level: 3}\n"
    merged = values(base, near)
    assert isinstance(merged, dict)
    assert merged["responsibilities"] == [
        {"id": "renewals", "text": "Renew contracts.", "share": "15"},
        {
            "id": "joint-business-plan",
            "text": "Agree a joint business plan with each key account every year.",
        },
        {"id": "reports", "text": "Write reports.", "share": "85"},
        {"id": "travel", "text": "Visit customers."},
        {
            "id": "brief-each-customers-board-once-a",
            "text": "Brief each customer's board once a year.",
        },
    ]
    assert merged["competencies"] == [{"id": "negotiation", "name": "Negotiation", "level": "4"}]


@pytest.mark.parametrize("word", ["true", "yes", "Yes", "on"])
def test_a_removal_is_said_as_every_other_yes_is(word: str) -> None:
    """As `headline` and `essential` take it."""
    assert ids(BASE, duties(f"{{id: renewals, remove: {word}}}")) == ids(
        BASE, duties("{id: renewals, remove: true}")
    )


def test_items_edit_deeply() -> None:
    """An edit reaches groups, sets and lists inside an item; the rest stays."""
    base = duties("{id: a-b, text: T, when: {country: [US], workplace: remote}, steps: [One, Two]}")
    near = duties("{id: a-b, when: {country: [CA]}, steps: [{id: one, remove: true}, Three]}")
    assert values(base, near) == {
        "responsibilities": [
            {
                "id": "a-b",
                "text": "T",
                "when": {"country": ["US", "CA"], "workplace": "remote"},
                "steps": [{"id": "two", "text": "Two"}, {"id": "three", "text": "Three"}],
            }
        ]
    }


def test_items_come_with_their_id_first() -> None:
    """Every item of a merged list starts with its id, however it was written."""
    tree = folded(duties("{text: T, id: a-b}", "Other")).tree
    for name in ("a-b", "other"):
        item = at(tree, "responsibilities", name)
        assert list(plain(item)) == ["id", "text"]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("entries", "order"),
    [
        (["{id: new, text: N}"], "renewals upsell reports travel new"),
        (["{id: new, text: N, after: renewals}"], "renewals new upsell reports travel"),
        (["{id: renewals, after: travel}"], "upsell reports travel renewals"),
        (
            ["{id: x1, text: N, after: renewals}", "{id: y2, text: M, after: renewals}"],
            "renewals x1 y2 upsell reports travel",
        ),
        (
            ["{id: x1, text: N, after: y2}", "{id: y2, text: M, after: renewals}"],
            "renewals y2 x1 upsell reports travel",
        ),
        (
            ["{id: reports, after: renewals}", "{id: x1, text: N, after: reports}"],
            "renewals reports x1 upsell travel",
        ),
        (["{id: travel, before: renewals}"], "travel renewals upsell reports"),
        (["{id: new, text: N, before: reports}"], "renewals upsell new reports travel"),
        (["{text: Call people, before: upsell}"], "renewals call-people upsell reports travel"),
        (
            ["{id: x1, text: N, before: upsell}", "{id: y2, text: M, before: upsell}"],
            "renewals x1 y2 upsell reports travel",
        ),
        (
            ["{id: x1, text: N, before: y2}", "{id: y2, text: M, after: renewals}"],
            "renewals x1 y2 upsell reports travel",
        ),
        (["{id: travel, first: true}"], "travel renewals upsell reports"),
        (
            ["{id: new, text: N, first: true}", "{id: reports, first: true}"],
            "new reports renewals upsell travel",
        ),
        (
            ["{id: travel, first: true}", "{id: new, text: N, before: travel}"],
            "new travel renewals upsell reports",
        ),
        (["{text: Call people, after: renewals}"], "renewals call-people upsell reports travel"),
    ],
)
def test_order(entries: list[str], order: str) -> None:
    """``after`` places new items and moves known ones; written order decides among several."""
    assert ids(BASE, duties(*entries)) == order.split()


def test_bare_strings_get_an_id_of_their_own() -> None:
    """The id has six words, more where those are taken, and no accents or quotes."""
    assert ids(
        duties(
            "Work with the sales team on the forecast.",
            "Work with the sales team on the renewals.",
            "Führe l'équipe",
        )
    ) == [
        "work-with-the-sales-team-on",
        "work-with-the-sales-team-on-the",
        "fuhre-lequipe",
    ]
    taken = duties("Work with the sales team on A", "{id: work-with-the-sales-team-on, text: T}")
    assert ids(taken)[0] == "work-with-the-sales-team-on-a"
    near = folded(duties("{id: call-people, text: T}"), duties("Call people now"))
    assert near.diagnostics == ()
    assert finding(duties("{id: call-people, text: T}"), duties("Call people")).code == "KR106"


def test_a_list_of_ids_takes_bare_ids() -> None:
    """Where the text of an item is its id, a bare string is that id."""
    assert values("places: [salem, {id: portland, note: N}]", "places: [{id: salem, note: M}]") == {
        "places": [{"id": "salem", "note": "M"}, {"id": "portland", "note": "N"}]
    }
    found = finding("places: [New York]")
    assert (found.code, found.span and found.span.text) == ("KR107", "New York")
    assert "`new-york`" in (found.hint or "")
    assert finding("places: [salem]", "places: [salem]").code == "KR106"


@pytest.mark.parametrize(
    ("entry", "code", "offered"),
    [
        ("{id: renewal, share: 3}", "KR105", "`renewals`"),
        ("{id: xyz, share: 3}", "KR105", "`text`"),
        ("{id: upsel, remove: true}", "KR105", "`upsell`"),
        ("{id: renewals, after: report}", "KR105", "`reports`"),
        ("{id: unknown-one, after: renewals}", "KR105", "`text`"),
        ("{id: renewals, after: renewals}", "KR113", "one item"),
        ("{id: renewals, before: report}", "KR105", "`reports`"),
        ("{id: renewals, before: renewals}", "KR113", "one item"),
        ("{id: renewals, before: upsell, after: reports}", "KR113", "one of them"),
        ("{id: renewals, first: true, after: reports}", "KR113", "one of them"),
        ("{id: renewals, first: upsell}", "KR113", "`first: true`"),
        ("{id: renewals, first: }", "KR104", "{remove: true}"),
        ("{id: renewals, befor: upsell}", "KR103", "`before`"),
        ("{id: renewals, after: [upsell]}", "KR113", "one item"),
        ("{id: renewals, after: }", "KR104", "{remove: true}"),
        ("Write reports.", "KR106", "`- id: reports`"),
        ("Renewals", "KR106", "`- id: renewals`"),
        ("{id: New One, text: T}", "KR107", "`new-one`"),
        ("{id: [a], text: T}", "KR107", None),
        ("{id: , text: T}", "KR104", "{remove: true}"),
        ("{share: 3}", "KR108", "`id: …`"),
        ("{remove: upsell}", "KR108", "`- {id: upsell, remove: true}`"),
        ("{remove: Sell what helps.}", "KR108", "`- {id: upsell, remove: true}`"),
        ("{}", "KR108", "`id: …`"),
        ("Note: bring this", "KR108", '`- "Note: bring this"`'),
        ("id:renewals", "KR019", "`- id: renewals`"),
        ("[a]", "KR102", "brackets"),
        ("{id: renewals, remove: no}", "KR113", "{id: renewals, remove: true}"),
        ("{id: renewals, remove: true, share: 1}", "KR113", "{id: renewals, remove: true}"),
        ("{id: renewals, text: {remove: true}}", "KR113", "{id: renewals, remove: true}"),
        ("{id: renewals, txt: T}", "KR103", "`text`"),
        ("{id: brand-new, txt: T}", "KR103", "`text`"),
        ("{txt: T}", "KR103", "`text`"),
        ("{idd: renewals, share: 3}", "KR103", "`id`"),
        ("{id: brand-new, text: {remove: true}}", "KR108", "a value"),
        ("{id: renewals, afer: upsell}", "KR103", "`after`"),
        ("{id: renewals, text: [a]}", "KR101", "same kind"),
        ("{id: brand-new, text: }", "KR104", "{remove: true}"),
        ("{id: renewals, share: 15%}", "KR112", "write 15"),
        ("{id: renewals, share: 15.0}", "KR112", "write 15"),
        ("{id: renewals, share: 101}", "KR112", "write 100"),
        ("{id: renewals, share: -1}", "KR112", "like 15"),
        ("{id: renewals, share: \u0661\u0665}", "KR112", "like 15"),
    ],
)
def test_refused_entries(entry: str, code: str, offered: str | None) -> None:
    """An entry that cannot be merged is an error at its place; the list stays as it was."""
    found = [d for d in folded(BASE, duties(entry)).diagnostics if d.severity is Severity.ERROR]
    assert [d.code for d in found] == [code]
    assert str(found[0].span).startswith("1.yaml:2:")
    assert (offered or "") in (found[0].hint or "")
    pinned(found)
    assert plain(folded(BASE, duties(entry)).tree) == plain(folded(BASE).tree)


def test_items_given_twice() -> None:
    """An id twice in one layer's list is an error that names both places."""
    found = finding(BASE, duties("{id: upsell, text: A}", "{id: upsell, text: B}"))
    assert (found.code, str(found.span)) == ("KR106", "1.yaml:3:10")
    assert [str(r.span) for r in found.related] == ["1.yaml:2:10"]


@pytest.mark.parametrize(
    ("entry", "near"),
    [("{id: renewal, share: 3}", "renewals"), ("{id: upsel, remove: true}", "upsell"),
     ("{id: renewals, after: report}", "reports"), ("{id: xyz, share: 3}", None)],
)  # fmt: skip
def test_the_nearest_id_is_shown_for_one_that_is_not_there(entry: str, near: str | None) -> None:
    """It may be the one that was changed; where none is near, the list is shown."""
    (related,) = finding(BASE, duties(entry)).related
    assert related.span.source.name == "0.yaml"
    assert near is None or related.span.text == near


def test_items_that_wait_for_each_other() -> None:
    """Two items that each stand after the other are an error, and stay where they were."""
    near = duties("{id: upsell, after: reports}", "{id: reports, after: upsell}")
    found = finding(BASE, near)
    assert (found.code, str(found.span)) == ("KR113", "1.yaml:2:25")
    assert "`upsell` and `reports`" in found.message


@pytest.mark.parametrize(
    "entries",
    [
        ("{id: upsell, before: reports}", "{id: reports, before: upsell}"),
        (
            "{id: upsell, before: reports}",
            "{id: reports, after: travel}",
            "{id: travel, after: upsell}",
        ),
    ],
)
def test_a_circle_of_places(entries: tuple[str, ...]) -> None:
    """However the items stand beside each other."""
    found = finding(BASE, duties(*entries))
    assert found.code == "KR113"


@pytest.mark.parametrize(
    ("entries", "order"),
    [
        ("travel, reports, upsell, renewals", "travel reports upsell renewals"),
        ("upsell, renewals", "upsell renewals"),
        ("travel, {text: Do more}, renewals", "travel do-more renewals"),
        ("travel, {id: new, text: N}, renewals", "travel new renewals"),
    ],
)
def test_a_list_is_put_in_order_by_naming_its_ids(entries: str, order: str) -> None:
    """A bare id keeps the item whole, and what is not named is gone."""
    near = f"responsibilities: {{replace: [{entries}]}}"
    assert ids(BASE, near) == order.split()
    kept = at(folded(BASE, near).tree, "responsibilities", "renewals", "text")
    assert plain(kept) == "Renew contracts."


def test_an_id_named_twice_in_an_order() -> None:
    """It is told, as everywhere."""
    found = finding(BASE, "responsibilities: {replace: [travel, renewals, travel]}")
    assert found.code == "KR106"


def test_shares_fill_up_when_a_list_is_put_in_order() -> None:
    """Those that are inherited rescale, as when others are removed."""
    kept = shares(BASE, "responsibilities: {replace: [upsell, renewals]}")
    assert list(kept) == ["upsell", "renewals"]
    assert sum(map(int, kept.values())) == 100
    whole = "responsibilities: {replace: [travel, reports, upsell, renewals]}"
    assert shares(BASE, whole) == {"reports": "25", "upsell": "35", "renewals": "40"}


def test_standing_after_an_item_that_is_removed() -> None:
    """The message says that the item is removed in the same breath."""
    near = duties("{id: upsell, remove: true}", "{id: travel, after: upsell}")
    found = finding(BASE, near)
    assert (found.code, str(found.span)) == ("KR105", "1.yaml:3:25")
    assert "removed" in found.message


def test_new_items_need_their_fields() -> None:
    """A new item lacks a field: an error that names it; in a base layer also for the text."""
    found = finding("competencies: [{id: listening, name: Listening}]")
    assert (found.code, str(found.span)) == ("KR108", "0.yaml:1:21")
    assert "`level`" in found.message
    assert finding(duties("{id: renewals, share: 3}")).code == "KR108"
    assert finding(BASE, "responsibilities: {replace: [{id: renewals, share: 3}]}").code == "KR108"


def test_almost_like_an_inherited_id() -> None:
    """A new id that looks like a slip of the pen is a warning, and is added."""
    found = finding(BASE, duties("{id: renewels, text: T}"))
    assert (found.code, found.severity) == ("KR109", Severity.WARNING)
    assert str(found.span) == "1.yaml:2:10"
    assert "`- id: renewals`" in (found.hint or "")
    replaced = duties("{id: renewals, remove: true}", "{id: renewels, text: T}")
    assert ids(BASE, replaced)[-1] == "renewels"


@pytest.mark.parametrize(
    ("new", "known", "mistaken"),
    [
        ("renewal", "renewals", True),
        ("licence-audit", "license-audit", True),
        ("joint-business-plans", "joint-business-plan", True),
        ("reprots", "reports", True),
        ("upsell", "reports", False),
        ("crm", "erm", False),
        ("level-1", "level-2", False),
        ("account-plan", "account-review", False),
    ],
)
def test_mistaken(new: str, known: str, *, mistaken: bool) -> None:
    """One edit or a high likeness counts, numbers and short names do not."""
    assert mistaken_for(new, [known]) == (known if mistaken else None)


def test_replacing_a_list() -> None:
    """``replace`` drops what was inherited, also the shares, and says so in the history."""
    result = folded(BASE, "responsibilities: {replace: [{id: upsell, text: U, share: 30}, New]}")
    assert result.diagnostics == ()
    assert [c.text for c in result.history["responsibilities",]] == [
        "added renewals, upsell, reports, travel",
        "replaced by upsell, new",
    ]
    assert [c.text for c in result.history["responsibilities", "reports", "text"]] == [
        "Write reports.",
        "removed",
    ]
    assert shares(BASE, "responsibilities: {replace: [{id: upsell, text: U, share: 30}]}") == {
        "upsell": "30"
    }


def test_history_of_items() -> None:
    """An item, its fields and its list each tell what every layer did."""
    near = duties(
        "{id: renewals, share: 50, after: travel}",
        "{id: reports, remove: true}",
        "{id: n, text: N, after: upsell}",
    )
    history = folded(BASE, near).history
    said = {
        ".".join(path[1:]): [f"{c.layer}: {c.text}" for c in contributions]
        for path, contributions in history.items()
        if path[0] == "responsibilities"
    }
    assert said[""] == [
        "layer 0: added renewals, upsell, reports, travel",
        "layer 1: added n; changed renewals; removed reports; moved renewals",
    ]
    assert said["renewals"] == [
        "layer 0: added",
        "layer 1: changed share",
        "layer 1: moved after travel",
    ]
    assert said["reports.share"] == ["layer 0: 25", "layer 1: removed"]
    assert said["upsell.share"] == ["layer 0: 35", "rescaled by layer 1: 50"]
    assert said["n"] == ["layer 1: added"]
    assert said["n.text"] == ["layer 1: N"]


@pytest.mark.parametrize(
    ("entries", "result"),
    [
        (["{id: renewals, text: Other}"], {"renewals": 40, "upsell": 35, "reports": 25}),
        (["{id: renewals, share: 40}"], {"renewals": 40, "upsell": 35, "reports": 25}),
        (["{id: renewals, share: 15}"], {"renewals": 15, "upsell": 50, "reports": 35}),
        (["{id: n, text: N, share: 10}"], {"renewals": 36, "upsell": 32, "reports": 22, "n": 10}),
        (["{id: upsell, remove: true}"], {"renewals": 62, "reports": 38}),
        (["{id: upsell, share: {remove: true}}"], {"renewals": 62, "reports": 38}),
        (["{id: travel, remove: true}"], {"renewals": 40, "upsell": 35, "reports": 25}),
        (
            ["{id: renewals, share: 60}", "{id: upsell, share: 40}"],
            {"renewals": 60, "upsell": 40, "reports": 0},
        ),
        (
            [f"{{id: {i}, share: 30}}" for i in ("renewals", "upsell", "reports")],
            {"renewals": 30, "upsell": 30, "reports": 30},
        ),
    ],
)
def test_shares(entries: list[str], result: dict[str, int]) -> None:
    """Written shares hold; inherited ones fill the rest of 100 in proportion."""
    expected = {id_: str(share) for id_, share in result.items()}
    assert shares(BASE, duties(*entries)) == expected


def test_shares_layer_by_layer() -> None:
    """What one layer wrote is inherited by the next and rescales there."""
    assert shares(BASE, duties("{id: renewals, share: 50}"), duties("{id: upsell, share: 20}")) == {
        "renewals": "56",
        "upsell": "20",
        "reports": "24",
    }


def test_a_rescaled_share_keeps_its_place() -> None:
    """The value still points at where it was written."""
    tree = folded(BASE, duties("{id: renewals, share: 15}")).tree
    assert str(at(tree, "responsibilities", "renewals", "share").span) == "1.yaml:2:27"
    assert str(at(tree, "responsibilities", "renewals").span) == "0.yaml:5:5"
    assert str(at(tree, "responsibilities", "upsell", "share").span) == "0.yaml:6:49"


def test_shares_above_100() -> None:
    """Exact shares above 100 are an error at each of their places."""
    near = duties("{id: renewals, share: 60}", "{id: upsell, share: 50}")
    found = finding(BASE, near)
    assert (found.code, str(found.span)) == ("KR110", "1.yaml:3:25")
    assert [str(r.span) for r in found.related] == ["1.yaml:2:27"]
    assert "110" in found.message


def test_shares_that_leave_nothing() -> None:
    """Exact shares of 100 warn about the inherited ones that fall to nothing."""
    near = duties("{id: renewals, share: 60}", "{id: upsell, share: 40}")
    found = finding(BASE, near)
    assert (found.code, found.severity) == ("KR111", Severity.WARNING)
    assert "`reports`" in found.message


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=6),
    st.lists(st.integers(0, 30), min_size=1, max_size=3),
)
def test_shares_fill_100(inherited: list[int], exact: list[int]) -> None:
    """Whatever was inherited, the written shares hold and all come to 100, in proportion."""
    base = duties(*(f"{{id: i{n}, text: T{n}, share: {s}}}" for n, s in enumerate(inherited)))
    near = duties(*(f"{{id: e{n}x, text: E{n}, share: {s}}}" for n, s in enumerate(exact)))
    result = folded(base, near)
    records = plain(at(result.tree, "responsibilities"))
    assert isinstance(records, list)
    merged = {r["id"]: int(r["share"]) for r in records}
    assert [merged[f"e{n}x"] for n in range(len(exact))] == exact
    if any(inherited):
        assert sum(merged.values()) == 100
        left = 100 - sum(exact)
        for number, share in enumerate(inherited):
            assert abs(merged[f"i{number}"] - share * left / sum(inherited)) < 1


@given(st.text(max_size=60))
def test_slugs_are_ids(text: str) -> None:
    """Any text gives an id, and the same one each time."""
    assert ID.fullmatch(slug(text))
    assert slug(text) == slug(text)
