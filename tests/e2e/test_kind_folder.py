"""A kind of document is a folder of the workspace, without a line of Python."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kamroles import api, pipeline
from kamroles.render import FORMATS
from tests.conftest import AS_OF
from tests.e2e.command import run
from tests.e2e.conftest import write
from tests.parity import difference

if TYPE_CHECKING:
    from pathlib import Path

POSTING = "key-account-manager-portland"
FOLDER = "templates/kinds/invitation"
ABOUT = "title: Interview invitation\naudience: candidates\n"
TEMPLATE = """\
{% import "parts/wording.md" as wording %}
# {% block title %}Interview: {{ posting.title or role.title }}{% endblock %}

{% block opening %}
We would like to meet you in {{ posting.places | place | listed("or") }}.

{% endblock %}
{% block topics %}
## What we will talk about {#topics}

{% for duty in role.responsibilities[:3] %}
- {{ duty.text | sentence }}
{% endfor %}

{% endblock %}
{% block offer %}
## What we offer {#offer}

::: facts
- {{ t("pay") }}: {{ wording.pay() }}
- Reply by: {{ posting.closes | date or blank("Reply by") }}
:::

{% endblock %}
"""


@pytest.fixture
def place(workspace: Path) -> Path:
    """Return a workspace with a kind of its own."""
    write(workspace, f"{FOLDER}/kind.yaml", ABOUT)
    write(workspace, f"{FOLDER}/template.md", TEMPLATE)
    write(workspace, "kamroles.yaml", "kinds: [invitation]\nformats: [md]\n")
    return workspace


def test_it_is_listed(place: Path) -> None:
    """By its folder's name and its title; its template too, as other templates name it."""
    there = json.loads(run("list", "--json", at=place).out)
    (kind,) = [each for each in there["kinds"] if each["id"] == "invitation"]
    assert (kind["title"], kind["source"]) == ("Interview invitation", "workspace")
    assert kind["path"] == f"{FOLDER}/template.md"
    assert "kinds/invitation.md" in {each["id"] for each in there["templates"]}
    assert not [each for each in there["templates"] if each["id"].endswith("kind.yaml")]


def test_it_is_built(place: Path) -> None:
    """When the workspace names it."""
    done = run("build", at=place)
    assert done.status == 0, done.err
    text = (place / "output" / "salem-invitation.md").read_text("utf-8")
    assert "We would like to meet you in Salem, Oregon." in text
    assert "$60,000 to $70,000 a year" in text


@pytest.mark.parametrize("format", FORMATS)
def test_it_comes_in_every_format(format: str, place: Path) -> None:
    """With the same words in each."""
    jobs = api.open_workspace(place, as_of=AS_OF)
    composed = jobs.compose("salem", "invitation")
    assert difference(composed.document, format, jobs.render(composed, format)) == ""


def test_it_is_checked(place: Path) -> None:
    """Its template, and its words by the rules for those who read it."""
    duty = "responsibilities: {replace: [Hold QBRs with each site]}\n"
    write(place, "roles/accounts.yaml", f"extends: account-manager\ntitle: Accounts\n{duty}")
    assert "R006" in run("check", at=place).out
    write(place, f"{FOLDER}/kind.yaml", ABOUT.replace("candidates", "employees"))
    assert "R006" not in run("check", at=place).out
    write(place, f"{FOLDER}/template.md", TEMPLATE.replace("posting.closes", "posting.close"))
    done = run("check", at=place)
    assert done.status == 1
    assert f"{FOLDER}/template.md:21:23: error[KR304]" in done.out


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("title: Invitation\naudience: candidate\n", "2:11: error[KR214]"),
        ("titel: Invitation\naudience: candidates\n", "1:1: error[KR103]"),
        ("title: Invitation\n", "1:1: error[KR203]"),
        ("title: [Invitation\n", "1:8: error[KR0"),
    ],
)
def test_mistakes_in_its_file_are_told_with_their_place(
    written: str, told: str, place: Path
) -> None:
    """As in every file; listing still names the kind, and what needs no other is shown."""
    write(place, f"{FOLDER}/kind.yaml", written)
    done = run("check", at=place)
    assert done.status == 1
    assert f"{FOLDER}/kind.yaml:{told}" in done.out
    assert "invitation" in run("list", "kinds", at=place).out
    assert run("show", "salem", at=place).status == 0


def test_a_folder_replaces_the_shipped_kind(place: Path) -> None:
    """It can extend what it replaces; a template alone in the folder keeps what is said of it."""
    own = '{% extends "kinds/posting.md" %}\n{% block opening %}\nOurs.\n\n{% endblock %}\n'
    write(place, "templates/kinds/posting/template.md", own)
    library = pipeline.open_library(place)
    assert pipeline.kind_of(library, "posting").audience == "candidates"
    done = run("render", "salem", "--kind", "posting", "-f", "md", "-o", "-", at=place)
    assert "Ours." in done.out
    assert "How to apply" in done.out
    refused = run("eject", "posting", at=place)
    assert refused.status == 1
    assert "KR519" in refused.err


def test_a_template_alone_is_a_kind_too(place: Path) -> None:
    """It goes before a folder of its name, and is taken for what employees read."""
    write(place, "templates/kinds/letter.md", "# {{ role.title }}\n\nA letter.\n")
    write(place, "templates/kinds/invitation.md", "# {{ role.title }}\n\nAlone.\n")
    library = pipeline.open_library(place)
    assert pipeline.kind_of(library, "letter").title == "Letter"
    assert pipeline.kind_of(library, "letter").audience == "employees"
    assert (
        "Alone."
        in api.open_workspace(place, as_of=AS_OF)
        .render(api.open_workspace(place, as_of=AS_OF).compose("salem", "invitation"), "md")
        .decode()
    )


def test_programs_get_what_candidates_read(place: Path) -> None:
    """Without a kind: the one that the workspace names first, else the shipped one."""
    assert api.open_workspace(place, as_of=AS_OF).compose("salem").document.kind == "invitation"
    write(place, "kamroles.yaml", "kinds: [description]\n")
    (place / FOLDER / "kind.yaml").unlink()
    assert api.open_workspace(place, as_of=AS_OF).compose("salem").document.kind == "posting"


def test_a_second_kind_for_authors_does_not_take_the_place_of_the_shipped_one(place: Path) -> None:
    """`show` prints what it did; the new one is asked for by its name."""
    before = run("show", POSTING, at=place).out
    write(place, f"{FOLDER}/kind.yaml", "title: Brief\naudience: authors\n")
    assert run("show", POSTING, at=place).out == before


def test_a_kind_that_nobody_builds_is_checked_all_the_same(place: Path) -> None:
    """With the line in its own file, also where `show` needs it."""
    write(place, "templates/kinds/profile/kind.yaml", "title: P\naudience: nobody\n")
    for command in (("check",), ("show", POSTING)):
        said = run(*command, at=place)
        assert said.status == 1
        assert "templates/kinds/profile/kind.yaml:2:11: error[KR214]" in said.out + said.err
