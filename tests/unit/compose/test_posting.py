"""The shipped posting speaks to a candidate and tells what the employer decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kamroles.compose import compose
from kamroles.document import (
    Document,
    Facts,
    Section,
    block_lines,
    inline_text,
    plain_text,
    walk_runs,
)
from tests.unit.compose.jobs import AS_OF, EMPLOYER, bare_job, lookup, make_job

if TYPE_CHECKING:
    from kamroles.model.job import Job


def posting_of(job: Job | None = None) -> Document:
    """Return the posting of a job."""
    return compose(job or make_job(), "posting", lookup(), as_of=AS_OF).document


def facts_of(document: Document) -> dict[str, str]:
    """Return its facts by their labels."""
    facts = next(block for block in document.blocks if isinstance(block, Facts))
    return {inline_text(label): inline_text(value) for label, value in facts.rows}


def section_of(document: Document, name: str) -> list[str]:
    """Return the lines of a section, its parts among them."""

    def lines(section: Section) -> list[str]:
        own = [inline_text(section.title), *block_lines(section.blocks)]
        return own + [line for part in section.sections for line in lines(part)]

    return next(lines(section) for section in document.sections if section.id == name)


def test_order_title_and_facts() -> None:
    """The panel has label and value together."""
    document = posting_of()
    assert document.title == "Key Account Manager"
    assert inline_text(document.eyebrow) == "Cedar & Main Insurance"
    assert next(iter(facts_of(document).items())) == (
        "Pay",
        "$78,000 to $96,000 a year, plus a yearly bonus of up to 10%",
    )
    assert facts_of(document) == {
        "Pay": "$78,000 to $96,000 a year, plus a yearly bonus of up to 10%",
        "Place": "Portland, Oregon",
        "Workplace": "Hybrid, two days a week in the office",
        "Employment": "Full time",
        "Closing date": "December 18, 2026",
        "Start": "As soon as possible",
        "Requisition": "REQ-2026-014",
    }
    assert [section.id for section in document.sections] == [
        "duties",
        "requirements",
        "benefits",
        "about",
        "work",
        "apply",
        "notices",
    ]
    assert next(block_lines(document.blocks)) == make_job().role.opening


def test_metadata() -> None:
    """What renderers need beside the text."""
    document = posting_of()
    assert (document.kind, document.lang, document.date) == ("posting", "en-US", "2026-11-02")
    assert document.brand == "Cedar & Main Insurance"
    assert document.running == "Key Account Manager · Cedar & Main Insurance"
    assert document.description == make_job().role.summary
    assert document.draft == ""
    assert posting_of(make_job(posting={"posted": None})).date == AS_OF.isoformat()


def test_a_posting_with_another_title_goes_by_that() -> None:
    """The posting's title wins over the role's."""
    assert posting_of(make_job(posting={"title": "Client Manager"})).title == "Client Manager"


def test_duties_come_essential_first_and_without_shares() -> None:
    """Shares of time are internal."""
    duties = [
        {"id": "late", "text": "Help out.", "essential": False, "share": 40},
        {"id": "early", "text": "Lead the work", "share": 60},
    ]
    lines = section_of(posting_of(make_job({"responsibilities": duties})), "duties")
    assert lines[-2:] == ["Lead the work.", "Help out."]
    assert "%" not in "".join(lines)


def test_a_long_list_of_duties_shows_the_eight_that_take_most_time() -> None:
    """An advert is no inventory."""
    duties = [{"id": f"d{n}", "text": f"Duty {n}", "share": n} for n in range(12)]
    lines = section_of(posting_of(make_job({"responsibilities": duties})), "duties")
    assert lines[-8:] == [f"Duty {n}." for n in range(4, 12)]


def test_headline_duties_come_first_by_their_share() -> None:
    """Also small ones; then those others that take most time, up to eight in all."""
    duties: list[dict[str, object]] = [
        {"id": f"d{n}", "text": f"Duty {n}", "share": n} for n in range(10)
    ]
    for n in (1, 4, 0):
        duties[n]["headline"] = True
    lines = section_of(posting_of(make_job({"responsibilities": duties})), "duties")
    assert lines[-8:] == [f"Duty {n}." for n in (4, 1, 0, 5, 6, 7, 8, 9)]
    assert len([line for line in lines if line.startswith("Duty ")]) == 8


def test_more_than_eight_headline_duties_are_all_printed() -> None:
    """Whoever marks them means it; nothing else is printed beside them then."""
    duties = [
        {"id": f"d{n}", "text": f"Duty {n}", "share": 1, "headline": n > 0} for n in range(10)
    ]
    lines = section_of(posting_of(make_job({"responsibilities": duties})), "duties")
    assert lines[-9:] == [f"Duty {n}." for n in range(1, 10)]
    assert "Duty 0." not in lines


def test_an_own_duty_that_is_a_headline_takes_no_place_of_another() -> None:
    """The employer's own are printed beside the eight."""
    duties = [{"id": f"d{n}", "text": f"Duty {n}", "share": 10} for n in range(10)]
    duties.append({"id": "bins", "text": "Fill the bins", "share": None, "headline": True})
    lines = section_of(posting_of(make_job({"responsibilities": duties}, own=["bins"])), "duties")
    assert lines[-9:] == ["Fill the bins.", *(f"Duty {n}." for n in range(8))]


