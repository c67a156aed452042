"""Ways to narrow the list: their values, and addresses that stay apart."""

from __future__ import annotations

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


def test_addresses_stay_apart(library: Library) -> None:
    """Also where values differ in nothing that an address can have."""
    found = openings(library)
    values = {
        each.id: value for each, value in zip(found, ["Zürich", "Zurich", "東京"], strict=True)
    }
    facet = Facet("town", "Town", lambda opening: [values[opening.id]])
    paths = [group.path for group in groups(found, found, [facet])]
    assert sorted(paths) == ["browse/town/other", "browse/town/zurich", "browse/town/zurich-2"]
