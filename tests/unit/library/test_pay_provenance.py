"""Where pay comes from that nobody wrote at the place it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.library.pay_provenance import pay_note, pay_source
from tests.unit.compose.jobs import make_job

if TYPE_CHECKING:
    from kamroles.model.job import Job

TORONTO = {"id": "tor", "city": "Toronto", "country": "CA"}
BOSTON = {"id": "bos", "city": "Boston", "country": "US"}
EAST = {"id": "east", "name": "East", "places": ["bos"], "pay": {"min": 90000}}
NOWHERE = {"id": "rest", "name": "Elsewhere", "pay": {"base": {"min": 90000}}}


def _job() -> Job:
    own = {"pay": {"min": 80000}}
    zones = [EAST, NOWHERE]
    places = [{**TORONTO, **own}, BOSTON, {"id": "nyc", "city": "New York", "country": "US"}]
    posting = {"places": places, "pay_zones": zones, "pay": {"min": 70000, "split": "70/30"}}
    return make_job(posting={**posting, "workplace": "onsite"})


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("posting.places.tor.pay.currency", "follows from the country of the place"),
        ("posting.places.tor.pay.period", "follows from the amount"),
        ("posting.places.bos.pay", "is what `posting.pay_zones.east.pay` says"),
        ("posting.places.bos.zone", "follows from `places` of that zone in `posting.pay_zones`"),
        ("posting.places.nyc.pay", "is what `posting.pay` says"),
        ("posting.pay_zones.east.pay.currency", "follows from the country of the zone's places"),
        ("posting.pay_zones.rest.pay.currency", "follows from the country of the work"),
        ("posting.pay.currency", "follows from the country of the work"),
        ("posting.places.tor.city", ""),
        ("posting.pay.max", ""),
    ],
)
def test_what_follows_says_from_what(path: str, note: str) -> None:
    """Pay of a place follows from that place, from its zone, or from what all places share."""
    assert pay_note(_job(), path) == note


def test_without_a_country_of_the_work_it_is_the_employers() -> None:
    """A job that can be done worldwide is paid in the employer's money."""
    posting = {"places": [], "workplace": "remote", "remote_from": ["worldwide"]}
    job = make_job(posting={**posting, "pay": {"min": 70000}})
    assert pay_note(job, "posting.pay.currency") == "follows from the country of the employer"


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("posting.places.bos.pay.min", "posting.pay_zones.east.pay.min"),
        ("posting.places.nyc.pay.min", "posting.pay.min"),
        ("posting.places.tor.pay.currency", "posting.pay.currency"),
        ("posting.pay_zones.rest.pay.min", "posting.pay_zones.rest.pay.base.min"),
        ("posting.pay.base_share", "posting.pay.split"),
        ("posting.places.tor.city", None),
        ("title", None),
    ],
)
def test_what_is_taken_over_leads_to_where_it_was_written(path: str, source: str | None) -> None:
    """So that explain names the file and line."""
    assert pay_source(_job().posting, path.split(".")) == source
