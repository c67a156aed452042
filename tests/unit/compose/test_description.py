"""The shipped description is the formal record: what the job is and what was decided about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from kamroles.compose import compose
from kamroles.document import (
    Approval,
    Document,
    Facts,
    KeepTogether,
    Table,
    block_lines,
    inline_text,
    plain_text,
    walk_runs,
)
from kamroles.model.reference import Term
from tests.unit.compose.jobs import AS_OF, bare_job, lookup, make_job
from tests.values import model_of

if TYPE_CHECKING:
    from kamroles.model.job import Job

MUNICH = {"places": [{"id": "munich"}], "flsa": None}


def _description(job: Job | None = None) -> Document:
    return compose(job or make_job(), "description", lookup(), as_of=AS_OF).document


def _facts(document: Document) -> dict[str, str]:
    facts = next(block for block in document.blocks if isinstance(block, Facts))
    return {inline_text(label): inline_text(value) for label, value in facts.rows}


def _lines(document: Document, name: str) -> list[str]:
    section = next(section for section in document.sections if section.id == name)
    return list(block_lines(section.blocks))


def test_the_identification_block() -> None:
    """Who decided the overtime status, and when, is part of it."""
    assert _facts(_description()) == {
        "Employer": "Cedar & Main Insurance, Inc.",
        "Department": "Commercial lines",
        "Reports to": "Head of key accounts",
        "Direct reports": "None",
        "Place": "Portland, Oregon",
        "Workplace": "Hybrid, two days a week in the office",
        "Employment": "Full time",
        "FLSA status": "Exempt (decided by: Director of Human Resources, October 1, 2026)",
        "Requisition": "REQ-2026-014",
        "Job code": "KA-2",
        "Grade": "G7",
        "Effective date": "October 5, 2026",
    }


def test_sections_in_order() -> None:
    """The order that auditors expect."""
    assert [section.id for section in _description().sections] == [
        "purpose",
        "essential-functions",
        "other-duties",
        "measures",
        "requirements",
        "credentials",
        "competencies",
        "tools",
        "relationships",
        "conditions",
        "approval",
    ]


def test_functions_show_their_share_of_time() -> None:
    """Essential ones first, in a table."""
    document = _description()
    section = next(s for s in document.sections if s.id == "essential-functions")
    table = section.blocks[1]
    assert isinstance(table, Table)
    assert [inline_text(cell) for cell in table.head] == ["Function", "Time"]
    assert table.right == (1,)
    assert [[inline_text(cell) for cell in row] for row in table.rows] == [
        ["Write and keep a yearly plan for each key account.", "30%"],
        ["Negotiate programs, fees and terms.", "25%"],
        ["Hold a review with each client every quarter.", "25%"],
    ]
    assert _lines(document, "other-duties")[-1] == "Faults results to the agency. (20%)"


def test_functions_without_shares_are_a_list() -> None:
    """Beside shares, one that is missing is a dash."""
    duties = [{"id": "a", "text": "Do it"}, {"id": "b", "text": "Do that"}]
    document = _description(make_job({"responsibilities": duties}))
    assert _lines(document, "essential-functions")[-2:] == ["Do it.", "Do that."]
    one = [{**duties[0], "share": 60}, duties[1]]
    document = _description(make_job({"responsibilities": one}))
    assert _lines(document, "essential-functions")[-1] == "Do that. \u2013"


def test_the_overtime_status_is_the_employers_decision_or_a_gap() -> None:
    """And absent outside the United States."""
    gap = _description(make_job(posting={"flsa": None}))
    assert _facts(gap)["FLSA status"] == "[FLSA status: to be completed]"
    assert "exempt" not in plain_text(gap).lower()
    assert "FLSA" not in plain_text(_description(make_job(posting=MUNICH)))


def test_a_license_is_told_apart_from_a_designation() -> None:
    """A designation is not a legal need."""
    assert _lines(_description(), "credentials") == [
        "License, required: Property and casualty (P&C) license (Oregon), or obtained before "
        "licensed duties begin.",
        "Designation, preferred: CIC.",
        "A license is a legal requirement. Designations and certificates are not.",
    ]
    credentials = [{"id": "cic", "text": "CIC", "kind": "designation"}]
    lines = _lines(_description(make_job({"credentials": credentials})), "credentials")
    assert lines[-1] == "None of these is a legal requirement."


def test_levels_are_told_in_words() -> None:
    """Number and name together."""
    assert _lines(_description(), "competencies")[1:] == [
        "Negotiation (4, advanced): Trades, never gives.",
        "Planning (3, proficient)",
    ]


def test_what_takes_most_time_comes_first() -> None:
    """Within its group; what has no share comes last, and otherwise all stays in its order."""
    shares = {"a": 20, "b": None, "c": 30, "d": 20, "e": None}
    duties = [{"id": id, "text": id.upper(), "share": share} for id, share in shares.items()]
    lines = _lines(_description(make_job({"responsibilities": duties})), "essential-functions")
    assert lines[2:] == ["C. 30%", "A. 20%", "D. 20%", "B. \u2013", "E. \u2013"]


def test_a_career_path_is_printed_where_it_says_something() -> None:
    """That of the library does not know the employer's other jobs."""
    words = "Often before this job: senior account manager. Often after it: head of key accounts."
    sample = make_job()
    path = structs.replace(sample.role.career_path, own=True)
    own = replace(sample, role=structs.replace(sample.role, career_path=path))
    assert _lines(_description(own), "career-path") == [words]
    assert words not in plain_text(_description())
    assert "Often after it" in plain_text(_description(bare_job()))


