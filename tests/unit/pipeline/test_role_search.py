"""Roles are found by what they are called, what they say and what they ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kamroles.pipeline import open_library
from kamroles.pipeline.role_search import find_roles, search, values_in_roles
from tests.e2e.conftest import write
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path

ROLES = {
    "gardener": "title: Gardener\naliases: [Greenkeeper, LGM]\nfamily: commercial\nlevel: senior\n"
    "summary: Looks after lawns.\n",
    "roofer": "title: Roofer\nstatus: draft\nsummary: Covers houses.\n"
    "responsibilities: [Cut lawns around the house.]\n"
    "credentials: [{id: ladder, text: Ladder license (LL), kind: license}]\n",
    "lawn-seller": "extends: gardener\ntitle: Seller of Lawns\ncompetencies:\n"
    "  - {id: negotiation, level: 4}\n",
    "broken": "title: Broken\nsummary: [\n",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a workspace with a few roles beside those that ship."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    for name, text in ROLES.items():
        write(tmp_path, f"roles/{name}.yaml", text)
    return tmp_path


def found(place: Path, *words: str, **asked: str) -> list[str]:
    """Return the ids of the workspace's roles that fit, best first."""
    return [name for name in find_roles(open_library(place), words, **asked) if name in ROLES]


def test_names_come_before_summaries_before_duties(place: Path) -> None:
    """Who is called so counts more than who says so."""
    assert found(place, "lawns") == ["lawn-seller", "gardener", "roofer"]


def test_every_word_must_be_there(place: Path) -> None:
    """In any place, and in any case."""
    assert found(place, "LAWNS", "house") == ["roofer"]
    assert found(place, "lawns house") == ["roofer"]
    assert found(place, "lawns", "sea") == []


@pytest.mark.parametrize("word", ["lawn", "lawns", "law"])
def test_words_may_begin_so(word: str, place: Path) -> None:
    """Plurals are found; what is as short as an abbreviation is a whole word."""
    assert bool(found(place, word)) == (word != "law")


def test_an_alias_is_found_and_told(place: Path) -> None:
    """Abbreviations too."""
    ((name, where),) = find_roles(open_library(place), ["lgm"]).items()
    assert name == "gardener"
    assert "LGM" in printed(where)


def test_where_words_were_found_is_told(place: Path) -> None:
    """Of a title there is nothing to tell."""
    wheres = find_roles(open_library(place), ["lawns"])
    assert (wheres["lawn-seller"], wheres["gardener"], wheres["roofer"]) == (
        "",
        "summary",
        "duties",
    )


@pytest.mark.parametrize(
    ("field", "value", "ids"),
    [
        ("family", "commercial", ["gardener", "lawn-seller"]),
        ("level", "Senior", ["gardener", "lawn-seller"]),
        ("status", "draft", ["roofer"]),
        ("credential", "ladder", ["roofer"]),
        ("credential", "license", ["roofer"]),
        ("credential", "LL", ["roofer"]),
    ],
)
def test_fields_of_the_merged_role_are_asked(
    field: str, value: str, ids: list[str], place: Path
) -> None:
    """What is inherited counts."""
    assert found(place, **{field: value}) == ids


def test_a_competency_has_several_names(place: Path) -> None:
    """Its id, its name and its aliases."""
    for name in ("negotiation", "Negotiation", "commercial control"):
        assert "lawn-seller" in found(place, competency=name)
        assert "roofer" not in found(place, competency=name)


def test_words_and_fields_together(place: Path) -> None:
    """All of them hold."""
    assert found(place, "lawns", family="commercial", status="ready") == ["lawn-seller", "gardener"]


def test_a_broken_role_is_known_by_name_only(place: Path) -> None:
    """It does not stop the search."""
    assert found(place, "broken") == ["broken"]


def test_a_change_is_seen(place: Path) -> None:
    """What is searched is what the files say now, those that a role builds on among them."""
    assert found(place, "meadows") == []
    write(place, "roles/gardener.yaml", "title: Gardener\nsummary: Looks after meadows.\n")
    assert found(place, "meadows") == ["gardener", "lawn-seller"]


