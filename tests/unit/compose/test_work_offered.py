"""The shipped posting says how work is offered."""

from __future__ import annotations

import pytest

from tests.unit.compose.jobs import make_job
from tests.unit.compose.test_posting import facts_of, posting_of, section_of


@pytest.mark.parametrize(
    ("posting", "fact", "shown"),
    [
        ({"employment_type": ["full_time", "part_time"]}, "Employment", "Full time or part time"),
        ({"employment_type": ["part_time"]}, "Employment", "Part time"),
        (
            {"employment_type": ["full_time", "part_time"], "workload": {"min": 80, "max": 100}},
            "Employment",
            "Full time or part time, 80 to 100 %",
        ),
        (
            {"employment_type": ["full_time", "part_time", "internship"]},
            "Employment",
            "Full time, part time or internship",
        ),
        (
            {"employment_type": "part_time", "workload": {"min": 60}},
            "Employment",
            "Part time, 60 %",
        ),
        (
            {"employment_type": "part_time", "weekly_hours": {"min": 20, "max": 37.5}},
            "Employment",
            "Part time, 20 to 37.5 hours a week",
        ),
        (
            {"workload": {"min": 100, "max": 100}, "weekly_hours": {"min": 40}},
            "Employment",
            "Full time, 100 %, 40 hours a week",
        ),
        ({"contract": {"kind": "permanent"}}, "Contract", "Permanent"),
        (
            {"contract": {"kind": "fixed_term", "length": "12 months", "until": "2028-03-31"}},
            "Contract",
            "Fixed term, 12 months, until March 31, 2028",
        ),
        ({"shifts": ["early", "late", "night"]}, "Shifts", "Early, late or night"),
        (
            {"work_authorization": {"sponsorship": "no"}},
            "Work authorization",
            "The right to work where the job is; no visa or work permit can be sponsored",
        ),
        (
            {"work_authorization": {"text": "US person (ITAR)", "sponsorship": "yes"}},
            "Work authorization",
            "US person (ITAR); a visa or work permit can be sponsored",
        ),
        (
            {"work_authorization": {"text": "An EU passport.", "sponsorship": "no"}},
            "Work authorization",
            "An EU passport; no visa or work permit can be sponsored",
        ),
        ({"closes_at": "17:00"}, "Closing date", "December 18, 2026, 5:00\u00a0PM"),
        ({"closes_at": "09:30 PST"}, "Closing date", "December 18, 2026, 9:30\u00a0AM PST"),
        ({"max_applications": 200}, "Applications", "at most 200"),
        ({"starts": "2027-03"}, "Start", "March 2027"),
    ],
)
def test_work_as_it_is_offered(posting: dict[str, object], fact: str, shown: str) -> None:
    """Each in one fact; nothing stands there that nobody wrote."""
    assert facts_of(posting_of(make_job(posting=posting)))[fact] == shown


def test_a_cap_and_a_time_are_told_where_people_apply() -> None:
    """They decide until when an application counts."""
    job = make_job(posting={"closes_at": "17:00", "max_applications": 150})
    applying = " ".join(section_of(posting_of(job), "apply"))
    assert "Apply by December 18, 2026, 5:00\u00a0PM." in applying
    assert "No more are taken once 150 applications have come in." in applying
