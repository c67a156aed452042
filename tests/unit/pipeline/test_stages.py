"""The stages together: what is asked for, what a theme takes, what is told about drafts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kamroles import pipeline
from kamroles.diagnostics import Problems, Severity
from tests.conftest import AS_OF
from tests.e2e.conftest import FILES, release, write
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a small workspace."""
    for name, content in FILES.items():
        write(tmp_path, name, content)
    return tmp_path


def compose(place: Path, name: str, theme: str | None = None) -> pipeline.Composed:
    """Return the posting of that name."""
    options = pipeline.Options(AS_OF, (), place, theme)
    order = pipeline.Order(name, "posting")
    return pipeline.compose(pipeline.open_library(place), order, options)[0]


def test_everything_is_what_the_workspace_names(place: Path) -> None:
    """Postings alone and in every kind, roles for each employer and for none."""
    write(
        place,
        "kamroles.yaml",
        "kinds: [posting]\npostings: [salem]\nroles: [accounts]\nemployers: [northgate]\n",
    )
    assert pipeline.everything(pipeline.open_library(place)) == [
        pipeline.Order("salem", "posting"),
        pipeline.Order("accounts", "posting"),
        pipeline.Order("accounts", "posting", "northgate"),
    ]


def test_wrong_names_in_the_workspaces_file_are_told_with_their_places(place: Path) -> None:
    """All of them, each with what could be meant."""
    write(
        place,
        "kamroles.yaml",
        "kinds:\n  - postng\npostings: [salm]\nroles: [acounts]\nemployers: [nortgate]\n"
        "theme: plane\n",
    )
    with pytest.raises(Problems) as caught:
        pipeline.everything(pipeline.open_library(place))
    told = pinned(caught.value.diagnostics)
    named = [re.findall("`([^`]+)`", d.hint or "") for d in caught.value.diagnostics]
    assert [
        (code, at[at.rindex("kam") :], *n) for (code, at), n in zip(told, named, strict=True)
    ] == [
        ("KR509", "kamroles.yaml:3:12", "salem"),
        ("KR509", "kamroles.yaml:4:9", "accounts"),
        ("KR509", "kamroles.yaml:5:13", "northgate"),
        ("KR509", "kamroles.yaml:2:5", "posting"),
        ("KR509", "kamroles.yaml:6:8", "plain"),
    ]


def test_outside_a_workspace_there_is_nothing_to_build(tmp_path: Path) -> None:
    """It is said how to start."""
    with pytest.raises(Problems, match="KR516"):
        pipeline.everything(pipeline.open_library(tmp_path))


def test_the_theme_takes_color_logo_and_page(place: Path) -> None:
    """The employer's color and logo; Letter in the United States."""
    theme = compose(place, "salem").theme
    assert theme.tokens["color.accent"] == "#335577"
    assert theme.assets["logo"].media_type == "image/svg+xml"
    assert theme.tokens["page.size"] == "Letter"
    assert compose(place, "accounts").theme.tokens["page.size"] == "A4"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("assets/logo.svg", "assets/logo.gif", "KR506"),
        ("country: US\nlogo", "country: US\ntheme: plane\nlogo", "KR511"),
    ],
)
def test_a_look_that_cannot_be(old: str, new: str, code: str, place: Path) -> None:
    """The fault is told where the employer's file has it."""
    write(place, "assets/logo.gif", "GIF89a")
    firm = FILES["employers/northgate.yaml"].replace(old, new)
    write(place, "employers/northgate.yaml", firm)
    with pytest.raises(Problems) as caught:
        compose(place, "salem")
    (found,) = caught.value.diagnostics
    pinned([found])
    assert found.code == code
    assert found.span
    assert found.span.source.name.endswith("northgate.yaml")


def test_a_character_without_a_glyph_is_told_where_it_stands(place: Path) -> None:
    """It would show as an empty box."""
    role = FILES["roles/accounts.yaml"].replace("title: Accounts", "title: Accounts 𐎠")
    write(place, "roles/accounts.yaml", role)
    (found,) = [d for d in compose(place, "salem").diagnostics if d.code == "KR410"]
    pinned([found])
    assert found.severity is Severity.WARNING
    assert found.span
    assert (found.span.source.name.endswith("accounts.yaml"), found.span.line) == (True, 2)


