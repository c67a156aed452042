"""`show` tells people what a role or posting says once all layers are merged."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from kamroles import pipeline
from kamroles.pipeline.authoring import profile_sections
from tests.conftest import AS_OF
from tests.told import refused, told
from tests.unit.cli.running import run

if TYPE_CHECKING:
    from pathlib import Path

POSTING = "key-account-manager-portland"
HEADING = re.compile(r"^(\S.*)\n(?:=+|-+|~+)\n", re.MULTILINE)


@pytest.fixture
def shown(sample_workspace: Path) -> str:
    """Return a sample posting as it is shown."""
    done = run("-C", str(sample_workspace), "show", POSTING, "--all")
    assert done.exit_code == 0
    return done.stdout


@pytest.fixture
def own_workspace(sample_workspace: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample workspace that a test may change."""
    return shutil.copytree(sample_workspace, tmp_path / "workspace")


def part(shown: str, title: str) -> str:
    """Return the lines between a heading and the next."""
    parts = HEADING.split(shown)
    assert title in parts[1::2], f"no {title}"
    return parts[parts.index(title) + 1]


def test_the_posting_is_shown_as_facts(shown: str) -> None:
    """Places by name, pay with currency and period, dates, decisions."""
    facts = part(shown, "The posting")
    assert "Portland, Oregon, United States" in facts
    assert "USD 92,000 to 114,000 per year" in facts
    assert re.search(r"FLSA: +exempt, decided by Director of Human Resources", facts)
    assert re.search(r"Closes: +2026-12-18", facts)


def test_own_data_is_shown_by_the_path_that_templates_take(own_workspace: Path) -> None:
    """Of role, employer and posting; a mapping value by value, and nothing where there is none."""
    path = own_workspace / "postings" / f"{POSTING}.yaml"
    own = "extra: {recruiter: Ana Ruiz, languages: [English, 3], shift: {start: '8:00'}}\n"
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    done = run("-C", str(own_workspace), "show", POSTING, "--section", "extra")
    lines = part(done.stdout, "Data of your own").strip().splitlines()
    assert lines == [
        "- posting.extra.recruiter: Ana Ruiz",
        "- posting.extra.languages: English, 3",
        "- posting.extra.shift.start: 8:00",
    ]


def test_what_has_no_own_data_shows_none(shown: str) -> None:
    """No empty part."""
    assert "Data of your own" not in shown


def test_must_and_preferred_stand_apart(shown: str) -> None:
    """With credentials among them, designations told from licenses."""
    must, preferred = part(shown, "Must bring"), part(shown, "Preferred")
    assert "At least four years of selling" in must
    assert "(designation)" in preferred
    assert "At least four years" not in preferred


def test_a_license_stands_with_what_must_be_brought(sample_workspace: Path) -> None:
    """By state, where it follows from the place."""
    done = run("-C", str(sample_workspace), "show", "account-manager-portland", "--all")
    assert "(license, by state)" in part(done.stdout, "Must bring")


def test_levels_are_words(shown: str) -> None:
    """A number alone says little."""
    assert re.search(r"Negotiation: 4, advanced", part(shown, "Competencies"))


def test_duties_have_their_share_of_time(shown: str) -> None:
    """All of it, together 100 percent."""
    shares = re.findall(r"^ *(\d+)% ", part(shown, "What the person does"), re.MULTILINE)
    assert sum(map(int, shares)) == 100


def test_judgments_are_marked_as_help(shown: str) -> None:
    """Tendency, codes with how sure they are, and sources come last."""
    start = shown.index("Help for the author, never printed")
    assert start > shown.index("How to apply")
    rest = shown[start:]
    assert re.search(r"FLSA tendency: +exempt\.", rest)
    assert "no verdict" in rest
    assert re.search(r"ESCO: +\S+ .*\(confirmed\)", rest)
    assert "Sources" in rest
    assert "FLSA tendency" not in shown[:start]