def _measured(*headlines: int, of: int = 5) -> str:
    measures = [{"id": f"m{n}", "text": f"Goal {n}", "headline": n in headlines} for n in range(of)]
    return section_of(posting_of(make_job({"measures": measures})), "work")[-1]


@pytest.mark.parametrize(
    ("headlines", "shown"),
    [
        ((), "goal 0, goal 1 and goal 2"),
        ((3,), "goal 3, goal 0 and goal 1"),
        ((1, 2, 3, 4), "goal 1, goal 2, goal 3 and goal 4"),
    ],
)
def test_headline_measures_come_first(headlines: tuple[int, ...], shown: str) -> None:
    """All of them; others fill up to three."""
    assert _measured(*headlines) == f"You are measured on {shown}."


def test_the_employers_own_duties_always_show_where_they_stand() -> None:
    """They take no place from the library's; without a share they are as good as any."""
    duties = [{"id": f"d{n}", "text": f"Duty {n}", "share": 10} for n in range(10)]
    duties.insert(2, {"id": "bins", "text": "Fill the bins", "share": None})
    job = make_job({"responsibilities": duties}, own=["bins"])
    shown = [f"Duty {n}." for n in range(8)]
    assert section_of(posting_of(job), "duties")[-9:] == [*shown[:2], "Fill the bins.", *shown[2:]]


def test_musts_and_helpful_things_are_apart() -> None:
    """A license that is needed stands with the musts."""
    document = posting_of()
    assert section_of(document, "requirements") == [
        "What you bring",
        "You need",
        "Five years in commercial accounts.",
        "Negotiation of contracts with several parts.",
        "Property and casualty (P&C) license (Oregon), or obtained before licensed duties begin.",
        "Helpful, not required",
        "Spoken Spanish.",
        "CIC.",
    ]


def test_a_license_of_several_states_names_each_once() -> None:
    """The state follows from the places."""
    locations = [
        {"id": "a", "city": "Portland", "region": "OR", "country": "US"},
        {"id": "b", "city": "Salem", "region": "OR", "country": "US"},
        {"id": "c", "city": "Boise", "region": "ID", "country": "US"},
    ]
    job = make_job(
        employer={"locations": locations}, posting={"places": [{"id": i} for i in "abc"]}
    )
    assert "license (Oregon and Idaho)," in plain_text(posting_of(job))


def test_what_only_the_employer_should_see_is_not_in_it() -> None:
    """Grade, code, shares and overtime status stay inside."""
    text = plain_text(posting_of())
    for internal in ("G7", "KA-2", "Exempt", "exempt", "Director of Human Resources", "30%"):
        assert internal not in text


@pytest.mark.parametrize(
    ("posting", "shown"),
    [
        ({"workplace": "onsite", "office_days": None}, "On site"),
        ({"workplace": "remote", "office_days": None}, "Remote"),
        ({"workplace": "remote", "remote_from": ["DE", "AT"]}, "Remote (Germany or Austria)"),
        (
            {"workplace": "remote", "remote_from": ["US-CO", "US-WA"]},
            "Remote (Colorado or Washington)",
        ),
        ({"workplace": "remote", "remote_from": ["US-CO"]}, "Remote (Colorado)"),
        (
            {"workplace": "remote", "remote_from": ["CA-ON", "US-NY", "DE"]},
            "Remote (Ontario, New York or Germany)",
        ),
        ({"workplace": "remote", "remote_from": ["EU"]}, "Remote (European Union)"),
        (
            {"workplace": "remote", "remote_from": ["EEA", "CH"]},
            "Remote (European Economic Area or Switzerland)",
        ),
        ({"workplace": "remote", "remote_from": ["worldwide"]}, "Remote (anywhere)"),
        (
            {"workplace": "remote", "remote_from": ["UTC-8 to UTC+1"]},
            "Remote (anywhere, UTC-8 to UTC+1)",
        ),
        (
            {"workplace": "remote", "remote_from": ["worldwide", "UTC-8 to UTC+1"]},
            "Remote (anywhere, UTC-8 to UTC+1)",
        ),
        (
            {"workplace": "remote", "remote_from": ["UTC to UTC+5:30", "EU"]},
            "Remote (European Union, UTC to UTC+5:30)",
        ),
        ({"workplace": "remote", "remote_from": ["US-GA"]}, "Remote (Georgia, United States)"),
        (
            {"workplace": ["remote", "onsite"], "remote_from": ["US"]},
            "Remote (United States) or on site, by choice",
        ),
        (
            {"workplace": ["onsite", "hybrid", "remote"], "remote_from": ["DE", "AT"]},
            "On site, hybrid, two days a week in the office, or remote (Germany or Austria), "
            "by choice",
        ),
        ({"workplace": ["onsite"]}, "On site"),
        ({"office_days": "Mondays in the office"}, "Hybrid, Mondays in the office"),
        ({"office_days": None}, "Hybrid, [days in the office: to be completed]"),
    ],
)
def test_workplaces(posting: dict[str, object], shown: str) -> None:
    """How often, and from where."""
    assert facts_of(posting_of(make_job(posting=posting)))["Workplace"] == shown


