"""`define` says what a word of the field means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.e2e.command import run
from tests.e2e.conftest import write
from tests.told import told
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path

GLOSSARY = """\
terms:
  - id: green
    name: Putting green
    short: PG
    text: Where the hole is.
    aliases: [short grass]
    related: [fairway]
    source: Rules of golf
    url: https://golf.example/rules
  - id: fairway
    name: Fairway
    text: Where the ball should lie.
    source: Rules of golf
  - id: stem
    name: Stem
    text: Part of a plant.
    source: Botany
    aliases: [shoot]
  - id: photo
    name: Photo
    text: A picture.
    source: Common usage
    aliases: [shoot]
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with words of its own."""
    folder = tmp_path_factory.mktemp("words")
    write(folder, "kamroles.yaml", "name: Ours\n")
    write(folder, "roles/glossary/golf.yaml", GLOSSARY)
    write(folder, "roles/greenkeeper.yaml", "title: Greenkeeper\nterms: [green]\n")
    return folder


@pytest.mark.parametrize("word", ["green", "putting green", "PG", "pg", "Short Grass"])
def test_a_term_is_found_by_all_it_is_called(word: str, place: Path) -> None:
    """Id, name, abbreviation, alias; in any case."""
    out = run("define", word, at=place).out
    assert out.startswith("Putting green (PG)\n  Where the hole is.\n")


def test_it_tells_all_there_is(place: Path) -> None:
    """Other names, related terms, the source, the roles."""
    facts = dict(
        line.strip().split(": ", 1)
        for line in run("define", "green", at=place).out.splitlines()
        if ": " in line
    )
    assert {name: value.strip() for name, value in facts.items()} == {
        "Also called": "short grass",
        "Related": "Fairway",
        "Source": "Rules of golf https://golf.example/rules",
        "Used by": "Greenkeeper",
        "Id": "green",
    }


def test_several_words_need_no_quotes(place: Path) -> None:
    """`kamroles define short grass` is enough."""
    assert run("define", "short", "grass", at=place).out.startswith("Putting green")


def test_all_terms_of_one_name_are_told(place: Path) -> None:
    """Nothing is guessed."""
    out = run("define", "shoot", at=place).out
    assert "Stem\n" in out
    assert "Photo\n" in out


def test_a_competency_is_told_with_its_levels(place: Path) -> None:
    """By the same command."""
    out = run("define", "Negotiation", at=place).out
    assert "1 aware: " in out
    assert "5 expert: " in out
    assert "Account Manager" in out


def test_the_nearest_is_offered(place: Path) -> None:
    """With its id."""
    done = run("define", "putting gren", at=place)
    assert done.status == 1
    printed(done.err)
    assert "`green` (Putting green)" in done.err


def test_all_terms_are_listed(place: Path) -> None:
    """By name, with the id to type."""
    rows = [line.split("  ") for line in run("define", at=place).out.splitlines()]
    called = {row[0]: row[-1].strip() for row in rows}
    assert called["green"] == "Putting green (PG)"
    assert called["quarterly-business-review"] == "Quarterly business review (QBR)"


def test_json(place: Path) -> None:
    """For programs: a list, since a word can have several meanings."""
    (told,) = json.loads(run("define", "pg", "--json", at=place).out)
    assert told["sort"] == "term"
    assert told["related"] == {"fairway": "Fairway"}
    assert told["roles"] == {"greenkeeper": "Greenkeeper"}
    assert {"fairway", "green"} <= {
        t["id"] for t in json.loads(run("define", "--json", at=place).out)
    }


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    """The other words are there."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, "roles/glossary/golf.yaml", "terms: [{id: green, name: Green}]\n")
    done = run("define", "renewal", at=tmp_path)
    assert done.out.startswith("Renewal\n")
    assert {code for code, _ in told(done.err)} == {"KR108"}
    assert done.status == 1