def test_guidance_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What helps to hire and to bring somebody in; pay seen elsewhere is help for the author."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tester.yaml").write_text(
        "title: Tester\nstatus: draft\nwants_review: The duties\n"
        "competencies: [{id: client-care, level: 3}]\n"
        "sources: [{id: guide, text: A guide}]\n"
        "boundary: [Sells nothing]\n"
        "team: [{text: Producer, accountable: New business}]\n"
        "interview: [{text: Tell me, competency: client-care, listen_for: Figures}]\n"
        "onboarding: {day_60: [{text: Has met everybody, evidence: Notes}]}\n"
        "outlook: {text: Demand grows, source: guide}\n"
        "pay_references: [{text: Average, low: 75000, high: 130000, currency: USD,"
        " place: United States, date: 2025, source: guide}]\n"
    )
    shown = run("show", "tester.yaml", "--all").stdout
    assert "DRAFT: it rests on judgment, and a practitioner should check it" in shown
    assert "To be checked: The duties" in shown
    assert "Sells nothing" in part(shown, "What it is not")
    assert "Producer: New business" in part(shown, "Who answers for what")
    assert "Figures" in part(shown, "Interview questions")
    assert "Has met everybody" in part(shown, "By day 60")
    assert "Client care, behavioral" in part(shown, "Interview questions")
    assert "A guide" in part(shown, "Outlook")
    published = " ".join(part(shown, "Pay published elsewhere").split())
    assert "no advice" in published
    assert "Average: USD 75,000 to 130,000 per year (United States, 2025) - A guide" in published


def test_a_competency_says_what_it_is(shown: str) -> None:
    """As the library defines it, and how it looks in this job."""
    competencies = " ".join(part(shown, "Competencies").split())
    assert "Reaching terms that both sides keep" in competencies
    assert "Here: Puts together offers on several points" in competencies


def test_one_section_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interviewer needs the questions; what it is and what to check stand above."""
    monkeypatch.chdir(tmp_path)
    shown = run("show", "account-manager", "--section", "interview,team").stdout
    assert HEADING.findall(shown) == [
        "Account Manager", "Interview questions", "Who answers for what",
    ]  # fmt: skip
    assert "Listen for: " in shown


def test_an_unknown_section_has_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the sections there are."""
    monkeypatch.chdir(tmp_path)
    done = run("show", "account-manager", "--section", "interviews")
    assert done.exit_code == 2
    why = refused(done.stderr)
    assert "`interview`" in why
    assert "about, posting" in why


def test_overtime_rules_stay_in_the_us(sample_workspace: Path) -> None:
    """A German posting has no FLSA status, not even a tendency."""
    done = run("-C", str(sample_workspace), "show", "digital-account-manager-germany", "--all")
    assert "FLSA" not in done.stdout
    assert "Remote from:" in done.stdout


def test_a_role_needs_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is shown without an employer, or as one employer has it."""
    monkeypatch.chdir(tmp_path)
    done = run("show", "account-manager", "--all")
    assert done.exit_code == 0
    assert "The posting" not in done.stdout
    assert "Help for the author" in done.stdout


def test_an_employer_adds_its_layers(sample_workspace: Path) -> None:
    """Also its industry's."""
    alone = run("-C", str(sample_workspace), "show", "account-manager", "--all").stdout
    there = run(
        "-C", str(sample_workspace), "show", "account-manager", "--employer", "cedar-main", "--all"
    )
    assert "Account Manager, Cedar & Main Insurance" in there.stdout
    assert "underwriters" in there.stdout
    assert "underwriters" not in alone


def test_a_set_value_is_shown(sample_workspace: Path) -> None:
    """It is the nearest layer of all."""
    done = run(
        "-C",
        str(sample_workspace),
        "show",
        POSTING,
        "--set",
        "reports_to=Head of #1: West",
        "--all",
    )
    assert re.search(r"Reports to: +Head of #1: West", done.stdout)