def test_a_remote_job_without_a_place_has_no_row_for_one() -> None:
    """And no gap either."""
    document = posting_of(
        make_job(posting={"places": [], "workplace": "remote", "remote_from": ["US"]})
    )
    assert not {"Place", "Office"} & set(facts_of(document))
    assert facts_of(document)["Workplace"] == "Remote (United States)"
    assert not document.draft


def test_openings_are_told_when_there_are_several() -> None:
    """One goes without saying."""
    assert facts_of(posting_of(make_job(posting={"openings": 2})))["Openings"] == "2"


@pytest.mark.parametrize(
    ("travel", "shown"),
    [
        ((20, 40, "To client sites"), "You travel 20 to 40% of working time, to client sites."),
        ((0, 10, None), "You travel up to 10% of working time."),
        ((10, 10, None), "You travel 10% of working time."),
        ((0, 0, None), "The job needs no travel."),
    ],
)
def test_travel(travel: tuple[int, int, str | None], shown: str) -> None:
    """One plain sentence for each kind of range."""
    low, high, text = travel
    role = {"conditions": {"travel": {"min": low, "max": high, "text": text}}}
    assert shown in section_of(posting_of(make_job(role)), "work")


def test_of_many_people_to_work_with_the_first_three_are_named() -> None:
    """A candidate asks with whom most of the work is done; the description has all."""
    many = {"internal": ["a1", "b1", "c1", "d1"], "external": ["e1", "f1", "g1", "h1"]}
    job = make_job({"interfaces": many})
    team = section_of(posting_of(job), "work")[1]
    assert "you work with a1, b1 and c1; outside, with e1, f1 and g1." in team
    described = plain_text(compose(job, "description", lookup(), as_of=AS_OF).document)
    assert "A1, b1, c1 and d1" in described


def test_people_to_work_with() -> None:
    """Inside and outside, in one sentence."""
    assert section_of(posting_of(), "work")[1] == (
        "Your manager: Head of key accounts. Inside Cedar & Main Insurance you work with "
        "underwriting support, claims and finance; outside, with clients' risk managers and "
        "carriers."
    )


def test_one_heading_for_what_is_said_in_a_line() -> None:
    """Manager, travel and measures stand under it; without any of them it is not there."""
    lines = section_of(posting_of(), "work")
    assert lines[0] == "How you will work"
    assert [line.split()[0] for line in lines[1:]] == ["Your", "You", "You"]
    nothing = {"reports_to": None, "interfaces": {}, "measures": [], "conditions": {}}
    assert "work" not in {section.id for section in posting_of(make_job(nothing)).sections}


@pytest.mark.parametrize("who", ["Linda Kowalski, HR", "Recruiting team"])
def test_a_person_and_a_title_read_alike(who: str) -> None:
    """No article stands before a name."""
    job = make_job({"reports_to": who}, posting={"contact": who})
    text = plain_text(posting_of(job))
    assert f"Contact: {who} (" in text
    assert f"Your manager: {who}." in text
    assert f"the {who}" not in text


def test_benefits_and_statements_are_those_that_apply() -> None:
    """A US line never reaches a German posting."""
    american = plain_text(posting_of())
    german = plain_text(posting_of(make_job(posting={"places": [{"id": "munich"}]})))
    assert "401(k)" in american
    assert "30 days of leave" not in american
    assert "30 days of leave" in german
    assert "Equal opportunity" in american
    assert "Equal opportunity" not in german