def test_terms_that_a_section_explains_are_not_explained_again() -> None:
    """A measure is explained where it stands, and what a license is with the credentials."""
    terms = [
        {"id": id, "name": id.capitalize(), "text": f"What {id} is.", "source": "A book"}
        for id in ("license", "plan", "review")
    ]
    sample = make_job({"measures": [{"id": "plan", "text": "Plan", "how": "Kept or not"}]})
    glossary = tuple(model_of(Term, each) for each in terms)
    role = structs.replace(sample.role, terms=("license", "plan", "review"), glossary=glossary)
    assert _lines(_description(replace(sample, role=role)), "terms") == ["Review: What review is."]


def test_physical_demands_are_the_employers_or_a_gap_in_the_united_states() -> None:
    """Nothing about bodies is made up."""
    gap = "[Physical demands: to be completed]"
    assert gap in plain_text(_description())
    assert "Physical demands" not in plain_text(_description(make_job(posting=MUNICH)))
    demands = {"physical": [{"id": "screen", "text": "Works at a screen"}]}
    own = plain_text(_description(make_job({"conditions": demands})))
    assert "Works at a screen." in own
    assert gap not in own


def test_the_disclaimer_stands_above_the_lines_to_sign() -> None:
    """With the sentences that only fit the United States left out elsewhere."""
    text = _lines(_description(), "approval")[0]
    assert text.startswith("This description states the general nature and level of the work.")
    assert text.endswith(
        "It is not a contract of employment. The employee signs for having read it."
    )
    assert "with or without reasonable accommodation" in plain_text(_description())
    german = plain_text(_description(make_job(posting=MUNICH)))
    assert "It does not list every duty" in german
    assert "accommodation" not in german
    assert "contract of employment" not in german


def test_lines_to_sign_and_who_approved_it() -> None:
    """An approval that was given is stated, and leaves no line to sign for it."""
    section = _description().sections[-1]
    together = section.blocks[-1]
    assert isinstance(together, KeepTogether)
    approval = together.blocks[-1]
    assert isinstance(approval, Approval)
    assert [inline_text(c) for c in approval.columns] == [
        "Part",
        "Name and title",
        "Signature",
        "Date",
    ]
    assert [inline_text(s) for s in approval.signers] == ["Prepared by", "Employee"]
    assert _lines(_description(), "approval")[1] == (
        "Approved by: Director of Human Resources, October 5, 2026."
    )
    draft = _description(make_job(posting={"approval": None}))
    assert _lines(draft, "approval")[1:] == [
        "Part Name and title Signature Date",
        "Prepared by",
        "Approved by",
        "Employee",
    ]


def test_library_judgments_are_not_in_it() -> None:
    """The library's tendency is for the author only."""
    text = plain_text(_description(make_job(posting={"flsa": None})))
    assert "Judgment on matters of weight" not in text


@pytest.mark.parametrize("job", [bare_job(), bare_job({"id": "x", "name": "X", "country": "DE"})])
def test_without_a_posting_it_is_a_template_with_marked_gaps(job: Job) -> None:
    """What is American is asked for only where it may apply."""
    document = _description(job)
    gaps = {run.text[1:-1].partition(":")[0] for run in walk_runs(document) if run.blank}
    everywhere = {"Department", "Place", "Workplace", "Employment type", "Job code", "Grade"}
    everywhere |= {"Effective date", "Licensing state"}
    american = {"FLSA status", "Physical demands", "Employer"}
    assert gaps == everywhere | (american if job.employer is None else set())
    assert document.draft


def test_each_gap_knows_the_value_that_fills_it() -> None:
    """So that a check can name the line to write."""
    gaps = {run.text: run.path for run in walk_runs(_description(bare_job())) if run.blank}
    assert all(gaps.values())
    assert gaps["[Department: to be completed]"] == "posting.department"
    assert gaps["[FLSA status: to be completed]"] == "posting.flsa"