@pytest.mark.parametrize("width", [48, 60, 100])
def test_it_is_wrapped(sample_workspace: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """No line is wider than the terminal, web addresses apart."""
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("-C", str(sample_workspace), "show", POSTING, "--all").stdout.splitlines()
    assert max(len(line) for line in lines if "http" not in line) <= width
    assert max(len(line) for line in lines) > width - 10


@pytest.mark.parametrize("name", ["account-manager-portland", "facility-account-manager"])
def test_two_screens_say_what_matters(
    sample_workspace: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Of a terminal with 24 lines of 80; the rest is named."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("-C", str(sample_workspace), "show", name).stdout
    assert len(shown.splitlines()) <= 48
    assert {"--all", "--section"} <= set(re.findall(r"--\w+", shown))
    assert "Duty" in shown


def test_a_template_without_a_brief_part_is_shown_whole(own_workspace: Path) -> None:
    """A workspace wrote it before there was such a part, or wants none."""
    path = own_workspace / "templates" / "kinds" / "profile.md"
    path.parent.mkdir(parents=True)
    path.write_text(
        "# {{ role.title }}\n\n{% block own %}\n## Own {#own}\n\nText.\n{% endblock %}\n"
    )
    assert "Text." in run("-C", str(own_workspace), "show", POSTING).stdout


def test_it_is_plain_when_piped(shown: str) -> None:
    """No color and no frame."""
    assert "\x1b" not in shown
    assert not re.search(r"[\u2500-\u257f]", shown)


def test_json_has_everything(sample_workspace: Path) -> None:
    """For programs: the whole job."""
    done = run("-C", str(sample_workspace), "show", POSTING, "--json")
    whole = json.loads(done.stdout)
    assert list(whole) == ["id", "country", "role", "employer", "posting"]
    assert whole["posting"]["pay"]["currency"] == "USD"
    assert whole["role"]["title"] == "Key Account Manager"


def test_ids_are_shown_on_demand(sample_workspace: Path) -> None:
    """By them other files change an entry."""
    quiet = run("-C", str(sample_workspace), "show", POSTING, "--all").stdout
    more = run("-C", str(sample_workspace), "show", POSTING, "-v", "--all").stdout
    assert "[stakeholder-map]" in more
    assert "[stakeholder-map]" not in quiet


def test_a_value_cannot_steer_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks that turn the direction of writing are taken out."""
    monkeypatch.chdir(tmp_path)
    done = run("show", "account-manager", "--set", "reports_to=Head \u202eselaS fo", "--all")
    assert "\u202e" not in done.stdout
    assert "Head selaS fo" in done.stdout


def test_an_unknown_name_has_a_hint(sample_workspace: Path) -> None:
    """The nearest name is offered."""
    done = run("-C", str(sample_workspace), "show", "key-acount-manager-portland")
    assert done.exit_code == 1
    assert told(done.stderr) == [("KR501", "")]
    assert f"`{POSTING}`" in done.stderr


def test_every_section_has_its_name(sample_workspace: Path) -> None:
    """What --section takes is what the template has, in its order."""
    library = pipeline.open_library(sample_workspace)
    options = pipeline.Options(AS_OF, (), sample_workspace)
    found = []
    for name in (POSTING, "account-manager"):
        order = pipeline.Order(name, pipeline.kind_for(library, "authors"))
        composed, _ = pipeline.compose(library, order, options)
        found.append([section.id for section in composed.document.sections])
    known = profile_sections(library)
    missing = {"brief", "extra"}  # what `show` alone prints, and neither of them has own data
    assert set(known) == {*found[0], *found[1], *missing}
    for ids in found:
        assert ids == [name for name in known if name in ids]


def test_a_workspace_changes_a_section(own_workspace: Path) -> None:
    """The profile is a kind of document like others; it is made as a file too, and no draft."""
    there = ("-C", str(own_workspace))
    assert run(*there, "eject", "profile", "--block", "tools").exit_code == 0
    own = own_workspace / "templates" / "kinds" / "profile.md"
    own.write_text(own.read_text().replace("## Tools", "## What you need"))
    shown = run(*there, "show", POSTING, "--section", "tools").stdout
    assert "CRM system" in part(shown, "What you need")
    page = run(*there, "render", "account-manager", "--kind", "profile", "-f", "md", "-o", "-")
    assert "What you need" in page.stdout
    assert "FLSA tendency" in page.stdout
    assert "Draft" not in page.stdout


def test_what_is_never_printed_stays_with_authors(own_workspace: Path) -> None:
    """A template for others cannot print it."""
    folder = own_workspace / "templates" / "kinds" / "letter"
    folder.mkdir(parents=True)
    (folder / "template.md").write_text("# Letter\n\n{{ role.flsa_tendency.leans }}\n")
    (folder / "kind.yaml").write_text("title: Letter\naudience: employees\n")
    done = run("-C", str(own_workspace), "render", POSTING, "--kind", "letter", "-f", "md")
    assert done.exit_code == 1
    ((code, place),) = told(done.stderr)
    assert (code, place) == ("KR304", "templates/kinds/letter/template.md:3:8")
    assert "`role.flsa_tendency`" in done.stderr


def test_a_broken_logo_hides_nothing(own_workspace: Path) -> None:
    """What is shown on a terminal needs no theme."""
    (own_workspace / "assets" / "brindlemoor.svg").unlink()
    assert run("-C", str(own_workspace), "show", POSTING, "--all").exit_code == 0