def test_findings_are_the_same_a_second_time(place: Path) -> None:
    """A second run tells what the first did, with places."""
    posting = FILES["postings/salem.yaml"].replace("2026-12-18", "2026-11-20")
    write(place, "postings/salem.yaml", posting)
    first, second = compose(place, "salem"), compose(place, "salem")
    pinned(first.diagnostics)
    assert [d.code for d in first.diagnostics] == ["KR228"]
    assert second.diagnostics == first.diagnostics
    assert first.diagnostics[0].span


def test_check_tells_drafts_of_postings_only(place: Path) -> None:
    """A role alone is a template; a posting that nobody approved is a draft."""
    report = pipeline.check(pipeline.open_library(place), ["salem", "accounts"], AS_OF)
    told = [d for d in report.diagnostics if d.code == "KR601"]
    assert told
    assert {d.span and d.span.source.name.rpartition("/")[2] for d in told} == {"salem.yaml"}
    assert report.status == 0


def test_check_reads_employers_that_no_posting_names(place: Path) -> None:
    """A mistake in a file is found before the file is used."""
    write(place, "employers/unused.yaml", "name: Unused\nlogoo: x\n")
    report = pipeline.check(pipeline.open_library(place), [], AS_OF)
    assert [d.code for d in report.diagnostics if d.severity is Severity.ERROR] == ["KR103"]


def test_check_finds_a_posting_that_names_neither_role_nor_employer(place: Path) -> None:
    """What lies among the postings is a posting, whatever it lacks."""
    write(place, "postings/bare.yaml", "places: [salem]\n")
    report = pipeline.check(pipeline.open_library(place), [], AS_OF)
    found = [d for d in report.diagnostics if d.severity is Severity.ERROR]
    assert [(code, at.rpartition("/")[2]) for code, at in pinned(found)] == [
        ("KR203", "bare.yaml:1:1"),
        ("KR203", "bare.yaml:1:1"),
    ]
    for field, each in zip(("role", "employer"), found, strict=True):
        assert f"`{field}`" in each.message


def found_by_check(place: Path, *codes: str) -> list[Diagnostic]:
    """Return the findings with these codes."""
    report = pipeline.check(pipeline.open_library(place), [], AS_OF)
    found = [d for d in report.diagnostics if d.code in codes]
    pinned(found)
    return found


def test_check_leads_to_review_and_tells_what_the_posting_leaves_out(place: Path) -> None:
    """Approved without review is a warning; a posting that says nothing of notices gets a note."""
    release(place)
    report = pipeline.check(pipeline.open_library(place), [], AS_OF)
    told = {d.code: d for d in report.diagnostics}
    assert told["KR603"].severity is Severity.WARNING
    assert "`kamroles review salem`" in (told["KR603"].hint or "")
    (found,) = found_by_check(place, "KR604")
    pinned([told["KR603"]])
    assert re.findall("`([^`]+)`", found.message) == ["about", "statements"]
    assert report.checked == {"posting": 1, "role": 1, "employer": 1}


def test_check_says_which_documents_are_drafts_and_why(place: Path) -> None:
    """Once, when all are for one reason; the effective date is said to follow from approval."""
    posting = FILES["postings/salem.yaml"]
    write(place, "postings/salem.yaml", posting + "flsa: {status: exempt, decided_by: A, "
          "decided_on: 2026-11-01}\n")  # fmt: skip
    first, second = found_by_check(place, "KR601")
    assert "description" in first.message
    assert " posting " in second.message
    assert "effective date" in f"{first.message} {first.hint}"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("postings/b.yaml.txt", "role: x", "b.yaml"),
        ("postings/b.YAML", "role: x", "b.yaml"),
        ("b.yaml", "role: x\nemployer: y\n", "posting"),
        ("postings/2026/b.yml", "role: x\nemployer: y\n", "posting"),
        ("b.yaml", "name: Cedar\nlocations: []\n", "employer"),
        ("employer/b.yaml", "name: Cedar\ncountry: US\n", "employer"),
        ("role/b.yaml", "responsibilities: [Do it]\n", "role"),
        ("notes.yaml", "name: Cedar\nto_do: all\n", ""),
        ("output/b.yaml", "role: x\nemployer: y\n", ""),
        (".github/b.yaml", "role: x\nemployer: y\n", ""),
    ],
)
def test_check_tells_of_files_that_are_never_read(
    name: str, text: str, told: str, place: Path
) -> None:
    """A wrong ending or folder would else pass for "nothing found"."""
    write(place, name, text)
    found = found_by_check(place, "KR522")
    assert [told in f"{each.message} {each.hint}" for each in found] == ([True] if told else [])
