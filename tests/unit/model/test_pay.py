"""Pay: old names, what follows of it, and parts of it that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.layers.fold import Layer, fold
from kamroles.model import consistency
from kamroles.model.base import plain
from kamroles.model.employer import Employer
from kamroles.model.infer import complete
from kamroles.model.posting import Posting
from kamroles.model.read import read
from kamroles.model.role import Role
from kamroles.source.yaml import parse
from tests.values import model_of
from tests.wording import pinned

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic

ROLE = {"id": "am", "title": "AM", "family": "commercial", "summary": "Sells."}
FIRM = {
    "id": "firm",
    "name": "Firm",
    "country": "US",
    "locations": [
        {"id": "portland", "city": "Portland", "region": "OR", "country": "US"},
        {"id": "vancouver", "city": "Vancouver", "region": "BC", "country": "CA"},
        {"id": "delhi", "city": "Delhi", "country": "IN"},
    ],
}
HEAD = "id: p\nrole: am\nemployer: firm\n"


def _read(text: str) -> Posting:
    folded = fold([Layer("posting p", parse(HEAD + text, "p.yaml"))], Posting)
    posting, found = read(folded.tree, Posting)
    assert [*folded.diagnostics, *found] == []
    assert posting
    return posting


def _completed(text: str) -> Posting:
    return complete(_read(text), model_of(Role, ROLE), model_of(Employer, FIRM))


def _found(text: str) -> list[Diagnostic]:
    employer = model_of(Employer, FIRM)
    found = list(consistency.posting_conflicts(_completed(text), employer))
    pinned(found)
    return list(dict.fromkeys(found))


class TestOldName:
    """`extra`, which is `note` now."""

    def test_it_is_read(self) -> None:
        """Without a word; where it stands is still known."""
        posting = _read("places: [portland]\npay: {min: 60000, extra: plus a bonus}")
        assert posting.pay
        assert posting.pay.note == "plus a bonus"
        span = posting.pay.span("note")
        assert span
        assert span.text == "plus a bonus"

    def test_a_nearer_layer_wins_under_either_name(self) -> None:
        """An employer's file with the old name, a posting with the new one."""
        texts = ("pay: {min: 6, extra: old}", "pay: {note: new}", "pay: {extra: newest}")
        layers = [
            Layer(f"posting {n}", parse(HEAD + text, "p.yaml")) for n, text in enumerate(texts)
        ]
        folded = fold(layers, Posting)
        posting, _ = read(folded.tree, Posting)
        assert posting
        assert posting.pay
        assert posting.pay.note == "newest"

    def test_both_at_once_are_told(self) -> None:
        """Neither is dropped in silence."""
        text = HEAD + "pay: {min: 6, extra: old, note: new}"
        found = fold([Layer("posting p", parse(text, "p.yaml"))], Posting).diagnostics
        pinned(found)
        assert [(d.code, d.span and d.span.text) for d in found] == [("KR103", "extra")]
        assert "`note`" in (found[0].hint or "")


class TestPlaces:
    """Pay by place and zone."""

    def test_a_place_takes_its_own_money_and_the_shared_words(self) -> None:
        """Currency and grouping of its country, period and note of all."""
        text = (
            "places: [{id: portland, pay: {min: 80000, max: 95000}}, "
            "{id: vancouver, pay: {min: 90000}}, {id: delhi, pay: {min: 1200000, period: year}}]\n"
            "pay: {note: plus a bonus}"
        )
        pays = [place.pay for place in _completed(text).places]
        shown = [(p.min, p.max, p.currency, p.period, p.note, p.country) for p in pays if p]
        assert shown == [
            (80000, 95000, "USD", "year", "plus a bonus", "US"),
            (90000, None, "CAD", "year", "plus a bonus", "CA"),
            (1200000, None, "INR", "year", "plus a bonus", "IN"),
        ]
        assert _found(text) == []

    def test_a_place_without_its_own_has_that_of_all(self) -> None:
        """With the currency it was written in, never another one."""
        text = "places: [portland, {id: vancouver, pay: {min: 90000}}]\npay: {min: 80000}"
        first, second = (place.pay for place in _completed(text).places)
        assert first
        assert second
        assert (first.min, first.currency) == (80000, "USD")
        assert (second.min, second.currency) == (90000, "CAD")
        assert _found(text) == []

    def test_a_zone_gives_its_places_their_pay(self) -> None:
        """One range per place, whatever it was written as."""
        text = (
            "places: [portland, vancouver]\npay_zones:\n"
            "  - {name: Zone 1, places: [portland], pay: {min: 80000}}\n"
            "  - {name: Zone 2, places: [vancouver], pay: {min: 70000, currency: USD}}\n"
        )
        posting = _completed(text)
        assert [(p.zone, p.pay and p.pay.min) for p in posting.places] == [
            ("zone-1", 80000),
            ("zone-2", 70000),
        ]
        assert [zone.pay.currency for zone in posting.pay_zones] == ["USD", "USD"]
        assert _found(text) == []

    def test_the_same_pay_everywhere_stays_with_the_posting(self) -> None:
        """No place has pay that nobody wrote."""
        posting = _completed("places: [portland, vancouver]\npay: {min: 80000}")
        assert [place.pay for place in posting.places] == [None, None]


