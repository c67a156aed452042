"""A `when` that can never be met, or cannot be known, is told; it is not left out in silence."""

from __future__ import annotations

import pytest

from kamroles.model import infer
from kamroles.model.conditions import when_doubts
from kamroles.model.employer import Employer
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from tests.unit.model.checked import made
from tests.wording import pinned

EMPLOYER = """
country: US
locations:
  - {id: portland, city: Portland, region: OR, country: US}
  - {id: salem, city: Salem, country: US}
"""


def doubts(text: str, employer: str = EMPLOYER) -> list[tuple[str, str]]:
    """Return code and text of what is doubted in a posting."""
    firm = made(Employer, employer)
    posting = infer.filled(made(Posting, text), made(Role, ""), firm)
    found = list(when_doubts(posting, firm, infer.country_of(posting, firm)))
    pinned(found)
    assert all(each.hint for each in found)
    return [(each.code, each.span.text if each.span else "") for each in found]


@pytest.mark.parametrize(
    ("when", "posting", "code"),
    [
        ("{region: [CO]}", "workplace: remote\nremote_from: [US]", "KR236"),
        ("{region: [CO]}", "workplace: remote\nremote_from: [worldwide]", "KR236"),
        ("{region: [OR], country: [US]}", "places: [salem]", "KR236"),
        ("{country: [DE]}", "workplace: remote\nremote_from: [EU]", "KR236"),
        ("{country: [US]}", "workplace: remote\nremote_from: [UTC-8 to UTC+1]", "KR236"),
        ("{region: [Oregonn]}", "places: [portland]", "KR235"),
        ("{region: [KA], country: [IN]}", "places: [{id: x, country: IN}]", "KR236"),
        (
            "{region: [KA], country: [IN]}",
            "places: [{id: x, region: Karnataka, country: IN}]",
            "KR236",
        ),
        ("{region: [Munster]}", "places: [{id: x, country: IE}]", "KR236"),
        ("{region: [Munster]}", "workplace: remote\nremote_from: worldwide", "KR236"),
        ("{region: [Munster]}", "places: [{id: x, region: Leinster, country: IE}]", "KR235"),
        ("{region: [Karnātaka]}", "places: [{id: x, region: Karnataka, country: IN}]", None),
        ("{region: [BY]}", "places: [{id: x, region: Bayern, country: DE}]", None),
        ("{region: [OR], country: [DE]}", "places: [portland]", "KR235"),
        ("{country: [DE]}", "places: [portland]", "KR235"),
        ("{workplace: [remote]}", "places: [portland]", "KR235"),
        ("{employment_type: [internship]}", "places: [portland]", "KR235"),
        ("{region: [CO]}", "workplace: remote\nremote_from: [US-CO, US-WA]", None),
        ("{region: [OR]}", "places: [portland]", None),
        ("{country: [US], workplace: [onsite]}", "places: [portland]", None),
        ("{country: [DE]}", "workplace: remote\nremote_from: [DE, AT]", None),
    ],
)
@pytest.mark.parametrize(
    ("field", "words"), [("statements", "Words."), ("benefits", "A car"), ("apply", "Write.")]
)
def test_a_condition_that_is_not_met_in_its_own_posting(
    field: str, words: str, when: str, posting: str, code: str | None
) -> None:
    """Nobody writes words for one posting to have them left out of it."""
    found = doubts(f"{posting}\n{field}:\n  - {{id: own, text: {words}, when: {when}}}")
    assert found == ([(code, when)] if code else [])