def test_how_to_apply_has_address_date_and_contact() -> None:
    """Every address is a link that shows where it leads."""
    document = posting_of()
    assert section_of(document, "apply") == [
        "How to apply",
        "Send a resume. We answer within ten days. Apply at cedar-main.example/careers.",
        "Apply by December 18, 2026. Questions? Contact: Hiring team (jobs@cedar-main.example).",
    ]
    assert {run.href for run in walk_runs(document) if run.href} == {
        "https://cedar-main.example/careers",
        "mailto:jobs@cedar-main.example",
        "https://cedar-main.example/privacy",
    }


def test_an_address_to_write_to() -> None:
    """E-mail alone, or beside a form."""
    ways = [{"id": "mail", "text": "Write.", "email": "a@example.org"}]
    both = [{**ways[0], "url": "https://example.org/"}]
    posting = {"contact": None, "contact_email": None, "closes": None}
    mail = posting_of(make_job(employer={"apply": ways}, posting=posting))
    assert section_of(mail, "apply")[1:] == ["Write. Write to a@example.org."]
    either = posting_of(make_job(employer={"apply": both}, posting=posting))
    said = "Write. Apply at example.org or write to a@example.org."
    assert said in section_of(either, "apply")


def test_how_to_apply_in_several_paragraphs_keeps_them() -> None:
    """The address stands below a list then."""
    text = "Send us:\n\n- a résumé\n- two names"
    ways = [{"id": "mail", "text": text, "email": "a@example.org"}]
    lines = section_of(posting_of(make_job(employer={"apply": ways})), "apply")
    assert lines[1:5] == ["Send us:", "a résumé", "two names", "Write to a@example.org."]


def test_markdown_of_the_employer_is_kept() -> None:
    """Paragraphs and bold text of the employer's own words."""
    document = posting_of()
    assert section_of(document, "about") == [
        "About Cedar & Main Insurance",
        "Cedar & Main insures family businesses in Oregon.",
        "It has 60 people.",
    ]
    bold = [run.text for run in walk_runs(document) if run.bold and "about" in (run.path or "")]
    assert bold == ["family businesses"]


def test_a_sample_employer_is_told_as_such() -> None:
    """Nobody takes it for a real one."""
    line = "Sample: Cedar & Main Insurance is a made-up employer."
    assert line in plain_text(posting_of())
    assert line not in plain_text(posting_of(make_job(employer={"sample": False})))


def test_without_an_employer_it_is_a_template_with_marked_gaps() -> None:
    """Clean, unbranded, and visibly a draft."""
    document = posting_of(bare_job())
    gaps = {run.text for run in walk_runs(document) if run.blank}
    assert gaps == {
        f"[{label}: to be completed]"
        for label in (
            "Employer",
            "Place",
            "Workplace",
            "Employment type",
            "Pay range",
            "Closing date",
            "Licensing state",
            "Benefits",
            "About the employer",
            "How to apply",
        )
    }
    assert document.brand == ""
    assert document.running == "Key Account Manager"
    assert document.draft.startswith("Draft template: no employer; 10 places still have to be")


def test_an_employer_without_a_posting_is_shown_with_what_it_says_of_itself() -> None:
    """The rest is marked."""
    document = posting_of(bare_job(EMPLOYER))
    assert "Cedar & Main insures family businesses in Oregon." in plain_text(document)
    assert document.draft.startswith("Draft: there is no posting yet; 8 places still have to be")


def test_a_posting_without_closing_date_or_benefits_has_no_gap_for_them() -> None:
    """Both are the employer's choice."""
    job = make_job(employer={"benefits": []}, posting={"closes": None})
    document = posting_of(job)
    assert document.draft == ""
    assert "Closing date" not in facts_of(document)
    assert "benefits" not in {section.id for section in document.sections}


@pytest.mark.parametrize(
    ("posting", "draft"),
    [
        ({}, ""),
        ({"approval": None}, "Draft: this posting has not been approved."),
        (
            {"pay": None},
            "Draft: 1 place still has to be filled in: pay range (pay:) in given.yaml.",
        ),
        (
            {"pay": None, "approval": None, "office_days": None},
            "Draft, not approved: 2 places still have to be filled in: "
            "pay range (pay:), days in the office (office_days:) in given.yaml.",
        ),
    ],
)
def test_why_it_is_a_draft(posting: dict[str, object], draft: str) -> None:
    """One sentence with all reasons."""
    assert posting_of(make_job(posting=posting)).draft == draft


def test_no_word_of_filler() -> None:
    """Neither the wording nor the gaps have any."""
    wording = plain_text(posting_of()) + plain_text(posting_of(bare_job()))
    for word in ("dynamic", "rockstar", "fast-paced", "passionate", "exciting", "competitive"):
        assert not re.search(rf"\b{word}\b", wording, re.IGNORECASE)