def test_base_is_another_way_to_write_min_and_max() -> None:
    """Whoever reads pay finds what is sure in one place."""
    pay = _completed("places: [portland]\npay: {base: {min: 70000, max: 85000}}").pay
    assert pay
    assert (pay.min, pay.max, pay.period) == (70000, 85000, "year")
    assert plain(pay.base)["currency"] == "USD"


@pytest.mark.parametrize(
    "pay",
    [
        "{min: 60000, upwards: true}",
        "{min: 70000, max: 85000, variable: {min: 40000, max: 45000}, "
        "ote: {min: 110000, max: 130000}}",
        "{base: {min: 70000, max: 85000}, ote: {min: 110000, max: 130000}, split: 65/35}",
        "{min: 70000, variable: {percent: 20}, ote: {min: 84000}}",
        "{min: 71234, variable: {percent: 15}, ote: {min: 82000}}",
        "{commission_only: true}",
        "{commission_only: yes, ote: {min: 90000, max: 120000}}",
        "{ote: {min: 110000}, split: 70-30}",
        "{min: 28.50, period: hour, note: plus tips}",
    ],
)
def test_what_agrees_is_not_told(pay: str) -> None:
    """Each way to be paid has its fields."""
    assert _found(f"places: [portland]\npay: {pay}") == []


