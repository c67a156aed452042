"""Ways to narrow the list: their values, and addresses that stay apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.channels.opening import Opening
from kamroles.compose.labels import load_labels
from kamroles.pipeline.life import postings_today
from kamroles.site.facets import Facet, facets, groups
from tests.unit.site.conftest import TODAY

if TYPE_CHECKING:
    from kamroles.library import Library


def openings(library: Library) -> list[Opening]:
    """Return what is open in the workspace."""
    found = [Opening.of(each) for each in postings_today(library, TODAY)]
    return [each for each in found if each and each.life.state == "open"]


def test_values_are_counted(library: Library) -> None:
    """A posting in two places stands at both."""
    found = openings(library)
    made = groups(found, found, facets(load_labels(library.template).__getitem__, found))
    counts = {(g.facet.id, g.value): len(g.openings) for g in made}
    assert counts[("place", "Salem, Oregon")] == 2
    assert counts[("place", "Bend, Oregon")] == 2
    assert counts[("family", "Commercial")] == 3
    assert counts[("workplace", "On site")] == 3
    assert counts[("employment", "Full time")] == 3


def test_steps_of_pay_tell_openings_apart(library: Library) -> None:
    """Each step has fewer openings than the one below it, and none has no opening."""
    found = openings(library)
    made = groups(found, found, facets(load_labels(library.template).__getitem__, found))
    steps = [(g.value, len(g.openings)) for g in made if g.facet.id == "pay"]
    assert steps == [
        ("From $50,000 a year", 3),
        ("From $60,000 a year", 2),
        ("From $70,000 a year", 1),
    ]


def paths_of(found: list[Opening], values: list[str]) -> dict[str, str]:
    """Return the path of each value, given to one opening each."""
    told = {each.id: value for each, value in zip(found, values, strict=False)}
    facet = Facet("town", "Town", lambda opening: [told[opening.id]])
    some = found[: len(values)]
    return {group.value: group.path for group in groups(some, some, [facet])}


def test_addresses_stay_apart(library: Library) -> None:
    """Also where values differ in nothing that an address can have."""
    paths = paths_of(openings(library), ["Zürich", "Zurich", "東京"])
    assert paths["Zurich"] == "browse/town/zurich"
    assert len({*paths.values()}) == 3
    assert all(re.fullmatch(r"browse/town/[a-z0-9-]+", path) for path in paths.values())


def test_an_address_is_that_of_its_value(library: Library) -> None:
    """What other values there are changes none: people subscribe to these."""
    found = openings(library)
    for value in ("دبي", "東京", "Łódź", "From €50.000 a year"):
        alone = paths_of(found, [value])[value]
        assert paths_of(found, ["دلهي", value, "Lodz"])[value] == alone
    assert paths_of(found, ["From €50.000 a year"]) == {
        "From €50.000 a year": "browse/town/from-euro-50-000-a-year"
    }