def test_what_there_is_to_ask_for(place: Path) -> None:
    """For who asks for something else."""
    library = open_library(place)
    assert "ladder" in values_in_roles(library, "credential")
    assert "negotiation" in values_in_roles(library, "competency")
    assert {"ready", "draft"} == set(values_in_roles(library, "status"))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("national account manager", "national-account-manager"),
        ("KAM", "key-account-manager"),
        ("CAM", "control-account-manager"),
        ("CSR", "commercial-lines-account-manager-i"),
        ("WBS", "control-account-manager"),
        ("insurance renewal certificates", "commercial-lines-account-manager"),
    ],
)
def test_what_people_look_for_comes_first(words: str, first: str, tmp_path: Path) -> None:
    """Among the roles that ship."""
    best = next(iter(find_roles(open_library(tmp_path), words.split())))
    assert best.startswith(first)


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("CSM", "customer-success-manager"),
        ("Client Success Managers", "customer-success-manager"),
        ("national accounts manager", "national-account-manager"),
        ("commercial lines CSR", "commercial-lines-account-manager-i"),
        ("Sr. Account Mgr", "senior-account-manager"),
        ("AM II", "account-manager-ii"),
        ("account manager 3", "account-manager-iii"),
        ("Key-Account-Manager/in (m/w/d)", "key-account-manager"),
        ("Kundenbetreuer (w/m/d)", "account-manager"),
        ("Gro\u00dfkundenbetreuer", "key-account-manager"),
        ("Firmenkundenberater", "commercial-account-manager"),
        ("Responsable Grands Comptes", "key-account-manager"),
        ("key acount manger", "key-account-manager"),
        ("Facilities account manager", "facility-account-manager"),
    ],
)
def test_a_title_is_known_in_any_spelling(typed: str, role: str, tmp_path: Path) -> None:
    """Abbreviated, in the plural, in other languages or misspelled, it means one role."""
    assert search(open_library(tmp_path), [typed]).exact == role


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("account exec", {"sales-account-manager", "agency-account-manager"}),
        ("AE", {"sales-account-manager", "agency-account-manager"}),
        ("client success partner", {"customer-success-manager"}),
        ("insurance account executive", {"commercial-lines-account-manager"}),
        ("loan officer", {"commercial-account-manager"}),
        ("channel account manager", {"account-manager"}),
        ("event planner", {"event-account-manager"}),
        ("personal lines CSR", {"commercial-lines-account-manager-i"}),
        ("nurse", set()),
    ],
)
def test_a_title_that_no_role_has_gets_the_nearest(
    typed: str, near: set[str], tmp_path: Path
) -> None:
    """And never a role that only has a word of it somewhere."""
    found = search(open_library(tmp_path), [typed])
    assert (found.roles, found.exact) == ({}, "")
    assert near <= {*found.near}
    assert len(found.near) <= 4


@pytest.mark.parametrize(
    ("trades", "first"),
    [
        ((), "agency-account-manager"),
        (("agency",), "agency-account-manager"),
        (("insurance",), "sales-account-manager"),
        (("insurance", "agency"), "agency-account-manager"),
    ],
)
def test_roles_of_another_trade_come_last(
    trades: tuple[str, ...], first: str, tmp_path: Path
) -> None:
    """Where it is known in which trades one hires; what fits by its words stays as it was."""
    library = open_library(tmp_path)
    assert search(library, ["account executive"], trades).near[0] == first
    banker = "Commercial Banking Relationship Manager"
    assert search(library, [banker], trades).exact == "commercial-account-manager"


@pytest.mark.parametrize("seed", ["0", "37", "45"])
def test_of_roles_that_come_as_near_the_first_by_name_is_first(seed: str, tmp_path: Path) -> None:
    """In every run: in whichever order Python keeps a set, its numbers add up to the same."""
    program = (
        "import sys; from pathlib import Path; from kamroles.pipeline import open_library\n"
        "from kamroles.pipeline.role_search import search\n"
        "print(*search(open_library(Path(sys.argv[1])), ['account executive']).near[:2])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["agency-account-manager", "sales-account-manager"]


def test_who_keeps_it_accounts_is_not_who_looks_after_user_accounts(tmp_path: Path) -> None:
    """An information technology company has account managers too."""
    found = search(open_library(tmp_path), ["IT account manager"])
    assert not found.roles
    assert found.near[0] == "account-manager"


def test_a_title_of_several_roles_is_offered(tmp_path: Path) -> None:
    """None is taken for the one that is meant."""
    found = search(open_library(tmp_path), ["relationship manager"])
    assert not found.exact
    assert {*found.roles} == {"commercial-account-manager", "indigenous-business-account-manager"}