@pytest.mark.parametrize(
    ("pay", "code", "at", "said"),
    [
        ("{min: 70000, variable: {min: 40000}, ote: {min: 100000}}", "KR239", "{min: 100000}",
         "`ote: {min: 110000}`"),
        ("{min: 70000, max: 80000, variable: {percent: 20}, ote: {min: 90000}}", "KR239",
         "{min: 90000}", "`ote: {min: 84000, max: 96000}`"),
        ("{min: 90000, ote: {min: 80000}}", "KR239", "{min: 80000}", "90000"),
        ("{min: 70000, ote: {min: 100000}, split: 50/50}", "KR239", "50/50", "`split: 70/30`"),
        ("{min: 70000, split: 70/30}", "KR239", "70/30", "`ote: {min: 100000}`"),
        ("{min: 60000, commission_only: true}", "KR239", "true", "`pay: {commission_only: true}`"),
        ("{base: {min: 60000}, commission_only: true}", "KR239", "true", "`commission_only` out"),
        ("{commission_only: true, ote: {min: 90000}, split: 70/30}", "KR239", "70/30", "out"),
        ("{min: 60000, max: 70000, upwards: true}", "KR239", "true", "upwards: true"),
        ("{upwards: true, ote: {min: 70000}}", "KR239", "true", "min: …"),
        ("{min: 70000, base: {min: 70000}}", "KR239", "{min: 70000}", "`base`"),
        ("{min: 70000, variable: {min: 9000, percent: 10}}", "KR239", "10", "{min: 9000}"),
        ("{note: plus a bonus}", "KR203", "{note: plus a bonus}", "`min: …`"),
        ("{ote: {min: 90000, max: 80000}}", "KR221", "90000", "min: 80000 and max: 90000"),
        ("{min: 70000, variable: {min: 9000, max: 8000}}", "KR221", "9000", "min: 8000"),
        ("{ote: {min: 90}}", "KR224", "{ote: {min: 90}}", "period"),
    ],
)  # fmt: skip
def test_what_contradicts_is_told_with_the_line_to_write(
    pay: str, code: str, at: str, said: str
) -> None:
    """Where it stands, and how it would agree."""
    (found,) = _found(f"places: [portland]\npay: {pay}")
    assert (found.code, found.span and found.span.text) == (code, at)
    assert said in (found.hint or "")


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("places: [{id: portland, pay: {min: 80000}}, vancouver]", "KR239", "vancouver"),
        ("places: [{id: portland, pay: {min: 80000}}]\npay: {min: 70000}", "KR239", "{min: 70000}"),
        ("places: [portland]\npay: {min: 70000}\n"
         "pay_zones: [{name: A, places: [portland], pay: {min: 80000}}]", "KR239", "{min: 70000}"),
        ("places: [{id: portland, pay: {min: 9, max: 8, period: hour}}]", "KR221", "9"),
        ("places: [{id: portland, pay: {currency: USD}}]", "KR203", "{currency: USD}"),
        ("places: [portland]\npay: {min: 70000}\n"
         "pay_zones: [{name: A, places: [portlnd], pay: {min: 80000}}]", "KR223", "portlnd"),
        ("places: [{id: portland, pay: {min: 70000}}]\n"
         "pay_zones: [{name: A, places: [portland], pay: {min: 80000}}]", "KR239", "portland"),
        ("places: [portland]\npay_zones: [{name: A, places: [portland], pay: {min: 80000}}, "
         "{name: B, places: [portland], pay: {min: 70000}}]", "KR239", "portland"),
        ("places: [portland, vancouver]\n"
         "pay_zones: [{name: A, places: [portland, vancouver], pay: {min: 80000, period: year}}]",
         "KR224", "{min: 80000, period: year}"),
    ],
)  # fmt: skip
def test_pay_that_a_place_lacks_or_has_twice(text: str, code: str, at: str) -> None:
    """Nobody has to find out in the printed document."""
    (found,) = _found(text)
    assert (found.code, found.span and found.span.text) == (code, at)


@pytest.mark.parametrize(
    ("split", "said"),
    [("70/20", "write 70/30"), ("120/30", "70/30"), ("half", "70/30"), ("70", "70/30")],
)
def test_a_split_has_two_parts_of_a_hundred(split: str, said: str) -> None:
    """The right parts are told."""
    tree = parse(f"{HEAD}pay: {{ote: {{min: 90000}}, split: {split}}}", "p.yaml")
    _, (found,) = read(tree, Posting)
    pinned([found])
    assert (found.code, found.span and found.span.text) == ("KR239", split)
    assert said in (found.hint or "")


@pytest.mark.parametrize("split", ["70/30", "70 / 30", "70-30", "70:30", "70% / 30%"])
def test_a_split_is_read_in_the_usual_forms(split: str) -> None:
    """Two numbers with a sign between."""
    pay = _read(f'pay: {{ote: {{min: 90000}}, split: "{split}"}}').pay
    assert pay
    assert pay.split == "70/30"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pay: {min: 7, variable: 20%}", "`variable: {percent: 20}`"),
        ("pay: {min: 7, ote: 90-110k}", "`ote: {min: 90000, max: 110000}`"),
        ("pay: {base: 70000}", "`base: {min: 70000}`"),
        ("places: [{id: portland, pay: 80-95k}]", "`pay: {min: 80000, max: 95000}`"),
        ("pay: {min: 7, commission: 3}", "`variable`"),
        ("zones: [{name: A, pay: {min: 80000}}]", "`pay_zones`"),
        ("pay_zones: [Zone 1]", "`pay: …`"),
    ],
)
def test_what_is_written_in_one_value_is_led_to_its_fields(text: str, said: str) -> None:
    """The corrected line stands in the hint."""
    found = fold([Layer("posting p", parse(HEAD + text, "p.yaml"))], Posting).diagnostics
    pinned(found)
    assert len(found) == 1
    assert said in (found[0].hint or "")
